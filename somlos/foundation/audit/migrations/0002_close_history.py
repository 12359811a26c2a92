"""History is added to and never changed, and the database says itself when a row was written."""

from django.db import migrations

_TABLES = ("audit_event", "audit_look")
_STAMP = """
alter table {table} add column written timestamptz not null default clock_timestamp();
alter table {table} add column xact xid8 not null default pg_current_xact_id();
comment on column {table}.written is 'When the row was written, by the database''s clock';
comment on column {table}.xact is 'In which transaction; seals hold what lies before the oldest running one';
create index {table}_xact on {table} (xact);
create trigger append_only before update or delete on {table} for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on {table} for each statement execute function audit.refuse_emptying();
grant select on {table} to somlos_sealer, somlos_auditor, somlos_archivist;
"""
_CLOSE = """
create schema if not exists audit;
create function audit.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $f$
begin
    raise exception 'history is added to, never changed' using errcode = '42501';
end $f$;
-- In a test database, and in no other, the tests may empty the tables (W19).
create function audit.refuse_emptying() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $f$
begin
    if left(current_database(), 5) <> 'test_' then raise exception 'history is added to, never emptied' using errcode = '42501'; end if;
    return null;
end $f$;
create trigger never_emptied before truncate on audit_seal for each statement execute function audit.refuse_emptying();
create trigger append_only before update or delete on audit_seal for each row execute function audit.refuse_change();
grant usage on schema audit to somlos_sealer, somlos_auditor, somlos_archivist;
grant select, insert on audit_seal to somlos_sealer;
grant select on audit_seal to somlos_auditor, somlos_archivist;
""" + "".join(_STAMP.format(table=table) for table in _TABLES)


class Migration(migrations.Migration):
    """Append-only tables with the database's own stamp."""

    dependencies = [("audit", "0001_keep_history")]
    operations = [migrations.RunSQL(_CLOSE, migrations.RunSQL.noop)]
