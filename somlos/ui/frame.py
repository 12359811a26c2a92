"""What stands around every page: menu, person, the urgent path, whom to call. Floors above fill it in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


class Audience(Enum):
    """For whom the page is."""

    PUBLIC = "public"
    STAFF = "staff"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu; `count` is how many things wait behind it."""

    label: str
    href: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Phone:
    """Somebody to call, and when they answer."""

    label: str
    number: str
    hours: str = ""

    @property
    def dial(self) -> str:
        """Return the number as a phone dials it."""
        return "".join(character for character in self.number if character in "+0123456789")


@dataclass(frozen=True, slots=True)
class Person:
    """The one who is signed in, as the top bar shows them."""

    name: str
    role: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """All that a page has around its content. An address that is empty draws nothing."""

    audience: Audience = Audience.PUBLIC
    home: str = "/"
    place: str = ""
    menu: tuple[MenuItem, ...] = ()
    inbox: MenuItem | None = None
    person: Person | None = None
    sign_in: str = ""
    sign_out: str = ""
    urgent: str = ""
    footer: tuple[Link, ...] = ()
    remark: str = ""
    call: tuple[Phone, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.audience is Audience.STAFF and not self.urgent:
            raise ValueError(
                "the red path is one press away on every staff page: give the frame its address in `urgent`"
            )

    def current(self, path: str) -> str:
        """Return the address of the menu entry the path lies under; empty when none."""
        under = [
            item.href
            for item in self.menu
            if path == item.href or (item.href != self.home and path.startswith(item.href))
        ]
        return max(under, key=len, default="")


def frame_for(request: HttpRequest) -> Frame:
    """Ask the function named in SOMLOS_FRAME what stands around this page; a plain public frame when none is named."""
    named = getattr(settings, "SOMLOS_FRAME", "")
    if not named:
        return Frame()
    fill = cast(Callable[[HttpRequest], Frame], import_string(named))
    return fill(request)
