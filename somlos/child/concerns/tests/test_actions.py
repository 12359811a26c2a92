"""What one can do with a wonder note, told by its history and by who sees it afterwards."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fjordvik.testing import story_of
from somlos.child.concerns import actions, policy, selectors
from somlos.child.concerns.models import NoteStep
from somlos.child.concerns.rules import Decision, NoteState, StepKind, Takeover, WhyNot
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.stories import ELLA, OWN_WORDS
from somlos.foundation.access.actions import DoorClosed, end_relation, open_door
from somlos.foundation.access.rules import Because
from somlos.foundation.access.selectors import who_can_see
from somlos.foundation.access.warrants import NotCovered
from somlos.foundation.notifications import selectors as notifications
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue.rules.words import Language
from somlos.municipality.catalogue.selectors import steps_by_id


def why(act, *args, **kwargs):
    """Return why something was refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.reason


def note_of(town, place, *, by="tove"):
    """Return a note as its page shows it."""
    with town.acting(by) as (actor, now):
        warrant = open_door(actor, place, to=policy.READ, now=now)
        return selectors.note_page(warrant, closed=(), today=localdate(now), language=Language.BOKMAL)


def sees(town, place, *, to=policy.READ, in_days=0):
    """Return who of those who might can open a compartment, now or in some days."""
    found = set()
    for who in ("tove", "berit", "kari", "ingrid", "anne", "marius", "lars", "marte"):
        try:
            told.opened(town, place, by=who, to=to, in_days=in_days)
        except (DoorClosed, Refused):
            continue
        found.add(who)
    return found


def inbox(town, who):
    """Return the sentences in somebody's inbox."""
    with town.acting(who) as (actor, _):
        return [str(each.kind.sentence) for each in notifications.inbox(actor.user_id)]


def test_a_note_is_told_from_the_first_sentence_to_the_decision(town):
    note = told.save(town)
    told.correct(town, note, f"{ELLA} I dag sang hun alle versene.")
    told.discuss(town, note)
    told.talk(town, note)
    told.talk(town, note, StepKind.HOME_TALK, "Mor sier hun prater hjemme.")
    told.decide(town, note, Decision.LEVEL_1)

    assert told.told(town, note) == [
        "Tove skrev ned en undring.",
        "Tove rettet det som er skrevet.",
        "Tove drøfter undringen med Berit.",
        "Tove snakket med barnet.",
        "Tove snakket med hjemmet.",
        "Berit bestemte å prøve noe i egen tjeneste.",
    ]


@pytest.mark.parametrize(
    ("decision", "sentence", "state"),
    [
        (Decision.PUT_ASIDE, "Berit la undringen bort.", NoteState.PUT_ASIDE),
        (Decision.WATCH, "Berit bestemte å følge med i fire uker.", NoteState.WATCHING),
        (Decision.LEVEL_1, "Berit bestemte å prøve noe i egen tjeneste.", NoteState.LEVEL_1),
        (Decision.LEVEL_2, "Berit bestemte å spørre flere tjenester.", NoteState.LEVEL_2),
        (Decision.REPORT, "Berit skrev at det er meldt til barnevernet.", NoteState.REPORTED),
    ],
)
def test_each_decision_has_its_sentence_and_its_state(town, decision, sentence, state):
    note = told.save(town)
    told.discuss(town, note)

    told.decide(town, note, decision)

    assert told.told(town, note)[-1] == sentence
    assert note_of(town, note).state is state


def test_each_step_remembers_the_version_of_the_guide_it_was_worked_by(town):
    note = told.save(town)
    told.discuss(town, note)
    told.talk(town, note)

    with town.acting("tove") as (actor, now):
        open_door(actor, note, to=policy.READ, now=now)
        rows = NoteStep.objects.filter(compartment_id=note).order_by("kind")
        versions = [row.step_version for row in rows if row.step_version]
        worked_by = steps_by_id(versions, language=Language.BOKMAL)

    assert [worked_by[version].key for version in versions] == ["0.2", "0.3"]


def test_a_form_posted_twice_is_one_note_and_another_form_is_another(town):
    once = new_id()

    first, again = told.save(town, once=once), told.save(town, "Noe annet", once=once)
    other = told.save(town, once=new_id())

    assert first == again != other
    assert note_of(town, first).words.seen == ELLA


def test_the_mark_of_a_form_is_worth_nothing_to_somebody_else_or_about_another_child(town):
    once = new_id()

    places = {
        told.save(town, once=once),
        told.save(town, once=once, about="liam"),
        told.save(town, once=once, by="kari"),
    }

    assert len(places) == 3


def test_a_note_is_saved_with_what_was_seen_and_nothing_else(town):
    page = note_of(town, told.save(town))

    assert (page.words.seen, page.words.child_words, page.words.strengths, page.words.signs, page.scale) == (
        ELLA, "", "", (), None,
    )  # fmt: skip


def test_what_was_not_noticed_yet_or_long_ago_is_not_saved(town):
    tomorrow, once = localdate(town.now) + timedelta(days=1), new_id()

    assert why(told.save, town, noticed_on=tomorrow, once=once) is WhyNot.NOTICED_IN_FUTURE
    assert why(told.save, town, noticed_on=tomorrow - timedelta(days=800)) is WhyNot.NOTICED_TOO_LONG_AGO
    assert told.save(town, once=once)


def test_a_correction_is_a_new_version_and_moves_the_day_and_the_scale(town):
    note, yesterday = told.save(town, scale=3), localdate(town.now) - timedelta(days=1)

    told.correct(town, note, "Fire ganger.", noticed_on=yesterday, scale=5, child_words=OWN_WORDS)

    page = note_of(town, note)
    assert (page.words.number, page.words.seen, page.noticed_on, page.scale) == (2, "Fire ganger.", yesterday, 5)


def test_the_second_of_two_who_correct_at_once_is_told_so(town):
    note = told.save(town)
    told.correct(town, note, "Fire ganger.")

    assert why(told.correct, town, note, "Fem ganger.", after=1) is WhyNot.CHANGED_MEANWHILE
    assert note_of(town, note).words.seen == "Fire ganger."


def test_only_the_author_sees_a_note_until_somebody_is_asked_by_name(town):
    note = told.save(town)
    alone = sees(town, note)

    told.discuss(town, note, who="kari")

    assert (alone, sees(town, note)) == ({"tove"}, {"tove", "kari"})
    assert inbox(town, "kari") == ["Noen vil drøfte en undring med deg."]
    assert inbox(town, "berit") == []


def test_those_who_are_asked_see_it_for_ninety_days_and_the_author_until_it_is_erased(town):
    note = told.save(town)
    told.discuss(town, note, who="kari")

    assert sees(town, note, in_days=89) == {"tove", "kari"}
    assert sees(town, note, in_days=91) == {"tove"}


def test_nobody_outside_the_service_and_nobody_twice_is_asked(town):
    note = told.save(town)
    told.discuss(town, note, who="kari")

    assert why(told.discuss, town, note, who="kari") is WhyNot.ALREADY_IN
    assert why(told.discuss, town, note, who="harald") is WhyNot.NOT_A_COLLEAGUE
    assert why(told.discuss, town, note, who="stian") is WhyNot.NOT_A_COLLEAGUE
    assert why(told.discuss, town, note, who="tove") is WhyNot.NOT_A_COLLEAGUE


def test_who_was_asked_once_and_has_lost_the_right_can_be_asked_again(town):
    note = told.save(town)
    told.discuss(town, note, who="kari")

    told.discuss(town, note, who="kari", days_ago=-95)

    assert sees(town, note, in_days=96) == {"tove", "kari"}


def test_a_talk_lies_between_what_was_noticed_and_today(town):
    note, today = told.save(town), localdate(town.now)

    assert why(told.talk, town, note, on=today + timedelta(days=1)) is WhyNot.HELD_IN_FUTURE
    assert why(told.talk, town, note, on=today - timedelta(days=1)) is WhyNot.HELD_BEFORE_NOTICED


def test_a_talk_posted_twice_is_written_once_and_another_form_is_another_talk(town):
    note, once = told.save(town), new_id()

    told.talk(town, note, once=once)
    told.talk(town, note, said="Noe annet.", once=once)
    told.talk(town, note, StepKind.HOME_TALK, "Mor sier hun prater hjemme.", once=new_id())

    assert [step.said for step in note_of(town, note).taken] == [OWN_WORDS, "Mor sier hun prater hjemme."]
    assert told.told(town, note)[1:] == ["Tove snakket med barnet.", "Tove snakket med hjemmet."]


def test_the_mark_of_a_talk_is_worth_nothing_in_another_note(town):
    note, other, once = told.save(town), told.save(town, about="liam"), new_id()

    for place in (note, other):
        told.talk(town, place, once=once)

    assert [len(note_of(town, place).taken) for place in (note, other)] == [1, 1]


def test_author_and_leader_decide_together(town):
    note = told.save(town)
    alone = why(told.decide, town, note, Decision.LEVEL_1, by="tove")
    told.discuss(town, note, who="kari")

    without_leader = why(told.decide, town, note, Decision.LEVEL_1, by="tove")
    told.discuss(town, note, who="berit")
    told.decide(town, note, Decision.LEVEL_1, by="tove")

    assert (alone, without_leader) == (WhyNot.NOT_DISCUSSED, WhyNot.LEADER_NOT_IN)


def test_whoever_reports_asks_nobody(town):
    note = told.save(town)

    told.decide(town, note, Decision.REPORT, by="tove")

    assert told.told(town, note)[-1] == "Tove skrev at det er meldt til barnevernet."


def test_one_who_was_asked_to_discuss_decides_nothing(town):
    note = told.save(town)
    told.discuss(town, note, who="kari")

    with pytest.raises(DoorClosed) as closed:
        told.decide(town, note, Decision.REPORT, by="kari")

    assert closed.value.decision.because is Because.WRONG_RELATION


def test_the_author_is_told_what_the_leader_decided(town):
    note = told.save(town)
    told.discuss(town, note)

    told.decide(town, note, Decision.LEVEL_2)

    assert inbox(town, "tove") == ["Det er bestemt noe om en undring du har skrevet."]
    assert inbox(town, "berit") == []


@pytest.mark.parametrize("decision", [Decision.LEVEL_1, Decision.WATCH, Decision.REPORT])
def test_the_leader_in_the_circle_is_told_what_the_author_decided(town, decision):
    note = told.save(town)
    told.discuss(town, note)
    told.discuss(town, note, who="kari")

    told.decide(town, note, decision, by="tove")

    assert "Det er bestemt noe om en undring du er med i." in inbox(town, "berit")
    assert "Det er bestemt noe om en undring du er med i." not in inbox(town, "kari") + inbox(town, "tove")


def test_the_leader_is_told_that_a_note_was_put_aside_and_led_to_no_closed_door(town):
    note = told.save(town)
    told.discuss(town, note)

    told.decide(town, note, Decision.PUT_ASIDE, by="tove")

    with town.acting("berit") as (actor, _):
        [notice] = notifications.inbox(actor.user_id)
    assert (str(notice.kind.sentence), notice.about) == ("En undring du var med i, er lagt bort.", None)


def test_the_scale_is_not_kept_after_the_decision(town):
    note = told.save(town, scale=7)
    told.discuss(town, note)
    before = note_of(town, note).scale

    told.decide(town, note, Decision.WATCH)

    assert (before, note_of(town, note).scale) == (7, None)


def test_following_for_four_weeks_happens_once_and_a_decision_is_final(town):
    note = told.save(town)
    told.discuss(town, note)
    told.decide(town, note, Decision.WATCH)

    assert note_of(town, note).watched_until == localdate(town.now) + timedelta(weeks=4)
    assert why(told.decide, town, note, Decision.WATCH) is WhyNot.WATCHED_ONCE
    told.decide(town, note, Decision.LEVEL_1)
    assert why(told.decide, town, note, Decision.PUT_ASIDE) is WhyNot.DECIDED
    assert why(told.discuss, town, note, who="kari") is WhyNot.DECIDED
    assert why(told.correct, town, note, "Mer.") is WhyNot.DECIDED


def test_child_and_home_are_told_before_a_note_is_put_aside(town):
    note = told.save(town)
    told.discuss(town, note)
    told.talk(town, note)

    assert why(told.decide, town, note, Decision.PUT_ASIDE) is WhyNot.NOT_TOLD
    told.decide(town, note, Decision.PUT_ASIDE, told=True)


@pytest.mark.parametrize("decides", ["tove", "berit"])
def test_a_note_put_aside_is_closed_for_everybody_but_its_author_also_for_the_leader_who_decided(town, decides):
    note = told.save(town)
    told.discuss(town, note, who="berit")
    told.discuss(town, note, who="kari")

    told.decide(town, note, Decision.PUT_ASIDE, by=decides)

    assert sees(town, note) == {"tove"}
    assert note_of(town, note).erase_on == localdate(town.now) + timedelta(days=365)


def test_a_leader_takes_over_from_somebody_who_has_left_and_the_reason_is_in_the_history(town):
    note = told.save(town)
    told.end_post(town, "tove")

    told.take_over(town, note, Takeover.LEFT)

    assert sees(town, note) == {"berit"}
    assert told.told(town, note, read_by="berit") == ["Tove skrev ned en undring.", "Berit tok over undringen."]


def test_a_leader_takes_over_from_somebody_who_is_ill_and_the_author_is_told(town):
    note = told.save(town)

    assert why(told.take_over, town, note, Takeover.LEFT) is WhyNot.AUTHOR_IS_THERE
    assert why(told.take_over, town, note, Takeover.AWAY) is WhyNot.AUTHOR_MAY_ANSWER
    told.be_away(town, "tove", deputy=None)
    told.take_over(town, note, Takeover.AWAY)

    assert sees(town, note) == {"tove", "berit"}
    assert inbox(town, "tove") == ["Lederen din har tatt over en undring du har skrevet."]


def test_a_leader_takes_over_from_somebody_who_has_not_answered_for_a_week(town):
    note, other = told.save(town, days_ago=20), told.save(town, days_ago=20, about="liam")
    told.discuss(town, other, days_ago=6)

    assert why(told.take_over, town, other, Takeover.AWAY) is WhyNot.AUTHOR_MAY_ANSWER
    told.take_over(town, note, Takeover.AWAY)

    assert sees(town, note) == {"tove", "berit"}


def test_a_leader_who_took_over_can_discuss_and_decide_and_put_aside(town):
    note = told.save(town)
    told.end_post(town, "tove")
    told.take_over(town, note, Takeover.LEFT)

    told.discuss(town, note, by="berit", who="kari")
    told.decide(town, note, Decision.PUT_ASIDE, by="berit")

    assert sees(town, note) == {"berit"}


def test_a_draft_is_its_authors_alone_and_about_one_child(town):
    told.keep_draft(town, seen="Ella pekte igjen.")

    assert told.draft_of(town) == {"seen": "Ella pekte igjen."}
    assert told.draft_of(town, about="liam") is None
    assert told.draft_of(town, by="kari") is None


def test_a_draft_gives_way_to_the_next_and_is_used_up_when_its_form_is_saved(town):
    once = new_id()
    told.keep_draft(town, seen="En.")
    told.keep_draft(town, seen="To.", once=once)
    kept = told.draft_of(town)

    told.save(town, once=once)

    assert (kept, told.draft_of(town)) == ({"seen": "To."}, None)


def test_a_draft_of_another_form_is_not_lost_when_a_note_is_saved(town):
    told.keep_draft(town, seen="I en annen fane.")

    told.save(town)

    assert told.draft_of(town) == {"seen": "I en annen fane."}


def test_a_draft_that_is_thrown_away_is_gone_and_another_childs_is_not(town):
    told.keep_draft(town)
    told.keep_draft(town, about="liam")
    with town.acting("tove") as (actor, now):
        actions.throw_draft(open_door(actor, town.places["ella"], to=policy.START, now=now), now=now)

    assert told.draft_of(town) is None
    assert told.draft_of(town, about="liam") is not None


def test_a_draft_that_comes_after_its_form_was_saved_is_not_kept(town):
    once = new_id()
    told.save(town, once=once)

    with town.acting("tove") as (actor, now):
        warrant = open_door(actor, town.places["ella"], to=policy.START, now=now)
        late = why(actions.keep_draft, warrant, {"seen": ELLA}, once=once, now=now)

    assert late is WhyNot.SAVED_ALREADY
    assert told.draft_of(town) is None


def test_what_was_typed_moves_to_its_author_alone_and_the_leader_learns_that_and_no_more(town):
    once = new_id()
    told.keep_draft(town, about="liam", seen="Kladd.", once=once)

    text = told.keep_red(town, once=once, seen="Han er redd for å bli hentet.", scale="9")

    assert story_of(town, text, read_by="tove", to=policy.READ_OWN) == ["Tove gikk den røde veien."]
    assert sees(town, text, to=policy.READ_OWN) == {"tove"}
    assert told.draft_of(town, about="liam") is None
    assert inbox(town, "berit") == ["Noen i enheten din har gått den røde veien."]
    with town.acting("berit") as (actor, _):
        [notice] = notifications.inbox(actor.user_id)
    assert (notice.about, notice.number) == (None, None)


def test_a_form_that_went_the_red_path_can_still_be_saved_and_one_that_was_saved_can_still_go_there(town):
    once, other = new_id(), new_id()
    text, note = told.keep_red(town, once=once), told.save(town, about="liam", once=other)

    saved, moved = told.save(town, about="liam", once=once), told.keep_red(town, once=other)

    assert len({text, note, saved, moved}) == 4
    assert told.keep_red(town, once=once) == text


def test_the_deputy_is_told_too_while_the_leader_is_away(town):
    told.be_away(town, "berit", deputy="kari")

    told.keep_red(town)

    assert inbox(town, "berit") == inbox(town, "kari") == ["Noen i enheten din har gått den røde veien."]


def test_a_note_moves_with_its_steps_and_is_shut_for_everybody_else_at_once(town):
    note = told.save(town, scale=8, child_words=OWN_WORDS)
    told.discuss(town, note, who="berit")
    told.discuss(town, note, who="kari")
    told.talk(town, note, said="Jeg vil ikke hjem.")

    text = told.move_to_red(town, note)

    with town.acting("tove") as (actor, now):
        page = selectors.red_page(open_door(actor, text, to=policy.READ_OWN, now=now))
    assert (page.seen, page.child_words) == (ELLA, OWN_WORDS)
    assert [(step.kind, step.colleague or step.said) for step in page.taken] == [
        (StepKind.DISCUSSED, "Berit Haugsnes"),
        (StepKind.DISCUSSED, "Kari Moflaten"),
        (StepKind.CHILD_TALK, "Jeg vil ikke hjem."),
    ]
    assert sees(town, note) == sees(town, text, to=policy.READ_OWN) == {"tove"}
    assert note_of(town, note).scale is None
    assert why(told.move_to_red, town, note) is WhyNot.ON_RED_PATH
    assert why(told.discuss, town, note, who="kari") is WhyNot.ON_RED_PATH


def test_a_helper_reads_for_thirty_days_and_writes_nothing(town):
    text = told.keep_red(town)
    told.add_helper(town, text, who="berit")

    assert sees(town, text, to=policy.READ_OWN, in_days=29) == {"tove", "berit"}
    assert sees(town, text, to=policy.READ_OWN, in_days=31) == {"tove"}
    assert sees(town, text, to=policy.LIFT) == {"tove"}
    assert why(told.add_helper, town, text, who="berit") is WhyNot.ALREADY_IN
    assert why(told.add_helper, town, text, who="harald") is WhyNot.NOT_A_COLLEAGUE
    assert "Noen vil at du leser en tekst på den røde veien." in inbox(town, "berit")


def test_lifted_the_text_comes_back_as_a_draft_and_is_closed_for_the_helper(town):
    text = told.keep_red(town, seen="Han er redd for å bli hentet.", noticed_on="2026-01-05")
    told.add_helper(town, text, who="kari")

    given_back = told.lift(town, text)

    assert given_back
    assert told.draft_of(town, about="liam") == {"seen": "Han er redd for å bli hentet.", "noticed_on": "2026-01-05"}
    assert story_of(town, text, read_by="tove", to=policy.READ_OWN)[-2:] == [
        "Tove lot Kari lese.",
        "Tove løftet den røde veien etter å ha spurt barnevernvakta.",
    ]
    assert sees(town, text, to=policy.READ_OWN) == {"tove"}
    assert why(told.lift, town, text) is WhyNot.LIFTED


def test_lifted_the_text_does_not_take_the_place_of_a_draft(town):
    text = told.keep_red(town, about="ella", seen="Først.")
    told.keep_draft(town, seen="Siden.")

    told.lift(town, text)

    assert told.draft_of(town) == {"seen": "Siden.\n\nFørst."}


def test_lifted_by_somebody_who_may_no_longer_write_about_the_child_the_text_stays_where_it_is(town):
    text = told.keep_red(town)
    with town.acting("tove") as (actor, now):
        relation = next(
            seen.relation_id
            for seen in who_can_see(open_door(actor, town.places["liam"], to=policy.START, now=now))
            if seen.user_id == actor.user_id
        )
        end_relation(relation)

    assert told.lift(town, text) is False
    with town.acting("tove") as (actor, now):
        page = selectors.red_page(open_door(actor, text, to=policy.READ_OWN, now=now))
    assert page.erase_on == localdate(town.now) + timedelta(days=365)


def test_nothing_is_done_with_a_warrant_for_something_else(town):
    note = told.save(town)
    with town.acting("tove") as (actor, now):
        reading = open_door(actor, note, to=policy.READ, now=now)

        with pytest.raises(NotCovered):
            actions.discuss(reading, seat_id=town.seats["berit"], now=now)
