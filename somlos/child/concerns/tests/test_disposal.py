"""What is erased, when, and that nothing of it can be opened afterwards."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections

from somlos.child.concerns import policy, selectors
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.foundation.access.actions import DoorClosed
from somlos.foundation.access.postgres.base import story_time
from somlos.kernel.ids import new_id

NOTHING = "0 notes, 0 texts on the red path and 0 drafts erased."
A_YEAR = 365


def disposed(town, *, in_days):
    """Let the night come some days from now, and return what the program says it did."""
    said = StringIO()
    with story_time(town.now + timedelta(days=in_days)):
        call_command("dispose", stdout=said)
    return said.getvalue().strip()


def left(table, place):
    """Count what lies in a compartment, as the archivist sees it."""
    with connections["archivist"].cursor() as cursor:
        cursor.execute(f"select count(*) from concerns_{table} where compartment_id = %s", (place,))
        return cursor.fetchone()[0]


def test_a_note_put_aside_is_erased_after_twelve_months_with_all_it_says(town):
    note = told.put_aside(town)
    early = disposed(town, in_days=A_YEAR - 1)

    said = disposed(town, in_days=A_YEAR)

    assert (early, said) == (NOTHING, "1 notes, 0 texts on the red path and 0 drafts erased.")
    assert [left(table, note) for table in ("note", "noteversion", "notestep")] == [0, 0, 0]
    with pytest.raises(DoorClosed):
        told.opened(town, note, by="tove")


def test_the_words_of_its_history_can_be_read_no_more_and_the_row_and_its_seal_stay(town):
    note = told.put_aside(town)
    disposed(town, in_days=A_YEAR)

    with connections["auditor"].cursor() as cursor:
        cursor.execute("select count(*) from audit_event where compartment_id = %s", (note,))
        events = cursor.fetchone()[0]
    with connections["owner"].cursor() as cursor:
        cursor.execute("select wrapped is null from vault.data_key where lockbox = %s", (note,))
        forgotten = cursor.fetchall()

    assert (events, forgotten) == (3, [(True,)])


def test_it_waits_while_a_later_note_on_the_child_is_open(town):
    told.put_aside(town, days_ago=2)
    later = told.save(town, "Hun peker igjen.")
    while_open = disposed(town, in_days=A_YEAR)

    told.discuss(town, later)
    told.decide(town, later, Decision.LEVEL_1)

    assert while_open == NOTHING
    assert disposed(town, in_days=A_YEAR) == "1 notes, 0 texts on the red path and 0 drafts erased."


def test_it_waits_while_there_is_a_report_and_while_there_is_a_text_on_the_red_path(town):
    aside, reported = told.put_aside(town), told.save(town, "Noe annet.")
    told.decide(town, reported, Decision.REPORT, by="tove")
    other = told.put_aside(town, about="liam")
    told.keep_red(town, days_ago=-10)

    assert disposed(town, in_days=A_YEAR) == NOTHING
    assert (left("note", aside), left("note", other)) == (1, 1)


def test_another_childs_open_note_is_nothing_to_wait_for(town):
    told.put_aside(town)
    told.save(town, about="liam")

    assert disposed(town, in_days=A_YEAR) == "1 notes, 0 texts on the red path and 0 drafts erased."


def test_what_is_left_of_a_note_that_moved_to_the_red_path_is_erased_the_same_night(town):
    note = told.save(town)
    text = told.move_to_red(town, note)

    said = disposed(town, in_days=0)

    assert said == "1 notes, 0 texts on the red path and 0 drafts erased."
    assert (left("note", note), left("redtext", text)) == (0, 1)
    assert told.opened(town, text, by="tove", to=policy.READ_OWN)


def test_a_text_on_the_red_path_has_a_rule_of_its_own(town):
    text = told.keep_red(town)
    early = disposed(town, in_days=A_YEAR - 1)

    said = disposed(town, in_days=A_YEAR)

    assert (early, said) == (NOTHING, "0 notes, 1 texts on the red path and 0 drafts erased.")
    assert left("redtext", text) == 0
    with pytest.raises(DoorClosed):
        told.opened(town, text, by="tove", to=policy.READ_OWN)


def test_a_text_that_was_lifted_is_erased_the_next_night_and_its_draft_is_not(town):
    text = told.keep_red(town)
    told.lift(town, text)

    said = disposed(town, in_days=0)

    assert said == "0 notes, 1 texts on the red path and 0 drafts erased."
    assert told.draft_of(town, about="liam") == {"seen": "Han er redd for å bli hentet."}


def test_a_draft_is_erased_a_day_after_its_form_became_something_and_one_that_lives_after_thirty(town):
    once, moved = new_id(), new_id()
    told.keep_draft(town, once=once)
    told.save(town, once=once)
    told.keep_draft(town, about="liam", once=moved)
    told.keep_red(town, once=moved)
    told.keep_draft(town, about="liam", seen="Noe annet.")

    assert disposed(town, in_days=0.5) == NOTHING
    assert disposed(town, in_days=2) == "0 notes, 0 texts on the red path and 2 drafts erased."
    assert disposed(town, in_days=29) == NOTHING
    assert disposed(town, in_days=31) == "0 notes, 0 texts on the red path and 1 drafts erased."
    assert told.draft_of(town, about="liam") is None


def test_no_draft_comes_to_life_again_when_what_it_became_is_erased(town):
    once = new_id()
    told.keep_draft(town, once=once)
    told.move_to_red(town, told.save(town, once=once))

    disposed(town, in_days=0)

    assert told.draft_of(town) is None
    with town.acting("tove", days_ago=-0.1) as (_, now):
        assert selectors.my_day(closed=(), now=now).drafts == ()


def test_after_a_draft_was_erased_another_can_be_kept(town):
    told.keep_draft(town)
    disposed(town, in_days=31)

    told.keep_draft(town, seen="På nytt.")

    assert told.draft_of(town) == {"seen": "På nytt."}
