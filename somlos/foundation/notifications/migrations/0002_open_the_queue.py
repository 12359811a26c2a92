"""The queue of jobs: the worker owns it, a page may put something in through one function, and nobody else reads it (W13).

Procrastinate's own functions name their tables without a schema, so the two functions here have public on their path;
only the owner may create anything there.
"""

from django.db import migrations

from somlos.foundation.vault.postgres import as_definer

_QUEUE = """
create schema notifications authorization somlos_definer;
comment on schema notifications is 'The one way for a page to put a job into the queue';
grant usage on schema notifications to somlos_web, somlos_worker;
grant select, insert, update, delete on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to somlos_worker;
grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq to somlos_worker;
grant insert, select (id) on procrastinate_jobs to somlos_definer;
grant insert on procrastinate_events to somlos_definer;
grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq to somlos_definer;
do $do$
declare f regprocedure;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'procrastinate\\_%' loop
        execute format('revoke execute on function %s from public', f);
        execute format('grant execute on function %s to somlos_worker', f);
    end loop;
end $do$;
grant execute on function procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[]) to somlos_definer;
alter table notifications_nudgechoice add constraint an_address_is_found_by_a_whole_hash check (octet_length(address_hash) = 32);
alter table notifications_nudgechoice add constraint an_address_is_small check (octet_length(address) <= 400);
grant select (user_id, confirmed_at) on notifications_nudgechoice to somlos_definer;
"""

_DOORS = """
-- Puts a job into the queue. Its arguments are ids and nothing else. With a fold, nothing happens when the same already waits.
create function notifications.defer(p_task text, p_ids jsonb, p_at timestamptz, p_lock text, p_fold text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $f$
begin
    if exists (select from jsonb_each(p_ids) e where jsonb_typeof(e.value) <> 'string'
                or e.value #>> '{}' !~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$') then
        raise exception 'a job is given ids and nothing else' using errcode = '22023';
    end if;
    perform procrastinate_defer_jobs_v1(array[row('default', p_task, 0, p_lock, p_fold, p_ids, p_at)::procrastinate_job_to_defer_v1]);
exception when unique_violation then null;
end $f$;

-- Puts in a nudge for each of these users who chose one and showed that the address is theirs; says nothing of who did.
create function notifications.defer_nudges(p_users uuid[], p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $f$
begin
    perform notifications.defer('notifications.nudge', jsonb_build_object('user_id', c.user_id), p_at, 'nudge ' || c.user_id, null)
       from public.notifications_nudgechoice c where c.user_id = any (p_users) and c.confirmed_at is not null;
end $f$;

revoke execute on all functions in schema notifications from public;
grant execute on function notifications.defer(text, jsonb, timestamptz, text, text) to somlos_web, somlos_worker;
grant execute on function notifications.defer_nudges(uuid[], timestamptz) to somlos_web, somlos_worker
"""


class Migration(migrations.Migration):
    """Grants on the queue, and the functions of schema notifications."""

    dependencies = (
        ("notifications", "0001_keep_notices"),
        ("procrastinate", "0041_post_retry_failed_job"),
        ("vault", "0001_keep_data_keys"),
    )
    operations = (
        migrations.RunSQL(_QUEUE, "drop schema notifications cascade"),
        as_definer(_DOORS, migrations.RunSQL.noop),
    )
