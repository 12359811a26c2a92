"""Min dag: what waits for an employee, and how much waits in a leader's units, never whose."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from fjordvik.testing import browser_of
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.pages import words
from somlos.foundation.access.postgres.base import story_time
from somlos.surface.pages.selectors.day import said_deadline

DAY, HOME = reverse("pages:day"), reverse("pages:home")


def day(who, town, *, in_days=0.01):
    with story_time(town.now + timedelta(days=in_days)):
        return words(browser_of(who).get(DAY))


def test_home_is_min_dag_for_an_employee_and_a_page_of_their_own_for_a_resident(town):
    assert browser_of("tove").get(HOME).headers["Location"] == DAY
    assert browser_of("marte").get(DAY).headers["Location"] == HOME
    assert "Det er ikke delt noe med deg ennå" in words(browser_of("marte").get(HOME))


def test_a_quiet_day_says_so_and_where_to_begin(town):
    page = day("kari", town)

    assert "Ingenting venter på deg nå." in page and "Du har ingen åpne undringer" in page
    assert "Er du urolig for et barn? Start her." in page
    assert "I enheten din" not in page and "Kladder" not in page and "Bare du ser dette" not in page


def test_it_says_what_comes_next_and_by_when_and_what_is_late(town):
    note = told.save(town)
    told.discuss(town, note)

    mine, leaders, later = day("tove", town), day("berit", town), day("tove", town, in_days=20)

    assert "Du har én undring som ikke er avklart." in mine and "Ella Strandli Snakk med barnet" in mine
    assert "Ella Strandli Du er bedt om å drøfte" in leaders
    assert "Én undring venter på et steg som skulle vært tatt." in later and "Frist" in later


@pytest.mark.parametrize("by", ["tove", "berit"])
def test_nobody_is_asked_to_discuss_what_is_decided(town, by):
    note, other = told.save(town), told.save(town, about="liam")
    for who in ("berit", "kari"):
        told.discuss(town, note, who=who)
        told.discuss(town, other, who=who)

    told.decide(town, note, Decision.WATCH, by=by)
    told.decide(town, other, Decision.LEVEL_1, by=by)

    leaders, asked = day("berit", town), day("kari", town)
    assert "Ella Strandli Bestem sammen" in leaders and "Ella Strandli Dere følger med i fire uker" in asked
    assert "Du er bedt om å drøfte" not in leaders + asked and "Liam" not in leaders + asked


def test_a_leader_sees_ages_and_may_take_over_and_sees_no_name(town):
    told.save(town, days_ago=3)

    page = day("berit", town)

    assert "En undring, 3 dager gammel Den som skrev, har den Ta over" in page
    assert "Ella" not in page and "Tove" not in page
    assert "Har ventet i to uker" in day("berit", town, in_days=20)


def test_a_note_the_leader_is_asked_about_is_not_there_twice(town):
    told.discuss(town, told.save(town))

    page = day("berit", town)

    assert page.count("Ella Strandli") == 1 and "En undring," not in page
    assert "Ingen andre undringer venter" in page


def test_who_stands_in_sees_the_ages_and_may_not_take_over(town):
    told.save(town)
    told.be_away(town, "berit", deputy="kari")

    page = day("kari", town)

    assert "En undring, 0 dager gammel" in page and "Ta over" not in page


@pytest.mark.parametrize("who", ["marius", "solveig"])
def test_a_director_sees_numbers_of_units_and_no_name(town, who):
    told.save(town)
    told.save(town, about="liam")

    page = day(who, town, in_days=20)

    assert "Antall, aldri navn." in page
    assert "Bjørkehaug barnehage 2 undringer, den eldste 20 dager 2 har ventet i to uker" in page
    assert not any(name in page for name in ("Ella", "Liam", "Tove", "Ta over"))


def test_drafts_and_texts_on_the_red_path_are_one_press_away_for_their_author(town):
    told.keep_draft(town)
    told.keep_red(town)

    page = day("tove", town)

    assert "Bare du ser dette" not in page  # it names the column to those who hear it
    assert "Kladder 1 Ella Strandli Skrevet" in page and "Den røde veien 1 Liam Kleiva Flyttet" in page


def test_it_can_be_read_in_nynorsk(town):
    told.save(town)
    browser = browser_of("tove")
    browser.cookies["sprak"] = "nn"

    assert "Du har éi undring som ikkje er avklart." in words(browser.get(DAY))


@pytest.mark.parametrize(
    ("days", "said"), [(0, "I dag"), (1, "I morgen"), (-1, "Frist i går"), (-2, "Frist 1. mars"), (7, "Tir. 10. mars")]
)
def test_a_deadline_is_said_as_one_says_it(days, said):
    today = date(2026, 3, 3)

    with override("nb"):
        assert said_deadline(today + timedelta(days=days), today) == said
