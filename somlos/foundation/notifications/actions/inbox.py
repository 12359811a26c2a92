"""What one can do with notices: leave one for somebody, and mark one's own as read or dealt with."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from somlos.foundation.notifications.actions import mail, queue
from somlos.foundation.notifications.models import Notice
from somlos.foundation.notifications.notices import NoticeKind


def notify(
    kind: NoticeKind,
    *,
    to: UUID | Collection[UUID],
    now: datetime,
    about: UUID | None = None,
    number: int | None = None,
) -> None:
    """Leave a notice in the inbox of one or several users, in the change's own transaction.

    A second unread notice of the same kind about the same compartment is folded into the first. `about` is the
    compartment the page of the kind is opened with; whoever cannot open it will not see the notice.
    """
    if kind.leads_to_compartment != (about is not None):
        raise ValueError(f"{kind.code} is left with a compartment exactly when its page is opened by one")
    users = sorted({to} if isinstance(to, UUID) else set(to))  # in one order, so that two at once wait and do not lock
    Notice.objects.bulk_create(
        [
            Notice(recipient_id=user, kind=kind.code, about=about, number=number, at=now, nudges=kind.may_nudge)
            for user in users
        ],
        ignore_conflicts=True,
    )
    if users and kind.may_nudge and mail.is_offered():
        queue.defer_nudges(users)


def mark_read(ids: Collection[UUID], *, now: datetime) -> None:
    """Mark some of one's own notices as read."""
    Notice.objects.filter(id__in=ids, read_at__isnull=True).update(read_at=now)


def mark_all_read(*, before: datetime, now: datetime) -> None:
    """Mark one's own notices as read, as far as the reader had seen them."""
    Notice.objects.filter(read_at__isnull=True, at__lte=before).update(read_at=now)


def settle(kinds: Collection[NoticeKind], *, about: UUID | None, now: datetime) -> None:
    """Take one's own notices of these kinds about a compartment out of the inbox, because one has dealt with it."""
    codes = [kind.code for kind in kinds]
    Notice.objects.filter(kind__in=codes, about=about, done_at__isnull=True).update(done_at=now)
