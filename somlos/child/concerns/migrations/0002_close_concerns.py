"""Close every table about a wonder, say who may be brought in, and let a leader see ages and nothing else."""

from django.db import migrations

from somlos.foundation.access.postgres.guard import guard, invite
from somlos.foundation.vault.postgres import as_definer

_READ_BY_DEFINER = """
create schema concerns authorization somlos_definer;
grant usage on schema concerns to somlos_web, somlos_worker;
comment on schema concerns is 'What a leader may know of notes';
grant select (compartment_id, unit_id, author_seat, saved_at, state, watched_until) on concerns_note to somlos_definer;
grant select (scope_id, name, parent_id, municipality_id) on organisations_unit to somlos_definer;
grant select (post_id, deputy_id, starts, ends) on organisations_absence to somlos_definer;
create policy count on concerns_note for select to somlos_definer using (true);
"""

_LEADS = """
-- Whether somebody leads a unit now: its leader, or the one who stands in while the leader is away (R17).
create function concerns.leads(p_seat uuid, p_unit uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
    select exists (select from public.access_seat e where e.id = p_seat and e.scope_id = p_unit and e.role = 'unit_leader')
        or exists (select from public.organisations_absence a join public.access_seat l on l.id = a.post_id
                    where a.deputy_id = p_seat and l.scope_id = p_unit and l.role = 'unit_leader'
                      and a.starts <= (access.clock() at time zone 'Europe/Oslo')::date and a.ends > (access.clock() at time zone 'Europe/Oslo')::date)
$f$;

-- Whether a child's address is strictly confidential: then nobody learns so much as that there is a note.
create function concerns.is_hidden(p_compartment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
    select exists (select from public.access_compartment c join public.access_subject s on s.id = c.subject_id
                    where c.id = p_compartment and s.protection = 'strictly_confidential')
$f$;
revoke execute on function concerns.leads(uuid, uuid), concerns.is_hidden(uuid) from public;
"""

_AGES = """
-- What the leader of a unit may know of its notes (R1): that there is one, its age, whether its author is still there.
create function concerns.ages() returns table (place uuid, saved_at timestamptz, state text, watched_until date, author_is_there boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select * into me from access.who();
    if me.seat_id is null or not concerns.leads(me.seat_id, me.scope_id) then return; end if;
    return query
    select n.compartment_id, n.saved_at, n.state::text, n.watched_until,
           exists (select from public.access_seat e where e.id = n.author_seat and e.starts <= access.clock() and e.ends > access.clock())
      from public.concerns_note n
     where n.unit_id = me.scope_id and n.state in ('open', 'discussed', 'watching') and not concerns.is_hidden(n.compartment_id)
     order by n.saved_at, n.compartment_id;
end $f$;

-- What a leader of several units may know (R16): unit and days, never child or author. The days are those a note was saved, and those it is counted from.
create function concerns.counts() returns table (unit_id uuid, unit_name text, saved_on date[], counted_from date[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select w.*, e.role into me from access.who() w join public.access_seat e on e.id = w.seat_id;
    if me.role is null or me.role <> all (array['sector_director', 'municipal_director']) then return; end if;
    return query
    with recursive below as (
        select u.scope_id, u.name from public.organisations_unit u
         where u.scope_id = me.scope_id or (me.scope_id = me.municipality_id and u.municipality_id = me.municipality_id)
        union select u.scope_id, u.name from public.organisations_unit u join below b on u.parent_id = b.scope_id),
    waits as (
        select n.unit_id, (n.saved_at at time zone 'Europe/Oslo')::date as saved, n.watched_until from public.concerns_note n
         where n.state in ('open', 'discussed', 'watching') and not concerns.is_hidden(n.compartment_id))
    select b.scope_id, b.name::text, array_agg(w.saved order by w.saved), array_agg(coalesce(w.watched_until, w.saved) order by w.saved)
      from below b join waits w on w.unit_id = b.scope_id group by b.scope_id, b.name order by b.name;
end $f$;
revoke execute on function concerns.ages(), concerns.counts() from public;
grant execute on function concerns.ages(), concerns.counts() to somlos_web;
"""

_REMIND = "id compartment_id unit_id author_id saved_at state watched_until reminded_on leader_told_on".split()

_REMINDED = """
grant update (reminded_on, leader_told_on) on concerns_note to somlos_worker;
create policy reminded on concerns_note for update to somlos_worker
    using ((select access.errand()) = 'concerns.remind') with check ((select access.errand()) = 'concerns.remind');
"""

_TOLD = """
-- Whom to tell that a note is late: who leads its service now, and who stands in for a leader that is away; nobody when the address is strictly confidential.
create function concerns.who_is_told(p_note uuid) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare at_unit uuid;
begin
    if access.errand() is distinct from 'concerns.remind' then raise exception 'only the errand of reminding asks who leads' using errcode = '42501'; end if;
    select c.scope_id into at_unit from public.access_compartment c where c.id = p_note and c.audience = 'circle' and not concerns.is_hidden(c.id);
    return query select distinct e.user_id from public.access_seat e
     where e.scope_id = at_unit and e.starts <= access.clock() and e.ends > access.clock() and concerns.leads(e.id, at_unit);
end $f$;
revoke execute on function concerns.who_is_told(uuid) from public;
grant execute on function concerns.who_is_told(uuid) to somlos_worker;
"""


class Migration(migrations.Migration):
    """Guards, invitations, and the few things others than the circle may know."""

    dependencies = (
        ("concerns", "0001_lay_concerns"),
        ("access", "0002_hang_the_door"),
        ("organisations", "0002_share_the_units"),
    )
    operations = (
        guard(
            "concerns_note",
            moves=["state", "noticed_on", "scale", "watched_until", "decided_at", "decided_by_id", "erase_on"],
            errands={"concerns.remind": _REMIND},
        ),
        guard("concerns_noteversion"),
        guard("concerns_notestep"),
        guard("concerns_draft", moves=["live"]),
        guard("concerns_redtext", moves=["lifted_at", "lifted_by_id", "erase_on"]),
        invite("circle", by="author", kind="discussant", within="service", at_most_days=90),
        invite(
            "circle",
            by="author",
            kind="deciding_leader",
            within="service",
            at_most_days=90,
            may_write=True,
            may_invite=True,
        ),
        invite("own", by="owner", kind="helper", within="municipality", at_most_days=30),
        migrations.RunSQL(_READ_BY_DEFINER, migrations.RunSQL.noop),
        as_definer(_LEADS),
        as_definer(_AGES),
        as_definer(_TOLD),
        migrations.RunSQL(_REMINDED, migrations.RunSQL.noop),
    )
