"""What can stand in an inbox. Rooms above declare their kinds; the sentences hold nothing about anybody."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind of notice: a stable code, its sentence in bokmål, and the page it leads to.

    The sentence has no variable, or `%(number)d` for a count or a number of days and nothing else (C2). The page is
    named by its route and opened by its own door: with the compartment as `place` when `leads_to_compartment`,
    without anything when not. `may_nudge` says whether those who chose it are nudged by e-mail.
    """

    all: ClassVar[dict[str, "NoticeKind"]] = {}

    code: str
    sentence: str | Promise
    target: str
    leads_to_compartment: bool
    may_nudge: bool

    def __post_init__(self) -> None:
        if self.code in self.all:
            raise ValueError(f"{self.code} is declared twice")
        self.all[self.code] = self

    def say(self, number: int | None) -> str:
        """Return the sentence in the reader's language."""
        sentence = self.sentence if number is None else self.sentence % {"number": number}
        return str(sentence)
