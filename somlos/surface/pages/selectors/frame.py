"""What stands around a page: the municipality's name, the menu, whom to ring when a page fails."""

from typing import cast

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from somlos.foundation.access.doors import ActorRequest
from somlos.municipality.catalogue.rules.words import Language
from somlos.surface.pages.selectors.front import Guide, guide_on
from somlos.ui.frame import Frame, Link, MenuItem, Phone

_HELD = "_guide"


def guide_of(request: ActorRequest) -> Guide:
    """Find the guide a request is shown; asked once a request, since frame and page both need it."""
    held = request.__dict__
    if _HELD not in held:
        language = Language(get_language() or Language.BOKMAL)
        held[_HELD] = guide_on(request.get_host().partition(":")[0], on=localdate(request.now), language=language)
    return cast(Guide, held[_HELD])


def public_frame(request: HttpRequest) -> Frame:
    """Fill in what stands around a page for a visitor; a page that tells of a failure gets what can be had without asking."""
    guide = _guide_if_possible(request)
    menu = (
        MenuItem(gettext("Finn hjelp"), reverse("pages:finder")),
        MenuItem(gettext("Slik jobber vi"), reverse("pages:model")),
        MenuItem(gettext("Hva betyr det å si ja?"), reverse("pages:yes")),
    )
    return Frame(
        home=reverse("pages:first"),
        place=guide.name if guide else "",
        menu=menu if guide and guide.versions else (),
        sign_in=address("pages:sign_in"),
        footer=footer(),
        remark=gettext("Alle personer, steder og tall er oppdiktet.") if settings.DEMO else "",
        call=emergency(),
    )


def footer() -> tuple[Link, ...]:
    """Return the links at the bottom of every page."""
    return (
        Link(gettext("Personvern"), reverse("pages:privacy")),
        Link(gettext("Tilgjengelighet"), reverse("pages:accessibility")),
    )


def emergency() -> tuple[Phone, ...]:
    """Return the country's own numbers: what can be shown when nothing else can."""
    return (
        Phone(gettext("Fare for liv og helse"), "112"),
        Phone(gettext("Ambulanse"), "113"),
        Phone(gettext("Legevakt"), "116 117"),
    )


def _guide_if_possible(request: HttpRequest) -> Guide | None:
    if not hasattr(request, "now"):
        return None
    try:
        return guide_of(cast(ActorRequest, request))
    except (DatabaseError, DisallowedHost):
        return None


def address(name: str) -> str:
    """Return where a page is; empty while it is not built, so that nothing leads to it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
