"""How long what is written is kept, and when it is erased (R13)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from somlos.child.concerns.rules.note import UNDECIDED, NoteState

KEEP_PUT_ASIDE = timedelta(days=365)
KEEP_RED_TEXT = timedelta(days=365)
KEEP_DRAFT = timedelta(days=30)
KEEP_USED_DRAFT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AlsoThere:
    """What else there is about a child: when another note was saved, and where it is."""

    saved_at: datetime
    state: NoteState


def is_erased(
    erase_on: date | None,
    state: NoteState,
    *,
    saved_at: datetime,
    others: Collection[AlsoThere],
    red_text: bool,
    today: date,
) -> bool:
    """Tell whether a note is erased today: never while a later note or a report on the child is open (R13).

    What is left of a note that went the red path is erased whatever else there is: its words have moved.
    """
    if erase_on is None or today < erase_on:
        return False
    if state is NoteState.RED_PATH:
        return True
    is_open = any(
        other.state is NoteState.REPORTED or (other.state in UNDECIDED and other.saved_at > saved_at)
        for other in others
    )
    return not is_open and not red_text
