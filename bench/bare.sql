-- What the functions of the door are where nothing is walled in: plain questions that give the same rows.
-- Who asks is told by the statement that looked the session up. Laid in the benchmark's bare databases only.

create or replace function access.who(out user_id uuid, out seat_id uuid, out scope_id uuid, out municipality_id uuid) language sql stable as $f$
    select nullif(current_setting('somlos.user', true), '')::uuid, nullif(current_setting('somlos.seat', true), '')::uuid,
           nullif(current_setting('somlos.scope', true), '')::uuid, null::uuid
$f$;
alter function access.who() security invoker reset all;

create or replace function access.open_list(p_kinds text[], p_audiences text[], p_permission text, p_among uuid[] default null)
returns table (compartment_id uuid, identity_id uuid, subject_id uuid, kind text, since timestamptz, ends timestamptz, lockbox uuid, versions smallint[], wrapped bytea[])
language sql volatile as $f$
    with mine as (
        select r.compartment_id, r.identity_id, r.subject_id, r.kind::text as kind, r.starts, r.ends
          from public.access_relation r join public.access_compartment c on c.id = r.compartment_id
         where r.user_id = current_setting('somlos.user')::uuid and r.kind = any (p_kinds) and c.audience = any (p_audiences)
           and (p_among is null or r.compartment_id = any (p_among))
           and not r.withdrawn and r.ends > now()
    ), logged as (
        insert into public.audit_look (id, at, day, user_id, seat_id, scope_id, subject_id, compartment_id, permission, through, result, because, purpose)
        select gen_random_uuid(), now(), (now() at time zone 'Europe/Oslo')::date, current_setting('somlos.user')::uuid, current_setting('somlos.seat')::uuid,
               current_setting('somlos.scope')::uuid, m.subject_id, m.compartment_id, p_permission, m.kind, 'listed', '', 'list' from mine m
         where m.compartment_id not in (select l.compartment_id from public.audit_look l
                where l.user_id = current_setting('somlos.user')::uuid and l.day = (now() at time zone 'Europe/Oslo')::date and l.result = 'listed')
            on conflict do nothing
    )
    select m.compartment_id, m.identity_id, m.subject_id, m.kind, m.starts, m.ends, null::uuid, null::smallint[], null::bytea[] from mine m
$f$;
alter function access.open_list(text[], text[], text, uuid[]) security invoker reset all;

create or replace function access.who_can_see(p_compartment uuid)
returns table (relation_id uuid, user_id uuid, seat_id uuid, kind text, starts timestamptz, ends timestamptz, may_write boolean) language sql stable as $f$
    select r.id, r.user_id, r.seat_id, r.kind::text, r.starts, r.ends, r.may_write from public.access_relation r
     where r.compartment_id = p_compartment and not r.withdrawn and r.ends > now() order by r.starts, r.id
$f$;
alter function access.who_can_see(uuid) security invoker reset all;

create or replace function access.unread_notices() returns integer language sql volatile as $f$
    select count(*)::integer from public.notifications_notice n
     where n.recipient_id = current_setting('somlos.user')::uuid and n.read_at is null and n.done_at is null
$f$;
alter function access.unread_notices() security invoker reset all;

create or replace function access.open_compartment(p_compartment uuid, p_identity uuid, p_audience text, p_kind text, p_wrapped bytea, p_ends timestamptz, p_purpose text)
returns uuid language sql volatile as $f$
    with subject as (select c.subject_id from public.access_compartment c where c.id = p_identity
    ), place as (
        insert into public.access_compartment (id, subject_id, audience, identity_id, scope_id, lockbox, made_at)
        select p_compartment, s.subject_id, p_audience, p_identity, current_setting('somlos.scope')::uuid, p_compartment, now() from subject s
    ), relation as (
        insert into public.access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named,
                                            starts, ends, withdrawn, shut, source, made_by_id, made_at, purpose)
        select gen_random_uuid(), current_setting('somlos.user')::uuid, current_setting('somlos.seat')::uuid, p_compartment, p_identity, s.subject_id, p_kind,
               true, true, false, now(), p_ends, false, false, 'subject', current_setting('somlos.user')::uuid, now(), p_purpose from subject s
    ) select s.subject_id from subject s
$f$;
alter function access.open_compartment(uuid, uuid, text, text, bytea, timestamptz, text) security invoker reset all;

create or replace function access.own_place(p_subject uuid, p_purpose text) returns uuid language sql stable as $f$
    select r.compartment_id from public.access_relation r where r.user_id = current_setting('somlos.user')::uuid and r.subject_id = p_subject
       and r.kind = 'owner' and r.purpose = p_purpose and not r.withdrawn and r.ends > now() order by r.starts desc limit 1
$f$;
alter function access.own_place(uuid, text) security invoker reset all;

create or replace function organisations.seats(p_scopes uuid[], p_seats uuid[])
returns table (seat_id uuid, user_id uuid, scope_id uuid, role text, starts timestamptz, ends timestamptz) language sql stable as $f$
    select e.id, e.user_id, e.scope_id, e.role::text, e.starts, e.ends from public.access_seat e where e.scope_id = any (p_scopes) or e.id = any (p_seats)
$f$;
alter function organisations.seats(uuid[], uuid[]) security invoker reset all;

create or replace function access.my_facts(p_compartment uuid)
returns table (relation_id uuid, kind text, may_write boolean, starts timestamptz, ends timestamptz, withdrawn boolean, shut boolean, basis text,
               subject_id uuid, identity_id uuid, audience text, scope_id uuid, blocked boolean, at_this_seat boolean, direct boolean, clock timestamptz)
language sql stable as $f$
    select r.id, r.kind::text, r.may_write, r.starts, r.ends, r.withdrawn, r.shut, 'none', r.subject_id, r.identity_id, c.audience::text, c.scope_id,
           false, true, true, now()
      from public.access_relation r join public.access_compartment c on c.id = r.compartment_id
     where r.user_id = current_setting('somlos.user')::uuid and r.compartment_id = p_compartment
$f$;
alter function access.my_facts(uuid) security invoker reset all;

create or replace function concerns.use_up_draft(p_subject uuid) returns integer language sql volatile as $f$
    with used as (
        update public.concerns_draft d set live = false where d.compartment_id = access.own_place(p_subject, 'draft') and d.live returning 1
    ) select count(*)::integer from used
$f$;
alter function concerns.use_up_draft(uuid) security invoker reset all;
