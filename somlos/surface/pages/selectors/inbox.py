"""What stands in the inbox, in words, and what one chose about nudges."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from somlos.foundation.access.rules import Actor
from somlos.foundation.access.selectors import letters_given_up
from somlos.foundation.notifications import selectors as notifications
from somlos.foundation.notifications.actions.mail import Words, is_offered, nudge_words
from somlos.foundation.notifications.selectors import Waiting


@dataclass(frozen=True, slots=True)
class Line:
    """One notice, in words."""

    id: UUID
    sentence: str
    when: str
    is_unread: bool


@dataclass(frozen=True, slots=True)
class InboxPage:
    """The inbox of one person."""

    layout: str
    lines: tuple[Line, ...]
    unread: int
    seen_until: str
    offers_nudges: bool


@dataclass(frozen=True, slots=True)
class NudgePage:
    """What one chose about nudges, and what there is to do about it."""

    layout: str
    address: str
    is_on: bool
    waits_for_code: bool
    failed: bool
    words: Words
    given_up: int | None


def inbox_page(actor: Actor, *, now: datetime) -> InboxPage:
    """Return somebody's inbox."""
    waiting = notifications.inbox(actor.user_id)
    lines = tuple(
        Line(each.id, each.kind.say(each.number), said_when(each.at, now), not each.is_read) for each in waiting
    )
    return InboxPage(
        layout=layout_for(actor),
        lines=lines,
        unread=sum(line.is_unread for line in lines),
        seen_until=max(each.at for each in waiting).isoformat() if waiting else "",
        offers_nudges=is_offered(),
    )


def nudge_page(actor: Actor) -> NudgePage | None:
    """Return what somebody chose about nudges; None when there is nothing to choose."""
    choice = notifications.nudge_choice(actor.user_id)
    if choice is None and not is_offered():
        return None
    return NudgePage(
        layout=layout_for(actor),
        address=choice.address if choice else "",
        is_on=bool(choice and choice.is_confirmed),
        waits_for_code=bool(choice and not choice.is_confirmed),
        failed=bool(choice) and notifications.last_letter_failed(actor.user_id),
        words=nudge_words(),
        given_up=letters_given_up() if actor.role == "administrator" else None,
    )


def address_of(waiting: Waiting) -> str:
    """Return the page a notice leads to; its own door opens it."""
    return reverse(waiting.kind.target, kwargs={"place": waiting.about} if waiting.about else None)


def said_when(at: datetime, now: datetime) -> str:
    """Return a moment as one says it: «I dag kl. 9.12», «I går kl. 14.40», «Torsdag 12. mars»."""
    local, today = timezone.localtime(at), timezone.localdate(now)
    match (today - local.date()).days:
        case 0:
            return gettext("I dag kl. %(time)s") % {"time": date_format(local, "G.i")}
        case 1:
            return gettext("I går kl. %(time)s") % {"time": date_format(local, "G.i")}
        case _:
            shown = "l j. F" if local.year == today.year else "j. F Y"
            return date_format(local, shown).capitalize()


def layout_for(actor: Actor) -> str:
    """Return the layout of pages that employees and residents share."""
    return "ui/staff.html" if actor.kind == "employee" else "ui/family.html"
