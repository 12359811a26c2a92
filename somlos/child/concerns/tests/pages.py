"""Asking the pages of this room: as somebody, with or without htmx, and what a page says in words."""

import re
from html import unescape
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from fjordvik.testing import browser_of

HTMX = {"HX-Request": "true"}
_NEW_IN_EVERY_ANSWER = re.compile(rb'(name="csrfmiddlewaretoken" value=|name="(?:\w+-)?once" value=)"[^"]*"')


def words(answer):
    """Return what a page says, in words."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def value_of(answer, name):
    """Return what stands in a field of a page."""
    page = answer.content.decode()
    text = re.search(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    if text:
        return unescape(text.group(1)).lstrip("\n")
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert field, f"there is no field {name}"
    held = re.search(r'value="([^"]*)"', field.group(0))
    return unescape(held.group(1)) if held else ""


def plain(answer, *addresses):
    """Return an answer without its own address and without what is new in every answer."""
    content = _NEW_IN_EVERY_ANSWER.sub(b"", answer.content)
    for address in addresses:
        content = content.replace(address.encode(), b"")
    headers = {name: held for name, held in answer.items() if name not in {"Expires", "Content-Length"}}
    return answer.status_code, content, headers, set(answer.cookies)


def at(name, place=None):
    """Return the address of a page of this room."""
    return reverse(f"concerns:{name}", kwargs={"place": place} if place else None)


def post(who, name, place=None, data=None, **headers):
    """Post a form as somebody."""
    browser = browser_of(who) if isinstance(who, str) else who
    return browser.post(at(name, place), data or {}, headers=headers or None)


def post_raw(browser, address, data, **raw):
    """Post a form with some fields as the bytes they are on the wire, percent-encoded."""
    body = "&".join([urlencode(data, doseq=True), *(f"{name}={sent}" for name, sent in raw.items())])
    return browser.generic("POST", address, body, content_type="application/x-www-form-urlencoded")


def get(who, name, place=None, **headers):
    """Ask for a page as somebody."""
    browser = browser_of(who) if isinstance(who, str) else who
    return browser.get(at(name, place), headers=headers or None)


def place_in(answer):
    """Return the compartment an answer leads to."""
    assert answer.status_code == 303, words(answer)
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", answer.headers["Location"])
    assert found, answer.headers["Location"]
    return UUID(found.group(0))
