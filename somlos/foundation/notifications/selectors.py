"""What lies in one's own inbox, and what one chose about nudges."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag

from somlos.foundation.notifications.models import Letter, Notice, NudgeChoice
from somlos.foundation.notifications.notices import NoticeKind
from somlos.foundation.vault import keys


@dataclass(frozen=True, slots=True)
class Waiting:
    """One notice in an inbox."""

    id: UUID
    kind: NoticeKind
    about: UUID | None
    number: int | None
    at: datetime
    is_read: bool


def inbox(user_id: UUID, *, most: int = 100) -> list[Waiting]:
    """Return the newest of one's own notices that are not dealt with, newest first.

    The database leaves out what is about a compartment its reader can no longer open. The number of those unread, on
    any page, is `access.selectors.unread_notices`.
    """
    rows = Notice.objects.filter(recipient_id=user_id, done_at__isnull=True).order_by("-at", "id")[:most]
    return [_waiting(row) for row in rows if row.kind in NoticeKind.all]


def notice(user_id: UUID, notice_id: UUID) -> Waiting | None:
    """Return one of one's own notices; None when it is not there for this reader."""
    row = Notice.objects.filter(recipient_id=user_id, id=notice_id, kind__in=list(NoticeKind.all)).first()
    return _waiting(row) if row else None


def _waiting(row: Notice) -> Waiting:
    return Waiting(row.id, NoticeKind.all[row.kind], row.about, row.number, row.at, row.read_at is not None)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose about nudges."""

    address: str = field(repr=False)
    is_confirmed: bool
    asked_at: datetime | None


def nudge_choice(user_id: UUID) -> Choice | None:
    """Return one's own choice; None when nudges are off."""
    row = NudgeChoice.objects.filter(user_id=user_id, address__isnull=False).first()
    if row is None or row.address is None:
        return None
    try:
        address = open_address(row.address, user_id)
    except InvalidTag:
        return None
    return Choice(address, row.confirmed_at is not None, row.asked_at)


def last_letter_failed(user_id: UUID) -> bool:
    """Tell whether the newest letter to this user was given up."""
    newest = Letter.objects.filter(recipient_id=user_id).order_by("-begun_at").values_list("state", flat=True).first()
    return newest == "given_up"


def open_address(sealed: bytes | memoryview, user_id: UUID) -> str:
    """Open the address of a choice with the key outside the database; raises InvalidTag when it is another user's."""
    return keys.open_parcel(bytes(sealed), bound_to=address_of(user_id)).decode()


def address_of(user_id: UUID) -> str:
    """Return what the address of a user's choice is bound to, so that it cannot be moved to another."""
    return f"notifications.address|{user_id}"
