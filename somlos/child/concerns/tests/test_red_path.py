"""The red path (R2): one press away, at once, with its author alone, and nothing of it anywhere else."""

import re

import pytest
from django.db import connections
from django.urls import reverse

from fjordvik.testing import browser_of
from somlos.child.concerns import policy
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.pages import at, get, place_in, plain, post, value_of, words
from somlos.child.concerns.tests.stories import ELLA
from somlos.foundation.access.actions import open_door
from somlos.foundation.audit.models import Event
from somlos.foundation.notifications.selectors import inbox

LIAM = "Han er redd for å bli hentet, og har et blått merke."
WAYS = (
    "Barnet er i fare nå",
    "Vold, overgrep, tvangsekteskap, kjønnslemlestelse eller kontroll",
    "Annen alvorlig svikt i omsorgen",
    "Selvmordstanker eller selvskading",
)


def day(browser):
    return browser.get(reverse("pages:day"))


@pytest.mark.parametrize("who", ["tove", "berit", "ingrid", "marius", "anne"])
def test_it_is_one_press_away_on_every_staff_page_and_shows_whom_to_ring(town, who):
    browser = browser_of(who)

    assert f'href="{at("urgent")}"' in day(browser).content.decode()
    page = get(browser, "urgent")
    said, numbers = words(page), page.content.decode()

    assert all(way in said for way in WAYS)
    assert all(f"tel:{number}" in numbers for number in ("112", "113", "116117", "02800"))
    assert "Ikke kontakt foreldrene, og ikke varsle noen hjemme." in said
    assert "Lederen kan ikke stoppe det eller gjøre det for deg." in said


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_wherever_it_says_to_ring_the_number_stands_beside(town, language):
    note, tove = told.save(town), browser_of("tove")
    tove.cookies["sprak"] = language
    pages = [get(tove, "urgent"), get(tove, "urgent_from_note", note)]
    pages.append(get(tove, "red", place_in(post(tove, "urgent_from_note", note))))

    for page in pages:
        cards = re.findall(r"<section[^>]*>.*?</section>|<article[^>]*>.*?</article>", page.content.decode(), re.DOTALL)
        ring = [card for card in cards if re.search(r"\bRing\b|\bMeld til\b", card)]
        assert ring and all("tel:" in card for card in ring)


def test_one_press_in_the_form_moves_what_was_typed_and_shows_it_with_the_numbers(town):
    tove = browser_of("tove")

    text = place_in(
        post(tove, "urgent_from_draft", town.places["liam"], {"seen": LIAM, "scale": "9", "noticed_on": "2026-01-05"})
    )

    page = get(tove, "red", text)
    assert LIAM in words(page) and "Lagt merke til mandag 5. januar 2026." in words(page)
    assert all(way in words(page) for way in WAYS)
    assert value_of(get(tove, "write", town.places["liam"]), "seen") == ""
    assert "9" not in words(page).partition("Lagt merke til")[2].partition("Kopier")[0].replace("2026", "")


def test_with_nothing_typed_it_leads_to_whom_to_ring(town):
    answer = post("tove", "urgent_from_draft", town.places["liam"], {"seen": " "})

    assert answer.headers["Location"] == at("urgent")


def test_from_a_note_it_shows_whom_to_ring_first_and_moves_it_with_the_next_press(town):
    note, tove = told.save(town), browser_of("tove")

    asked = get(tove, "urgent_from_note", note)
    text = place_in(post(tove, "urgent_from_note", note))

    assert all(way in words(asked) for way in WAYS)
    assert ELLA in words(get(tove, "red", text))
    left = words(get(tove, "note", note))
    assert "Det som sto her, er flyttet til den røde veien." in left and ELLA not in left


def test_the_page_can_be_copied_and_printed_without_what_is_not_for_the_report(town):
    page = get("tove", "red", told.keep_red(town)).content.decode()

    assert '<div id="tekst">' in page and 'id="ta-med" hidden' in page and "concerns/red.js" in page
    assert page.index("Han er redd for å bli hentet.") < page.index("s-noprint")


@pytest.mark.parametrize(("parent", "child"), [("marte", "ella"), ("ronny", "liam"), ("hilde", "liam")])
def test_a_guardians_pages_are_byte_for_byte_the_same_before_and_after_also_while_signed_in(town, parent, child):
    note, guardian, tove = told.save(town, about=child), browser_of(parent), browser_of("tove")
    pages = [reverse(name) for name in ("pages:home", "pages:inbox", "pages:first", "pages:nudges")]
    pages += [at("note", note), at("red", note)]
    before = [plain(guardian.get(page), page) for page in pages]

    place_in(post(tove, "urgent_from_draft", town.places[child], {"seen": LIAM}))
    place_in(post(tove, "urgent_from_note", note))

    assert [plain(guardian.get(page), page) for page in pages] == before
    assert [plain(browser_of(parent).get(page), page) for page in pages] == before


@pytest.mark.parametrize("who", ["kari", "marius", "solveig", "anne", "dagny"])
def test_nothing_changes_for_anybody_else_in_the_house(town, who):
    note, other, tove = told.save(town), browser_of(who), browser_of("tove")
    told.decide(town, note, Decision.REPORT, by="tove")
    pages = [reverse(name) for name in ("pages:day", "pages:inbox", "concerns:start", "people:lists")]
    before = [plain(other.get(page), page) for page in pages]

    place_in(post(tove, "urgent_from_draft", town.places["liam"], {"seen": LIAM}))
    place_in(post(tove, "urgent_from_note", note))

    assert [plain(other.get(page), page) for page in pages] == before


def test_the_leader_learns_that_somebody_took_it_and_min_dag_says_nothing(town):
    note, berit, tove = told.save(town), browser_of("berit"), browser_of("tove")
    told.discuss(town, note)
    before = words(day(berit))

    place_in(post(tove, "urgent_from_note", note))

    after, inbox = words(day(berit)), words(berit.get(reverse("pages:inbox")))
    assert "Ella Strandli" in before and "Ella" not in after and "undring," not in after
    assert "Noen i enheten din har gått den røde veien." in inbox
    assert "Ella" not in inbox and "Noen vil drøfte" not in inbox
    assert get(berit, "note", note).status_code == 403


def test_a_leader_who_was_in_the_circle_meets_what_any_closed_note_says_and_is_not_told_why(town):
    moved, aside = told.save(town), told.save(town, about="liam")
    berit, tove = browser_of("berit"), browser_of("tove")
    for note in (moved, aside):
        told.discuss(town, note)
    told.decide(town, aside, Decision.PUT_ASIDE, by="tove")
    place_in(post(tove, "urgent_from_note", moved))

    for meets in (
        lambda note: get(berit, "note", note),
        lambda note: get(berit, "take_over", note),
        lambda note: post(berit, "decide", note, {"decision": "level_1", "reason": "Vi prøver."}),
    ):
        assert plain(meets(moved), str(moved)) == plain(meets(aside), str(aside))
        assert "rød" not in words(meets(moved)).casefold()
    assert "rød" not in words(day(berit)).casefold() and "Ella" not in words(day(berit))
    with town.acting("berit") as (actor, _):
        told_of = {(each.kind.code, each.about, each.number) for each in inbox(actor.user_id)}
    assert told_of == {("concerns.put_aside", None, None), ("concerns.red_path", None, None)}


@pytest.mark.parametrize("who", ["marius", "solveig"])
def test_the_numbers_of_a_leader_of_several_units_count_no_red_path(town, who):
    reader = browser_of(who)
    before = words(day(reader))

    told.move_to_red(town, told.save(town))
    told.keep_red(town)

    assert words(day(reader)) == before


def test_history_tells_of_it_in_its_own_place_and_in_no_other(town):
    text = told.keep_red(town)

    with connections["auditor"].cursor() as cursor:
        cursor.execute("select distinct compartment_id from audit_event where kind like 'concerns.red%%'")
        places = [row[0] for row in cursor.fetchall()]
    with town.acting("kari") as (actor, now):
        open_door(actor, town.places["liam"], to=policy.START, now=now)
        seen = set(Event.objects.values_list("kind", flat=True))

    assert places == [text]
    assert not any(kind.startswith("concerns.") for kind in seen)


def test_a_helper_finds_the_text_on_min_dag_and_in_the_inbox(town):
    text, tove = told.keep_red(town), browser_of("tove")

    post(tove, "add_helper", text, {"seat": town.seats["kari"]})

    kari = browser_of("kari")
    assert "En kollega lar deg lese" in words(day(kari))
    assert "Noen vil at du leser en tekst på den røde veien." in words(kari.get(reverse("pages:inbox")))
    assert "En kollega lar deg lese dette." in words(get(kari, "red", text))


def test_lifted_it_leads_to_the_childs_form_where_the_text_lies_as_a_draft(town):
    tove = browser_of("tove")
    text = place_in(post(tove, "urgent_from_draft", town.places["liam"], {"seen": LIAM}))

    answer = post(tove, "lift", text, {"asked": "Barnevernvakta 3. mars", "reason": "De ser ingen fare."})

    assert answer.headers["Location"] == at("write", town.places["liam"])
    assert value_of(get(tove, "write", town.places["liam"]), "seen") == LIAM
    assert "Den røde veien ble løftet" in words(get(tove, "red", text))
    again = post(tove, "lift", text, {"asked": "Barnevernvakta en gang til", "reason": "Fortsatt trygt."})
    assert (again.status_code, "Den røde veien er løftet allerede." in words(again)) == (422, True)
    assert "Fortsatt trygt." in words(again)
