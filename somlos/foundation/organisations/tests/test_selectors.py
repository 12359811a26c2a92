"""What is known of posts and units, by whom, and at what cost."""

from datetime import date, timedelta

import pytest

from somlos.foundation.organisations import actions, selectors
from somlos.foundation.organisations.rules import Closed, UnitKind, deadline
from somlos.foundation.organisations.tests.fjordvik import YEARS, Fjordvik

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_my_post_says_who_i_am_and_where_in_one_statement(fjordvik: Fjordvik, django_assert_num_queries):
    with fjordvik.sits("Tove") as tove, django_assert_num_queries(1):
        card = selectors.my_post(tove)

    assert (card.name, card.title, card.unit_name, card.municipality_name) == (
        "Tove Lind", "pedagogisk leder", "Bjørkehaug barnehage", "Fjordvik kommune",
    )  # fmt: skip
    assert (card.words, card.other_posts) == ("Tove Lind, pedagogisk leder", ())


def test_where_one_works_is_not_the_service_one_belongs_to(fjordvik: Fjordvik):
    with fjordvik.sits("Ragnhild") as ragnhild:
        card = selectors.my_post(ragnhild)
        leader = selectors.leader_of(fjordvik.units["Helsestasjon"])

    assert (card.unit_name, card.works_at_name, card.unit_kind) == (
        "Helsestasjon og skolehelsetjeneste", "Fjordvik barneskole", UnitKind.CHILD_HEALTH,
    )  # fmt: skip
    assert leader is None


def test_one_person_with_two_posts_sits_at_one_and_is_told_of_the_other(fjordvik: Fjordvik):
    with fjordvik.sits("Anders") as anders:
        actions.employ(
            anders, fjordvik.people["Tove"], name="Tove Lind", title="vikar", service_id=fjordvik.units["Fjordvik"],
            starts=fjordvik.now - timedelta(days=500), ends=fjordvik.now + YEARS, now=fjordvik.now,
        )  # fmt: skip
    with fjordvik.sits("Tove") as tove:
        card = selectors.my_post(tove)

    assert card.title == "pedagogisk leder"
    assert [(other.title, other.unit_name) for other in card.other_posts] == [("vikar", "Fjordvik barneskole")]


def test_the_administrator_belongs_to_the_municipality_itself(fjordvik: Fjordvik):
    with fjordvik.sits("Anders") as anders:
        card = selectors.my_post(anders)
        assert (card.unit_id, card.unit_name) == (None, "Fjordvik kommune")
        assert selectors.words_of(anders) == "Anders Vik, rådgiver"
        assert selectors.colleagues(anders) == ()


def test_colleagues_are_those_in_the_same_service_now_in_one_statement(fjordvik: Fjordvik, django_assert_num_queries):
    with fjordvik.sits("Tove") as tove, django_assert_num_queries(1):
        assert [(each.name, each.leads) for each in selectors.colleagues(tove)] == [
            ("Hanne Bø", True),
            ("Åse Moen", False),
        ]

    with fjordvik.sits("Hanne") as hanne:
        actions.end_employment(hanne, fjordvik.seats["Åse"], at=fjordvik.now, now=fjordvik.now)
        assert [each.name for each in selectors.colleagues(hanne)] == ["Tove Lind"]


def test_who_is_away_is_told_with_the_colleague_and_so_is_who_stands_in(fjordvik: Fjordvik):
    away = {"starts": fjordvik.now.date(), "ends": fjordvik.now.date() + timedelta(days=3)}
    with fjordvik.sits("Hanne") as hanne:
        actions.be_away(hanne, fjordvik.seats["Hanne"], **away, deputy_id=fjordvik.seats["Åse"], now=fjordvik.now)

    with fjordvik.sits("Tove") as tove:
        found = {each.name: (each.is_away, each.deputy_id) for each in selectors.team(tove)}

    assert found == {
        "Hanne Bø": (True, fjordvik.seats["Åse"]),
        "Tove Lind": (False, None),
        "Åse Moen": (False, None),
    }


def test_my_post_knows_when_the_service_is_closed(fjordvik: Fjordvik):
    first = fjordvik.now.date() + timedelta(days=20)
    with fjordvik.sits("Hanne") as hanne:
        actions.close_period(
            hanne,
            unit_id=fjordvik.units["Bjørkehaug"],
            starts=first,
            ends=first + timedelta(days=2),
            reason="Planleggingsdager",
            now=fjordvik.now,
        )

    with fjordvik.sits("Tove") as tove:
        card = selectors.my_post(tove)

    assert card.closed == (Closed(first, first + timedelta(days=2), "Planleggingsdager"),)


def test_words_and_names_cost_one_statement_each(fjordvik: Fjordvik, django_assert_num_queries):
    with fjordvik.sits("Tove") as tove:
        with django_assert_num_queries(1):
            assert selectors.words_of(tove) == "Tove Lind, pedagogisk leder"
        with django_assert_num_queries(1):
            names = selectors.names_of([fjordvik.seats["Hanne"], fjordvik.seats["Per"]])

    assert set(names.values()) == {"Hanne Bø", "Per Dal"}


def test_the_leader_is_the_nearest_one_above(fjordvik: Fjordvik, django_assert_num_queries):
    with fjordvik.sits("Anders") as anders:
        department = actions.open_unit(
            anders, name="Blåklokke", kind=UnitKind.DEPARTMENT, level="department", parent_id=fjordvik.units["Bjørkehaug"], now=fjordvik.now
        )  # fmt: skip
        with django_assert_num_queries(1):
            assert selectors.leader_of(department).name == "Hanne Bø"
        assert [(unit.name, unit.depth) for unit in selectors.units(fjordvik.municipality_id)][:2] == [
            ("Bjørkehaug barnehage", 0),
            ("Blåklokke", 1),
        ]
        assert selectors.unit(department).level_name == "Avdeling"


def test_a_deadline_passes_the_days_a_unit_is_closed_and_says_why(fjordvik: Fjordvik, django_assert_num_queries):
    unit = fjordvik.units["Bjørkehaug"]
    with fjordvik.sits("Hanne") as hanne:
        actions.close_period(
            hanne,
            unit_id=unit,
            starts=date(2026, 3, 16),
            ends=date(2026, 3, 18),
            reason="Planleggingsdager",
            now=fjordvik.now,
        )
        with django_assert_num_queries(1):
            closed = selectors.closed_days(unit, date(2026, 3, 2), date(2026, 6, 1))

    assert closed == (Closed(date(2026, 3, 16), date(2026, 3, 18), "Planleggingsdager"),)
    moved = deadline(date(2026, 3, 2), days=14, working=False, statutory=False, closed=closed)
    assert selectors.why_moved(moved) == (
        "Fristen er flyttet fra mandag 16. mars til onsdag 18. mars, fordi enheten er stengt: Planleggingsdager."
    )
    assert selectors.closed_days(None, date(2026, 3, 2), date(2026, 6, 1)) == ()


@pytest.mark.parametrize(
    ("begun", "said"),
    [
        (date(2026, 3, 2), ""),
        (date(2026, 5, 10), "Fristen er flyttet fra søndag 17. mai til mandag 18. mai på grunn av 17. mai."),
        (date(2026, 3, 7), "Fristen er flyttet fra lørdag 14. mars til mandag 16. mars, fordi det er helg."),
    ],
)
def test_why_a_deadline_moved_is_one_sentence(begun, said):
    assert selectors.why_moved(deadline(begun, days=7, working=False, statutory=False)) == said
