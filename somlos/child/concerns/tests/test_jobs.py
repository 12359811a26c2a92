"""What happens to notes on a clock: as the worker's own role, on its errand, which opens no text."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connections, transaction

from somlos.child.concerns import jobs
from somlos.child.concerns.models import Note, NoteVersion
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.foundation.access.postgres.base import story_time
from somlos.foundation.notifications import selectors as notifications
from somlos.foundation.notifications.testing import as_worker
from somlos.foundation.organisations.actions import close_period

DISCUSS = "En undring du har skrevet, venter på å bli drøftet."
AGAIN = "Det er tid for å se på en undring igjen."
LATE = "En undring i enheten din har ventet i to uker."
ASKED = "Noen vil drøfte en undring med deg."
DECIDED = "Det er bestemt noe om en undring du er med i."


def morning(town, *, in_days):
    """Let the worker come in the morning, some days from now."""
    at = town.now + timedelta(days=in_days)
    with story_time(at), as_worker("concerns.remind"):
        jobs.remind(now=at)


def inbox(town, who, *, in_days=60):
    with town.acting(who, days_ago=-in_days) as (actor, _):
        return [str(each.kind.sentence) for each in notifications.inbox(actor.user_id) if not each.is_read]


@pytest.fixture
def monday(town, monkeypatch):
    """Tell the story from a Monday at nine, so that day 7 and day 14 are open days."""
    begins = town.now - timedelta(days=town.now.weekday())
    monkeypatch.setattr(town, "now", begins.replace(hour=9))
    return town


def test_the_author_is_reminded_on_day_7_and_the_leader_told_on_day_14_once_each(monday):
    told.save(monday)

    for days in (6, 7, 8, 13):
        morning(monday, in_days=days)
        reminded = inbox(monday, "tove", in_days=days)
        assert reminded == ([DISCUSS] if days >= 7 else []), days
        assert inbox(monday, "berit", in_days=days) == []
    for days in (14, 15, 30):
        morning(monday, in_days=days)

    assert inbox(monday, "tove") == [DISCUSS]
    assert inbox(monday, "berit") == [LATE]
    assert inbox(monday, "kari") == []


def test_whoever_has_discussed_is_not_reminded_of_it_and_what_one_was_reminded_of_is_gone_when_it_is_done(monday):
    note, other = told.save(monday), told.save(monday, about="liam")
    told.discuss(monday, note)
    morning(monday, in_days=7)
    reminded = inbox(monday, "tove")

    told.discuss(monday, other, days_ago=-8)
    morning(monday, in_days=9)

    assert (reminded, inbox(monday, "tove")) == ([DISCUSS], [])


def test_when_four_weeks_are_over_the_author_is_told_to_look_again_and_two_weeks_later_the_leader(monday):
    note = told.save(monday)
    told.discuss(monday, note)
    told.decide(monday, note, Decision.WATCH, by="tove", days_ago=-0.1)

    morning(monday, in_days=27)
    before = inbox(monday, "tove")
    morning(monday, in_days=28)
    after = inbox(monday, "tove")
    leader = inbox(monday, "berit")
    morning(monday, in_days=42)

    assert (before, after) == ([], [AGAIN])
    assert (leader, inbox(monday, "berit")) == ([DECIDED, ASKED], [LATE, DECIDED, ASKED])
    told.decide(monday, note, Decision.LEVEL_1, by="tove", days_ago=-43)
    assert inbox(monday, "tove") == []


def test_who_was_reminded_of_discussing_is_reminded_again_when_it_is_time_to_look(monday):
    note = told.save(monday)
    morning(monday, in_days=7)
    told.discuss(monday, note, days_ago=-8)
    told.decide(monday, note, Decision.WATCH, days_ago=-8)

    morning(monday, in_days=37)

    assert AGAIN in inbox(monday, "tove")


def test_who_stands_in_for_a_leader_that_is_away_is_told_and_the_leader_finds_it_on_coming_back(monday):
    told.save(monday)
    told.be_away(monday, "berit", deputy="kari", days=20)

    morning(monday, in_days=14)

    assert inbox(monday, "kari") == inbox(monday, "berit") == [LATE]


def test_a_decided_note_and_one_on_the_red_path_remind_nobody(monday):
    note = told.save(monday)
    told.decide(monday, note, Decision.REPORT, by="tove")
    told.move_to_red(monday, told.save(monday, about="liam"))

    morning(monday, in_days=30)

    assert inbox(monday, "tove") == []
    assert LATE not in inbox(monday, "berit")


def test_nobody_hears_of_a_child_whose_address_is_strictly_confidential(monday):
    told.save(monday, about="noah", by="nina")

    morning(monday, in_days=14)

    assert inbox(monday, "per") == []


def test_the_deadline_of_a_note_moves_with_the_weeks_the_unit_is_closed(monday):
    told.save(monday)
    with monday.acting("berit") as (actor, now):
        first = now.date() + timedelta(days=12)
        close_period(
            actor,
            unit_id=monday.units["bjorkehaug"],
            starts=first,
            ends=first + timedelta(days=7),
            reason="Ferie",
            now=now,
        )
    morning(monday, in_days=14)
    while_closed = inbox(monday, "berit", in_days=14)

    morning(monday, in_days=21)

    assert (while_closed, inbox(monday, "berit")) == ([], [LATE])


def test_the_worker_reads_no_text_of_a_note(monday):
    told.save(monday)

    with pytest.raises(ProgrammingError, match="permission denied"), as_worker("concerns.remind"):
        list(NoteVersion.objects.all())


@pytest.mark.parametrize("errand", ["notifications.nudge", "access.expire"])
def test_on_another_errand_the_worker_sees_no_note_and_asks_for_no_leader(monday, errand):
    note = told.save(monday)

    with as_worker(errand):
        assert list(Note.objects.values_list("id")) == []
        with pytest.raises(ProgrammingError, match="only the errand of reminding"), transaction.atomic():
            jobs._who_is_told(note)


def test_nobody_signed_in_asks_who_leads_as_the_worker_does(monday):
    with pytest.raises(ProgrammingError, match="permission denied"), connections["default"].cursor() as cursor:
        cursor.execute("select concerns.who_is_told(%s)", (told.save(monday),))
