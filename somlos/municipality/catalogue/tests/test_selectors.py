"""What the catalogue answers, in which language, and at what cost."""

from datetime import date

import pytest

from somlos.kernel.ids import new_id
from somlos.municipality.catalogue import actions, selectors
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.versions import (
    Area,
    ArticleText,
    CallText,
    LevelText,
    Responsible,
    SignText,
    Situation,
    StepText,
)
from somlos.municipality.catalogue.rules.words import Language, Lines, Part, Words
from somlos.municipality.catalogue.tests.desk import NOW, TODAY

BOKMAL, NYNORSK = Language.BOKMAL, Language.NYNORSK


def in_bokmal(title, *parts):
    return {BOKMAL: Words(title, "", parts)}


TEXTS = (
    LevelText(key="0", place=0, wordings={BOKMAL: Words("Jeg undrer meg"), NYNORSK: Words("Eg undrar meg")}),
    StepText(
        key="0.4",
        place=4,
        level=0,
        responsible=Responsible.AUTHOR,
        wordings=in_bokmal("Snakk med hjemmet", Lines(Part.FIRST_SENTENCES, ("«Passer det nå?»",))),
    ),
    StepText(
        key="0.1",
        place=1,
        level=0,
        responsible=Responsible.AUTHOR,
        wordings={BOKMAL: Words("Legg merke til det"), NYNORSK: Words("Legg merke til")},
    ),
    SignText(key="a", place=2, area=Area.FRIENDS, band=AgeBand.FROM_3, wordings=in_bokmal("Trekker seg unna lek")),
    SignText(key="b", place=1, area=Area.BODY, band=AgeBand.FROM_3, wordings=in_bokmal("Er trøtt")),
    SignText(key="c", place=1, area=Area.BODY, band=AgeBand.FROM_10, wordings=in_bokmal("Skjuler kroppen")),
    SignText(key="d", place=1, area=Area.STRENGTH, band=None, wordings=in_bokmal("En venn")),
    CallText(key="112", place=1, number="112", situations=(Situation.DANGER,), wordings=in_bokmal("Politiet")),
    CallText(
        key="116111",
        place=2,
        number="116 111",
        situations=(Situation.CHILD_RINGS,),
        wordings=in_bokmal("Alarmtelefonen"),
    ),
    ArticleText(key="yes.adult", place=1, wordings=in_bokmal("Å si ja")),
)


@pytest.fixture
def published(editor):
    actions.publish(editor, TEXTS, starts=TODAY, now=NOW)
    return editor.municipality_id


def test_steps_come_in_their_order_and_in_the_language_asked_for(published):
    level = selectors.guide(published, 0, on=TODAY, language=NYNORSK)

    assert [step.title for step in level.steps] == ["Legg merke til", "Snakk med hjemmet"]


def test_a_text_without_nynorsk_is_shown_in_bokmal_and_says_so(published):
    level = selectors.guide(published, 0, on=TODAY, language=NYNORSK)

    assert [step.language for step in level.steps] == [NYNORSK, BOKMAL]


def test_nothing_holds_before_its_first_day(published):
    before = date(2026, 3, 1)

    assert selectors.levels(published, on=before, language=BOKMAL) == ()
    assert selectors.who_to_call(published, on=before, language=BOKMAL) == ()


def test_signs_are_those_of_the_age_in_groups(published):
    band = selectors.signs_for(published, 62, on=TODAY, language=BOKMAL)

    assert (band.band, band.ages) == (AgeBand.FROM_3, "3–5 år")
    assert [(group.heading, [sign.says for sign in group.signs]) for group in band.groups] == [
        ("Kropp og helse", ["Er trøtt"]),
        ("Lek og venner", ["Trekker seg unna lek"]),
    ]


def test_an_age_without_signs_has_none(published):
    assert selectors.signs_for(published, 100, on=TODAY, language=BOKMAL) is None
    assert selectors.signs_for(published, 400, on=TODAY, language=BOKMAL) is None


def test_another_municipality_sees_none_of_it(published):
    other = new_id()

    assert selectors.levels(other, on=TODAY, language=BOKMAL) == ()
    assert selectors.signs(other, on=TODAY, language=BOKMAL).bands == ()
    assert selectors.who_to_call(other, on=TODAY, language=BOKMAL) == ()


def test_courage_holds_even_when_little_is_published(published):
    courage = selectors.courage(published, on=TODAY, language=BOKMAL)

    assert (courage.anonymous, courage.to_the_child, courage.to_the_home, courage.what_if_wrong) == (
        None,
        (),
        ("«Passer det nå?»",),
        None,
    )


def test_a_host_shows_its_own_guide_and_any_other_host_the_common_one(published, desks):
    with desks[1].sits(at=NOW) as hoglia:
        actions.open_guide(hoglia, name="Høglia kommune", host="hoglia.example", now=NOW)

    assert selectors.publisher("hoglia.example", on=TODAY).municipality == desks[1].municipality
    assert selectors.publisher("testserver", on=TODAY).municipality == published


def test_what_changes_with_the_guide_changes_when_something_is_published_and_when_it_begins(published, editor):
    before = selectors.publisher("", on=TODAY)
    april = date(2026, 4, 1)
    actions.publish(editor, [ArticleText(key="ny", place=9, wordings=in_bokmal("Ny"))], starts=april, now=NOW)

    assert selectors.publisher("", on=TODAY) == before
    assert selectors.publisher("", on=april).versions == before.versions + 1


def test_a_level_and_the_courage_beside_it_are_the_same_as_asked_for_apart(published):
    level, courage = selectors.level_with_courage(published, 0, on=TODAY, language=NYNORSK)

    assert level == selectors.guide(published, 0, on=TODAY, language=NYNORSK)
    assert courage == selectors.courage(published, on=TODAY, language=NYNORSK)
    assert courage.to_the_home == ("«Passer det nå?»",)


def test_the_version_of_a_step_is_the_one_that_holds(published):
    level = selectors.guide(published, 0, on=TODAY, language=BOKMAL)

    assert selectors.step_version(published, "0.4", on=TODAY) == level.steps[1].version
    assert selectors.step_version(published, "0.9", on=TODAY) is None


@pytest.mark.parametrize(
    "question",
    [
        lambda place: selectors.publisher("", on=TODAY),
        lambda place: selectors.levels(place, on=TODAY, language=NYNORSK),
        lambda place: selectors.signs(place, on=TODAY, language=NYNORSK),
        lambda place: selectors.who_to_call(place, on=TODAY, language=NYNORSK),
        lambda place: selectors.articles(place, ["yes.adult"], on=TODAY, language=NYNORSK),
        lambda place: selectors.courage(place, on=TODAY, language=NYNORSK),
        lambda place: selectors.level_with_courage(place, 0, on=TODAY, language=NYNORSK),
        lambda place: selectors.step_version(place, "0.4", on=TODAY),
        lambda place: selectors.statutes(["bvl-13-2"], on=TODAY),
        lambda place: selectors.steps_by_id([new_id(), new_id()], language=NYNORSK),
    ],
    ids="publisher levels signs who_to_call articles courage level_with_courage step_version statutes steps_by_id".split(),
)
def test_every_question_costs_one_statement(published, django_assert_num_queries, question):
    with django_assert_num_queries(1):
        question(published)
