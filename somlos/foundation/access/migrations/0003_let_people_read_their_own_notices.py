"""Who reads which notice, choice and letter: policies for the room below, made here because only access knows who asks (W4)."""

from django.db import migrations

from somlos.foundation.access.postgres.guard import READ
from somlos.foundation.vault.postgres import as_definer

_ME = "(select access.my_user())"
_NUDGING = "(select access.errand()) = 'notifications.nudge'"
_NEW = "read_at is null and done_at is null and nudged_at is null"

# A notice about a compartment is seen while its reader can open that: a withdrawal, a block or an ended post hides it at once.
_NOTICES = f"""
alter table notifications_notice enable row level security, force row level security;
grant select, insert, update (read_at, done_at) on notifications_notice to somlos_web;
grant insert, select (read_at, done_at), delete on notifications_notice to somlos_worker;
grant select, update (nudged_at) on notifications_notice to somlos_definer;
create policy read on notifications_notice for select to somlos_web
    using (recipient_id = {_ME} and (about is null or {READ.replace("compartment_id", "about", 1)}));
create policy leave on notifications_notice for insert to somlos_web with check ({_ME} is not null and {_NEW});
create policy mark on notifications_notice for update to somlos_web using (recipient_id = {_ME}) with check (recipient_id = {_ME});
create policy leave_on_errand on notifications_notice for insert to somlos_worker with check ((select access.errand()) is not null and {_NEW});
create policy tidy on notifications_notice for select to somlos_worker using ({_NUDGING});
create policy erase on notifications_notice for delete to somlos_worker using ({_NUDGING} and (read_at is not null or done_at is not null));
create policy look on notifications_notice for select to somlos_definer using (true);
create policy cover on notifications_notice for update to somlos_definer using (true) with check (true);

alter table notifications_nudgechoice enable row level security, force row level security;
grant select, insert, update (address, address_hash, asked_at, asked_on, asked_times, tries, confirmed_at) on notifications_nudgechoice to somlos_web;
grant select (id, user_id, address, address_hash, asked_at, confirmed_at) on notifications_nudgechoice to somlos_worker;
grant select (user_id, address_hash, confirmed_at) on notifications_nudgechoice to somlos_definer;
create policy read on notifications_nudgechoice for select to somlos_web using (user_id = {_ME});
create policy choose on notifications_nudgechoice for insert to somlos_web with check (user_id = {_ME});
create policy change on notifications_nudgechoice for update to somlos_web using (user_id = {_ME}) with check (user_id = {_ME});
create policy nudge on notifications_nudgechoice for select to somlos_worker using ({_NUDGING});
create policy look on notifications_nudgechoice for select to somlos_definer using (true);

alter table notifications_letter enable row level security, force row level security;
grant select on notifications_letter to somlos_web;
grant select, insert, update (state, attempts, ended_at), delete on notifications_letter to somlos_worker;
grant select (state, ended_at) on notifications_letter to somlos_definer;
create policy read on notifications_letter for select to somlos_web using (recipient_id = {_ME});
create policy nudge on notifications_letter for select to somlos_worker using ({_NUDGING});
create policy begin on notifications_letter for insert to somlos_worker with check ({_NUDGING});
create policy finish on notifications_letter for update to somlos_worker using ({_NUDGING}) with check ({_NUDGING});
create policy erase on notifications_letter for delete to somlos_worker using ({_NUDGING} and state <> 'under_way');
create policy look on notifications_letter for select to somlos_definer using (true);
"""

_FUNCTIONS = """
-- How many unread notices I can see, whatever door this page has been narrowed to: the narrowing is set to what the
-- notices are about, so that the look-up costs by them and not by all one's relations, and set back.
create function access.unread_notices() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me uuid := access.my_user(); door text := coalesce(current_setting('somlos.door', true), ''); abouts uuid[]; open uuid[]; found integer;
begin
    if me is null then return 0; end if;
    select array_agg(n.about) into abouts from public.notifications_notice n
     where n.recipient_id = me and n.read_at is null and n.done_at is null and n.about is not null;
    if abouts is not null then
        perform set_config('somlos.door', abouts::text, true);
        open := access.open_compartments(false);
        perform set_config('somlos.door', door, true);
    end if;
    select count(*) into found from public.notifications_notice n
     where n.recipient_id = me and n.read_at is null and n.done_at is null and (n.about is null or n.about = any (open));
    return found;
end $f$;

-- Takes up what a nudge to this user would cover, each notice once; false when there is nothing to nudge about: no unread
-- notice the user could open, no post any more, or an address that another person has chosen too (R24).
create function access.take_up_nudge(p_user uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare t timestamptz := access.clock(); blocked uuid[];
begin
    if access.errand() is distinct from 'notifications.nudge' then raise exception 'only the errand of nudging takes up a nudge' using errcode = '42501'; end if;
    if not exists (select from public.accounts_user u where u.id = p_user and (u.kind = 'resident' or exists (
            select from public.access_seat e where e.user_id = u.id and e.starts <= t and e.ends > t))) then return false; end if;
    if exists (select from public.notifications_nudgechoice mine join public.notifications_nudgechoice other on other.address_hash = mine.address_hash
                 join public.accounts_user u on u.id = mine.user_id join public.accounts_user o on o.id = other.user_id
                where mine.user_id = p_user and other.confirmed_at is not null and o.identity_hash <> u.identity_hash) then return false; end if;
    blocked := access.blocked_from(p_user);
    update public.notifications_notice n set nudged_at = now()
     where n.recipient_id = p_user and n.nudges and n.nudged_at is null and n.read_at is null and n.done_at is null
       and (n.about is null or exists (
            select from public.access_relation r left join public.access_seat e on e.id = r.seat_id left join public.access_basis b on b.id = r.basis_id
             where r.user_id = p_user and r.compartment_id = n.about and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t
               and (r.seat_id is null or (e.starts <= t and e.ends > t))
               and (r.basis_id is null or (b.withdrawn_at is null and b.starts <= t and b.ends > t))
               and (blocked is null or r.subject_id <> all (blocked))));
    return found;
end $f$;

-- How many letters were given up in the last thirty days; a number for an administrator and nothing else.
create function access.letters_given_up() returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; found integer;
begin
    select * into me from access.who();
    if me.municipality_id is null or not access.has_role(me.municipality_id, 'administrator') then return null; end if;
    select count(*) into found from public.notifications_letter l where l.state = 'given_up' and l.ended_at > now() - interval '30 days';
    return found;
end $f$;

revoke execute on function access.unread_notices(), access.take_up_nudge(uuid), access.letters_given_up() from public;
grant execute on function access.unread_notices(), access.letters_given_up() to somlos_web;
grant execute on function access.take_up_nudge(uuid) to somlos_worker
"""


class Migration(migrations.Migration):
    """Policies on the tables of notifications, and the three questions only the door can answer about them."""

    dependencies = [("access", "0002_hang_the_door"), ("notifications", "0002_open_the_queue")]
    operations = [
        migrations.RunSQL(_NOTICES, migrations.RunSQL.noop),
        as_definer(_FUNCTIONS),
    ]
