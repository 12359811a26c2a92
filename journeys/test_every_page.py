"""Every page, as somebody who may see it: readable for axe in light and dark, no wider than the narrowest phone, whole without script."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from fjordvik import cast
from fjordvik.town import Town
from journeys.conftest import Opened
from somlos.child.concerns import actions as concerns
from somlos.child.concerns import policy
from somlos.foundation.access import actions as access

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@dataclass(frozen=True, slots=True)
class Visit:
    """One page, by the name of its route: as whom, and with which words in the address."""

    name: str
    who: str | None = None
    words: dict[str, str] = field(default_factory=dict)
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}-{self.who or 'nobody'}"


VISITS = (
    Visit("pages:first"),
    Visit("pages:model"),
    Visit("pages:step", words={"key": "0.1"}),
    Visit("pages:step", words={"key": "0.2"}),
    Visit("pages:yes"),
    Visit("pages:yes_youth"),
    Visit("pages:yes_child"),
    Visit("pages:privacy"),
    Visit("pages:privacy_youth"),
    Visit("pages:privacy_child"),
    Visit("pages:accessibility"),
    Visit("pages:sign_in"),
    Visit("pages:try_as"),
    Visit("pages:signed_out"),
    Visit("pages:left", words={"kind": "resident"}),
    Visit("pages:home", "marte"),
    Visit("pages:day", "tove"),
    Visit("pages:day", "mette"),
    Visit("pages:day", "marius"),
    Visit("pages:inbox", "mette"),
    Visit("pages:inbox", "marte"),
    Visit("concerns:start", "tove"),
    Visit("concerns:write", "tove", {"place": "place:ella"}),
    Visit("concerns:note", "ingrid", {"place": "note:jonas"}),
    Visit("concerns:note", "mette", {"place": "note:jonas"}),
    Visit("concerns:correct", "ingrid", {"place": "note:amir"}),
    Visit("concerns:urgent", "tove"),
    Visit("concerns:urgent_from_note", "ingrid", {"place": "note:amir"}),
    Visit("concerns:take_over", "mette", {"place": "note:amir"}),
    Visit("concerns:red", "tove", {"place": "note:red"}),
    Visit("people:lists", "tove"),
    Visit("people:list", "tove", {"list_id": "list:Revehiet"}),
    Visit("people:new_list", "tove"),
    Visit("people:add_child", "tove", {"list_id": "list:Revehiet"}),
    Visit("people:import_list", "tove", {"list_id": "list:Revehiet"}),
    Visit("people:child", "tove", {"place": "place:ella"}),
    Visit("people:correct", "tove", {"place": "place:ella"}),
    Visit("people:protect", "tove", {"place": "place:ella"}),
    Visit("people:add_carer", "tove", {"place": "place:ella"}),
    Visit("people:write_contact", "tove", {"place": "place:ella"}),
    Visit("people:choose_trusted_person", "tove", {"place": "place:ella"}),
    Visit("people:readiness", "anne"),
    Visit("concerns:note", "tove", {"place": "nowhere"}, status=404),
    Visit("concerns:note", "naboen", {"place": "note:jonas"}, status=404),
)

ELSEWHERE = {
    "ui:gallery": "test_gallery.py",
    "pages:finder": "test_finder.py",
    "pages:help": "test_finder.py",
    "people:contact": "test_own_lists.py",
    "people:take_off": "test_own_lists.py",
    "people:end_carer": "test_own_lists.py",
    "people:end_trusted_person": "test_own_lists.py",
    "pages:nudges": "somlos/surface/pages/tests/test_inbox.py: offered where there is a mail server",
    "pages:begin": "test_sign_in.py: sends the browser on",
    "pages:finish": "test_sign_in.py: sends the browser on",
    "pages:carry_on": "sends the browser on",
    "pages:notice": "sends the browser on",
}
"""Pages another journey looks at, or that show nothing."""


@pytest.fixture(scope="module")
def told(still_town: Town) -> Town:
    """Add to Fjordvik what the stories do not have: a text on the red path."""
    with still_town.acting("tove", days_ago=1) as (actor, at):
        warrant = access.open_door(actor, still_town.places["liam"], to=policy.START, now=at)
        words = {"seen": "Liam har et merke på armen og vil ikke si hvordan han fikk det."}
        still_town.notes["red"] = concerns.keep_red(warrant, words, once=None, now=at)
    return still_town


def address(visit: Visit, town: Town) -> str:
    """Return where the page is in this Fjordvik."""
    books = {"place": town.places, "note": town.notes, "list": town.lists}
    words = {}
    for name, said in visit.words.items():
        book, _, key = said.partition(":")
        words[name] = str(books[book][key]) if book in books else str(uuid4()) if said == "nowhere" else said
    return reverse(visit.name, kwargs=words)


def be(page: Page, key: str | None) -> None:
    """Let somebody of the cast be signed in in this browser; nobody for None."""
    page.context.clear_cookies()
    if key:
        who = cast.person(key)
        secret = access.begin_session(who.identity_hash, kind=who.kind, lasts=access.SESSION_LASTS[who.kind])
        assert secret
        page.context.add_cookies(
            [{"name": django_settings.SOMLOS_COOKIE, "value": secret, "domain": "localhost", "path": "/"}]
        )


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_a_page_is_readable_and_fits(
    two_browsers: tuple[Opened, Page, Page],
    told: Town,
    readable: Callable[[Page], None],
    no_sideways_scroll: Callable[[Page], None],
    visit: Visit,
) -> None:
    opened, *pages = two_browsers
    with_script, without = pages
    for page in pages:
        be(page, visit.who)
        answer = page.goto(address(visit, told))
        assert answer is not None
        assert answer.status == visit.status
        assert page.locator("h1").count() == 1
    readable(with_script)
    no_sideways_scroll(without)
    opened.must_not_have_complained()


def test_no_page_is_left_out() -> None:
    shown = {visit.name for visit in VISITS} | set(ELSEWHERE)

    assert {name for name in names() if name not in shown | NO_PAGE} == ONLY_POSTED


ONLY_POSTED = {
    "ui:settings",
    "people:share_list",
    "people:take_list_from",
    "concerns:urgent_from_draft",
    "concerns:discuss",
    "concerns:child_talk",
    "concerns:home_talk",
    "concerns:decide",
    "concerns:add_helper",
    "concerns:lift",
    "pages:leave",
    "pages:change_seat",
    "pages:turn_off_nudges",
    "pages:confirm_nudges",
    "pages:all_read",
}
"""What is only ever posted to; what they answer with is one of the pages above."""

NO_PAGE = {"pages:favicon", "pages:robots"}
"""What browsers and crawlers ask for by themselves, and nobody looks at."""


def names() -> Iterator[str]:
    """Return the name of every route."""
    yield from _names(get_resolver().url_patterns, "")


def _names(patterns: list[URLPattern | URLResolver], under: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{pattern.app_name}:" if pattern.app_name else under)
        else:
            yield f"{under}{pattern.name}"
