"""A notice about a compartment is seen while its reader can open that; a nudge goes by the same facts."""

import pytest
from django.db import connection

from somlos.foundation.access import actions, selectors
from somlos.foundation.access.tests.town import GUEST, LATER, NOW, Town, register, speaking_as, wonder
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.notifications import actions as notices
from somlos.foundation.notifications import selectors as inboxes
from somlos.foundation.notifications.notices import NoticeKind
from somlos.foundation.notifications.testing import as_worker

DISCUSS = NoticeKind(
    "access.test_discuss", "Noen vil drøfte noe.", "test:note", leads_to_compartment=True, may_nudge=True
)
LIST = NoticeKind("access.test_list", "Noe venter i listen.", "test:list", leads_to_compartment=False, may_nudge=True)


@pytest.fixture
def note(town: Town) -> Warrant:
    """A note of Tove's that Maja was asked to discuss, with a notice to her about it and one about her list."""
    with town.as_("Tove") as actor:
        warrant = wonder(register(actor, None))
        actions.relate(
            warrant,
            user_id=town.people["Maja"].user_id,
            seat_id=town.people["Maja"].seat_id,
            kind=GUEST,
            ends=LATER,
            purpose="discuss",
        )
        notices.notify(
            DISCUSS,
            to=[town.people["Maja"].user_id, town.people["Siri"].user_id],
            about=warrant.compartment_id,
            now=NOW,
        )
        notices.notify(LIST, to=town.people["Maja"].user_id, now=NOW)
    return warrant


def seen_by(town: Town, name: str) -> tuple[list[str], int]:
    """Return what somebody has in the inbox, and the count that stands beside it in the menu."""
    with town.as_(name) as actor:
        return sorted(waiting.kind.code for waiting in inboxes.inbox(actor.user_id)), selectors.unread_notices()


def nudged(town: Town, name: str) -> bool:
    """Tell whether there was something to nudge somebody about; what there was is taken up."""
    with as_worker("notifications.nudge"), connection.cursor() as cursor:
        cursor.execute("select access.take_up_nudge(%s)", [town.people[name].user_id])
        return bool(cursor.fetchone()[0])


def test_who_was_asked_sees_the_notice_and_who_was_not_does_not(town: Town, note: Warrant) -> None:
    assert seen_by(town, "Maja") == (["access.test_discuss", "access.test_list"], 2)
    assert seen_by(town, "Siri") == ([], 0)
    assert seen_by(town, "Tove") == ([], 0)


@pytest.mark.parametrize(
    "lost",
    [
        "update access_relation set withdrawn = true where user_id = %(user)s and %(subject)s is not null",
        "update access_relation set ends = now() where user_id = %(user)s and %(subject)s is not null",
        "update access_relation set shut = true where user_id = %(user)s and %(subject)s is not null",
        """insert into access_block (id, user_id, subject_id, reason, made_at, made_by_id)
        values (gen_random_uuid(), %(user)s, %(subject)s, 'test', now(), %(user)s)""",
    ],
    ids=["withdrawn", "ended", "strictly confidential", "blocked"],
)
def test_the_notice_is_gone_from_inbox_count_and_nudge_when_what_it_is_about_is(
    town: Town, note: Warrant, lost: str
) -> None:
    with speaking_as("owner") as owner:
        owner.execute(lost, {"user": town.people["Maja"].user_id, "subject": note.subject_id})

    assert seen_by(town, "Maja") == (["access.test_list"], 1)
    read(town, "Maja")
    assert not nudged(town, "Maja")


def test_a_nudge_takes_up_each_notice_once(town: Town, note: Warrant) -> None:
    assert [nudged(town, "Maja"), nudged(town, "Maja")] == [True, False]


def test_nobody_is_nudged_about_what_they_cannot_open_or_at_a_post_they_have_left(town: Town, note: Warrant) -> None:
    town.owner("update access_seat set ends = now() where user_id = %s", town.people["Maja"].user_id)

    assert not nudged(town, "Maja")
    assert not nudged(town, "Siri")


def test_the_count_is_the_same_through_every_door_and_leaves_the_door_as_it_was(town: Town, note: Warrant) -> None:
    with town.as_("Maja") as actor:
        elsewhere = wonder(register(actor, None))
        before = narrowed()
        counted = selectors.unread_notices()

        assert (counted, narrowed()) == (2, before)
        assert str(elsewhere.compartment_id) in before


def test_counting_takes_one_statement(town: Town, note: Warrant, django_assert_num_queries) -> None:
    with town.as_("Maja"), django_assert_num_queries(1):
        selectors.unread_notices()


def test_only_an_administrator_learns_how_many_letters_were_given_up(town: Town) -> None:
    with town.as_("Arild"):
        assert selectors.letters_given_up() == 0
    with town.as_("Randi"):
        assert selectors.letters_given_up() is None


def read(town: Town, name: str) -> None:
    """Read what can be seen."""
    with town.as_(name) as actor:
        notices.mark_read([waiting.id for waiting in inboxes.inbox(actor.user_id)], now=NOW)


def narrowed() -> str:
    """Return what the transaction has been narrowed to."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('somlos.door', true)")
        return str(cursor.fetchone()[0])
