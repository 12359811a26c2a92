-- The door's functions (W1). Owned by somlos_definer, who cannot sign in; pinned search_path; no dynamic SQL.
-- Each checks for itself who asks. Laid by a migration; a change here is a new migration that lays the file again.

-- In plpgsql, as whatever every statement asks: a function in SQL would be planned anew each time.
create or replace function access.clock() returns timestamptz language plpgsql stable set search_path = pg_catalog, pg_temp
as $f$ begin return now(); end $f$;

-- Who asks: the session whose secret the transaction holds, at a seat that holds now. Nobody is three nulls.
create or replace function access.who(out user_id uuid, out seat_id uuid, out scope_id uuid, out municipality_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare given text := nullif(current_setting('somlos.session', true), ''); t timestamptz := access.clock();
begin
    if given is null then return; end if;
    select s.user_id, s.seat_id, e.scope_id, c.municipality_id into user_id, seat_id, scope_id, municipality_id
      from public.access_session s
      left join public.access_seat e on e.id = s.seat_id
      left join public.access_scope c on c.id = e.scope_id
     where s.secret_hash = sha256(convert_to(given, 'UTF8')) and s.ended_at is null
       and s.expires > now() and s.last_seen + s.idle > now()
       and (s.kind = 'resident' or (e.starts <= t and e.ends > t));
end $f$;

create or replace function access.my_user() returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $f$ begin return (select w.user_id from access.who() w); end $f$;

-- The errand a worker is on; only the worker's own role has one, from a closed list.
create or replace function access.errand() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare named text := nullif(current_setting('somlos.errand', true), '');
begin
    if session_user <> 'somlos_worker' or named is null then return null; end if;
    if named = any (array['concerns.remind', 'notifications.nudge', 'access.expire']) then return named; end if;
    raise exception 'there is no errand %', named using errcode = '42501';
end $f$;

-- Subjects somebody is blocked from, as whichever user they sign in (at work or at home); null when none, the usual case.
create or replace function access.blocked_from(who uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare users uuid[] := accounts.one_person(who);
begin
    return (select array_agg(b.subject_id) from public.access_block b
             where b.user_id = any (users) and not exists (select from public.access_blocklifted l where l.block_id = b.id));
end $f$;

-- The second wall. Precedence: block > protected address > withdrawn > expired > employment > consent.
create or replace function access.open_compartments(writing boolean) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare
    me record; t timestamptz := access.clock(); found uuid[]; blocked uuid[];
    door uuid[] := nullif(current_setting('somlos.door', true), '')::uuid[];
begin
    select * into me from access.who();
    if me.user_id is null then return '{}'; end if;
    blocked := access.blocked_from(me.user_id);
    if door is null then
        select coalesce(array_agg(v.c), '{}') into found
          from public.access_relation r cross join lateral (values (r.compartment_id, true), (r.identity_id, false)) v(c, direct)
         where r.user_id = me.user_id and (r.seat_id is null or r.seat_id = me.seat_id)
           and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t
           and (not writing or (v.direct and r.may_write and r.kind <> 'emergency'))
           and (blocked is null or r.subject_id <> all (blocked))
           and (r.basis_id is null or exists (select from public.access_basis b
                 where b.id = r.basis_id and b.withdrawn_at is null and b.starts <= t and b.ends > t));
    else
        -- Two branches: as one "door is null or …" the look-up costs three times as much (walls.md W17).
        select coalesce(array_agg(v.c), '{}') into found
          from public.access_relation r cross join lateral (values (r.compartment_id, true), (r.identity_id, false)) v(c, direct)
         where r.user_id = me.user_id and r.compartment_id = any (door) and (r.seat_id is null or r.seat_id = me.seat_id)
           and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t
           and (not writing or (v.direct and r.may_write and r.kind <> 'emergency'))
           and (blocked is null or r.subject_id <> all (blocked))
           and (r.basis_id is null or exists (select from public.access_basis b
                 where b.id = r.basis_id and b.withdrawn_at is null and b.starts <= t and b.ends > t));
    end if;
    return found;
end $f$;

-- Sessions ---------------------------------------------------------------------------------------------------------

-- Begins a session for whoever has this identity (a hash keyed outside the database, so it cannot be made up in SQL).
create or replace function access.begin_session(p_identity bytea, p_kind text, p_secret bytea, p_lasts interval, p_idle interval) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare u record; seat uuid;
begin
    select id, kind into u from public.accounts_user where identity_hash = p_identity and accounts_user.kind = p_kind;
    if u.id is null then return null; end if;
    update public.accounts_user set claimed_at = now() where id = u.id and claimed_at is null;
    if u.kind = 'employee' then
        select e.id into seat from public.access_seat e
         where e.user_id = u.id and e.starts <= access.clock() and e.ends > access.clock() order by e.starts desc, e.id limit 1;
        if seat is null then return null; end if;
    end if;
    if (select count(*) from public.access_session s where s.user_id = u.id and s.began_at > now() - interval '1 minute') >= 60 then
        raise exception 'too many sign-ins' using errcode = '53400';
    end if;
    insert into public.access_session (id, secret_hash, user_id, seat_id, kind, began_at, expires, idle, last_seen)
    values (gen_random_uuid(), p_secret, u.id, seat, u.kind, now(), now() + least(p_lasts, interval '12 hours'), least(p_idle, interval '1 hour'), now());
    return u.id;
end $f$;

create or replace function access.end_session() returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $f$
    update public.access_session set ended_at = now()
     where secret_hash = sha256(convert_to(nullif(current_setting('somlos.session', true), ''), 'UTF8')) and ended_at is null
$f$;

-- Sits down at another of one's own posts.
create or replace function access.change_seat(p_seat uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select * into me from access.who();
    update public.access_session s set seat_id = p_seat
     where s.secret_hash = sha256(convert_to(nullif(current_setting('somlos.session', true), ''), 'UTF8')) and me.user_id = s.user_id
       and exists (select from public.access_seat e where e.id = p_seat and e.user_id = me.user_id and e.starts <= access.clock() and e.ends > access.clock());
    return found;
end $f$;

-- Who I am, at which post, with which role, and the keys of my municipality's own texts; also notes that the session is in use, once a minute.
create or replace function access.me() returns table (user_id uuid, kind text, seat_id uuid, scope_id uuid, municipality_id uuid, role text, seats uuid[], expires timestamptz,
    versions smallint[], wrapped bytea[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; given bytea := sha256(convert_to(nullif(current_setting('somlos.session', true), ''), 'UTF8'));
begin
    select * into me from access.who();
    if me.user_id is null then return; end if;
    update public.access_session s set last_seen = now() where s.secret_hash = given and s.last_seen < now() - interval '1 minute';
    return query
    select me.user_id, s.kind::text, me.seat_id, me.scope_id, me.municipality_id, e.role::text,
           (select array_agg(o.id) from public.access_seat o where o.user_id = me.user_id and o.starts <= access.clock() and o.ends > access.clock()),
           s.expires,
           (select array_agg(k.version order by k.version) from vault.data_key k where k.lockbox = me.municipality_id and k.wrapped is not null),
           (select array_agg(k.wrapped order by k.version) from vault.data_key k where k.lockbox = me.municipality_id and k.wrapped is not null)
      from public.access_session s left join public.access_seat e on e.id = me.seat_id where s.secret_hash = given;
end $f$;

-- Whose session a cookie was, when it ended of itself not long ago: lets a text typed before be kept for the same person.
create or replace function access.whose_session(p_secret bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
    select s.user_id from public.access_session s where s.secret_hash = p_secret and s.began_at > now() - interval '1 day'
$f$;

-- Scopes and seats -------------------------------------------------------------------------------------------------

create or replace function access.has_role(p_scope uuid, variadic p_roles text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $f$
    select exists (select from access.who() w join public.access_seat e on e.id = w.seat_id
                    where e.role = any (p_roles) and (e.scope_id = p_scope or e.scope_id = (select c.municipality_id from public.access_scope c where c.id = p_scope)))
$f$;

-- The owner (set-up) founds a municipality with its first administrator; nobody else can.
create or replace function access.found_municipality(p_scope uuid, p_administrator uuid, p_seat uuid, p_wrapped bytea, p_ends timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
begin
    if session_user <> 'somlos_owner' then raise exception 'only set-up founds a municipality' using errcode = '42501'; end if;
    insert into public.access_scope (id, municipality_id) values (p_scope, p_scope);
    insert into vault.data_key (lockbox, version, wrapped) values (p_scope, 1, p_wrapped);
    insert into public.access_seat (id, user_id, scope_id, role, starts, ends) values (p_seat, p_administrator, p_scope, 'administrator', access.clock(), p_ends);
end $f$;

create or replace function access.open_scope(p_scope uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select * into me from access.who();
    if me.municipality_id is null or not access.has_role(me.municipality_id, 'administrator') then
        raise exception 'only an administrator opens a unit' using errcode = '42501';
    end if;
    insert into public.access_scope (id, municipality_id) values (p_scope, me.municipality_id);
end $f$;

create or replace function access.give_seat(p_seat uuid, p_user uuid, p_scope uuid, p_role text, p_starts timestamptz, p_ends timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
begin
    if not access.has_role(p_scope, 'administrator') then raise exception 'only an administrator gives a seat' using errcode = '42501'; end if;
    if p_role <> all (array['employee', 'unit_leader', 'sector_director', 'municipal_director', 'administrator', 'editor', 'data_protection_officer']) then
        raise exception 'there is no role %', p_role using errcode = '22023';
    end if;
    insert into public.access_seat (id, user_id, scope_id, role, starts, ends) values (p_seat, p_user, p_scope, p_role, p_starts, p_ends);
end $f$;

create or replace function access.end_seat(p_seat uuid, p_at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare at_scope uuid;
begin
    select scope_id into at_scope from public.access_seat where id = p_seat;
    if at_scope is null or not access.has_role(at_scope, 'administrator', 'unit_leader') then
        raise exception 'only an administrator or the leader ends a seat' using errcode = '42501';
    end if;
    update public.access_seat set ends = p_at where id = p_seat and ends > p_at and starts < p_at;
    return found;
end $f$;

-- Keys of municipalities' own texts (names of employees): for anybody signed in who has to do with the municipality.
create or replace function access.scope_keys(p_municipalities uuid[]) returns table (box uuid, lockbox uuid, version smallint, wrapped bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select * into me from access.who();
    if me.user_id is null then return; end if;
    return query select k.lockbox, k.lockbox, k.version, k.wrapped from vault.data_key k
     where k.lockbox = any (p_municipalities) and k.wrapped is not null
       and (k.lockbox = me.municipality_id or exists (select from public.access_relation r join public.access_subject s on s.id = r.subject_id
             where r.user_id = me.user_id and s.municipality_id = k.lockbox and not r.withdrawn and not r.shut and r.starts <= access.clock() and r.ends > access.clock()));
end $f$;

-- Subjects and compartments ----------------------------------------------------------------------------------------

-- Finds (in the caller's own service only, R10) or makes a subject and its identity compartment and relates the caller to it;
-- never says whether it was new. Where the caller may not be related to the one who is there, a new provisional subject is made instead.
create or replace function access.open_subject(
    p_subject uuid, p_identity uuid, p_hash bytea, p_wrapped bytea, p_kind text, p_ends timestamptz, p_purpose text,
    out subject_id uuid, out identity_id uuid
) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; there uuid; its_identity uuid; its_protection text; blocked uuid[];
begin
    select * into me from access.who();
    if me.seat_id is null then raise exception 'only somebody at a post opens a subject' using errcode = '42501'; end if;
    if p_kind <> all (array['own_list', 'author']) then raise exception 'a subject is not opened as %', p_kind using errcode = '42501'; end if;
    if p_hash is not null then
        perform pg_advisory_xact_lock(hashtextextended(me.scope_id || encode(p_hash, 'hex'), 0));
        select s.id, c.id, s.protection into there, its_identity, its_protection from public.access_subject s
          join public.access_compartment c on c.subject_id = s.id and c.audience = 'identity'
         where s.scope_id = me.scope_id and s.national_hash = p_hash;
        blocked := access.blocked_from(me.user_id);
        if there = any (coalesce(blocked, '{}')) or its_protection = 'strictly_confidential' and not exists (
                select from public.access_relation r where r.user_id = me.user_id and r.seat_id = me.seat_id and r.subject_id = there and r.named
                   and not r.withdrawn and not r.shut and r.starts <= access.clock() and r.ends > access.clock()) then
            there := null; p_hash := null;
        end if;
    end if;
    if there is not null then
        subject_id := there; identity_id := its_identity;
    else
        subject_id := p_subject; identity_id := p_identity;
        insert into public.access_subject (id, municipality_id, scope_id, national_hash, provisional, protection)
        values (p_subject, me.municipality_id, me.scope_id, p_hash, p_hash is null, 'none');
        insert into vault.data_key (lockbox, version, wrapped) values (p_subject, 1, p_wrapped);
        insert into public.access_compartment (id, subject_id, audience, identity_id, scope_id, lockbox, made_at)
        values (p_identity, p_subject, 'identity', p_identity, me.scope_id, p_subject, access.clock());
    end if;
    if not exists (select from public.access_relation r where r.user_id = me.user_id and r.seat_id = me.seat_id and r.compartment_id = open_subject.identity_id
                    and r.kind = p_kind and not r.withdrawn and r.ends > access.clock()) then
        insert into public.access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named,
                                            starts, ends, withdrawn, shut, source, made_by_id, made_at, purpose)
        values (gen_random_uuid(), me.user_id, me.seat_id, identity_id, identity_id, subject_id, p_kind, true, true, false,
                access.clock(), least(p_ends, access.clock() + interval '400 days'), false, false, 'subject', me.user_id, access.clock(), p_purpose);
    end if;
end $f$;

-- Opens a compartment of one's own on a subject one may already write about, so that neither a guest nor an emergency can stretch the visit;
-- it rests on what the caller's relation rests on. With its own lockbox, so that it can be forgotten alone.
create or replace function access.open_compartment(
    p_compartment uuid, p_identity uuid, p_audience text, p_kind text, p_wrapped bytea, p_ends timestamptz, p_purpose text
) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; at_subject uuid; is_strict boolean; was_named boolean; from_relation record;
begin
    select * into me from access.who();
    if me.seat_id is null or p_identity <> all (access.open_compartments(false)) then
        raise exception 'no relation to the subject' using errcode = '42501';
    end if;
    select r.id, r.basis_id into from_relation from public.access_relation r
     where r.user_id = me.user_id and r.identity_id = p_identity and r.may_write and r.compartment_id = any (access.open_compartments(true))
       and (r.seat_id is null or r.seat_id = me.seat_id) and not r.withdrawn and not r.shut and r.starts <= access.clock() and r.ends > access.clock()
     order by r.basis_id nulls first, r.starts limit 1;
    if from_relation.id is null then raise exception 'nothing is written here' using errcode = '42501'; end if;
    if (p_audience, p_kind) not in (('circle', 'author'), ('own', 'owner'), ('service', 'participant'), ('contact', 'own_list')) then
        raise exception 'a % compartment is not opened as %', p_audience, p_kind using errcode = '42501';
    end if;
    select c.subject_id, s.protection = 'strictly_confidential' into at_subject, is_strict
      from public.access_compartment c join public.access_subject s on s.id = c.subject_id where c.id = p_identity and c.audience = 'identity';
    if at_subject is null then raise exception 'not an identity compartment' using errcode = '42501'; end if;
    if is_strict and p_audience = 'contact' then raise exception 'nothing is written there' using errcode = '42501'; end if;
    select coalesce(bool_or(r.named), false) into was_named from public.access_relation r where r.user_id = me.user_id and r.subject_id = at_subject and not r.withdrawn;
    insert into vault.data_key (lockbox, version, wrapped) values (p_compartment, 1, p_wrapped);
    insert into public.access_compartment (id, subject_id, audience, identity_id, scope_id, lockbox, made_at)
    values (p_compartment, at_subject, p_audience, p_identity, me.scope_id, p_compartment, access.clock());
    insert into public.access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named, basis_id,
                                        starts, ends, withdrawn, shut, source, made_by_id, made_at, purpose)
    values (gen_random_uuid(), me.user_id, me.seat_id, p_compartment, p_identity, at_subject, p_kind, true, true, was_named, from_relation.basis_id,
            access.clock(), least(p_ends, access.clock() + interval '400 days'), false, is_strict and not was_named, 'subject', me.user_id, access.clock(), p_purpose);
    return at_subject;
end $f$;

-- Relations --------------------------------------------------------------------------------------------------------

-- Brings somebody into a compartment, as the invitation table allows for what the caller is to it.
create or replace function access.relate(p_relation uuid, p_compartment uuid, p_user uuid, p_seat uuid, p_kind text, p_ends timestamptz, p_purpose text, p_basis uuid)
returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; place record; rule record; seat_scope uuid; seat_municipality uuid; by_name boolean; t timestamptz := access.clock();
begin
    select * into me from access.who();
    if me.user_id is null or p_compartment <> all (access.open_compartments(true)) then raise exception 'no relation to the compartment' using errcode = '42501'; end if;
    select c.*, s.protection, s.municipality_id into place from public.access_compartment c join public.access_subject s on s.id = c.subject_id where c.id = p_compartment;
    select i.* into rule from public.access_invitation i join public.access_relation r on r.kind = i.by_kind
     where i.audience = place.audience and i.kind = p_kind and r.compartment_id = p_compartment and r.user_id = me.user_id
       and (r.seat_id is null or r.seat_id = me.seat_id) and r.may_invite and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t
       and (r.basis_id is null or exists (select from public.access_basis b where b.id = r.basis_id and b.withdrawn_at is null and b.starts <= t and b.ends > t)) limit 1;
    if rule.id is null then raise exception 'nobody may be invited so' using errcode = '42501'; end if;
    if p_seat is not null then
        select e.scope_id, c.municipality_id into seat_scope, seat_municipality from public.access_seat e join public.access_scope c on c.id = e.scope_id
         where e.id = p_seat and e.user_id = p_user and e.starts <= t and e.ends > t;
        if seat_scope is null then raise exception 'nobody sits there' using errcode = '42501'; end if;
    end if;
    if rule.within = 'service' and seat_scope is distinct from place.scope_id or rule.within = 'municipality' and seat_municipality is distinct from place.municipality_id then
        raise exception 'not in the service' using errcode = '42501';
    end if;
    if place.subject_id = any (coalesce(access.blocked_from(p_user), '{}')) then raise exception 'nobody may be invited so' using errcode = '42501'; end if;
    if p_basis is not null and not exists (select from public.access_basis b where b.id = p_basis and b.subject_id = place.subject_id and b.withdrawn_at is null and b.starts <= t and b.ends > t) then
        raise exception 'the basis does not hold' using errcode = '42501';
    end if;
    -- Where the address is strictly confidential one gets in by name, and into the name and the address itself nobody does.
    by_name := place.protection = 'strictly_confidential' and place.audience <> all (array['identity', 'contact']);
    if place.protection = 'strictly_confidential' and not by_name then raise exception 'nobody may be invited so' using errcode = '42501'; end if;
    insert into public.access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named, basis_id,
                                        starts, ends, withdrawn, shut, source, made_by_id, made_at, purpose)
    values (p_relation, p_user, p_seat, p_compartment, place.identity_id, place.subject_id, p_kind, rule.may_write, rule.may_invite, by_name, p_basis,
            t, least(p_ends, t + make_interval(days => rule.at_most_days)), false, false, 'invitation', me.user_id, t, p_purpose);
    return p_relation;
end $f$;

-- Takes a relation back: one's own, or one that was given there, by a person with the right to invite there.
create or replace function access.end_relation(p_relation uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; r record;
begin
    select * into me from access.who();
    select * into r from public.access_relation where id = p_relation;
    if me.user_id is null or r.id is null then return false; end if;
    -- An own list is the service's: whoever has it takes a child off it for all, also for the one who opened it.
    -- Of two who write a note, the one who goes the red path shuts the other out; otherwise nobody ends an author's.
    if r.user_id <> me.user_id and r.kind <> 'own_list' and (r.source <> 'invitation' or r.purpose = 'taken_over')
       and not (r.kind = 'author' and exists (select from public.access_relation m where m.user_id = me.user_id and m.compartment_id = r.compartment_id
                and m.kind = 'author' and not m.withdrawn)) then return false; end if;
    if r.user_id <> me.user_id and not exists (select from public.access_relation m where m.user_id = me.user_id and m.compartment_id = r.compartment_id
            and (m.seat_id is null or m.seat_id = me.seat_id) and m.may_invite and not m.withdrawn and not m.shut and m.starts <= access.clock() and m.ends > access.clock()
            and r.compartment_id = any (access.open_compartments(true))) then
        return false;
    end if;
    update public.access_relation set withdrawn = true where id = p_relation and not withdrawn;
    return found;
end $f$;

-- The leader of the service takes a note over when its author has left or is away (R1); logged with the reason by the caller's action.
create or replace function access.take_over(p_relation uuid, p_compartment uuid, p_reason text, p_ends timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; place record; t timestamptz := access.clock(); author_is_there boolean;
begin
    select * into me from access.who();
    select c.*, s.protection into place from public.access_compartment c join public.access_subject s on s.id = c.subject_id where c.id = p_compartment and c.audience = 'circle';
    if me.seat_id is null or place.id is null or not exists (select from public.access_seat e where e.id = me.seat_id and e.scope_id = place.scope_id and e.role = 'unit_leader') then
        return false;
    end if;
    if p_reason <> all (array['left', 'away']) or place.subject_id = any (coalesce(access.blocked_from(me.user_id), '{}')) or place.protection = 'strictly_confidential' then return false; end if;
    select exists (select from public.access_relation r join public.access_seat e on e.id = r.seat_id
                    where r.compartment_id = p_compartment and r.kind = 'author' and not r.withdrawn and r.ends > t and e.ends > t) into author_is_there;
    if p_reason = 'left' and author_is_there then return false; end if;
    insert into public.access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named,
                                        starts, ends, withdrawn, shut, source, made_by_id, made_at, purpose)
    values (p_relation, me.user_id, me.seat_id, p_compartment, place.identity_id, place.subject_id, 'author', true, true, false,
            t, least(p_ends, t + interval '200 days'), false, false, 'invitation', me.user_id, t, 'taken_over');
    return true;
end $f$;

-- Basis ------------------------------------------------------------------------------------------------------------

create or replace function access.give_basis(p_basis uuid, p_compartment uuid, p_about uuid, p_kind text, p_capacity text, p_purpose text, p_text_version text, p_ends timestamptz)
returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; place record; t timestamptz := access.clock();
begin
    select * into me from access.who();
    select c.* into place from public.access_compartment c where c.id = p_compartment;
    if me.user_id is null or place.id is null or p_compartment <> all (access.open_compartments(true)) then raise exception 'no relation to the compartment' using errcode = '42501'; end if;
    if p_kind <> all (array['consent', 'statute', 'duty_to_report', 'duty_to_avert']) then raise exception 'there is no basis %', p_kind using errcode = '22023'; end if;
    if p_about <> place.subject_id and not exists (select from public.access_relation r where r.user_id = me.user_id and r.subject_id = p_about
            and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t) then
        raise exception 'no relation to whom it is about' using errcode = '42501';
    end if;
    if p_kind = 'consent' and not exists (select from public.access_relation r where r.user_id = me.user_id and r.compartment_id = p_compartment and r.kind in ('asked', 'guardian', 'youth')
            and place.audience = 'consent' and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t) then
        raise exception 'only somebody who is asked gives consent' using errcode = '42501';
    end if;
    if p_kind <> 'consent' and me.seat_id is null then raise exception 'only somebody at a post decides on a duty' using errcode = '42501'; end if;
    insert into public.access_basis (id, subject_id, about_id, kind, giver_id, capacity, purpose, text_version, starts, ends)
    values (p_basis, place.subject_id, p_about, p_kind, me.user_id, p_capacity, p_purpose, p_text_version, t, least(p_ends, t + interval '12 months'));
    return p_basis;
end $f$;

-- Withdraws what one gave oneself; from the next statement on it opens nothing.
create or replace function access.withdraw(p_basis uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record;
begin
    select * into me from access.who();
    update public.access_basis set withdrawn_at = access.clock(), withdrawn_by_id = me.user_id
     where id = p_basis and giver_id = me.user_id and withdrawn_at is null;
    return found;
end $f$;

-- Blocks, protection, emergency ------------------------------------------------------------------------------------

create or replace function access.block(p_block uuid, p_identity uuid, p_user uuid, p_reason text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; at_subject uuid;
begin
    select * into me from access.who();
    select subject_id into at_subject from public.access_compartment where id = p_identity and audience = 'identity';
    if me.user_id is null or at_subject is null or p_identity <> all (access.open_compartments(true)) then return false; end if;
    insert into public.access_block (id, subject_id, user_id, reason, made_at, made_by_id) values (p_block, at_subject, p_user, p_reason, access.clock(), me.user_id);
    return true;
end $f$;

-- A named person with the role lifts a block that somebody else set, with a reason.
create or replace function access.lift_block(p_lift uuid, p_block uuid, p_reason text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; held record;
begin
    select * into me from access.who();
    select b.*, s.municipality_id into held from public.access_block b join public.access_subject s on s.id = b.subject_id where b.id = p_block;
    if me.user_id is null or held.id is null or held.user_id = me.user_id or held.made_by_id = me.user_id
       or exists (select from public.access_blocklifted l where l.block_id = p_block) or not access.has_role(held.municipality_id, 'data_protection_officer', 'administrator') then return false; end if;
    insert into public.access_blocklifted (id, block_id, reason, made_at, made_by_id) values (p_lift, p_block, p_reason, access.clock(), me.user_id);
    return true;
end $f$;

-- Hides an address. Strictly confidential shuts every relation that is not by name; the caller's own becomes by name.
create or replace function access.protect(p_identity uuid, p_protection text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; at_subject uuid;
begin
    select * into me from access.who();
    select subject_id into at_subject from public.access_compartment where id = p_identity and audience = 'identity';
    if me.seat_id is null or at_subject is null or p_identity <> all (access.open_compartments(true))
       or p_protection <> all (array['none', 'confidential', 'strictly_confidential']) then return false; end if;
    update public.access_subject set protection = p_protection where id = at_subject;
    update public.access_relation set named = true where subject_id = at_subject and user_id = me.user_id and seat_id = me.seat_id and p_protection = 'strictly_confidential';
    update public.access_relation set shut = (p_protection = 'strictly_confidential' and not named) where subject_id = at_subject;
    return true;
end $f$;

-- Emergency: an hour, reading only, never a youth's, a guardian's or an author's own, never past a block or a strict address.
create or replace function access.break_glass(p_relation uuid, p_compartment uuid, p_reason text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; place record; t timestamptz := access.clock();
begin
    select * into me from access.who();
    select c.*, s.protection, s.municipality_id into place from public.access_compartment c join public.access_subject s on s.id = c.subject_id where c.id = p_compartment;
    if me.seat_id is null or place.id is null or place.municipality_id is distinct from me.municipality_id
       or place.audience = any (array['own', 'youths_own', 'guardians_own', 'circle', 'consent', 'team_without']) or place.protection = 'strictly_confidential'
       or place.subject_id = any (coalesce(access.blocked_from(me.user_id), '{}'))
       or p_reason <> all (array['danger_to_life', 'cannot_reach_holder', 'police_request']) then
        return false;
    end if;
    insert into public.access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named,
                                        starts, ends, withdrawn, shut, source, made_by_id, made_at, purpose)
    values (p_relation, me.user_id, me.seat_id, p_compartment, place.identity_id, place.subject_id, 'emergency', false, false, false,
            t, t + interval '1 hour', false, false, 'emergency', me.user_id, t, p_reason);
    return true;
end $f$;

-- Two provisional subjects are found to be one, by somebody related to both.
create or replace function access.join_subjects(p_identity uuid, p_same_as uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; open uuid[]; this uuid; other uuid;
begin
    select * into me from access.who();
    open := access.open_compartments(true);
    select subject_id into this from public.access_compartment where id = p_identity and audience = 'identity' and id = any (open);
    select subject_id into other from public.access_compartment where id = p_same_as and audience = 'identity' and id = any (open);
    if this is null or other is null or this = other or exists (select from public.access_subject s where s.id = other and s.same_as_id is not null) then return false; end if;
    update public.access_subject set same_as_id = other where id = this and provisional and same_as_id is null;
    return found;
end $f$;

-- The door ---------------------------------------------------------------------------------------------------------

-- What is known of the caller and one compartment: one row a relation. No relation, no rows, and no word on whether it exists.
create or replace function access.my_facts(p_compartment uuid)
returns table (relation_id uuid, kind text, may_write boolean, starts timestamptz, ends timestamptz, withdrawn boolean, shut boolean, basis text,
               subject_id uuid, identity_id uuid, audience text, scope_id uuid, blocked boolean, at_this_seat boolean, direct boolean, clock timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; t timestamptz := access.clock();
begin
    select * into me from access.who();
    if me.user_id is null then return; end if;
    return query
    select r.id, r.kind::text, r.may_write, r.starts, r.ends, r.withdrawn, r.shut,
           case when r.basis_id is null then 'none' when b.withdrawn_at is not null then 'withdrawn' when b.starts > t or b.ends <= t then 'expired' else 'live' end,
           r.subject_id, r.identity_id, c.audience::text, c.scope_id,
           r.subject_id = any (coalesce(access.blocked_from(me.user_id), '{}')), r.seat_id is null or r.seat_id = me.seat_id, r.compartment_id = p_compartment, t
      from public.access_relation r join public.access_compartment c on c.id = p_compartment left join public.access_basis b on b.id = r.basis_id
     where r.user_id = me.user_id and (r.compartment_id = p_compartment or r.identity_id = p_compartment);
end $f$;

-- Opens: checks the second wall, narrows the transaction, writes the access log and hands out the keys. No rows: nothing was opened.
create or replace function access.enter(p_compartment uuid, p_permission text, p_purpose text)
returns table (box uuid, lockbox uuid, version smallint, wrapped bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; place record; r record; t timestamptz := access.clock(); door text := nullif(current_setting('somlos.door', true), ''); open uuid[]; reached uuid[];
begin
    select * into me from access.who();
    open := access.open_compartments(false);
    select * into place from public.access_compartment c where c.id = p_compartment;
    if me.user_id is null or place.id is null then return; end if;
    if p_compartment <> all (open) then
        perform set_config('somlos.door', '', true);
        open := access.open_compartments(false);
        if p_compartment <> all (open) then perform set_config('somlos.door', coalesce(door, ''), true); return; end if;
    end if;
    select x.* into r from public.access_relation x where x.user_id = me.user_id and (x.compartment_id = p_compartment or x.identity_id = p_compartment)
       and (x.seat_id is null or x.seat_id = me.seat_id) and not x.withdrawn and not x.shut and x.starts <= t and x.ends > t
       and (x.basis_id is null or exists (select from public.access_basis b where b.id = x.basis_id and b.withdrawn_at is null and b.starts <= t and b.ends > t))
     order by (x.compartment_id = p_compartment) desc, x.starts limit 1;
    insert into public.audit_look (id, at, day, user_id, seat_id, scope_id, subject_id, compartment_id, permission, through, basis_id, result, because, purpose)
    values (gen_random_uuid(), t, (t at time zone 'Europe/Oslo')::date, me.user_id, me.seat_id, me.scope_id, place.subject_id, p_compartment, p_permission, r.kind, r.basis_id, 'opened', '', p_purpose);
    -- The identity compartment opened through another relation is reached by narrowing to that relation's compartment.
    reached := array[r.compartment_id] || coalesce(nullif(door, '')::uuid[], '{}');
    perform set_config('somlos.door', reached::text, true);
    return query
    select c.id, c.lockbox, k.version, k.wrapped from public.access_compartment c join vault.data_key k on k.lockbox = c.lockbox
     where c.id in (p_compartment, place.identity_id) and k.wrapped is not null;
end $f$;

-- A list: the compartments of some audiences one stands to in some ways, all or some among them, the identity's keys, and one log row a person, compartment and day (W10).
create or replace function access.open_list(p_kinds text[], p_audiences text[], p_permission text, p_among uuid[] default null)
returns table (compartment_id uuid, identity_id uuid, subject_id uuid, kind text, since timestamptz, ends timestamptz, lockbox uuid, versions smallint[], wrapped bytea[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; t timestamptz := access.clock(); today date := (t at time zone 'Europe/Oslo')::date; blocked uuid[];
begin
    select * into me from access.who();
    if me.user_id is null then return; end if;
    blocked := access.blocked_from(me.user_id);
    return query
    with mine as (
        select distinct on (r.compartment_id) r.compartment_id, r.identity_id, r.subject_id, r.kind::text as kind, r.starts, r.ends, r.basis_id, i.lockbox
          from public.access_relation r join public.access_compartment c on c.id = r.compartment_id join public.access_compartment i on i.id = r.identity_id
         where r.user_id = me.user_id and (r.seat_id is null or r.seat_id = me.seat_id) and r.kind = any (p_kinds) and c.audience = any (p_audiences)
           and (p_among is null or r.compartment_id = any (p_among))
           and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t and (blocked is null or r.subject_id <> all (blocked))
           and (r.basis_id is null or exists (select from public.access_basis b where b.id = r.basis_id and b.withdrawn_at is null and b.starts <= t and b.ends > t))
         order by r.compartment_id, r.starts
    ), logged as (
        -- What is logged today already is left out first: found one by one as conflicts it would cost as much as all the rest.
        insert into public.audit_look (id, at, day, user_id, seat_id, scope_id, subject_id, compartment_id, permission, through, basis_id, result, because, purpose)
        select gen_random_uuid(), t, today, me.user_id, me.seat_id, me.scope_id, m.subject_id, m.compartment_id, p_permission, m.kind, m.basis_id, 'listed', '', 'list'
          from mine m where m.compartment_id not in (select l.compartment_id from public.audit_look l where l.user_id = me.user_id and l.day = today and l.result = 'listed')
            on conflict do nothing
    )
    select m.compartment_id, m.identity_id, m.subject_id, m.kind, m.starts, m.ends, m.lockbox, k.versions, k.wrapped
      from mine m cross join lateral (
           select array_agg(d.version order by d.version) as versions, array_agg(d.wrapped order by d.version) as wrapped
             from vault.data_key d where d.lockbox = m.lockbox and d.wrapped is not null) k;
end $f$;

-- Where the caller's own compartment for a purpose (a draft) about a subject lies; null when there is none.
create or replace function access.own_place(p_subject uuid, p_purpose text) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; found_place uuid;
begin
    select * into me from access.who();
    select r.compartment_id into found_place from public.access_relation r join public.access_compartment c on c.id = r.compartment_id
     where r.user_id = me.user_id and r.seat_id = me.seat_id and r.subject_id = p_subject and r.kind = 'owner' and r.purpose = p_purpose and c.audience = 'own'
       and not r.withdrawn and not r.shut and r.starts <= access.clock() and r.ends > access.clock()
       and not (r.subject_id = any (coalesce(access.blocked_from(me.user_id), '{}'))) order by r.starts desc limit 1;
    return found_place;
end $f$;

-- A refusal is written too, in a transaction of its own (W9); the compartment is noted as it was asked for.
create or replace function access.log_refusal(p_compartment uuid, p_permission text, p_because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare me record; place record;
begin
    select * into me from access.who();
    select * into place from public.access_compartment c where c.id = p_compartment;
    insert into public.audit_look (id, at, day, user_id, seat_id, scope_id, subject_id, compartment_id, permission, through, result, because, purpose)
    values (gen_random_uuid(), access.clock(), (access.clock() at time zone 'Europe/Oslo')::date, me.user_id, me.seat_id, me.scope_id, place.subject_id, p_compartment, p_permission, '', 'refused', left(p_because, 40), '');
end $f$;

-- Who can see a compartment now; for those who can see it themselves.
create or replace function access.who_can_see(p_compartment uuid)
returns table (relation_id uuid, user_id uuid, seat_id uuid, kind text, starts timestamptz, ends timestamptz, may_write boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $f$
declare t timestamptz := access.clock();
begin
    if p_compartment <> all (access.open_compartments(false)) then return; end if;
    return query
    select r.id, r.user_id, r.seat_id, r.kind::text, r.starts, r.ends, r.may_write from public.access_relation r
      left join public.access_seat e on e.id = r.seat_id left join public.access_basis b on b.id = r.basis_id
     where r.compartment_id = p_compartment and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t
       and (r.seat_id is null or (e.starts <= t and e.ends > t)) and (r.basis_id is null or (b.withdrawn_at is null and b.starts <= t and b.ends > t))
       and not (r.subject_id = any (coalesce(access.blocked_from(r.user_id), '{}'))) order by r.starts, r.id;
end $f$;

-- Forgetting -------------------------------------------------------------------------------------------------------

-- Forgets a subject, or one compartment with a lockbox of its own: the keys are emptied and no text opens again, nobody stands in any
-- relation to it, and a forgotten subject is not found by its number any more.
create or replace function access.forget(p_lockbox uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
declare boxes uuid[]; emptied integer;
begin
    if session_user <> 'somlos_archivist' then raise exception 'only the archivist forgets' using errcode = '42501'; end if;
    select array_agg(distinct c.lockbox) into boxes from public.access_compartment c where c.subject_id = p_lockbox or c.lockbox = p_lockbox;
    if boxes is null then return 0; end if;
    update vault.data_key set wrapped = null, forgotten_at = now() where lockbox = any (boxes || p_lockbox) and wrapped is not null;
    get diagnostics emptied = row_count;
    update public.access_relation r set withdrawn = true from public.access_compartment c
     where c.id = r.compartment_id and c.lockbox = any (boxes) and not r.withdrawn;
    update public.access_subject set national_hash = null where id = p_lockbox;
    return emptied;
end $f$;

revoke execute on all functions in schema access from public;
grant execute on function access.clock(), access.who(), access.my_user(), access.errand(), access.open_compartments(boolean) to somlos_web, somlos_worker;
grant execute on function
    access.begin_session(bytea, text, bytea, interval, interval), access.end_session(), access.change_seat(uuid), access.me(), access.whose_session(bytea),
    access.has_role(uuid, text[]), access.open_scope(uuid), access.give_seat(uuid, uuid, uuid, text, timestamptz, timestamptz), access.end_seat(uuid, timestamptz),
    access.scope_keys(uuid[]), access.open_subject(uuid, uuid, bytea, bytea, text, timestamptz, text),
    access.open_compartment(uuid, uuid, text, text, bytea, timestamptz, text), access.relate(uuid, uuid, uuid, uuid, text, timestamptz, text, uuid),
    access.end_relation(uuid), access.take_over(uuid, uuid, text, timestamptz), access.give_basis(uuid, uuid, uuid, text, text, text, text, timestamptz),
    access.withdraw(uuid), access.block(uuid, uuid, uuid, text), access.lift_block(uuid, uuid, text), access.protect(uuid, text),
    access.break_glass(uuid, uuid, text), access.join_subjects(uuid, uuid), access.my_facts(uuid), access.enter(uuid, text, text),
    access.open_list(text[], text[], text, uuid[]), access.own_place(uuid, text), access.log_refusal(uuid, text, text), access.who_can_see(uuid) to somlos_web;
grant execute on function access.found_municipality(uuid, uuid, uuid, bytea, timestamptz) to somlos_owner;
grant execute on function access.forget(uuid) to somlos_archivist;
