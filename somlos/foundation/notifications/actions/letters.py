"""What the worker does to send a letter: write it down before the mail server is asked, and after it has answered."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import connection

from somlos.foundation.notifications import rules, selectors
from somlos.foundation.notifications.actions import mail, queue
from somlos.foundation.notifications.actions.choice import code_for
from somlos.foundation.notifications.models import Letter, NudgeChoice
from somlos.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that has been written down and is about to be sent."""

    letter_id: UUID
    attempt: int
    address: str = field(repr=False)
    words: mail.Words = field(repr=False)


def begin_nudge(user_id: UUID, *, now: datetime) -> Outgoing | None:
    """Write down a nudge that is to be sent; None when there is nothing to nudge about, it is too soon, or it is off."""
    with queue.on_errand(queue.NUDGING):
        choice = (
            NudgeChoice.objects.filter(user_id=user_id, confirmed_at__isnull=False).only("user_id", "address").first()
        )
        letter = Letter.objects.filter(recipient_id=user_id, purpose="nudge", state="under_way").first()
        if choice is None or choice.address is None:
            _end(letter, "unwanted", now=now)
            return None
        if letter is None:
            sent = Letter.objects.filter(recipient_id=user_id, purpose="nudge", state="sent").order_by("-ended_at")
            at = rules.next_nudge_at(sent.values_list("ended_at", flat=True).first(), now=now)
            if at > now:
                again = f"nudge {user_id}"
                queue.defer(queue.NUDGING, {"user_id": user_id}, at=at, lock=again, fold=again)
                return None
            if not _take_up_nudge(user_id):
                return None
            letter = Letter.objects.create(
                id=new_id(), recipient_id=user_id, purpose="nudge", state="under_way", begun_at=now
            )
        return _attempt(letter, choice, mail.nudge_words(), now=now)


def begin_code(choice_id: UUID, *, now: datetime) -> Outgoing | None:
    """Write down a letter with a code that is to be sent; None when it is no longer waited for."""
    with queue.on_errand(queue.NUDGING):
        choice = NudgeChoice.objects.only("user_id", "address", "address_hash", "asked_at", "confirmed_at").get(
            id=choice_id
        )
        letter = Letter.objects.filter(recipient_id=choice.user_id, purpose="code", state="under_way").first()
        if choice.confirmed_at or choice.asked_at is None or now >= choice.asked_at + rules.CODE_LASTS:
            _end(letter, "unwanted", now=now)
            return None
        letter = letter or Letter.objects.create(
            id=new_id(), recipient_id=choice.user_id, purpose="code", state="under_way", begun_at=now
        )
        return _attempt(letter, choice, mail.code_words(code_for(choice)), now=now)


def end_letter(letter_id: UUID, *, state: str, now: datetime) -> None:
    """Write down how it went with a letter."""
    with queue.on_errand(queue.NUDGING):
        _end(Letter(id=letter_id), state, now=now)


def tidy(*, now: datetime) -> None:
    """Erase what has been read or dealt with long enough ago, and letters that have gone (docs/retention.md)."""
    with queue.on_errand(queue.NUDGING), connection.cursor() as cursor:
        cursor.execute(
            "delete from notifications_notice where coalesce(done_at, read_at) < %s", (now - rules.KEEP_READ,)
        )
        cursor.execute(
            "delete from notifications_letter where ended_at < case state when 'given_up' then %s else %s end",
            (now - rules.KEEP_GIVEN_UP, now - rules.KEEP_SENT),
        )


def _attempt(letter: Letter, choice: NudgeChoice, words: mail.Words, *, now: datetime) -> Outgoing | None:
    try:
        address = selectors.open_address(choice.address or b"", choice.user_id)
    except InvalidTag:  # sealed with a key that is gone: nobody can be written to, and an administrator sees the count
        _end(letter, "given_up", now=now)
        return None
    Letter.objects.filter(id=letter.id).update(attempts=letter.attempts + 1)
    return Outgoing(letter.id, letter.attempts + 1, address, words)


def _end(letter: Letter | None, state: str, *, now: datetime) -> None:
    if letter is not None:
        Letter.objects.filter(id=letter.id, state="under_way").update(state=state, ended_at=now)


def _take_up_nudge(user_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select access.take_up_nudge(%s)", (user_id,))
        row = cursor.fetchone()
    return bool(row and row[0])
