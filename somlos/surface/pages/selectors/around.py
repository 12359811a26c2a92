"""What stands around a page for somebody who is signed in."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from somlos.foundation.access.doors import ActorRequest
from somlos.foundation.access.rules import decide_role
from somlos.foundation.access.selectors import unread_notices
from somlos.foundation.organisations.selectors import PostCard, post_of
from somlos.foundation.people.policy import SWITCH_ON
from somlos.surface.pages.selectors.frame import emergency, footer, public_frame
from somlos.ui.frame import Audience, Frame, Link, MenuItem, Person


def frame(request: HttpRequest) -> Frame:
    """Fill in what stands around a page: for an employee, for a resident, or for a visitor."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return public_frame(request)
    return _staff(cast(ActorRequest, request)) if actor.kind == "employee" else _family()


def _staff(request: ActorRequest) -> Frame:
    post = post_of(request)
    return Frame(
        audience=Audience.STAFF,
        home=reverse("pages:day"),
        place=post.municipality_name if post else "",
        menu=_menu(request),
        inbox=_inbox(),
        person=_person(post) if post else None,
        sign_out=reverse("pages:leave"),
        urgent=reverse("concerns:urgent"),
        footer=footer(),
        remark=_remark(),
        call=emergency(),
    )


def _person(post: PostCard) -> Person:
    change = (Link(gettext("Bytt stilling"), reverse("pages:change_seat")),) if post.other_posts else ()
    return Person(post.name, f"{post.title}, {post.works_at_name}", change)


def _menu(request: ActorRequest) -> tuple[MenuItem, ...]:
    menu = (
        MenuItem(gettext("Min dag"), reverse("pages:day")),
        MenuItem(gettext("Jeg undrer meg"), reverse("concerns:start")),
        MenuItem(gettext("Barn"), reverse("people:lists")),
        MenuItem(gettext("Finn hjelp"), reverse("pages:finder")),
        MenuItem(gettext("Slik jobber vi"), reverse("pages:model")),
    )
    if request.actor is not None and decide_role(SWITCH_ON, request.actor.role).allowed:
        return (*menu, MenuItem(gettext("Klar for barn"), reverse("people:readiness")))
    return menu


def _inbox() -> MenuItem:
    return MenuItem(gettext("Varsler"), reverse("pages:inbox"), count=unread_notices())


def _family() -> Frame:
    return Frame(
        audience=Audience.FAMILY,
        home=reverse("pages:home"),
        menu=(MenuItem(gettext("Min side"), reverse("pages:home")),),
        inbox=_inbox(),
        sign_out=reverse("pages:leave"),
        footer=footer(),
        remark=_remark(),
        call=emergency(),
    )


def _remark() -> str:
    return gettext("Alle personer, steder og tall er oppdiktet.") if settings.DEMO else ""
