"""Keep data keys in a schema of their own, so that their backups can be of their own too (W20)."""

from django.db import migrations

_KEEP = """
create table vault.data_key (
    lockbox uuid not null,
    version smallint not null check (version > 0),
    wrapped bytea,
    made_at timestamptz not null default now(),
    forgotten_at timestamptz,
    primary key (lockbox, version),
    constraint a_key_is_there_or_forgotten check ((wrapped is null) = (forgotten_at is not null))
);
comment on table vault.data_key is 'One data key per lockbox and version, wrapped by the municipality''s key';
comment on column vault.data_key.lockbox is 'A subject, or the own compartment of a youth or a guardian, or a municipality';
comment on column vault.data_key.version is 'New texts are sealed with the highest';
comment on column vault.data_key.wrapped is 'The key, wrapped by a key that is not in the database; empty when forgotten';
comment on column vault.data_key.made_at is 'When the key was made';
comment on column vault.data_key.forgotten_at is 'When every text under the key became unreadable for good';
grant select, insert, update (wrapped, forgotten_at) on vault.data_key to somlos_definer;
grant select, update (wrapped, forgotten_at), insert on vault.data_key to somlos_archivist;
grant usage on schema vault to somlos_archivist;
"""


class Migration(migrations.Migration):
    """The table of wrapped data keys."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(_KEEP, "drop table vault.data_key")]
