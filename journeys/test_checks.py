"""The checks that the journeys make of every page see what they are for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from journeys.conftest import NARROW, SCHEMES, PageAt

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

_PAGE = "<!doctype html><html lang=nb><title>Side</title><main><h1>Side</h1>{}</main></html>"


@pytest.mark.parametrize(
    "wide", ["<div style='width: 400px'>Bred</div>", "<p style='white-space: nowrap'>" + "langt " * 60 + "</p>"]
)
def test_a_page_that_is_wider_than_the_window_is_seen(
    page_at: PageAt, no_sideways_scroll: Callable[[Page], None], wide: str
) -> None:
    page = page_at(NARROW)
    page.set_content(_PAGE.format("<p>Smal</p>"))
    no_sideways_scroll(page)

    page.set_content(_PAGE.format(wide))
    with pytest.raises(AssertionError):
        no_sideways_scroll(page)


def test_what_is_too_small_for_a_finger_is_seen(page_at: PageAt, small_targets: Callable[[Page], list[str]]) -> None:
    page = page_at(NARROW)
    page.set_content(_PAGE.format("<button style='height: 44px'>Lagre</button>"))
    assert small_targets(page) == []

    page.set_content(_PAGE.format("<button style='height: 30px'>Lagre</button>"))
    assert len(small_targets(page)) == 1


@pytest.mark.parametrize(
    "unreadable",
    [
        "<p style='color: #bbb; background: #fff'>Svak i lyse farger</p>",
        "<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #111 } }</style><p>Svak i mørke</p>",
        "<style>input { display: none } @media (max-width: 400px) { input { display: block } }</style><input>",
        "<div style='width: 330px'>Bredere enn den smaleste</div>",
    ],
)
def test_what_cannot_be_read_in_one_scheme_or_at_one_width_is_seen(
    page_at: PageAt, readable: Callable[[Page], None], unreadable: str
) -> None:
    page = page_at()
    page.set_content(_PAGE.format("<p>Lett å lese</p>"))
    readable(page)

    page.set_content(_PAGE.format(unreadable))
    with pytest.raises(AssertionError):
        readable(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_sees_a_missing_name_and_too_little_contrast_in_both_schemes(
    page_at: PageAt, axe: Callable[[Page], list[str]], scheme: str
) -> None:
    page = page_at(NARROW, scheme)
    page.set_content(
        _PAGE.format(
            "<style>p { color: light-dark(#bbb, #444); } :root { color-scheme: light dark; background: light-dark(#fff, #111); }</style><p>Svak</p><input>"
        )
    )

    found = axe(page)

    assert any(each.startswith("label") for each in found)
    assert any(each.startswith("color-contrast") for each in found)
