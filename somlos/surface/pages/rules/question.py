"""What a visitor asks of the finder."""

from dataclasses import dataclass

from somlos.municipality.catalogue.rules.help import Wish


@dataclass(frozen=True, slots=True)
class Question:
    """Words and choices, and whether something was not understood or was too long."""

    text: str
    wish: Wish
    not_understood: bool
    too_long: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.text and self.wish.is_empty
