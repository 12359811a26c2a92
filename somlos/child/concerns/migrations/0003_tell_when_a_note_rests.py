"""Tell a leader whether a note's author is away, and since when nothing was written in it: on what a note is taken over (R1)."""

from django.db import migrations

from somlos.foundation.vault.postgres import as_definer

_READ_BY_DEFINER = """
grant select (compartment_id, recorded_at) on concerns_notestep to somlos_definer;
grant select (compartment_id, written_at) on concerns_noteversion to somlos_definer;
create policy rest on concerns_notestep for select to somlos_definer using (true);
create policy rest on concerns_noteversion for select to somlos_definer using (true);
"""

_AGES = """
drop function concerns.ages();
-- What the leader of a unit may know of its notes (R1): that there is one, its age, whether its author is there or away, and the last time it was written in.
create function concerns.ages() returns table
    (place uuid, saved_at timestamptz, state text, watched_until date, author_is_there boolean, author_is_away boolean, rests_since timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; today date := (access.clock() at time zone 'Europe/Oslo')::date;
begin
    select * into me from access.who();
    if me.seat_id is null or not concerns.leads(me.seat_id, me.scope_id) then return; end if;
    return query
    select n.compartment_id, n.saved_at, n.state::text, n.watched_until,
           exists (select from public.access_seat e where e.id = n.author_seat and e.starts <= access.clock() and e.ends > access.clock()),
           exists (select from public.organisations_absence a where a.post_id = n.author_seat and a.starts <= today and a.ends > today),
           greatest(n.saved_at, (select max(v.written_at) from public.concerns_noteversion v where v.compartment_id = n.compartment_id),
                    (select max(s.recorded_at) from public.concerns_notestep s where s.compartment_id = n.compartment_id))
      from public.concerns_note n
     where n.unit_id = me.scope_id and n.state in ('open', 'discussed', 'watching') and not concerns.is_hidden(n.compartment_id)
     order by n.saved_at, n.compartment_id;
end $f$;
revoke execute on function concerns.ages() from public;
grant execute on function concerns.ages() to somlos_web;
"""


class Migration(migrations.Migration):
    """Two columns more of what a leader may know."""

    dependencies = (("concerns", "0002_close_concerns"),)
    operations = (
        migrations.RunSQL(_READ_BY_DEFINER, migrations.RunSQL.noop),
        as_definer(_AGES),
    )
