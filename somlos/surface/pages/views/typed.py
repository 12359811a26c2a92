"""Text that was typed when the session had ended: shown at once, kept for its author, and given back after the sign-in."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.urls.exceptions import Resolver404
from django.utils import timezone

from somlos.child.concerns import actions as concerns
from somlos.child.concerns.forms import NoteForm
from somlos.foundation.access import actions as access
from somlos.foundation.access.doors import ActorRequest, OwnRequest
from somlos.foundation.accounts.actions import parcels, sign_in
from somlos.foundation.accounts.rules.parcels import Parcel
from somlos.kernel.refusal import Refused

BROWSER = "__Host-somlos_vei" if settings.PRODUCTION else "somlos_vei"
_LASTS = 3600
_SEVERAL = "\n"
_NOTE_FORMS = frozenset({"concerns:write", "concerns:urgent_from_draft"})


def browser_of(request: HttpRequest) -> str:
    """Return the secret of this browser, a new one when it has none."""
    return request.COOKIES.get(BROWSER) or sign_in.new_browser()


def remember_browser(response: HttpResponse, browser: str) -> HttpResponse:
    """Keep the secret in the browser for an hour, for every page: one may be anywhere when the session ends."""
    response.set_cookie(
        BROWSER, browser, max_age=_LASTS, httponly=True, secure=settings.PRODUCTION, samesite="Lax", path="/"
    )
    return response


def typed_in(request: HttpRequest) -> dict[str, str]:
    """Return what was posted, as a parcel can carry it."""
    return {name: _SEVERAL.join(request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken"}


def leave(request: ActorRequest, typed: Mapping[str, str], *, browser: str, then: Callable[[], None]) -> None:
    """Leave what was typed for whoever's session it was, when that is known and there is room; `then` is done when it is left."""
    author = access.whose_session(request.COOKIES.get(settings.SOMLOS_COOKIE, ""))
    parcel = Parcel(path=request.path, typed=typed)
    if author is None:
        return

    def keep() -> None:
        try:
            parcels.leave(parcel, author=author, browser=browser)
        except Refused:
            return
        then()

    request.keep.append(keep)


def take(request: OwnRequest) -> list[Parcel]:
    """Take what this person left in this browser; each is given out once."""
    return parcels.take(user_id=request.actor.user_id, browser=request.COOKIES.get(BROWSER, ""))


def put_back(request: OwnRequest, parcel: Parcel) -> UUID | None:
    """Put a note's text back as a draft about the same child, and return where its form is; None when it cannot be."""
    place = _about(parcel.path)
    if place is None:
        return None
    form = _form(parcel.typed, timezone.localdate(request.now))
    try:
        with transaction.atomic():
            concerns.keep_typed(request.actor, place, form.typed(), once=form.mark, now=request.now)
    except (access.DoorClosed, Refused):
        return None
    return place


def _about(path: str) -> UUID | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match.kwargs["place"] if match.view_name in _NOTE_FORMS else None


def _form(typed: Mapping[str, str], today: date) -> NoteForm:
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value.split(_SEVERAL) if name == "signs" else [value])
    return NoteForm(data, today=today)
