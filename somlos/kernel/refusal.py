"""How the house says no: with a reason that can be shown."""

from enum import Enum


class Refused(Exception):
    """An action was not done; the reason is a member of the room's own enum."""

    def __init__(self, reason: Enum) -> None:
        super().__init__(f"{type(reason).__name__}.{reason.name}")
        self.reason = reason
