"""Fjordvik's public model, as the catalogue publishes it."""

import pytest

from fjordvik.model import MODEL, lay_model
from somlos.municipality.catalogue import selectors
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.versions import Clock, ClockKind, Situation
from somlos.municipality.catalogue.rules.words import Language
from somlos.municipality.catalogue.tests.desk import NOW, TODAY, house, lay_desk


@pytest.fixture(scope="module")
def fjordvik(django_db_setup, django_db_blocker, test_server, tmp_path_factory):
    with house(django_db_blocker, test_server, tmp_path_factory.mktemp("keys")):
        desk = lay_desk("Fjordvik kommune", now=NOW)
        with desk.sits(at=NOW) as editor:
            lay_model(editor, now=NOW)
        yield desk.municipality


def test_every_text_is_written_in_both_forms_of_norwegian():
    assert [text.key for text in MODEL if set(text.wordings) != set(Language)] == []


def test_both_forms_of_a_text_say_as_much():
    for text in MODEL:
        bokmal, nynorsk = (text.wordings[language] for language in Language)
        assert [(p.part, len(p.said), bool(p.heading)) for p in bokmal.parts] == [
            (p.part, len(p.said), bool(p.heading)) for p in nynorsk.parts
        ], text.key


def test_level_0_has_the_five_steps_and_clocks_of_ruling_12(fjordvik):
    level = selectors.guide(fjordvik, 0, on=TODAY, language=Language.BOKMAL)

    assert [(step.key, step.title, step.clock) for step in level.steps] == [
        ("0.1", "Legg merke til", Clock()),
        ("0.2", "Drøft med kollega eller leder", Clock(ClockKind.DAYS, 7)),
        ("0.3", "Snakk med barnet", Clock()),
        ("0.4", "Snakk med hjemmet", Clock(ClockKind.DAYS, 14)),
        ("0.5", "Bestem", Clock(ClockKind.DAYS, 14)),
    ]


def test_the_levels_carry_the_words_of_ruling_23(fjordvik):
    levels = selectors.levels(fjordvik, on=TODAY, language=Language.BOKMAL)

    assert [(level.number, level.title, len(level.steps)) for level in levels] == [
        (0, "Jeg undrer meg", 5),
        (1, "Vi prøver hos oss", 5),
        (2, "Flere tjenester", 6),
        (3, "Sammensatt samarbeid", 6),
    ]


def test_every_step_says_what_how_and_whose_it_is(fjordvik):
    for language in Language:
        for level in selectors.levels(fjordvik, on=TODAY, language=language):
            for step in level.steps:
                assert step.what, step.key
                assert step.how, step.key
                assert step.who, step.key
                assert (step.clock.number is None) or step.when, step.key
                assert step.language is language


@pytest.mark.parametrize("language", Language)
def test_beside_discussing_stands_how_to_ask_anonymously_and_what_to_say_first(fjordvik, language):
    courage = selectors.courage(fjordvik, on=TODAY, language=language)

    assert courage.anonymous is not None
    assert all((courage.anonymous.who, courage.anonymous.when, courage.anonymous.phone, courage.anonymous.small_places))
    assert (len(courage.to_the_child), len(courage.to_the_home)) == (3, 3)
    assert courage.what_if_wrong is not None


def test_every_age_has_signs_and_strengths_are_always_looked_for(fjordvik):
    signs = selectors.signs(fjordvik, on=TODAY, language=Language.BOKMAL)

    assert [band.band for band in signs.bands] == list(AgeBand)
    assert all(sum(len(group.signs) for group in band.groups) >= 4 for band in signs.bands)
    assert len(signs.strengths) == 5


@pytest.mark.parametrize(
    ("situation", "numbers"),
    [
        (Situation.DANGER, ["112", "113", "116117"]),
        (Situation.VIOLENCE, ["112", "00000001", "02800"]),
        (Situation.NEGLECT, ["00000001"]),
        (Situation.SUICIDE, ["113", "116117"]),
        (Situation.CHILD_RINGS, ["116111"]),
    ],
)
def test_whom_to_ring_follows_ruling_2(fjordvik, situation, numbers):
    calls = selectors.who_to_call(fjordvik, on=TODAY, language=Language.BOKMAL, when=situation)

    assert [call.dial for call in calls] == numbers


def test_every_statute_a_text_rests_on_is_entered(fjordvik):
    codes = {code for text in MODEL for code in text.statutes}

    assert {law.code for law in selectors.statutes(codes, on=TODAY)} == codes
