"""Signing in and out. It stands here because the user lies beneath the door and the session in it (see decisions)."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from somlos import ui
from somlos.foundation.access import actions as access
from somlos.foundation.access.doors import ActorRequest, OwnRequest, outside, own, public
from somlos.foundation.accounts.actions import sign_in, sign_out
from somlos.foundation.accounts.actions.providers import providers, providers_for
from somlos.foundation.accounts.notices import words_for
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.accounts.rules.ways import why_not_return_to
from somlos.foundation.organisations.selectors import post_of
from somlos.kernel.refusal import Refused
from somlos.surface.pages.selectors.inbox import layout_for
from somlos.surface.pages.views import typed
from somlos.ui.words import texts_in


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
    texts: Sequence[str] = (),
    kept: bool = False,
    was_out: bool = False,
) -> HttpResponse:
    context = {
        "employees": _ways_in(UserKind.EMPLOYEE, back_to),
        "residents": _ways_in(UserKind.RESIDENT, back_to),
        "try_as": f"{reverse('pages:try_as')}?{urlencode({'til': back_to})}" if settings.DEMO else "",
        "trouble": trouble,
        "texts": texts,
        "kept": kept,
        "was_out": was_out,
    }
    return ui.page(request, "pages/sign_in/sign_in.html", context, status=status)


def sign_in_needed(request: ActorRequest) -> HttpResponse:
    """Ask somebody to sign in; what they had typed is shown, and kept for them, in this browser, for an hour."""
    if request.method != "POST":
        return ui.redirect(f"{reverse('pages:sign_in')}?{urlencode({'til': request.get_full_path()})}")
    given, browser = typed.typed_in(request), typed.browser_of(request)

    def said(*, kept: bool) -> HttpResponse:
        back_to, texts = reverse("pages:home"), texts_in(given.items())
        return _sign_in_page(request, back_to=back_to, status=401, texts=texts, kept=kept, was_out=True)

    def say_kept() -> None:
        page.content = said(kept=True).content

    page = said(kept=False)
    # A draft that keeps itself stays on its page: only what somebody sends is a parcel.
    if "HX-Request" not in request.headers:
        typed.leave(request, given, browser=browser, then=say_kept)
    return typed.remember_browser(page, browser)


@require_GET
@outside
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Send the browser to a provider."""
    provider = providers().get(key)
    if provider is None:
        raise Http404
    browser = typed.browser_of(request)
    try:
        to = sign_in.begin(provider, browser=browser, return_to=_back_to(request), language=get_language() or "nb")
    except Refused as refused:
        return _sign_in_page(request, back_to=reverse("pages:home"), status=502, trouble=words_for(refused.reason))
    return typed.remember_browser(ui.redirect(to), browser)


@require_GET
@outside
def finish(request: HttpRequest) -> HttpResponse:
    """Take the browser back from a provider, and begin a session for whoever it vouches for."""
    answer = {name: request.GET.get(name, "") for name in ("state", "code", "iss", "error") if name in request.GET}
    try:
        came = sign_in.finish(answer, browser=request.COOKIES.get(typed.BROWSER, ""), now=request.now)  # type: ignore[attr-defined]
    except Refused as refused:
        return _sign_in_page(request, back_to=reverse("pages:home"), status=403, trouble=words_for(refused.reason))
    return _begin_session(request, came.identity_hash, kind=came.kind.value, back_to=came.return_to)


def _begin_session(request: HttpRequest, identity_hash: bytes, *, kind: str, back_to: str) -> HttpResponse:
    if former := request.COOKIES.get(settings.SOMLOS_COOKIE):
        access.end_former_session(former)
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
    to = _back_to(request)
    shown: list[str] = []
    for parcel in typed.take(request):
        place = typed.put_back(request, parcel)
        if place is None:
            shown += texts_in(parcel.typed.items())
        else:
            to = reverse("concerns:write", kwargs={"place": place})
    if shown:
        return ui.page(
            request, "pages/sign_in/typed.html", {"layout": layout_for(request.actor), "texts": shown, "to": to}
        )
    if to != _back_to(request):
        ui.receipt(request, _("Det du hadde skrevet, ligger her som kladd."))
    return ui.redirect(to)


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
    if kind not in {each.value for each in UserKind}:
        raise Http404
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


@require_http_methods(["GET", "POST"])
@own
def change_seat(request: OwnRequest) -> HttpResponse:
    """Show one's other posts, and sit down at one of them."""
    post = post_of(request)
    if post is None:
        raise Http404
    if request.method != "POST":
        return ui.page(request, "pages/sign_in/change_seat.html", {"post": post})
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
    if request.method != "POST":
        return ui.page(request, "pages/sign_in/try_as.html", {"groups": people, "back_to": _back_to(request)})
    chosen = next((one for group in people for one in group.people if one.key == request.POST.get("person")), None)
    if chosen is None:
        raise Http404
    return _begin_session(request, chosen.identity_hash, kind=chosen.kind, back_to=_back_to(request))
