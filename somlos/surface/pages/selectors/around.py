"""What stands around a page for somebody who is signed in."""

from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from somlos.foundation.access.doors import ActorRequest
from somlos.foundation.notifications.selectors import unread_count
from somlos.foundation.organisations.selectors import PostCard, my_post
from somlos.surface.pages.selectors.frame import emergency, footer
from somlos.ui.frame import Audience, Frame, MenuItem, Person

_HELD = "_post"


def post_of(request: ActorRequest) -> PostCard | None:
    """Find the post of who asks; asked once a request, since frame and page both need it."""
    held = request.__dict__
    if _HELD not in held:
        held[_HELD] = my_post(request.actor) if request.actor else None
    return cast(PostCard | None, held[_HELD])


def signed_in_frame(request: ActorRequest) -> Frame:
    """Fill in what stands around a page for an employee or a resident."""
    if request.actor is None:
        raise ValueError("nobody is signed in")
    return _staff(request) if request.actor.kind == "employee" else _family()


def _staff(request: ActorRequest) -> Frame:
    post = post_of(request)
    return Frame(
        audience=Audience.STAFF,
        home=reverse("pages:day"),
        place=post.municipality_name if post else "",
        menu=(
            MenuItem(gettext("Min dag"), reverse("pages:day")),
            MenuItem(gettext("Jeg undrer meg"), reverse("concerns:start")),
            MenuItem(gettext("Barn"), reverse("people:lists")),
            MenuItem(gettext("Slik jobber vi"), reverse("pages:model")),
        ),
        inbox=MenuItem(gettext("Varsler"), reverse("pages:inbox"), count=unread_count()),
        person=Person(post.name, f"{post.title}, {post.works_at_name}") if post else None,
        sign_out=reverse("pages:leave"),
        urgent=reverse("concerns:urgent"),
        footer=footer(),
        remark=_remark(),
        call=emergency(),
    )


def _family() -> Frame:
    return Frame(
        audience=Audience.FAMILY,
        home=reverse("pages:home"),
        menu=(MenuItem(gettext("Min side"), reverse("pages:home")),),
        inbox=MenuItem(gettext("Varsler"), reverse("pages:inbox"), count=unread_count()),
        sign_out=reverse("pages:leave"),
        footer=footer(),
        remark=_remark(),
        call=emergency(),
    )


def _remark() -> str:
    return gettext("Alle personer, steder og tall er oppdiktet.") if settings.DEMO else ""
