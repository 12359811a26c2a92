"""Every address, in every way it is not taken: it says so, to everybody alike, and no form is taken without its token."""

import re
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from fjordvik import cast
from fjordvik.town import Town
from laws.asking import METHODS, NOBODY, Browser, House, everybody, must_carry_headers, needs, pages_in_words
from laws.drawn import ROWS, expected, statuses
from laws.story import Story, tell, this_database
from tools.house import Address, addresses

TAKES_FORMS_WITHOUT_TOKEN = {"ui:settings"}
"""Language and colours are changed by anybody who reads; a token would set a cookie on all of them (it asks where it came from)."""

PEOPLE = [*(person.key for person in cast.everybody()), NOBODY]


@pytest.fixture(scope="module")
def story(still_town: Town) -> Iterator[Story]:
    with override_settings(SOMLOS_SMTP_HOST="127.0.0.1"):
        yield tell(still_town, this_database(), lambda label: f"Ord om {label.partition('.')[0]}.")


@pytest.fixture(scope="module")
def browsers(story: Story) -> dict[str, Browser]:
    return everybody(story.town.now)


def at(address: Address) -> str:
    """Return, as the tables call it, what an address is asked about here: something that is there."""
    about = ROWS[address.name].about
    return {
        "contact": "contact",
        "note": "note",
        "unit": "note",
        "red": "red",
        "list": "Revehiet",
        "notice": "notice of berit",
    }.get(about, "ella")


def path_of(address: Address, story: Story) -> str:
    """Return an address of something that is there."""
    known = {
        "place": story.places.get(at(address)),
        "list_id": story.lists["Revehiet"],
        "carer_id": story.ids["carer"],
        "person_id": story.ids["person"],
        "notice_id": story.ids["notice of berit"],
        "key": {"pages:step": "0.2", "pages:help": "familiens-hus"}.get(address.name, "idporten"),
        "kind": "employee",
    }
    return reverse(address.name, kwargs={name: known[name] for name in needs(address)})


def test_every_address_says_itself_how_it_is_taken_as_it_is_drawn(story: Story) -> None:
    house, nobody = House(), Browser(NOBODY)

    with pages_in_words():
        said = {each.name: house.ask(nobody, "TRACE", path_of(each, story)).headers["Allow"] for each in addresses()}

    assert {name: set(ways.split(", ")) - {"HEAD"} for name, ways in said.items()} == {
        name: set(row.takes) for name, row in ROWS.items()
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_not_taken_is_refused_to_everybody_alike(
    story: Story, browsers: dict[str, Browser], who: str, record_property
) -> None:
    house, wrong, cells = House(), [], 0
    with pages_in_words():
        for address in addresses():
            row, path = ROWS[address.name], path_of(address, story)
            for method in sorted(set(METHODS) - row.takes):
                answer = house.ask(browsers[who], method, path)
                faults = must_carry_headers(answer, signed_in=who != NOBODY)
                # The headers of a page are for those the page is for; where nobody may get them alone, that is said to all.
                like_page = (
                    statuses(expected(who, row, at(address)), row, "GET")
                    if method == "HEAD" and "GET" in row.takes
                    else set()
                )
                if answer.status_code not in like_page | {HTTPStatus.METHOD_NOT_ALLOWED}:
                    faults.append(f"answered {answer.status_code}")
                wrong += [f"{method} {address.name}: {fault}" for fault in faults]
                cells += 1
    record_property("cells", cells)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", PEOPLE)
def test_no_form_is_taken_without_the_token_of_our_own_page(
    story: Story, browsers: dict[str, Browser], who: str
) -> None:
    house = House(checks_forms=True)

    with pages_in_words():
        taken_anyway = {
            each.name
            for each in addresses()
            if house.ask(browsers[who], "POST", path_of(each, story)).status_code != HTTPStatus.FORBIDDEN
        }

    assert taken_anyway == TAKES_FORMS_WITHOUT_TOKEN


def test_the_same_form_is_taken_with_the_token(browsers: dict[str, Browser]) -> None:
    house, tove = House(checks_forms=True), browsers["tove"]
    page = house.ask(tove, "GET", reverse("pages:inbox"))
    token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page.content)
    assert token

    answer = house.ask(tove, "POST", reverse("pages:all_read"), {"csrfmiddlewaretoken": token[1].decode()})

    assert answer.status_code == HTTPStatus.SEE_OTHER


@pytest.mark.parametrize("from_elsewhere", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_what_is_taken_without_a_token_is_not_taken_from_elsewhere(from_elsewhere: dict[str, str]) -> None:
    answer = House().ask(Browser(NOBODY), "POST", reverse("ui:settings"), {"sprak": "nn"}, headers=from_elsewhere)

    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def answers(house: House, browsers: dict[str, Browser]) -> Iterator[tuple[str, HttpResponse]]:
    """Return answers of every sort that have no page of their own."""
    for who in ("tove", "marte", NOBODY):
        yield f"nothing there, {who}", house.ask(browsers[who], "GET", "/finnes-ikke/")
        yield f"a file, {who}", house.ask(browsers[who], "GET", "/static/ui/mark.svg")
        yield (
            f"an error, {who}",
            house.ask(browsers[who], "POST", reverse("pages:change_seat"), b"\xff\xfe=%ff", undo=True),
        )


def test_every_answer_carries_what_keeps_it_safe_also_where_there_is_no_page(browsers: dict[str, Browser]) -> None:
    faults = {what: must_carry_headers(answer, signed_in=False) for what, answer in answers(House(), browsers)}

    assert {what: fault for what, fault in faults.items() if fault} == {}
