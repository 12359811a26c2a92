"""Close every table about a wonder, say who may be brought in, and let a leader see ages and nothing else."""


from django.db import migrations

from somlos.foundation.access.postgres.guard import guard, invite
from somlos.foundation.vault.postgres import as_definer

_READ_BY_DEFINER = """
create schema concerns authorization somlos_definer;
grant usage on schema concerns to somlos_web, somlos_worker;
grant select (compartment_id, unit_id, author_seat, saved_at, state, watched_until) on concerns_note to somlos_definer;
grant select (scope_id, name, parent_id, municipality_id) on organisations_unit to somlos_definer;
create policy count on concerns_note for select to somlos_definer using (true);
"""

_AGES = """
-- What a leader may know of the notes in the unit (R1): that there is one, its age, whether its author is still there.
create function concerns.ages(p_unit uuid) returns table (place uuid, saved_at timestamptz, state text, watched_until date, author_is_there boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
begin
    if not exists (select from access.who() w join public.access_seat e on e.id = w.seat_id where e.scope_id = p_unit and e.role = 'unit_leader') then return; end if;
    return query
    select n.compartment_id, n.saved_at, n.state::text, n.watched_until,
           exists (select from public.access_seat e where e.id = n.author_seat and e.starts <= access.clock() and e.ends > access.clock())
      from public.concerns_note n
     where n.unit_id = p_unit and n.state in ('open', 'discussed', 'watching')
       and not exists (select from public.access_compartment c join public.access_subject s on s.id = c.subject_id
                        where c.id = n.compartment_id and s.protection = 'strictly_confidential')
     order by n.saved_at;
end $f$;

-- What a leader of several units may know (R16): unit, number and age, never child or author.
create function concerns.counts(p_late_after integer) returns table (unit_id uuid, unit_name text, number bigint, late bigint, oldest timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select w.*, e.role into me from access.who() w join public.access_seat e on e.id = w.seat_id;
    if me.role is null or me.role <> all (array['sector_director', 'municipal_director']) then return; end if;
    return query
    with recursive below as (
        select u.scope_id, u.name from public.organisations_unit u
         where u.scope_id = me.scope_id or (me.scope_id = me.municipality_id and u.municipality_id = me.municipality_id)
        union select u.scope_id, u.name from public.organisations_unit u join below b on u.parent_id = b.scope_id)
    select b.scope_id, b.name::text, count(*), count(*) filter (where n.saved_at < access.clock() - make_interval(days => p_late_after)), min(n.saved_at)
      from below b join public.concerns_note n on n.unit_id = b.scope_id
     where n.state in ('open', 'discussed', 'watching')
       and not exists (select from public.access_compartment c join public.access_subject s on s.id = c.subject_id
                        where c.id = n.compartment_id and s.protection = 'strictly_confidential')
     group by b.scope_id, b.name order by b.name;
end $f$;
revoke execute on function concerns.ages(uuid), concerns.counts(integer) from public;
grant execute on function concerns.ages(uuid), concerns.counts(integer) to somlos_web;
"""

_REMIND = ["id", "compartment_id", "unit_id", "author_id", "saved_at", "state", "watched_until", "reminded_on", "leader_told_on"]

_REMINDED = """
grant update (reminded_on, leader_told_on) on concerns_note to somlos_worker;
create policy reminded on concerns_note for update to somlos_worker
    using ((select access.errand()) = 'concerns.remind') with check ((select access.errand()) = 'concerns.remind');
"""

_LEADERS = """
-- Who leads a unit now, for the worker that tells them a note is late.
create function concerns.leaders(p_unit uuid) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
begin
    if access.errand() is distinct from 'concerns.remind' then raise exception 'only the errand of reminding asks who leads' using errcode = '42501'; end if;
    return query select e.user_id from public.access_seat e
     where e.scope_id = p_unit and e.role = 'unit_leader' and e.starts <= access.clock() and e.ends > access.clock();
end $f$;
revoke execute on function concerns.leaders(uuid) from public;
grant execute on function concerns.leaders(uuid) to somlos_worker;
"""


class Migration(migrations.Migration):
    """Guards, invitations and the leader's count."""

    dependencies = (("concerns", "0001_lay_concerns"), ("access", "0002_hang_the_door"), ("organisations", "0002_share_the_units"))
    operations = (
        guard(
            "concerns_note",
            moves=["state", "scale", "watched_until", "decided_at", "decided_by_id", "erase_on"],
            errands={"concerns.remind": _REMIND},
        ),
        guard("concerns_noteversion"),
        guard("concerns_notestep"),
        guard("concerns_draft", moves=["live"]),
        guard("concerns_redtext", moves=["lifted_at", "lifted_by_id"]),
        invite("circle", by="author", kind="discussant", within="service", at_most_days=90),
        invite("circle", by="author", kind="deciding_leader", within="service", at_most_days=90, may_write=True, may_invite=True),
        invite("own", by="owner", kind="helper", within="municipality", at_most_days=30),
        migrations.RunSQL(_READ_BY_DEFINER, migrations.RunSQL.noop),
        as_definer(_AGES),
        as_definer(_LEADERS),
        migrations.RunSQL(_REMINDED, migrations.RunSQL.noop),
    )
