"""What every page declares: who it is for. A page that declares nothing is not served."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from somlos.foundation.access import actions, rules
from somlos.foundation.access.rules import (
    Actor,
    Because,
    Decision,
    Permission,
    RolePermission,
)


class ActorRequest(HttpRequest):
    """A request that knows who asks, and what time it is."""

    actor: Actor | None
    now: datetime
    keep: list[Callable[[], None]]


class OwnRequest(HttpRequest):
    """A request by somebody who is signed in."""

    actor: Actor
    now: datetime
    keep: list[Callable[[], None]]


class SignInNeeded(Exception):
    """The page is for somebody who is signed in, and nobody is."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says about itself; the laws and the matrix over all pages read it."""

    door: str
    permission: str = ""


class _View(Protocol):
    declared: Declared
    outside: bool

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


def public(view: Callable[..., HttpResponse]) -> _View:
    """Declare a page for everybody, with nothing about anybody on it."""
    return _declare(view, Declared("public"))


def outside(view: Callable[..., HttpResponse]) -> _View:
    """Declare a public page that speaks with another system: no transaction is open around it, it opens its own (W26)."""
    declared = public(view)
    declared.outside = True
    return declared


def own(view: Callable[..., HttpResponse]) -> _View:
    """Declare a page of a signed-in person's own things."""

    @wraps(view)
    def opened(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor is None:
            raise SignInNeeded
        return view(request, *args, **kwargs)

    return _declare(opened, Declared("own"))


def role(permission: RolePermission) -> Callable[[Callable[..., HttpResponse]], _View]:
    """Declare a page that opens by a role at one's own scope, and is never about a named child."""

    def declare(view: Callable[..., HttpResponse]) -> _View:
        @wraps(view)
        def opened(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                raise SignInNeeded
            decision = rules.decide_role(permission, request.actor.role)
            if not decision.allowed:
                raise actions.DoorClosed(Decision(Because.NO_RELATION), permission.name, None)
            return view(request, *args, **kwargs)

        return _declare(opened, Declared("role", permission.name))

    return declare


def door(permission: Permission, *, purpose: str = "daily_work") -> Callable[[Callable[..., HttpResponse]], _View]:
    """Declare a page about a child: the compartment `place` in the address is opened, or the page does not exist."""

    def declare(view: Callable[..., HttpResponse]) -> _View:
        @wraps(view)
        def opened(request: ActorRequest, *args: Any, place: UUID, **kwargs: Any) -> HttpResponse:
            if request.actor is None:
                raise SignInNeeded
            warrant = actions.open_door(request.actor, place, to=permission, now=request.now, purpose=purpose)
            return view(request, warrant, *args, **kwargs)

        return _declare(opened, Declared("door", permission.name))

    return declare


def _declare(view: Callable[..., HttpResponse], declared: Declared) -> _View:
    declaring = cast(_View, view)
    declaring.declared = declared
    declaring.outside = False
    return declaring
