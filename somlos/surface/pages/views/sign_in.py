"""Signing in and out. It stands here because the user lies beneath the door and the session in it (see decisions)."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from somlos import ui
from somlos.child.concerns import actions as concerns
from somlos.foundation.access import actions as access
from somlos.foundation.access.doors import ActorRequest, OwnRequest, outside, own, public
from somlos.foundation.accounts.actions import parcels, sign_in, sign_out
from somlos.foundation.accounts.actions.providers import providers, providers_for
from somlos.foundation.accounts.notices import words_for
from somlos.foundation.accounts.rules.parcels import Parcel
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.accounts.rules.ways import why_not_return_to
from somlos.kernel.refusal import Refused

_BROWSER = "somlos_vei"
_BROWSER_LASTS = timedelta(hours=1)
_SEVERAL = "\n"


def _back_to(request: HttpRequest) -> str:
    wanted = request.GET.get("til", "") or request.POST.get("til", "")
    return wanted if wanted and why_not_return_to(wanted) is None else reverse("pages:home")


@require_GET
@public
def sign_in_page(request: ActorRequest) -> HttpResponse:
    """Show the ways to sign in."""
    return _sign_in_page(request, back_to=_back_to(request))


@dataclass(frozen=True, slots=True)
class WayIn:
    """A provider as the sign-in page shows it: a link, since our own policy stops a form that leads out of the house."""

    label: str
    href: str


def _ways_in(audience: UserKind, back_to: str) -> list[WayIn]:
    query = urlencode({"til": back_to})
    return [
        WayIn(provider.label, f"{reverse('pages:begin', kwargs={'key': provider.key})}?{query}")
        for provider in providers_for(audience)
    ]


def _sign_in_page(
    request: HttpRequest,
    *,
    back_to: str,
    status: int = 200,
    trouble: str = "",
    typed: tuple[str, ...] = (),
    kept: bool = False,
) -> HttpResponse:
    context = {
        "employees": _ways_in(UserKind.EMPLOYEE, back_to),
        "residents": _ways_in(UserKind.RESIDENT, back_to),
        "demo": settings.DEMO,
        "back_to": back_to,
        "trouble": trouble,
        "typed": typed,
        "kept": kept,
    }
    return ui.page(request, "pages/sign_in/sign_in.html", context, status=status)


def sign_in_needed(request: ActorRequest) -> HttpResponse:
    """Ask somebody to sign in; what they had typed is kept for them, in this browser, for an hour."""
    if request.method != "POST":
        return ui.redirect(f"{reverse('pages:sign_in')}?{urlencode({'til': request.get_full_path()})}")
    typed = {
        name: _SEVERAL.join(value[:10_000] for value in request.POST.getlist(name))
        for name in request.POST
        if name != "csrfmiddlewaretoken"
    }
    author = access.whose_session(request.COOKIES.get(settings.SOMLOS_COOKIE, ""))
    browser = request.COOKIES.get(_BROWSER) or sign_in.new_browser()
    if author is not None:
        parcel = Parcel(path=request.path, typed=typed)
        request.keep.append(lambda: parcels.leave(parcel, author=author, browser=browser))
    words = tuple(value for name, value in typed.items() if len(value) > 40 and name not in {"once"})
    page = _sign_in_page(request, back_to=reverse("pages:home"), status=401, typed=words, kept=author is not None)
    return _remember_browser(page, browser)


def _remember_browser(response: HttpResponse, browser: str) -> HttpResponse:
    response.set_cookie(
        _BROWSER,
        browser,
        max_age=_BROWSER_LASTS,
        httponly=True,
        secure=settings.PRODUCTION,
        samesite="Lax",
        path=reverse("pages:sign_in"),
    )
    return response


@require_GET
@outside
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Send the browser to a provider."""
    provider = providers().get(key)
    if provider is None:
        raise Http404
    browser = request.COOKIES.get(_BROWSER) or sign_in.new_browser()
    try:
        to = sign_in.begin(provider, browser=browser, return_to=_back_to(request), language=get_language() or "nb")
    except Refused as refused:
        return _sign_in_page(request, back_to=reverse("pages:home"), status=502, trouble=words_for(refused.reason))
    return _remember_browser(ui.redirect(to), browser)


@require_GET
@outside
def finish(request: HttpRequest) -> HttpResponse:
    """Take the browser back from a provider, and begin a session for whoever it vouches for."""
    answer = {name: request.GET.get(name, "") for name in ("state", "code", "iss", "error") if name in request.GET}
    try:
        came = sign_in.finish(answer, browser=request.COOKIES.get(_BROWSER, ""), now=request.now)  # type: ignore[attr-defined]
    except Refused as refused:
        return _sign_in_page(request, back_to=reverse("pages:home"), status=403, trouble=words_for(refused.reason))
    return _begin_session(request, came.identity_hash, kind=came.kind.value, back_to=came.return_to)


def _begin_session(request: HttpRequest, identity_hash: bytes, *, kind: str, back_to: str) -> HttpResponse:
    with transaction.atomic():
        secret = access.begin_session(identity_hash, kind=kind, lasts=access.SESSION_LASTS[kind])
    if secret is None:
        trouble = _("Du har ingen stilling her nå. Snakk med lederen din hvis det er feil.")
        return _sign_in_page(request, back_to=reverse("pages:home"), status=403, trouble=trouble)
    response = ui.redirect(f"{reverse('pages:carry_on')}?{urlencode({'til': back_to})}")
    response.set_cookie(
        settings.SOMLOS_COOKIE, secret, httponly=True, secure=settings.PRODUCTION, samesite="Lax", path="/"
    )
    return response


@require_GET
@own
def carry_on(request: OwnRequest) -> HttpResponse:
    """Go on where one was; what one had typed before the session ended lies there as a draft, or is shown to copy."""
    left = parcels.take(user_id=request.actor.user_id, browser=request.COOKIES.get(_BROWSER, ""))
    to, shown = _back_to(request), []
    for parcel in left:
        place = _note_form(parcel.path)
        if place is not None and _keep(request, place, parcel):
            to = parcel.path
        else:
            shown.append(parcel)
    if shown:
        texts = [value for parcel in shown for value in parcel.typed.values() if len(value) > 2]
        return ui.page(request, "pages/sign_in/typed.html", {"texts": texts, "to": to})
    if to != _back_to(request):
        ui.receipt(request, _("Det du hadde skrevet, ligger her som kladd."))
    return ui.redirect(to)


def _note_form(path: str) -> UUID | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match.kwargs["place"] if match.view_name == "concerns:write" else None


def _keep(request: OwnRequest, place: UUID, parcel: Parcel) -> bool:
    words: dict[str, object] = {
        name: value
        for name, value in parcel.typed.items()
        if name in {"seen", "child_words", "strengths", "noticed_on", "scale"}
    }
    if parcel.typed.get("signs"):
        words["signs"] = parcel.typed["signs"].split(_SEVERAL)
    try:
        with transaction.atomic():
            concerns.keep_typed(request.actor, place, words, now=request.now)
    except (access.DoorClosed, Refused):
        return False
    return True


@require_POST
@own
def leave(request: OwnRequest) -> HttpResponse:
    """Sign out here, and then at the provider."""
    access.end_session()
    response = ui.redirect("pages:left", kind=request.actor.kind)
    response.delete_cookie(settings.SOMLOS_COOKIE, path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_GET
@outside
def left(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the browser on to sign out at the provider too; show that one is signed out when there is none."""
    for provider in providers_for(UserKind(kind)):
        try:
            address = sign_out.sign_out_address(provider, language=get_language() or "nb")
        except Refused:
            continue
        if address is not None:
            # Not a redirect: one comes here from a form, and a browser stops a form that is led out of the house.
            page = ui.page(request, "pages/sign_in/left.html")
            page.headers["Refresh"] = f"0; url={address}"
            return page
    return ui.page(request, "pages/sign_in/left.html")


@require_GET
@public
def signed_out(request: ActorRequest) -> HttpResponse:
    """Show that one is signed out."""
    return ui.page(request, "pages/sign_in/left.html")


@require_POST
@own
def change_seat(request: OwnRequest) -> HttpResponse:
    """Sit down at another of one's own posts."""
    try:
        seat = UUID(request.POST.get("seat", ""))
    except ValueError:
        raise Http404 from None
    access.change_seat(seat)
    return ui.redirect("pages:home")


@require_http_methods(["GET", "POST"])
@public
def try_as(request: ActorRequest) -> HttpResponse:
    """Choose somebody in the fictional municipality to be. Only in demo mode; a production does not start with it on."""
    if not settings.DEMO:
        raise Http404
    people = import_string(settings.SOMLOS_CAST)()
    if request.method == "GET":
        return ui.page(request, "pages/sign_in/try_as.html", {"groups": people, "back_to": _back_to(request)})
    chosen = next((one for group in people for one in group.people if one.key == request.POST.get("person")), None)
    if chosen is None:
        raise Http404
    return _begin_session(request, chosen.identity_hash, kind=chosen.kind, back_to=_back_to(request))
