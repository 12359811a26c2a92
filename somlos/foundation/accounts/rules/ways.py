"""Where a sign-in may lead back to: pages of this house and nowhere else."""

from enum import Enum

LONGEST = 2_000


class WayBack(Enum):
    """Why a sign-in may not lead back to an address."""

    LEAVES_THE_HOUSE = "leaves_the_house"
    TOO_LONG = "too_long"


def why_not_return_to(path: str) -> WayBack | None:
    r"""Tell why a sign-in may not lead back to this address; None when it is one of our own pages.

    Browsers read `\` as `/` and drop tabs and line breaks, so only visible ASCII is let through: anything else in an
    address of ours is percent-encoded.
    """
    if len(path) > LONGEST:
        return WayBack.TOO_LONG
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return None if ours and all("!" <= character <= "~" for character in path) else WayBack.LEAVES_THE_HOUSE
