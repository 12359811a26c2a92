"""Hang the door: the definer may read and write the door's tables, everybody else goes through its functions."""

from pathlib import Path

from django.db import migrations

from somlos.foundation.access.postgres import guard
from somlos.foundation.vault.postgres import as_definer

_DOOR = Path(guard.__file__).with_name("door.sql")

_RIGHTS = """
grant select, insert on access_scope, access_seat, access_subject, access_compartment, access_relation, access_basis, access_session to somlos_definer;
grant select, insert on access_block, access_blocklifted to somlos_definer;
grant select on access_invitation to somlos_definer;
grant update (ends) on access_seat to somlos_definer;
grant update (protection, same_as_id, national_hash) on access_subject to somlos_definer;
grant update (withdrawn, shut, named) on access_relation to somlos_definer;
grant update (withdrawn_at, withdrawn_by_id) on access_basis to somlos_definer;
grant update (seat_id, last_seen, ended_at) on access_session to somlos_definer;
grant insert, select on audit_look to somlos_definer;
grant usage on schema access to somlos_web, somlos_worker, somlos_owner, somlos_archivist;
create trigger append_only before update or delete on access_block for each row execute function audit.refuse_change();
create trigger append_only before update or delete on access_blocklifted for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on access_block for each statement execute function audit.refuse_emptying();
create trigger never_emptied before truncate on access_blocklifted for each statement execute function audit.refuse_emptying();
"""

_HISTORY = f"""
alter table audit_event enable row level security, force row level security;
grant select, insert (id, at, user_id, seat_id, kind, subject_id, compartment_id, box_id, object_kind, object_id, actor_words, said, because)
    on audit_event to somlos_web;
create policy read on audit_event for select to somlos_web using ({guard.READ});
create policy write on audit_event for insert to somlos_web with check (
    user_id = (select access.my_user()) and seat_id is not distinct from (select seat_id from access.who())
    and ((compartment_id is null and subject_id is null) or {guard.WRITE}));
create policy close on audit_event for select to somlos_sealer using (true);
create policy review on audit_event for select to somlos_auditor using (true);
create policy keep on audit_event for select to somlos_archivist using (true);
"""


class Migration(migrations.Migration):
    """Rights of the definer, the door's functions, and who reads history."""

    dependencies = [
        ("access", "0001_lay_the_door"),
        ("accounts", "0001_keep_users"),
        ("audit", "0002_close_history"),
        ("vault", "0001_keep_data_keys"),
    ]
    operations = [
        migrations.RunSQL(_RIGHTS, migrations.RunSQL.noop),
        as_definer(_DOOR.read_text()),
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
    ]
