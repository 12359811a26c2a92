"""The only ways to these tables: seven functions, each with one verb. Nobody is signed in yet when most are called.

None of them tells whether somebody was known before. They owe their safety to what must be brought along: a keyed hash
nobody outside can compute, or a random secret that exists in one browser only.
"""

from django.db import migrations

from somlos.foundation.vault.postgres import as_definer

_TABLES = """
create schema accounts authorization somlos_definer;
grant usage on schema accounts to somlos_web, somlos_owner;
comment on schema accounts is 'The doors of sign-in';
alter table accounts_user add constraint a_user_is_known_by_a_whole_hash check (octet_length(identity_hash) = 32);
alter table accounts_signinunderway add constraint a_state_is_a_whole_hash check (octet_length(state_hash) = 32);
alter table accounts_signinunderway add constraint a_browser_is_a_whole_hash check (octet_length(browser_hash) = 32);
alter table accounts_parcel add constraint a_browser_is_a_whole_hash check (octet_length(browser_hash) = 32);
alter table accounts_parcel add constraint a_parcel_is_small check (octet_length(sealed) <= 210000);
create index parcels_of_a_browser on accounts_parcel (browser_hash, author_id);
grant select, insert, update (claimed_at, language) on accounts_user to somlos_definer;
grant select, insert, delete on accounts_signinunderway, accounts_parcel to somlos_definer;
grant select (id, language) on accounts_user to somlos_worker;
"""

_DOORS = """
create function accounts.expect(identity bytea, kind text, at timestamptz) returns uuid
language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp as $f$
declare found uuid;
begin
    insert into public.accounts_user (id, identity_hash, kind, expected_at, language)
        values (gen_random_uuid(), expect.identity, expect.kind, expect.at, 'nb')
        on conflict on constraint a_person_is_one_user_of_each_kind do nothing;
    select u.id into strict found from public.accounts_user u
        where u.identity_hash = expect.identity and u.kind = expect.kind;
    return found;
end $f$;

create function accounts.claim(identity bytea, kind text, language text, at timestamptz) returns uuid
language sql volatile strict security definer set search_path = pg_catalog, pg_temp as $f$
    update public.accounts_user u
        set claimed_at = coalesce(u.claimed_at, claim.at), language = claim.language
        where u.identity_hash = claim.identity and u.kind = claim.kind
        returning u.id
$f$;

create function accounts.one_person(user_id uuid) returns uuid[]
language plpgsql stable strict security definer set search_path = pg_catalog, pg_temp as $f$
begin
    return (select array_agg(b.id) from public.accounts_user a join public.accounts_user b using (identity_hash)
             where a.id = one_person.user_id);
end $f$;

create function accounts.begin_sign_in(
    state bytea, browser bytea, provider text, nonce text, verifier text, return_to text, language text
) returns void
language sql volatile strict security definer set search_path = pg_catalog, pg_temp as $f$
    delete from public.accounts_signinunderway where expires_at <= now();
    insert into public.accounts_signinunderway
        (id, state_hash, browser_hash, provider, nonce, verifier, return_to, language, begun_at, expires_at)
        values (gen_random_uuid(), begin_sign_in.state, begin_sign_in.browser, begin_sign_in.provider, begin_sign_in.nonce,
            begin_sign_in.verifier, begin_sign_in.return_to, begin_sign_in.language, now(), now() + interval '10 minutes');
$f$;

create function accounts.finish_sign_in(state bytea, browser bytea)
returns table (provider text, nonce text, verifier text, return_to text, language text)
language sql volatile strict security definer set search_path = pg_catalog, pg_temp as $f$
    with recalled as (
        delete from public.accounts_signinunderway s
            where s.state_hash = finish_sign_in.state and s.browser_hash = finish_sign_in.browser returning s.*
    )
    select r.provider, r.nonce, r.verifier, r.return_to, r.language from recalled r where r.expires_at > now()
$f$;

create function accounts.leave_parcel(browser bytea, author uuid, sealed bytea) returns boolean
language plpgsql volatile strict security definer set search_path = pg_catalog, pg_temp as $f$
begin
    delete from public.accounts_parcel where expires_at <= now();
    insert into public.accounts_parcel (id, browser_hash, author_id, sealed, left_at, expires_at)
        select gen_random_uuid(), leave_parcel.browser, u.id, leave_parcel.sealed, now(), now() + interval '1 hour'
        from public.accounts_user u where u.id = leave_parcel.author
            and (select count(*) from public.accounts_parcel p where p.author_id = u.id) < 20;
    return found;
end $f$;

create function accounts.take_parcels(browser bytea, author uuid) returns table (sealed bytea)
language sql volatile strict security definer set search_path = pg_catalog, pg_temp as $f$
    with taken as (
        delete from public.accounts_parcel p
            where p.browser_hash = take_parcels.browser and p.author_id = take_parcels.author returning p.*
    )
    select t.sealed from taken t where t.expires_at > now() order by t.left_at
$f$;

revoke execute on all functions in schema accounts from public;
grant execute on function accounts.one_person(uuid) to somlos_owner;
grant execute on function accounts.expect(bytea, text, timestamptz) to somlos_web;
grant execute on function accounts.claim(bytea, text, text, timestamptz) to somlos_web;
grant execute on function accounts.begin_sign_in(bytea, bytea, text, text, text, text, text) to somlos_web;
grant execute on function accounts.finish_sign_in(bytea, bytea) to somlos_web;
grant execute on function accounts.leave_parcel(bytea, uuid, bytea) to somlos_web;
grant execute on function accounts.take_parcels(bytea, uuid) to somlos_web
"""


class Migration(migrations.Migration):
    """Grants, and the functions of schema accounts."""

    dependencies = (("accounts", "0001_keep_users"),)
    operations = (
        migrations.RunSQL(_TABLES, "drop schema accounts cascade"),
        as_definer(_DOORS, migrations.RunSQL.noop),
    )
