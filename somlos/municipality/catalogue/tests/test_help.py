"""Services and measures are published like every other text, and are kept as they were decided."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection

from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue import actions, selectors
from somlos.municipality.catalogue.rules.finding import fold
from somlos.municipality.catalogue.rules.help import Facts, Life, Theme, Wish
from somlos.municipality.catalogue.rules.versions import Kind, MeasureText, ServiceText
from somlos.municipality.catalogue.rules.words import Language, Lines, Part, Words
from somlos.municipality.catalogue.tests.desk import NOW, TODAY

BOKMAL, NYNORSK = Language.BOKMAL, Language.NYNORSK
FACTS = Facts(
    ages=(0, 5), pregnant=True, themes=(Theme.HOME,), places=("Nesset",), phone="00 00 00 13", waiting_on=TODAY
)


def says(title, *also):
    return Words(title, "", (Lines(Part.CONTACT, ("Ring.",)), Lines(Part.ALSO_SAY, also)) if also else ())


SERVICE = ServiceText(key="helse", place=1, facts=FACTS, wordings={BOKMAL: says("Helsestasjonen", "gråter mye")})
MEASURE = MeasureText(
    key="kafe",
    place=1,
    facts=Facts(ages=(0, 18)),
    services=("helse",),
    life=Life.TRIAL,
    wordings={BOKMAL: says("Foreldrekafé"), NYNORSK: says("Foreldrekafé på kvelden")},
)


@pytest.fixture
def published(editor):
    actions.publish(editor, [MEASURE, SERVICE], starts=TODAY, now=NOW)
    return editor


def shelf_of(actor, language=BOKMAL, on=TODAY):
    return selectors.shelf(actor.municipality_id, selectors.publisher("", on=on).mark, on=on, language=language)


def test_services_come_before_measures_with_all_that_was_decided(published):
    service, measure = shelf_of(published).helps

    assert (service.kind, service.facts, service.life) == (Kind.SERVICE, FACTS, None)
    assert (measure.services, measure.life, measure.is_offered) == (("helse",), Life.TRIAL, True)


def test_what_is_missing_in_nynorsk_is_shown_in_bokmal(published):
    assert [(one.title, one.language) for one in shelf_of(published, NYNORSK).helps] == [
        ("Helsestasjonen", BOKMAL),
        ("Foreldrekafé på kvelden", NYNORSK),
    ]


def test_the_same_text_is_not_published_twice(published):
    with pytest.raises(Refused):
        actions.publish(published, [SERVICE], starts=TODAY, now=NOW)


def test_help_taken_back_is_on_the_shelf_no_more_and_planned_help_not_yet(published):
    actions.take_back(published, Kind.SERVICE, "helse", starts=TODAY + timedelta(days=1), now=NOW)

    assert len(shelf_of(published).helps) == 2
    assert [one.key for one in shelf_of(published, on=TODAY + timedelta(days=1)).helps] == ["kafe"]


def test_a_measure_needs_a_service(editor):
    alone = MeasureText(
        key="a", place=1, facts=Facts(ages=(0, 5)), services=(), life=Life.IDEA, wordings={BOKMAL: says("A")}
    )
    with pytest.raises(IntegrityError, match="measure_has_a_life_and_services"):
        actions.publish(editor, [alone], starts=TODAY, now=NOW)


def test_a_shelf_costs_one_statement_and_then_none_until_something_is_published(published, django_assert_num_queries):
    mark = selectors.publisher("", on=TODAY).mark
    selectors.finder.forget_shelves()
    with django_assert_num_queries(1):
        shelf = selectors.shelf(published.municipality_id, mark, on=TODAY, language=BOKMAL)
        selectors.shelf(published.municipality_id, mark, on=TODAY, language=BOKMAL)
    with django_assert_num_queries(1):
        assert [one.key for one in selectors.find(shelf, "barnet grater mye", Wish()).helps] == ["helse"]
    with django_assert_num_queries(0):
        selectors.find(shelf, "", Wish())


@pytest.mark.parametrize(
    "text", ["Vil ikke på skolen", "ÆRLIG ØRE Ås", "Mánáidgárdi ČÁLLIT đ ŋ ŧ ž", "naïve café über"]
)
def test_the_database_makes_letters_as_plain_as_we_do(db, text):
    with connection.cursor() as cursor:
        cursor.execute("select catalogue_searched(%s, '', '[]') = catalogue_searched(%s, '', '[]')", [text, fold(text)])
        assert cursor.fetchone()[0]
