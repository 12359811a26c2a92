"""What holds in the catalogue, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from somlos.municipality.catalogue.rules.ages import MONTHS, AgeBand, age_in_months, band_at, years
from somlos.municipality.catalogue.rules.versions import (
    Clock,
    ClockKind,
    Version,
    WhyNotPublish,
    ends,
    valid_on,
    why_not_publish,
)
from somlos.municipality.catalogue.rules.words import (
    LONGEST_LINE,
    LONGEST_TITLE,
    Language,
    Lines,
    Part,
    WhyNotSay,
    Words,
    as_kept,
    as_parts,
    tidied,
    why_not_say,
)

JANUARY, MARCH, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)
FIRST, SECOND = Version(1, JANUARY), Version(2, MARCH)


@pytest.mark.parametrize(
    ("born", "on", "months"),
    [
        (date(2021, 3, 2), date(2026, 3, 1), 59),
        (date(2021, 3, 2), date(2026, 3, 2), 60),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2026, 8, 20), date(2026, 3, 2), -6),
    ],
)
def test_age_is_counted_in_whole_months_and_below_zero_before_an_expected_birth(born, on, months):
    assert age_in_months(born, on) == months


@given(st.integers(-9, 299))
def test_every_child_from_pregnancy_to_24_is_in_exactly_one_band(months):
    assert [band for band in AgeBand if months in MONTHS[band]] == [band_at(months)]


def test_a_birth_expected_far_off_has_the_first_band_and_a_grown_up_has_none():
    assert band_at(-12) is AgeBand.FIRST_YEAR
    assert band_at(300) is None


def test_a_band_tells_its_first_and_last_year():
    assert [years(band) for band in AgeBand] == [(0, 0), (1, 2), (3, 5), (6, 9), (10, 12), (13, 15), (16, 17), (18, 24)]


def test_the_version_that_holds_is_the_last_published_of_those_that_have_begun():
    assert valid_on([FIRST, SECOND], date(2026, 2, 28)) == FIRST
    assert valid_on([FIRST, SECOND], MARCH) == SECOND
    assert valid_on([FIRST, SECOND], date(2025, 12, 31)) is None


def test_a_correction_from_the_same_day_replaces_what_it_corrects():
    correction = Version(3, MARCH)

    assert valid_on([FIRST, SECOND, correction], MARCH) == correction


def test_a_version_ends_when_the_next_begins():
    assert ends([FIRST, SECOND], FIRST) == MARCH
    assert ends([FIRST, SECOND], SECOND) is None


@given(st.lists(st.dates(JANUARY, MAY), min_size=1, max_size=6), st.dates(JANUARY, MAY))
def test_exactly_one_version_holds_on_a_day_after_the_first_has_begun(starts, day):
    versions = [Version(number, start) for number, start in enumerate(sorted(starts), start=1)]

    holding = [v for v in versions if v.starts <= day and ((until := ends(versions, v)) is None or day < until)]

    assert holding == ([valid_on(versions, day)] if day >= versions[0].starts else [])


def test_nothing_is_published_into_the_past_or_before_what_is_published_already():
    assert why_not_publish(FIRST, starts=JANUARY, today=MARCH) is WhyNotPublish.IN_THE_PAST
    assert why_not_publish(Version(2, MAY), starts=MARCH, today=MARCH) is WhyNotPublish.BEFORE_THE_LATEST
    assert why_not_publish(SECOND, starts=MARCH, today=MARCH) is None
    assert why_not_publish(None, starts=MAY, today=MARCH) is None


@pytest.mark.parametrize(("kind", "number"), [(ClockKind.NONE, 7), (ClockKind.DAYS, None), (ClockKind.DAYS, 0)])
def test_a_clock_has_days_and_no_clock_has_none(kind, number):
    with pytest.raises(ValueError, match="clock"):
        Clock(kind, number)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (Words("Bestem"), None),
        (Words(""), WhyNotSay.NO_TITLE),
        (Words("B" * (LONGEST_TITLE + 1)), WhyNotSay.TOO_LONG),
        (Words("Bestem", "b" * (LONGEST_LINE + 1)), WhyNotSay.TOO_LONG),
        (Words("Bestem", "", (Lines(Part.HOW, ("Skriv hvorfor.", "")),)), WhyNotSay.EMPTY_LINE),
        (Words("Bestem\x00"), WhyNotSay.BAD_TEXT),
        (Words("Bestem", "", (Lines(Part.SECTION, ("ja",), "\ud800"),)), WhyNotSay.BAD_TEXT),
    ],
)
def test_what_cannot_be_published_is_told_why(words, why):
    assert why_not_say({Language.BOKMAL: words}) is why


def test_a_text_without_bokmal_is_not_published():
    assert why_not_say({Language.NYNORSK: Words("Avgjer")}) is WhyNotSay.NO_BOKMAL


def test_words_keep_their_parts_through_a_column_of_json():
    words = Words(
        "Bestem", "Og si det.", (Lines(Part.HOW, ("Legg bort", "Følg med")), Lines(Part.SECTION, ("ja",), "Hvis"))
    )

    assert Words(words.title, words.lead, as_parts(as_kept(words.parts))) == words
    assert words.said(Part.HOW) == ("Legg bort", "Følg med")
    assert words.first(Part.WHO) == ""


def test_tidying_reaches_every_line():
    untidy = Words(" Bestem ", " nå\r\n", (Lines(Part.HOW, (" så\u202e ",), " Hvis "),))

    assert tidied(untidy) == Words("Bestem", "nå", (Lines(Part.HOW, ("så",), "Hvis"),))
