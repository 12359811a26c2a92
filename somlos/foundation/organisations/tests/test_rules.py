"""Days, deadlines, names and what stands in the way, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from somlos.foundation.organisations.rules import (
    LEVELS,
    Away,
    Closed,
    Ownership,
    WhyNot,
    days_between,
    deadline,
    is_open,
    why_not_away,
    why_not_close,
    why_not_employ,
    why_not_open_unit,
)
from somlos.foundation.organisations.rules.calendar import Holiday, Why, easter_sunday, holidays, why_closed
from somlos.foundation.organisations.rules.names import sorted_by_name, sorting_key

JULY = Closed(date(2026, 7, 6), date(2026, 8, 3), "Sommerstengt")
PLANNING = Closed(date(2026, 3, 9), date(2026, 3, 11), "Planleggingsdager")
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2008, (3, 23)),
        (2011, (4, 24)),
        (2019, (4, 21)),
        (2024, (3, 31)),
        (2025, (4, 20)),
        (2026, (4, 5)),
        (2027, (3, 28)),
        (2038, (4, 25)),
        (2049, (4, 18)),
        (2285, (3, 22)),
    ],
)
def test_easter_falls_where_the_almanac_says(year, easter):
    assert easter_sunday(year) == date(year, *easter)


def test_a_year_has_its_twelve_holidays():
    assert {day.strftime("%d.%m"): holiday for day, holiday in holidays(2026).items()} == {
        "01.01": Holiday.NEW_YEARS_DAY,
        "02.04": Holiday.MAUNDY_THURSDAY,
        "03.04": Holiday.GOOD_FRIDAY,
        "05.04": Holiday.EASTER_SUNDAY,
        "06.04": Holiday.EASTER_MONDAY,
        "01.05": Holiday.LABOUR_DAY,
        "17.05": Holiday.CONSTITUTION_DAY,
        "14.05": Holiday.ASCENSION_DAY,
        "24.05": Holiday.WHIT_SUNDAY,
        "25.05": Holiday.WHIT_MONDAY,
        "25.12": Holiday.CHRISTMAS_DAY,
        "26.12": Holiday.BOXING_DAY,
    }


def test_christmas_eve_and_the_saturday_of_easter_are_no_holidays():
    assert not {date(2026, 12, 24), date(2026, 12, 31), date(2026, 4, 4)} & set(holidays(2026))


@pytest.mark.parametrize(
    ("begun", "days", "working", "on", "why"),
    [
        # Days of the week are those of 2026; 2 March is a Monday.
        (date(2026, 3, 2), 7, False, date(2026, 3, 9), None),
        (date(2026, 3, 2), 5, False, date(2026, 3, 9), Why.WEEKEND),
        (date(2026, 3, 2), 5, True, date(2026, 3, 9), None),
        (date(2026, 3, 6), 1, True, date(2026, 3, 9), None),
        # Easter: 14 days from 19 March is Maundy Thursday; the next open day is the Tuesday after.
        (date(2026, 3, 19), 14, False, date(2026, 4, 7), Why.HOLIDAY),
        (date(2026, 3, 31), 2, True, date(2026, 4, 7), Why.HOLIDAY),
        # 1 May on a Friday, 17 May on a Sunday with Ascension Day the Thursday before.
        (date(2026, 4, 24), 7, False, date(2026, 5, 4), Why.HOLIDAY),
        (date(2026, 5, 10), 7, False, date(2026, 5, 18), Why.HOLIDAY),
        (date(2026, 5, 13), 1, True, date(2026, 5, 15), Why.HOLIDAY),
        # Christmas: the 25th on a Friday, the 26th on a Saturday.
        (date(2026, 12, 18), 7, False, date(2026, 12, 28), Why.HOLIDAY),
        (date(2026, 12, 24), 5, True, date(2027, 1, 4), Why.HOLIDAY),
        (date(2026, 12, 18), 14, False, date(2027, 1, 4), Why.HOLIDAY),
        (date(2026, 3, 7), 0, False, date(2026, 3, 9), Why.WEEKEND),
        (date(2026, 3, 7), 0, True, date(2026, 3, 9), Why.WEEKEND),
        (date(2026, 3, 2), 0, True, date(2026, 3, 2), None),
    ],
)
def test_a_deadline_falls_on_an_open_day_and_says_why_it_moved(begun, days, working, on, why):
    found = deadline(begun, days=days, working=working, statutory=False)

    assert found.on == on
    assert (found.moved_because.why if found.moved_because else None) == why


def test_a_deadline_moves_past_the_weeks_a_unit_is_closed_and_says_so_in_its_words():
    found = deadline(date(2026, 6, 26), days=14, working=False, statutory=False, closed=[JULY])

    assert found.on == date(2026, 8, 3)
    assert (found.moved_because.away_from, found.moved_because.why, found.moved_because.words) == (
        date(2026, 7, 10),
        Why.UNIT_CLOSED,
        "Sommerstengt",
    )


def test_working_days_are_not_counted_while_a_unit_is_closed():
    found = deadline(date(2026, 3, 6), days=2, working=True, statutory=False, closed=[PLANNING])

    assert found.on == date(2026, 3, 12)
    assert found.moved_because.why is Why.UNIT_CLOSED


def test_two_closed_periods_that_meet_are_one_long_closing():
    after = Closed(date(2026, 8, 3), date(2026, 8, 5), "Planleggingsdager")

    assert deadline(date(2026, 7, 1), days=7, working=False, statutory=False, closed=[after, JULY]).on == date(
        2026, 8, 5
    )


def test_a_statutory_clock_neither_stops_nor_moves():
    assert deadline(date(2026, 6, 26), days=14, working=False, statutory=True, closed=[JULY]).on == date(2026, 7, 10)
    assert deadline(date(2026, 3, 19), days=14, working=False, statutory=True).on == date(2026, 4, 2)
    assert deadline(date(2026, 7, 3), days=1, working=True, statutory=True, closed=[JULY]).on == date(2026, 7, 6)


@given(DAYS, st.integers(0, 60), st.booleans(), st.lists(st.tuples(DAYS, st.integers(1, 40)), max_size=4))
def test_a_deadline_is_never_on_a_closed_day_nor_before_its_time(begun, days, working, periods):
    closed = [Closed(starts, starts + timedelta(days=length), "Stengt") for starts, length in periods]

    found = deadline(begun, days=days, working=working, statutory=False, closed=closed)

    assert is_open(found.on, closed)
    assert found.on >= begun + timedelta(days=days)
    if working and days:
        assert days_between(begun, found.on, working=True, closed=closed) == days


@given(DAYS, st.integers(1, 40), st.booleans())
def test_a_deadline_that_moved_says_why_and_one_that_did_not_says_nothing(begun, days, working):
    found = deadline(begun, days=days, working=working, statutory=False)

    if not working:
        assert (found.moved_because is None) == (found.on == begun + timedelta(days=days))
    if found.moved_because:
        assert found.moved_because.away_from < found.on


def test_a_day_tells_the_most_telling_reason_it_is_closed():
    assert why_closed(date(2026, 3, 7)).why is Why.WEEKEND
    assert why_closed(date(2026, 5, 17)).holiday is Holiday.CONSTITUTION_DAY
    assert why_closed(date(2026, 7, 11), [JULY]).words == "Sommerstengt"
    assert why_closed(date(2026, 8, 3), [JULY]) is None


def test_days_between_count_forwards_and_backwards():
    monday, next_monday = date(2026, 3, 2), date(2026, 3, 9)

    assert days_between(monday, next_monday, working=False) == 7
    assert days_between(monday, next_monday, working=True) == 5
    assert days_between(next_monday, monday, working=True) == -5
    assert days_between(monday, monday, working=True) == 0


def test_a_closed_period_ends_after_it_starts():
    with pytest.raises(ValueError, match="closed period"):
        Closed(date(2026, 3, 2), date(2026, 3, 2), "Stengt")


def test_a_deadline_before_its_beginning_is_a_mistake_in_the_code():
    with pytest.raises(ValueError, match="deadline"):
        deadline(date(2026, 3, 2), days=-1, working=False, statutory=False)


def test_names_stand_in_the_order_of_the_norwegian_alphabet():
    names = [
        "Åse",
        "Ærlig",
        "Øystein",
        "Zara",
        "Anne",
        "Aasen",
        "ånund",
        "Éva",
        "Eva",
        "Ödegaard",
        "Myhre",
        "Müller",
        "O'Brien",
        "Anne-Li",
    ]

    assert sorted_by_name(names, str) == [
        "Anne", "Anne-Li", "Eva", "Éva", "Myhre", "Müller", "O'Brien", "Zara", "Ærlig", "Ödegaard", "Øystein", "ånund", "Åse", "Aasen",
    ]  # fmt: skip


@given(st.text(max_size=20))
def test_any_name_has_a_place(name):
    assert sorting_key(name) == sorting_key(name)


@pytest.mark.parametrize(
    ("ownership", "controller", "why"),
    [
        (Ownership.MUNICIPAL, Ownership.MUNICIPAL, None),
        (Ownership.STATE, Ownership.MUNICIPAL, None),
        (Ownership.PRIVATE, Ownership.MUNICIPAL, WhyNot.CONTROLLER_OF_ITS_OWN),
        (Ownership.COUNTY, Ownership.MUNICIPAL, WhyNot.CONTROLLER_OF_ITS_OWN),
        (Ownership.PRIVATE, Ownership.PRIVATE, None),
        (Ownership.COUNTY, Ownership.COUNTY, None),
    ],
)
def test_a_private_kindergarten_and_a_county_school_are_controllers_of_their_own(ownership, controller, why):
    assert (
        why_not_open_unit("Måneskinn", level="unit", levels=LEVELS, ownership=ownership, controller=controller) is why
    )


def test_a_unit_has_a_name_that_fits_and_a_level_that_is_known():
    def why(name, level="unit"):
        municipal = Ownership.MUNICIPAL
        return why_not_open_unit(name, level=level, levels=LEVELS, ownership=municipal, controller=municipal)

    assert [why(""), why("x" * 121), why("PPT", "galaxy"), why("PPT")] == [
        WhyNot.NO_NAME,
        WhyNot.TOO_LONG,
        WhyNot.NO_SUCH_LEVEL,
        None,
    ]


def test_a_post_has_a_name_a_title_and_an_end_after_its_start():
    now = datetime(2026, 3, 2, tzinfo=UTC)

    assert why_not_employ("Tove Lind", "", starts=now, ends=now) is WhyNot.NO_NAME
    assert why_not_employ("Tove Lind", "leder", starts=now, ends=now) is WhyNot.ENDS_BEFORE_IT_STARTS


@pytest.mark.parametrize(
    ("starts", "ends", "reason", "why"),
    [
        (date(2026, 7, 6), date(2026, 8, 3), "Sommer", None),
        (date(2026, 7, 6), date(2026, 8, 3), "", WhyNot.NO_REASON),
        (date(2026, 7, 6), date(2026, 8, 3), "x" * 201, WhyNot.TOO_LONG),
        (date(2026, 7, 6), date(2026, 7, 6), "Sommer", WhyNot.ENDS_BEFORE_IT_STARTS),
        (date(2026, 2, 1), date(2026, 3, 2), "Vinter", WhyNot.IN_THE_PAST),
        (date(2026, 7, 6), date(2027, 7, 6), "Sommer", WhyNot.TOO_LONG_TIME),
    ],
)
def test_a_unit_is_closed_for_some_coming_days_and_says_why(starts, ends, reason, why):
    assert why_not_close(starts=starts, ends=ends, reason=reason, today=date(2026, 3, 2)) is why


@pytest.mark.parametrize(
    ("away", "own", "same_person", "same_service", "why"),
    [
        (Away(date(2026, 3, 3), date(2026, 3, 5)), True, False, True, None),
        (Away(date(2026, 3, 3), date(2026, 3, 5)), False, False, True, WhyNot.NOT_YOUR_UNIT),
        (Away(date(2026, 3, 3), date(2026, 3, 3)), True, False, True, WhyNot.ENDS_BEFORE_IT_STARTS),
        (Away(date(2026, 2, 3), date(2026, 3, 2)), True, False, True, WhyNot.IN_THE_PAST),
        (Away(date(2026, 3, 3), date(2028, 3, 5)), True, False, True, WhyNot.TOO_LONG_TIME),
        (Away(date(2026, 3, 3), date(2026, 3, 5)), True, True, True, WhyNot.DEPUTY_IS_THE_SAME),
        (Away(date(2026, 3, 3), date(2026, 3, 5)), True, False, False, WhyNot.DEPUTY_IN_ANOTHER_SERVICE),
    ],
)
def test_an_absence_is_ones_own_to_write_and_its_deputy_is_in_the_service(away, own, same_person, same_service, why):
    assert (
        why_not_away(away, own=own, same_person=same_person, same_service=same_service, today=date(2026, 3, 2)) is why
    )
