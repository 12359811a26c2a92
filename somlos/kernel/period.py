"""A stretch of time with an exclusive end."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment until, but not at, another; without an end it goes on."""

    starts: datetime
    ends: datetime | None = None

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends <= self.starts:
            raise ValueError("a period ends after it starts")

    def holds(self, at: datetime) -> bool:
        """Tell whether the moment lies in the period."""
        return self.starts <= at and (self.ends is None or at < self.ends)
