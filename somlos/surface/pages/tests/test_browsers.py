"""What browsers and search engines ask for of themselves."""

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client
from django.urls import reverse

from fjordvik.testing import browser_of
from somlos.child.concerns.tests import stories as told

FOR_EVERYBODY = ["pages:first", "pages:model", "pages:finder", "pages:yes", "pages:yes_youth", "pages:privacy"]
NOT_FOR_ALL = [
    "pages:day",
    "pages:inbox",
    "pages:home",
    "pages:sign_in",
    "concerns:start",
    "concerns:urgent",
    "people:lists",
]


def test_a_browser_finds_the_mark_by_itself(town):
    led = Client().get("/favicon.ico")

    assert (led.status_code, led.headers["Location"]) == (303, "/static/ui/mark.svg")
    assert "max-age=86400" in led.headers["Cache-Control"]


@pytest.mark.parametrize("who", [None, "tove"])
def test_search_engines_are_let_in_where_everybody_is_and_nowhere_else(town, who):
    answer = (browser_of(who) if who else Client()).get("/robots.txt")
    rules = answer.content.decode()
    engine = RobotFileParser()
    engine.parse(rules.replace("$", "").replace("Allow: /\n", "").splitlines())

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Allow: /$" in rules.splitlines() and rules.endswith("Disallow: /\n")
    assert all(engine.can_fetch("*", reverse(name)) for name in FOR_EVERYBODY if name != "pages:first")
    note = reverse("concerns:note", kwargs={"place": told.save(town)})
    assert not any(engine.can_fetch("*", page) for page in [note, *(reverse(name) for name in NOT_FOR_ALL)])
