"""What of notes is seen by whom: the circle, the leader, the directors, and everybody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from somlos.child.concerns import policy, selectors
from somlos.child.concerns.rules import Decision, NoteState, StepKind
from somlos.child.concerns.tests import stories as told
from somlos.foundation.access.actions import DoorClosed, open_door
from somlos.foundation.access.rules import Because
from somlos.foundation.people import actions as people
from somlos.foundation.people import policy as people_policy
from somlos.kernel.ids import new_id
from somlos.municipality.catalogue.rules.words import Language

STRANGERS = (
    "berit",
    "kari",
    "harald",
    "per",
    "nina",
    "ingrid",
    "marius",
    "solveig",
    "anne",
    "dagny",
    "lars",
    "vigdis",
    "marte",
    "naboen",
)


def day_of(town, who, *, in_days=0):
    with town.acting(who, days_ago=-in_days) as (_, now):
        return selectors.my_day(closed=(), now=now)


def ages_of(town, who, *, in_days=0):
    with town.acting(who, days_ago=-in_days) as (_, now):
        return selectors.unit_ages(closed=(), today=localdate(now))


def counts_of(town, who, *, in_days=0):
    with town.acting(who, days_ago=-in_days) as (_, now):
        return {count.unit_name: count for count in selectors.unit_counts(today=localdate(now))}


def page_of(town, place, *, by="tove", in_days=0):
    with town.acting(by, days_ago=-in_days) as (actor, now):
        warrant = open_door(actor, place, to=policy.READ, now=now)
        return selectors.note_page(warrant, closed=(), today=localdate(now), language=Language.BOKMAL)


def why_closed(town, place, who, to=policy.READ):
    with pytest.raises(DoorClosed) as closed:
        told.opened(town, place, by=who, to=to)
    return closed.value.decision.because


@pytest.mark.parametrize("who", STRANGERS)
def test_a_saved_note_does_not_exist_for_anybody_but_its_author(town, who):
    note = told.save(town)

    assert why_closed(town, note, who) is Because.NO_RELATION
    if who not in {"marte", "naboen"}:
        assert note not in {each.place for each in day_of(town, who).notes}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_text_on_the_red_path_and_a_draft_do_not_exist_for_anybody_but_their_author(town, who):
    text = told.keep_red(town)
    told.keep_draft(town)
    with town.acting("tove") as (actor, now):
        draft = selectors.place_of_draft(open_door(actor, town.places["ella"], to=policy.START, now=now).subject_id)

    assert {why_closed(town, place, who, policy.READ_OWN) for place in (text, draft)} == {Because.NO_RELATION}


def test_somebody_whose_post_has_ended_is_not_in_the_circle_from_that_moment(town):
    note = told.save(town)
    told.discuss(town, note, who="kari")
    before = [one.name for one in page_of(town, note).circle]

    told.end_post(town, "kari")

    assert (before, [one.name for one in page_of(town, note).circle]) == (
        ["Tove Lindås", "Kari Moflaten"],
        ["Tove Lindås"],
    )


def test_a_blocked_author_sees_nothing_of_the_child(town):
    note, text = told.save(town), told.keep_red(town, about="ella")
    told.keep_draft(town)
    with town.acting("kari") as (actor, now):
        warrant = open_door(actor, town.places["ella"], to=people_policy.SHUT_OUT, now=now)
        people.shut_out(warrant, user_id=town.users["tove"], reason="own_family", now=now)

    assert day_of(town, "tove") == selectors.Day()
    assert why_closed(town, note, "tove") is Because.BLOCKED
    assert why_closed(town, text, "tove", policy.READ_OWN) is Because.BLOCKED
    assert why_closed(town, town.places["ella"], "tove", policy.START) is Because.BLOCKED


def test_the_circle_is_named_to_those_in_it(town):
    note = told.save(town)
    told.discuss(town, note, who="berit")
    told.discuss(town, note, who="kari")

    page = page_of(town, note, by="kari")

    assert {(one.name, one.is_me, one.is_author) for one in page.circle} == {
        ("Tove Lindås", False, True),
        ("Berit Haugsnes", False, False),
        ("Kari Moflaten", True, False),
    }
    assert (page.is_author, page.may_decide, page.may_ask) == (False, False, ())


def test_the_page_knows_what_comes_next_by_when_and_whom_one_may_ask(town):
    note = told.save(town)

    page = page_of(town, note)

    assert [(step.key, step.state) for step in page.beside.steps] == [
        ("0.1", "done"), ("0.2", "now"), ("0.3", "planned"), ("0.4", "planned"), ("0.5", "planned"),
    ]  # fmt: skip
    assert [each.name for each in page.may_ask] == ["Berit Haugsnes", "Kari Moflaten"]
    due = {step.key: step.due for step in page.beside.steps}
    assert due["0.2"] >= localdate(town.now) + timedelta(days=7)
    assert due["0.5"] >= localdate(town.now) + timedelta(days=14)
    assert page.beside.courage.anonymous and len(page.beside.courage.to_the_child) == 3


def test_a_watched_note_asks_for_a_decision_again_and_a_decided_one_for_nothing(town):
    note = told.save(town)
    told.discuss(town, note)
    told.decide(town, note, Decision.WATCH)
    watched = page_of(town, note)
    told.decide(town, note, Decision.LEVEL_1)
    decided = page_of(town, note)

    assert [step.key for step in watched.beside.steps if step.state == "now"] == ["0.5"]
    assert watched.beside.steps[-1].due >= localdate(town.now) + timedelta(weeks=4)
    assert (watched.decision.decision, decided.decision.decision) == (Decision.WATCH, Decision.LEVEL_1)
    assert decided.open is False and "0.5" not in [s.key for s in decided.beside.steps if s.state == "now"]


def test_min_dag_shows_what_one_wrote_and_was_asked_about_the_most_pressing_first(town):
    older, newer = told.save(town, days_ago=5), told.save(town, about="liam")
    told.discuss(town, newer)

    mine, leaders = day_of(town, "tove").notes, day_of(town, "berit").notes

    assert [(each.place, each.child.name, each.next_step, each.is_author) for each in mine] == [
        (older, "Ella Strandli", StepKind.DISCUSSED, True),
        (newer, "Liam Kleiva", StepKind.CHILD_TALK, True),
    ]
    assert [(each.place, each.is_author, each.state) for each in leaders] == [(newer, False, NoteState.DISCUSSED)]
    assert not any(each.late for each in mine)
    assert [each.late for each in day_of(town, "tove", in_days=20).notes] == [True, True]


def test_a_draft_whose_form_was_saved_or_went_the_red_path_lies_on_min_dag_no_more(town):
    saved, moved = new_id(), new_id()
    told.keep_draft(town, once=saved)
    told.keep_draft(town, about="liam", once=moved)
    kept = day_of(town, "tove", in_days=0.1).drafts

    told.save(town, once=saved)
    told.keep_red(town, about="liam", once=moved)

    assert (len(kept), day_of(town, "tove", in_days=0.1).drafts) == (2, ())


def test_what_is_decided_leaves_min_dag_and_drafts_and_red_texts_lie_there_for_their_owner(town):
    told.decide(town, told.save(town), Decision.REPORT, by="tove")
    told.keep_draft(town)
    text = told.keep_red(town)
    told.add_helper(town, text, who="kari")

    mine, helpers = day_of(town, "tove"), day_of(town, "kari")

    assert mine.notes == ()
    assert [draft.child.identity_id for draft in mine.drafts] == [town.places["ella"]]
    assert [(each.place, each.is_owner) for each in mine.red_texts] == [(text, True)]
    assert [(each.place, each.is_owner) for each in helpers.red_texts] == [(text, False)]
    assert helpers.drafts == ()
    told.lift(town, text)
    assert day_of(town, "tove").red_texts == day_of(town, "kari").red_texts == ()


def test_a_leader_sees_that_there_is_a_note_and_its_age_and_nothing_else(town):
    note = told.save(town, days_ago=3)
    told.end_post(town, "tove")

    [age] = ages_of(town, "berit")

    assert (age.place, age.days, age.late, age.author_is_there) == (note, 3, False, False)
    assert set(age.__slots__) == {"place", "days", "late", "author_is_there", "author_is_away", "rests_since"}


@pytest.mark.parametrize("who", ["tove", "kari", "per", "mette", "marius", "solveig", "anne", "lars"])
def test_nobody_but_the_leader_of_the_unit_sees_its_ages(town, who):
    note = told.save(town)

    assert note not in {age.place for age in ages_of(town, who)}


def test_who_stands_in_for_the_leader_sees_the_ages_for_so_long(town):
    note = told.save(town)
    told.be_away(town, "berit", deputy="kari", days=5)

    assert [age.place for age in ages_of(town, "kari")] == [note]
    assert ages_of(town, "kari", in_days=6) == ()


def test_a_note_that_has_waited_two_weeks_is_late_for_the_leader(town):
    told.save(town)

    [age] = ages_of(town, "berit", in_days=17)

    assert age.late is True


def test_directors_see_numbers_of_the_units_beneath_them_and_the_neighbour_sees_none(town):
    told.save(town)
    told.save(town, about="liam")

    oppvekst, everything = counts_of(town, "marius", in_days=20), counts_of(town, "solveig", in_days=20)

    assert {name: (count.number, count.late) for name, count in oppvekst.items()} == {"Bjørkehaug barnehage": (2, 2)}
    assert set(everything) == {"Bjørkehaug barnehage", "Helsestasjon og skolehelsetjeneste"}
    assert everything["Helsestasjon og skolehelsetjeneste"].number == 2
    assert oppvekst["Bjørkehaug barnehage"].oldest_days == 20
    assert [counts_of(town, who) for who in ("berit", "tove", "anne", "dagny", "oddny", "lars")] == [{}] * 6


def test_a_watched_note_is_counted_as_late_from_the_day_one_was_to_look_again(town):
    note = told.save(town)
    told.discuss(town, note)
    told.decide(town, note, Decision.WATCH)

    assert counts_of(town, "marius", in_days=30)["Bjørkehaug barnehage"].late == 0
    assert counts_of(town, "marius", in_days=45)["Bjørkehaug barnehage"].late == 1
    assert [age.late for age in ages_of(town, "berit", in_days=30)] == [False]


def test_noah_is_nowhere_but_with_his_teacher(town):
    note = told.save(town, about="noah", by="nina")
    text = told.keep_red(town, about="noah", by="nina")

    assert [each.child.name for each in day_of(town, "nina").notes] == ["Noah Steinlia"]
    assert [each.place for each in day_of(town, "nina").red_texts] == [text]
    assert ages_of(town, "per") == ()
    assert "Fjordvik barneskole" not in counts_of(town, "marius") | counts_of(town, "solveig")
    for who in STRANGERS:
        if who != "nina":
            assert why_closed(town, note, who) is Because.NO_RELATION


def test_a_note_on_the_red_path_is_no_longer_there_for_the_leader_or_the_directors(town):
    note = told.save(town)
    told.discuss(town, note)
    before = (len(ages_of(town, "berit")), counts_of(town, "marius")["Bjørkehaug barnehage"].number)

    told.move_to_red(town, note)

    assert before == (1, 1)
    assert ages_of(town, "berit") == () and counts_of(town, "marius") == {}
    assert day_of(town, "berit") == selectors.Day()
    assert why_closed(town, note, "berit") is Because.WITHDRAWN


@pytest.mark.parametrize("table", ["note", "noteversion", "notestep", "draft", "redtext"])
def test_no_table_of_the_room_shows_a_row_to_a_stranger_in_the_service(town, table):
    note = told.save(town)
    told.talk(town, note)
    told.keep_draft(town)
    told.keep_red(town)

    with town.acting("berit"), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from concerns_{table}")

        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "call",
    ["concerns.leads(null, null)", "concerns.is_hidden(null)", "concerns.who_is_told(null)"],
)
def test_what_is_for_the_functions_themselves_is_not_for_pages(town, call):
    with town.acting("berit"), connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute(f"select {call}")
