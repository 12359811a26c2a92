"""Publishing, correcting and taking back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from somlos.foundation.access.rules import Because
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue import actions, selectors
from somlos.municipality.catalogue.models import Version, Wording
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.versions import (
    Area,
    CallText,
    Clock,
    ClockKind,
    Kind,
    LevelText,
    Responsible,
    SignText,
    Situation,
    StepText,
    WhyNotPublish,
)
from somlos.municipality.catalogue.rules.words import Language, Lines, Part, WhyNotSay, Words
from somlos.municipality.catalogue.tests.desk import NOW, TODAY, TOMORROW


def step(title="Drøft med leder", *, key="0.2", days=7, statutes=()):
    words = Words(title, "To ser mer enn én.", (Lines(Part.HOW, ("Velg noen.",)), Lines(Part.WHO, ("Du",))))
    return StepText(
        key=key,
        place=2,
        level=0,
        responsible=Responsible.AUTHOR_AND_LEADER,
        clock=Clock(ClockKind.DAYS, days),
        wordings={Language.BOKMAL: words, Language.NYNORSK: Words("Drøft med leiar")},
        statutes=statutes,
    )


def publish(actor, *texts, starts=TODAY, now=NOW):
    return actions.publish(actor, texts, starts=starts, now=now)


def step_on(actor, day):
    level = selectors.guide(actor.municipality_id, 0, on=day, language=Language.BOKMAL)
    return level.steps[0].title if level and level.steps else None


@pytest.fixture
def level_0(editor):
    publish(editor, LevelText(key="0", place=0, wordings={Language.BOKMAL: Words("Jeg undrer meg")}))
    return editor


def refusal(of):
    with pytest.raises(Refused) as refused, transaction.atomic():
        of()
    return refused.value.reason


def test_a_correction_is_a_new_version_and_the_old_one_can_still_be_read(level_0):
    (first,) = publish(level_0, step("Drøft med leder"))
    (second,) = publish(level_0, step("Drøft med kollega eller leder"), starts=TOMORROW)

    assert step_on(level_0, TODAY) == "Drøft med leder"
    assert step_on(level_0, TOMORROW) == "Drøft med kollega eller leder"
    both = selectors.steps_by_id([first, second], language=Language.BOKMAL)
    assert [both[first].title, both[second].title] == ["Drøft med leder", "Drøft med kollega eller leder"]


def test_a_correction_from_the_same_day_is_the_one_shown(level_0):
    publish(level_0, step("Drøft med sjefen"))
    publish(level_0, step("Drøft med leder"))

    assert step_on(level_0, TODAY) == "Drøft med leder"


def test_a_step_taken_back_is_not_shown_but_a_note_worked_by_it_still_is(level_0):
    (version,) = publish(level_0, step())
    actions.take_back(level_0, Kind.STEP, "0.2", starts=TOMORROW, now=NOW)

    assert step_on(level_0, TODAY) == "Drøft med leder"
    assert step_on(level_0, TOMORROW) is None
    assert selectors.steps_by_id([version], language=Language.BOKMAL)[version].title == "Drøft med leder"


def test_a_step_taken_back_can_come_back_as_it_was(level_0):
    publish(level_0, step())
    actions.take_back(level_0, Kind.STEP, "0.2", starts=TODAY, now=NOW)
    publish(level_0, step())

    assert step_on(level_0, TODAY) == "Drøft med leder"
    assert Version.objects.filter(page__kind=Kind.STEP).count() == 3


def test_what_nobody_published_cannot_be_taken_back(level_0):
    assert (
        refusal(lambda: actions.take_back(level_0, Kind.STEP, "0.9", starts=TODAY, now=NOW))
        is WhyNotPublish.NOT_PUBLISHED
    )


@pytest.mark.parametrize(
    ("texts", "starts", "why"),
    [
        ([step()], date(2026, 3, 1), WhyNotPublish.IN_THE_PAST),
        ([step(), step("Drøft igjen")], TODAY, WhyNotPublish.TWICE_IN_ONE_GO),
        ([step(statutes=("oppl-99",))], TODAY, WhyNotPublish.UNKNOWN_STATUTE),
        ([step("   ")], TODAY, WhyNotSay.NO_TITLE),
    ],
)
def test_publishing_is_refused_with_its_reason(level_0, texts, starts, why):
    assert refusal(lambda: publish(level_0, *texts, starts=starts)) is why


def test_saying_the_same_again_is_refused(level_0):
    publish(level_0, step())

    assert refusal(lambda: publish(level_0, step())) is WhyNotPublish.NOTHING_CHANGED


def test_nothing_is_put_in_front_of_what_is_already_planned(level_0):
    publish(level_0, step(), starts=TOMORROW + timedelta(days=30))

    assert refusal(lambda: publish(level_0, step("Drøft"), starts=TOMORROW)) is WhyNotPublish.BEFORE_THE_LATEST


def test_one_refused_text_keeps_all_of_them_out(level_0):
    refusal(lambda: publish(level_0, step(), step(key="0.3", statutes=("oppl-99",))))

    assert step_on(level_0, TODAY) is None


def test_a_text_is_tidied_before_it_is_kept(level_0):
    publish(level_0, step("  Drøft med\u202e leder "))

    assert step_on(level_0, TODAY) == "Drøft med leder"


def test_a_municipality_has_one_guide_and_a_host_name_shows_one(editor, desks):
    again = refusal(lambda: actions.open_guide(editor, name="Fjordvik igjen", host="b.example", now=NOW))

    assert again is WhyNotPublish.GUIDE_IS_THERE
    with desks[1].sits(at=NOW) as hoglia:
        taken = refusal(lambda: actions.open_guide(hoglia, name="Høglia kommune", now=NOW))
    assert taken is WhyNotPublish.HOST_IS_TAKEN


def test_nobody_publishes_into_a_guide_that_is_not_opened(editor, desks):
    with desks[1].sits(at=NOW) as hoglia:
        assert refusal(lambda: publish(hoglia, step())) is WhyNotPublish.NO_GUIDE


def test_nobody_publishes_without_the_role_for_it(editor):
    for role in ("employee", "unit_leader", "data_protection_officer", None):
        reason = refusal(lambda role=role: publish(replace(editor, role=role), step()))
        assert reason in {Because.WRONG_RELATION, Because.NOBODY}


def test_two_municipalities_publish_beside_each_other(level_0, desks):
    publish(level_0, step("Drøft i Fjordvik"))
    with desks[1].sits(at=NOW) as hoglia:
        actions.open_guide(hoglia, name="Høglia kommune", host="hoglia.example", now=NOW)
        publish(
            hoglia, LevelText(key="0", place=0, wordings={Language.BOKMAL: Words("Undring")}), step("Drøft i Høglia")
        )

    assert [step_on(level_0, TODAY), step_on(hoglia, TODAY)] == ["Drøft i Fjordvik", "Drøft i Høglia"]


def test_a_sign_and_a_number_are_published_like_a_step(editor):
    publish(
        editor,
        SignText(key="x", place=0, area=Area.BODY, band=AgeBand.FROM_3, wordings={Language.BOKMAL: Words("Er trøtt")}),
        CallText(
            key="112",
            place=0,
            number="112",
            situations=(Situation.DANGER,),
            wordings={Language.BOKMAL: Words("Politiet")},
        ),
    )

    band = selectors.signs_for(editor.municipality_id, 60, on=TODAY, language=Language.BOKMAL)
    assert [sign.says for sign in band.groups[0].signs] == ["Er trøtt"]
    assert [
        call.dial for call in selectors.who_to_call(editor.municipality_id, on=TODAY, language=Language.BOKMAL)
    ] == ["112"]


def test_a_statute_is_read_as_it_applies_on_a_day(editor):
    for code, section, starts, ends in (
        ("melde", "§ 6-4", date(2000, 1, 1), None),
        ("melde", "§ 13-2", date(2023, 1, 1), None),
        ("borte", "§ 1", date(2000, 1, 1), date(2010, 1, 1)),
    ):
        words = {"law": code, "section": section, "about": "Meldeplikt", "link": "https://lovdata.no"}
        actions.enter_statute(editor, code, **words, starts=starts, ends=ends, now=NOW)

    assert [law.section for law in selectors.statutes(["melde", "borte"], on=date(2005, 1, 1))] == ["§ 1", "§ 6-4"]
    assert [law.section for law in selectors.statutes(["melde", "borte"], on=TODAY)] == ["§ 13-2"]


@pytest.mark.parametrize("table", ["page", "version", "stepversion", "wording"])
def test_the_web_role_can_neither_change_nor_remove_what_is_published(level_0, table):
    publish(level_0, step())

    for change in (
        f"delete from catalogue_{table}",
        f"update catalogue_{table} set {'version_id = version_id' if table == 'stepversion' else 'id = id'}",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_publishing_a_hundred_texts_costs_no_more_statements_than_one(level_0, django_assert_max_num_queries):
    texts = [step(f"Trinn {number}", key=f"0.{number}") for number in range(10, 110)]

    with django_assert_max_num_queries(16):
        publish(level_0, *texts)

    assert Wording.objects.filter(version__page__kind=Kind.STEP).count() == 200
