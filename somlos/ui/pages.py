"""How a view answers: with a page or its fragment, with a redirect, with a receipt on the next page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from somlos.ui.frame import Frame, frame_for

SCHEMES = ("auto", "light", "dark")
SCHEME_COOKIE = "farge"


@dataclass(frozen=True, slots=True)
class Shell:
    """What the base template needs of the request and of the frame."""

    frame: Frame
    current: str
    language: str
    scheme: str
    path: str
    failed: bool
    receipts: tuple[str, ...]


class SeeOther(HttpResponseRedirectBase):
    """A redirect that is always followed by GET, so that reloading the next page posts nothing."""

    status_code = HTTPStatus.SEE_OTHER


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    status: int = 200,
    address: str = "",
) -> HttpResponse:
    """Render the page; for `page.html#part` answer htmx with the part alone and everybody else with the whole page.

    `address` is where the page itself is, when it answers what was posted to an address that shows nothing.
    """
    whole, _, part = template.partition("#")
    fragment = bool(part) and wants_fragment(request)
    shell = shell_for(request, frame_for(request), status=status, receipts=not fragment)
    if address:
        shell = replace(shell, path=address)
    return answer(
        request, template if fragment else whole, {**(context or {}), "shell": shell}, status=status, varies=bool(part)
    )


def answer(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int, varies: bool = False
) -> HttpResponse:
    """Render at once, inside the transaction the view runs in, and say what the answer depends on."""
    response = HttpResponse(render_to_string(template, dict(context), request), status=status)
    if varies:
        patch_vary_headers(response, ["HX-Request"])
    return response


def redirect(to: str, **kwargs: object) -> HttpResponse:
    """Send the reader on to a named page or an address."""
    return SeeOther(resolve_url(to, **kwargs))


def receipt(request: HttpRequest, text: str) -> None:
    """Show the text at the top of the next page. It travels in a cookie: no names, nothing about a child."""
    messages.success(request, text)


def wants_fragment(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of a page."""
    asked = request.headers.get("HX-Request") == "true"
    whole = "HX-Boosted" in request.headers or "HX-History-Restore-Request" in request.headers
    return asked and not whole


def shell_for(request: HttpRequest, frame: Frame, *, status: int, receipts: bool) -> Shell:
    """Gather what the base template needs; waiting receipts are used up when asked for."""
    return Shell(
        frame=frame,
        current=frame.current(request.path),
        language=get_language() or "nb",
        scheme=scheme_of(request),
        path=request.get_full_path(),
        failed=status == HTTPStatus.UNPROCESSABLE_ENTITY,
        receipts=_receipts(request) if receipts else (),
    )


def _receipts(request: HttpRequest) -> tuple[str, ...]:
    waiting = messages.get_messages(request)
    if len(waiting) == 0:  # looking through none would still tell the browser to delete a cookie
        return ()
    return tuple(str(message) for message in waiting)


def scheme_of(request: HttpRequest) -> str:
    """Return the reader's chosen colours; the device decides when nothing is chosen."""
    chosen = request.COOKIES.get(SCHEME_COOKIE, "")
    return chosen if chosen in SCHEMES else "auto"
