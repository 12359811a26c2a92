"""Asking a page as somebody, through every layer of the house but the socket."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import cast as cast_to
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test.client import ClientHandler, RequestFactory

from fjordvik import cast
from somlos.foundation.access.actions import SESSION_LASTS, begin_session
from somlos.foundation.access.postgres.base import story_time
from tools.house import Address

NOBODY = "nobody"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_FORM = "application/x-www-form-urlencoded"


@dataclass(slots=True)
class Browser:
    """Somebody's browser: whose it is, and the cookies it holds."""

    who: str
    cookies: dict[str, str] = field(default_factory=dict)

    def header(self) -> str:
        """Return the cookies as they are sent."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def browser(who: str, *, begun: datetime | None = None) -> Browser:
    """Return a browser in which somebody of the cast signed in, now or on another day; nobody has signed in to nobody's."""
    if who == NOBODY:
        return Browser(who)
    person = cast.person(who)
    with story_time(begun) if begun else nullcontext(), transaction.atomic():
        secret = begin_session(person.identity_hash, kind=person.kind, lasts=SESSION_LASTS[person.kind])
    assert secret is not None, f"{who} cannot sign in"
    return Browser(who, {settings.SOMLOS_COOKIE: secret})


def everybody(now: datetime) -> dict[str, Browser]:
    """Return a browser for everybody of the cast and one where nobody is signed in; who has left signed in before that."""
    there = {
        person.key: browser(person.key, begun=now - timedelta(days=60) if person.has_left else None)
        for person in cast.everybody()
    }
    return there | {NOBODY: browser(NOBODY)}


class House:
    """The program as a browser meets it."""

    def __init__(self, *, checks_forms: bool = False) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=checks_forms)
        self.handler.load_middleware()

    def ask(
        self,
        by: Browser,
        method: str,
        path: str,
        data: Mapping[str, object] | bytes | None = None,
        *,
        form: str = _FORM,
        undo: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """Ask, and give back what was answered; with `undo` the world is as it was before the question."""
        sent = data if isinstance(data, bytes) else urlencode(data or {}, doseq=True).encode()
        asked = RequestFactory().generic(method, path, sent, form if sent or method == "POST" else "", headers=headers)
        if by.cookies:
            asked.environ["HTTP_COOKIE"] = by.header()
        with transaction.atomic() if undo else nullcontext():
            answer = cast_to(HttpResponse, self.handler(asked.environ))
            if undo:
                transaction.set_rollback(True)
        if not undo:
            by.cookies |= {name: each.value for name, each in answer.cookies.items()}
        return answer


def _words(_request: object, template: str, context: Mapping[str, object], *, status: int, **_: object) -> HttpResponse:
    return HttpResponse(template if status == HTTPStatus.OK else f"{template} {dict(context)}", status=status)


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Answer an error with all its page is drawn from, and without the drawing: what is told is the same, in a fraction of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("somlos.ui.errors.answer", _words)
        yield


@contextmanager
def pages_in_words() -> Iterator[None]:
    """Answer with what a page would be drawn from, without drawing it, and say nothing in the log of thousands of refusals."""
    with errors_in_words(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("somlos.ui.pages.answer", _words)
        logging.disable(logging.ERROR)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


def needs(address: Address) -> frozenset[str]:
    """Return what must be filled in to make an address of a route."""
    return frozenset(re.findall(r"<(?:\w+:)?(\w+)>", address.route))


_ALWAYS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def must_carry_headers(answer: HttpResponse, *, signed_in: bool) -> list[str]:
    """Return which of the headers that every answer carries this one lacks."""
    wanted = _ALWAYS | ({"Cache-Control": "no-store"} if signed_in else {})
    return [f"{name} is not there" for name, part in wanted.items() if part not in answer.headers.get(name, "")]
