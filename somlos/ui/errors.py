"""The pages that say what went wrong, what to do next and whom to call. None of them may fail in its turn."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.cache import add_never_cache_headers

from somlos.ui.frame import Frame, frame_for
from somlos.ui.pages import answer, shell_for
from somlos.ui.words import texts_in

_log = logging.getLogger("somlos.ui")

LAST_RESORT = """<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Noe gikk galt – Sømløs</title></head>
<body><h1>Noe gikk galt hos oss</h1>
<p>Feilen er ikke din. Gå tilbake og prøv igjen om litt.</p>
<p>Er noen i fare nå? Ring 112 (politi), 113 (ambulanse) eller 116 117 (legevakt).</p>
<p><a href="/">Til forsiden</a></p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody had written when the page could not be shown, and under which words."""

    label: str
    text: str


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the browser sent something we cannot read, or more than we take."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _say(request, "bad_request", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's name
    """Say that the reader may not do this, and who can help."""
    return _say(request, "forbidden", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's name
    """Say the same about what is missing and what the reader may not know of."""
    return _say(request, "not_found", HTTPStatus.NOT_FOUND)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Say that the address is not opened this way."""
    return _say(request, "not_allowed", HTTPStatus.METHOD_NOT_ALLOWED)


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that more was sent than we take."""
    return _say(request, "too_large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that it was tried too often."""
    return _say(request, "too_many", HTTPStatus.TOO_MANY_REQUESTS)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form had grown old or the browser keeps no cookies."""
    _log.warning("a form was refused: %s", reason)
    return _say(request, "csrf_failed", HTTPStatus.FORBIDDEN)


def signed_out(request: HttpRequest, *, sign_in: str, typed: Iterable[Typed] = ()) -> HttpResponse:
    """Say that the session has ended, and give back in the same answer what was written; it is stored nowhere."""
    return _say(
        request,
        "signed_out",
        HTTPStatus.UNAUTHORIZED,
        sign_in=sign_in,
        typed=[one for one in typed if one.text],
        lost=[],
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Say that we failed. Asks neither database nor room for anything."""
    return _say_bare(request, "failed", HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the service is down for a while. Asks neither database nor room for anything."""
    response = _say_bare(request, "unavailable", HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = "120"
    return response


def page_for(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return the page for an answer that would otherwise be empty; None when we have none."""
    known = {
        HTTPStatus.METHOD_NOT_ALLOWED: not_allowed,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: too_large,
        HTTPStatus.TOO_MANY_REQUESTS: too_many,
        HTTPStatus.SERVICE_UNAVAILABLE: unavailable,
    }
    draw = known.get(HTTPStatus(status))
    return draw(request) if draw else None


def _say(request: HttpRequest, name: str, status: HTTPStatus, **context: object) -> HttpResponse:
    try:
        frame = frame_for(request)
    except Exception:  # noqa: BLE001 - whatever is wrong with the frame, the reader still gets this page
        _log.exception("the frame of an error page could not be filled in")
        frame = Frame()
    return _draw(request, name, status, frame, context)


def _say_bare(request: HttpRequest, name: str, status: HTTPStatus) -> HttpResponse:
    return _draw(request, name, status, Frame(), {"bare": True})


def _draw(
    request: HttpRequest, name: str, status: HTTPStatus, frame: Frame, context: dict[str, object]
) -> HttpResponse:
    try:
        shell = shell_for(request, frame, status=status, receipts=False)
        told = {"lost": _texts_of(request), **context, "shell": shell}
        response = answer(request, f"ui/errors/{name}.html", told, status=status)
    except Exception:  # noqa: BLE001 - the page about an error must not become one
        _log.exception("the error page %s could not be drawn", name)
        response = HttpResponseServerError(LAST_RESORT)
    add_never_cache_headers(response)
    return response


def _is_from_elsewhere(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.META.get("HTTP_HOST", "")


def _texts_of(request: HttpRequest) -> list[str]:
    """Return what was written in a form that was not saved, so that no refusal and no failure loses it.

    A form another site sends is not given back: what stands on our page would be its words, and not the reader's.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin" or _is_from_elsewhere(request):
        return []
    try:
        posted = request.POST
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return texts_in((name, value) for name in posted for value in posted.getlist(name))
