"""Words on pages: numbers spelled out in a sentence, and what somebody wrote told from what a form carries."""

import re
from collections.abc import Iterable

_SPELLED = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def in_words(number: int) -> str:
    """Return the number as it stands in a sentence. “One” has a gender: let ngettext say it where it can occur."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else str(number)


CARRIED = frozenset(
    "after carer chosen_by csrfmiddlewaretoken decision farge interpreter_needed keep kind language neste once"
    " parcel person protection scale seat seen_version share_with sprak step throw til told why".split()
)
"""What our forms call the fields that nobody writes in: marks, choices, buttons."""
_NOT_WRITTEN = re.compile(
    r"""
      [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}     # an id
    | \d{4}-\d{2}-\d{2} | \d{1,2}\.\d{1,2}\.\d{2,4}  # a day
    | -?\d+                                         # a number
    | (?=.*\d)(?=.*[a-z])(?=.*[A-Z])([A-Za-z0-9]{32}){1,2}  # a form's token
    """,
    re.VERBOSE | re.ASCII,
)


def texts_in(sent: Iterable[tuple[str, str]]) -> list[str]:
    """Return what somebody wrote, one word or many, from the fields of a form: no marks, choices, days and numbers."""
    return [
        value
        for name, value in sent
        if name.rpartition("-")[2] not in CARRIED and value.strip() and not _NOT_WRITTEN.fullmatch(value.strip())
    ]
