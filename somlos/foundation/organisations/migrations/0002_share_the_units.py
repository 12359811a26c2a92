"""Who reads and writes here, and the one way to ask which seats there are (W1)."""

from django.db import migrations

from somlos.foundation.access.postgres.guard import share
from somlos.foundation.vault.postgres import as_definer

_SCHEMA = """
create schema organisations authorization somlos_definer;
grant usage on schema organisations to somlos_web;
comment on schema organisations is 'Which seats there are';
create index seat_of_scope on access_seat (scope_id);
create index seat_of_user on access_seat (user_id);
"""

_SEATS = """
-- Seats at some scopes, or with some ids: for anybody at a post, those of the own municipality; and one's own wherever they are.
create function organisations.seats(p_scopes uuid[], p_seats uuid[])
returns table (seat_id uuid, user_id uuid, scope_id uuid, role text, starts timestamptz, ends timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp rows 20 as $f$
declare me record;
begin
    select * into me from access.who();
    if me.seat_id is null then return; end if;
    return query
    select e.id, e.user_id, e.scope_id, e.role::text, e.starts, e.ends from public.access_seat e
      join public.access_scope c on c.id = e.scope_id
     where (e.scope_id = any (p_scopes) or e.id = any (p_seats)) and (c.municipality_id = me.municipality_id or e.user_id = me.user_id);
end $f$;
revoke execute on function organisations.seats(uuid[], uuid[]) from public;
grant execute on function organisations.seats(uuid[], uuid[]) to somlos_web;
"""


class Migration(migrations.Migration):
    """Plain grants: nothing here is about a child. Founding a municipality is the owner's."""

    dependencies = (("organisations", "0001_lay_the_units"), ("access", "0002_hang_the_door"))
    operations = (
        share("organisations_municipality", select=["web", "worker"], update={"web": ["level_names"]}),
        share("organisations_unit", select=["web", "worker"], insert=["web"]),
        share("organisations_post", select=["web"], insert=["web"]),
        share("organisations_closedperiod", select=["web", "worker"], insert=["web"], delete=["web"]),
        share("organisations_absence", select=["web", "worker"], insert=["web"], delete=["web"]),
        migrations.RunSQL(_SCHEMA, "drop schema organisations cascade"),
        as_definer(_SEATS, migrations.RunSQL.noop),
    )
