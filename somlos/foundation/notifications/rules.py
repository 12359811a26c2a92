"""When a nudge may go, how long a code lasts, and when an e-mail address is the same as another."""

from datetime import date, datetime, timedelta
from enum import Enum

BETWEEN_NUDGES = timedelta(hours=1)
MOST_ATTEMPTS = 8
CODE_LASTS = timedelta(hours=1)
CODES_A_DAY = 5
TRIES_A_CODE = 5
KEEP_READ = timedelta(days=90)
KEEP_SENT = timedelta(days=7)
KEEP_GIVEN_UP = timedelta(days=30)


class NotChosen(Enum):
    """Why an address is not taken, or a code does not confirm it."""

    TOO_MANY_CODES = "too_many_codes"
    NO_CODE = "no_code"
    CODE_TOO_OLD = "code_too_old"
    TOO_MANY_TRIES = "too_many_tries"
    WRONG_CODE = "wrong_code"


def next_nudge_at(last: datetime | None, *, now: datetime) -> datetime:
    """Tell when the next nudge may go: now, or an hour after the last one."""
    return now if last is None else max(now, last + BETWEEN_NUDGES)


def why_not_ask(*, asked_on: date | None, asked_times: int, today: date) -> NotChosen | None:
    """Tell why no more codes are sent today; None when one may be asked for."""
    return NotChosen.TOO_MANY_CODES if asked_on == today and asked_times >= CODES_A_DAY else None


def why_not_confirm(*, asked_at: datetime | None, tries: int, right: bool, now: datetime) -> NotChosen | None:
    """Tell why a code does not confirm the address; None when it does."""
    if asked_at is None:
        return NotChosen.NO_CODE
    if now >= asked_at + CODE_LASTS:
        return NotChosen.CODE_TOO_OLD
    if tries >= TRIES_A_CODE:
        return NotChosen.TOO_MANY_TRIES
    return None if right else NotChosen.WRONG_CODE


def six_digits(secret: bytes) -> str:
    """Turn a keyed hash into a code a person can type."""
    return f"{int.from_bytes(secret[:16], 'big') % 1_000_000:06d}"


def same_address(address: str) -> str:
    """Return what two writings of one address have in common."""
    return address.strip().casefold()
