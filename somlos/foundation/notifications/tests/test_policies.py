"""Who reads which notice, and who reads the queue: asked of the database itself, as each role."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, connections, transaction
from django.utils import timezone

from somlos.foundation.access.testing import signed_in
from somlos.foundation.notifications import actions, selectors
from somlos.foundation.notifications.models import Letter, Notice, NudgeChoice
from somlos.foundation.notifications.testing import as_worker
from somlos.foundation.notifications.tests.people import employ, settle
from somlos.foundation.notifications.tests.stories import LIST, OTHER, choose_nudges, leave
from somlos.kernel.ids import new_id

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_a_notice_left_for_somebody_else_is_read_by_that_person_alone():
    tove, mother = employ(), settle()

    leave(LIST, by=tove, to=mother)

    with signed_in(tove.identity):
        assert Notice.objects.count() == 0
    with signed_in(mother.identity, kind="resident"):
        assert [waiting.kind for waiting in selectors.inbox(mother.user_id)] == [LIST]


def test_nobody_signed_in_leaves_and_reads_no_notice():
    mother = settle()

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        actions.notify(LIST, to=mother.user_id, now=timezone.now())

    assert Notice.objects.count() == 0


def test_the_same_notice_is_folded_while_it_is_unread():
    tove, mother = employ(), settle()

    leave(LIST, by=tove, to=mother)
    leave(LIST, by=tove, to=mother)
    leave(OTHER, by=tove, to=mother)
    with signed_in(mother.identity, kind="resident"):
        actions.mark_all_read(before=timezone.now(), now=timezone.now())
    leave(LIST, by=tove, to=mother)

    with signed_in(mother.identity, kind="resident"):
        found = [(waiting.kind.code, waiting.is_read) for waiting in selectors.inbox(mother.user_id)]
    assert sorted(found) == [("test.list", False), ("test.list", True), ("test.other", True)]


def test_what_one_has_dealt_with_leaves_the_inbox():
    tove, mother = employ(), settle()
    leave(LIST, by=tove, to=mother)
    leave(OTHER, by=tove, to=mother)

    with signed_in(mother.identity, kind="resident"):
        actions.settle([LIST], about=None, now=timezone.now())

        assert [waiting.kind for waiting in selectors.inbox(mother.user_id)] == [OTHER]


def test_another_persons_notice_is_not_marked_as_read():
    tove, mother = employ(), settle()
    leave(LIST, by=tove, to=mother)
    with signed_in(mother.identity, kind="resident"):
        [waiting] = selectors.inbox(mother.user_id)

    with signed_in(tove.identity):
        actions.mark_read([waiting.id], now=timezone.now())
        connection.cursor().execute("update notifications_notice set read_at = now()")

    with signed_in(mother.identity, kind="resident"):
        assert [found.is_read for found in selectors.inbox(mother.user_id)] == [False]


def test_a_notice_is_not_rewritten_and_not_dated_as_read_by_its_sender():
    tove, mother = employ(), settle()
    leave(LIST, by=tove, to=tove)

    for change in ("kind = 'x'", "recipient_id = gen_random_uuid()", "nudged_at = now()"):
        with pytest.raises(ProgrammingError, match="permission denied"), signed_in(tove.identity), transaction.atomic():
            connection.cursor().execute(f"update notifications_notice set {change}")
    with pytest.raises(ProgrammingError, match="row-level security"), signed_in(tove.identity), transaction.atomic():
        Notice(recipient_id=mother.user_id, kind="x", at=timezone.now(), nudges=True, read_at=timezone.now()).save(
            force_insert=True
        )


def test_what_somebody_chose_is_read_and_changed_by_that_person_alone(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)

    with signed_in(tove.identity):
        assert selectors.nudge_choice(mother.user_id) is None
        actions.turn_off(mother.user_id)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            NudgeChoice.objects.create(user_id=mother.user_id)
        assert Letter.objects.count() == 0

    with signed_in(mother.identity, kind="resident"):
        assert selectors.nudge_choice(mother.user_id).address == "mor@example.com"


@pytest.mark.parametrize("table", ["jobs", "events", "workers", "periodic_defers"])
def test_a_page_does_not_read_the_queue(table):
    tove = employ()

    with pytest.raises(ProgrammingError, match="permission denied"), signed_in(tove.identity):
        connection.cursor().execute(f"select * from procrastinate_{table}")


def test_a_page_puts_nothing_in_the_queue_but_through_its_one_function():
    tove = employ()

    for way in (
        "insert into procrastinate_jobs (queue_name, task_name) values ('default', 'x')",
        "select procrastinate_defer_jobs_v1(array[row('default', 'x', 0, null, null, '{}', null)::procrastinate_job_to_defer_v1])",
        "select access.take_up_nudge(gen_random_uuid())",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), signed_in(tove.identity):
            connection.cursor().execute(way)


@pytest.mark.parametrize("argument", ['{"name": "Ella"}', '{"n": 5}', '{"user_id": null}', '{"a": {"b": "c"}}'])
def test_a_job_is_given_ids_and_nothing_else(argument):
    tove = employ()

    with pytest.raises(DatabaseError, match="ids and nothing else"), signed_in(tove.identity), transaction.atomic():
        connection.cursor().execute("select notifications.defer('x', %s, null, null, null)", [argument])


def test_the_worker_reads_no_inbox_and_without_an_errand_nothing_at_all(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    leave(LIST, by=tove, to=mother)

    with (
        as_worker("notifications.nudge"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        Notice.objects.values_list("kind").first()
    with as_worker("concerns.remind"):
        assert not NudgeChoice.objects.only("user_id").exists()
        assert not Letter.objects.exists()
        with pytest.raises(ProgrammingError, match="only the errand of nudging"), transaction.atomic():
            connections["worker"].cursor().execute("select access.take_up_nudge(%s)", [mother.user_id])


def test_the_worker_leaves_a_notice_on_an_errand_and_not_without():
    mother = settle()

    with as_worker("concerns.remind"):
        actions.notify(LIST, to=mother.user_id, now=timezone.now())
    with pytest.raises(ProgrammingError, match="row-level security"), as_worker(""):
        actions.notify(OTHER, to=mother.user_id, now=timezone.now())

    with signed_in(mother.identity, kind="resident"):
        assert [waiting.kind for waiting in selectors.inbox(mother.user_id)] == [LIST]


def test_leaving_a_notice_takes_two_statements_and_reading_the_inbox_one(mailbox, django_assert_num_queries):
    tove, mother = employ(), settle()

    with signed_in(tove.identity), django_assert_num_queries(2):
        actions.notify(LIST, to=[mother.user_id, tove.user_id], now=timezone.now())
    with signed_in(mother.identity, kind="resident"), django_assert_num_queries(1):
        selectors.inbox(mother.user_id)


def test_a_kind_that_leads_to_a_compartment_is_left_with_one():
    with pytest.raises(ValueError, match="exactly when"):
        actions.notify(LIST, to=new_id(), about=new_id(), now=timezone.now())
