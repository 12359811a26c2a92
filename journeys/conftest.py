"""A browser for the journeys: pages at a width and in a colour scheme, with or without script, and axe."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

WIDE, PHONE, NARROW = 1280, 390, 320
WIDTHS = (WIDE, PHONE, NARROW)
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PageAt = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the machine's own Chromium once."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


class Opened:
    """Pages that are open in contexts of their own, and what they complained of on the way."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium, self._address = chromium, address
        self._contexts: list[BrowserContext] = []
        self._complaints: list[str] = []

    def page(self, width: int = WIDE, scheme: str = "light", js: bool = True, **options: Any) -> Page:
        """Open one more."""
        context = self._chromium.new_context(
            base_url=self._address,
            viewport=ViewportSize(width=width, height=_height(width)),
            color_scheme="dark" if scheme == "dark" else "light",
            locale="nb-NO",
            has_touch=width <= PHONE,
            java_script_enabled=js,
            **options,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self._complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: self._complaints.append(f"{page.url}: {said.text}") if _is_complaint(said) else None,
        )
        return page

    def close(self) -> None:
        """Close them all."""
        for context in self._contexts:
            context.close()

    def must_not_have_complained(self) -> None:
        """Fail when a page complained since this was last asked."""
        complaints, self._complaints = self._complaints, []
        assert complaints == []


@pytest.fixture
def page_at(chromium: Browser, live_server: LiveServer) -> Iterator[PageAt]:
    """Open pages: `page_at(390, "dark", js=False)`. What a page complains of on the way fails the test."""
    opened = Opened(chromium, live_server.url)
    yield opened.page
    opened.close()
    opened.must_not_have_complained()


@pytest.fixture(scope="module")
def two_browsers(chromium: Browser, live_server: LiveServer) -> Iterator[tuple[Opened, Page, Page]]:
    """Keep two pages open through a module that only looks: one with script, and one, as narrow as a phone gets, without."""
    opened = Opened(chromium, live_server.url)
    yield opened, opened.page(), opened.page(NARROW, js=False)
    opened.close()


def _height(width: int) -> int:
    return 900 if width > PHONE else 844


def _is_complaint(said: Any) -> bool:
    # A refused form is a 422; Chromium calls every 4xx a failure to load, and htmx an error code.
    expected = ("Failed to load resource", "Response Status Error Code")
    return said.type in {"error", "warning"} and not any(words in said.text for words in expected)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Ask axe about a page: one line for each thing it finds, with where."""
    source = _AXE.read_text(encoding="utf-8")

    def found(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        answer = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
        )
        return [
            f"{broken['id']}: {node['html'][:160]} ({'; '.join(check['message'] for check in node['any'][:2])})"
            for broken in answer["violations"]
            for node in broken["nodes"]
        ]

    return found


@pytest.fixture(scope="session")
def no_sideways_scroll() -> Callable[[Page], None]:
    """Fail when the page is wider than the window, and say which elements stick out."""

    def check(page: Page) -> None:
        sticking_out = page.evaluate(
            """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
                [`${document.documentElement.scrollWidth} px in ${window.innerWidth}`,
                 ...[...document.querySelectorAll("body *")]
                    .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
                    .slice(0, 5).map(one => one.outerHTML.slice(0, 120))]"""
        )
        assert sticking_out == []

    return check


@pytest.fixture(scope="session")
def readable(axe: Callable[[Page], list[str]], no_sideways_scroll: Callable[[Page], None]) -> Callable[[Page], None]:
    """Look at an open page wide in light colours, on a phone in dark ones, and as narrow as a phone gets; leave it as it was."""

    def look(page: Page) -> None:
        before = page.viewport_size
        for width, scheme in ((WIDE, "light"), (PHONE, "dark")):
            page.set_viewport_size(ViewportSize(width=width, height=_height(width)))
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert axe(page) == [], (page.url, width, scheme)
            no_sideways_scroll(page)
        page.set_viewport_size(ViewportSize(width=NARROW, height=_height(NARROW)))
        no_sideways_scroll(page)
        page.emulate_media(color_scheme="null")
        if before:
            page.set_viewport_size(before)

    return look


@pytest.fixture(scope="session")
def small_targets() -> Callable[[Page], list[str]]:
    """List what one presses that is smaller than a finger needs (44 px); links inside a sentence are exempt."""

    def found(page: Page) -> list[str]:
        answer: list[str] = page.evaluate(
            """() => [...document.querySelectorAll("a, button, summary, select, input:not([type=hidden]), textarea")]
                .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest(".ds-skip-link"))
                .filter(one => !one.closest("p, .s-meta") || one.matches(".ds-button"))
                .map(one => {
                    const box = one.getBoundingClientRect();
                    const area = one.matches("[type=radio], [type=checkbox]") ? one.closest("label, .ds-field") || one : one;
                    return [one, Math.max(box.height, area.getBoundingClientRect().height)];
                })
                .filter(([one, height]) => height < 43.5)
                .map(([one, height]) => `${Math.round(height)} px: ${one.outerHTML.slice(0, 120)}`)"""
        )
        return answer

    return found
