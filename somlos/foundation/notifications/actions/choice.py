"""What one can do about nudges: choose them to an address one reads, and turn them off."""

import hmac
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import F
from django.utils.timezone import localdate

from somlos.foundation.notifications import rules, selectors
from somlos.foundation.notifications.actions import queue
from somlos.foundation.notifications.models import NudgeChoice
from somlos.foundation.notifications.rules import NotChosen
from somlos.foundation.vault import keys
from somlos.kernel.refusal import Refused

_CHOSEN = ("address", "address_hash", "asked_times", "asked_on", "asked_at", "tries", "confirmed_at")


def choose_address(user_id: UUID, address: str, *, now: datetime) -> None:
    """Ask for nudges to an address: a code is sent there, and nothing else until it comes back."""
    today = localdate(now)
    there = NudgeChoice.objects.select_for_update().filter(user_id=user_id).first()
    row = there or NudgeChoice(user_id=user_id)
    if why := rules.why_not_ask(asked_on=row.asked_on, asked_times=row.asked_times, today=today):
        raise Refused(why)
    row.address = keys.seal_parcel(address.encode(), bound_to=selectors.address_of(user_id))
    row.address_hash = keys.keyed_hash("notifications.address", rules.same_address(address))
    row.asked_times = row.asked_times + 1 if row.asked_on == today else 1
    row.asked_on, row.asked_at, row.tries, row.confirmed_at = today, now, 0, None
    row.save(update_fields=_CHOSEN if there else None)
    queue.defer(queue.CODE, {"choice_id": row.id}, lock=f"code {row.id}")


def confirm_address(user_id: UUID, code: str, *, now: datetime) -> None:
    """Turn nudges on, when the code that was sent to the address comes back."""
    row = NudgeChoice.objects.select_for_update().filter(user_id=user_id, address__isnull=False).first()
    if row is None or row.confirmed_at is not None:
        raise Refused(NotChosen.NO_CODE)
    right = hmac.compare_digest(code_for(row), code) if code.isascii() else False
    if why := rules.why_not_confirm(asked_at=row.asked_at, tries=row.tries, right=right, now=now):
        raise Refused(why)
    NudgeChoice.objects.filter(id=row.id).update(confirmed_at=now)


def count_wrong_code(user_id: UUID) -> None:
    """Remember that a wrong code was tried; called in a transaction that lasts when the answer is a refusal."""
    NudgeChoice.objects.filter(user_id=user_id, tries__lt=rules.TRIES_A_CODE).update(tries=F("tries") + 1)


def turn_off(user_id: UUID) -> None:
    """Turn nudges off and forget the address."""
    NudgeChoice.objects.filter(user_id=user_id).update(
        address=None, address_hash=None, asked_at=None, confirmed_at=None
    )


def code_for(choice: NudgeChoice) -> str:
    """Work the code out from a key outside the database, so that it lies neither there nor in the queue."""
    asked = choice.asked_at.astimezone(UTC).isoformat() if choice.asked_at else ""
    bound = f"{choice.id}|{asked}|{bytes(choice.address_hash or b'').hex()}"
    return rules.six_digits(keys.keyed_hash("notifications.code", bound))
