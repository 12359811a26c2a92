"""The public front: pages for everybody, with nothing about anybody on them."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from somlos.foundation.access.doors import ActorRequest, public
from somlos.surface.pages.selectors import frame, front
from somlos.surface.pages.selectors.front import Guide, Reader
from somlos.ui import pages as ui

_HOUSE = Path(__file__).resolve().parents[3]
_DOCS = _HOUSE.parent / "docs"
_SHAPES_PAGES = {".py", ".html", ".css", ".js", ".mo", ".md"}


@public
@require_safe
def first(request: ActorRequest) -> HttpResponse:
    """Show whom to ring, how we work, what a yes means, and where to sign in."""
    return answer(request, "pages/front/first.html", front.first_page)


@public
@require_safe
def model(request: ActorRequest) -> HttpResponse:
    """Show the levels with their steps, and what to expect of whom."""
    return answer(request, "pages/front/model.html", front.model_page)


@public
@require_safe
def step(request: ActorRequest, key: str) -> HttpResponse:
    """Show a step in full, with what stands beside it."""
    return answer(request, "pages/front/step.html", lambda guide: front.step_page(guide, key))


@public
@require_safe
def yes(request: ActorRequest, reader: Reader = Reader.ADULT) -> HttpResponse:
    """Show what it means to say yes, written for one reader."""
    return answer(request, "pages/front/yes.html", lambda guide: front.yes_page(guide, reader))


@public
@require_safe
def privacy(request: ActorRequest, reader: Reader = Reader.ADULT) -> HttpResponse:
    """Show the privacy notice written for one reader."""
    return answer(request, "pages/front/privacy.html", lambda guide: front.privacy_page(guide, reader))


@public
@require_safe
def accessibility(request: ActorRequest) -> HttpResponse:
    """Show what has been tried for accessibility, and what has not."""
    return answer(request, "pages/front/accessibility.html", front.accessibility_page)


def answer(request: ActorRequest, template: str, gather: Callable[[Guide], object | None]) -> HttpResponse:
    """Show the page, or answer that it is as it was when the visitor saw it last."""
    guide = frame.guide_of(request)
    unchanging = request.actor is None and not request.COOKIES.get(CookieStorage.cookie_name)
    if unchanging and (known := get_conditional_response(request, etag=_mark(request, guide))):
        return known
    page = gather(guide)
    if page is None:
        raise Http404
    response = ui.page(request, template, {"page": page})
    if unchanging:
        response.headers["ETag"] = _mark(request, guide)
        patch_cache_control(response, no_cache=True)
    return response


def _mark(request: ActorRequest, guide: Guide) -> str:
    """Return a mark of all that decides what the page says, its forms' secret among it."""
    part = ui.wants_fragment(request)
    seen = (_edition(), guide, ui.scheme_of(request), request.META.get("CSRF_COOKIE", ""), part)
    return f'W/"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'


@cache
def _edition() -> str:
    """Return a mark of the program itself, the same in every process that runs it."""
    seen = hashlib.sha256()
    for file in sorted([*_HOUSE.rglob("*"), *_DOCS.rglob("*")]):
        if file.suffix in _SHAPES_PAGES:
            seen.update(file.read_bytes())
    return seen.hexdigest()
