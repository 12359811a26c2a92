"""National id numbers: birth numbers and D-numbers, real and synthetic, with the control digits of today and of 2032.

Synthetic persons have 80 (Skatteetaten's Tenor) or 65 (NAV) added to the month. Help numbers of the health service
(40 added to the month) are no identity outside the hospital that made them, so they are not accepted.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_SPACING = dict.fromkeys(map(ord, " \u00a0\u202f\t-."))


class Kind(Enum):
    """What sort of number it is."""

    BIRTH_NUMBER = "birth_number"
    D_NUMBER = "d_number"


class Synthetic(Enum):
    """Who made up the person."""

    TENOR = "tenor"
    NAV = "nav"


class WhyNot(Enum):
    """Why a number is not accepted."""

    NOT_ELEVEN_DIGITS = "not_eleven_digits"
    NO_SUCH_DATE = "no_such_date"
    HELP_NUMBER = "help_number"
    WRONG_CONTROL_DIGITS = "wrong_control_digits"
    REAL_PERSON = "real_person"
    MADE_UP_PERSON = "made_up_person"


@dataclass(frozen=True, slots=True)
class NationalId:
    """A number that holds together; printing it never shows the digits."""

    digits: str = field(repr=False)
    kind: Kind
    born: date = field(repr=False)
    synthetic: Synthetic | None


def parse(number: str) -> NationalId | WhyNot:
    """Read a number as people write it, with or without spaces; return it, or why it does not hold together."""
    digits = number.strip().translate(_SPACING)
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return WhyNot.NOT_ELEVEN_DIGITS
    if not _holds_together(digits):
        return WhyNot.WRONG_CONTROL_DIGITS
    kind, day = (Kind.D_NUMBER, int(digits[:2]) - 40) if digits[0] in "4567" else (Kind.BIRTH_NUMBER, int(digits[:2]))
    synthetic, month = _month(int(digits[2:4]))
    if 40 < month <= 52:
        return WhyNot.HELP_NUMBER
    year = _year(int(digits[4:6]), int(digits[6:9]))
    try:
        born = date(year or 0, month, day)
    except ValueError:
        return WhyNot.NO_SUCH_DATE
    return NationalId(digits, kind, born, synthetic)


def why_not_accept(number: str, *, real_allowed: bool) -> WhyNot | None:
    """Tell why a number cannot name somebody here; None when it can.

    Where real people are allowed made-up ones are not, and the other way round: a demonstration never holds a real
    person, and a municipality never holds one that does not exist.
    """
    read = parse(number)
    if isinstance(read, WhyNot):
        return read
    if read.synthetic and real_allowed:
        return WhyNot.MADE_UP_PERSON
    if not read.synthetic and not real_allowed:
        return WhyNot.REAL_PERSON
    return None


def synthetic_number(born: date, *, serial: int) -> str | None:
    """Make the number of a made-up person (month + 80), for Fjordvik and tests; None when the serial gives none that day.

    The serial is 0–499 for those born before 2000 and 500–999 after; about one in six has no valid control digits.
    """
    nine = f"{born.day:02}{born.month + 80:02}{born.year % 100:02}{serial:03}"
    if _year(born.year % 100, serial) != born.year:
        return None
    first = -_weigh(_FIRST, nine) % 11
    second = -_weigh(_SECOND, f"{nine}{first}") % 11
    return f"{nine}{first}{second}" if first < 10 and second < 10 else None


def _weigh(weights: tuple[int, ...], digits: str) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))


def _holds_together(digits: str) -> bool:
    # From 2032 the first control digit may leave 0, 1, 2 or 3 (Skatteetaten); the second stays as it is, and still
    # catches every single wrong digit by itself.
    first = (_weigh(_FIRST, digits) + int(digits[9])) % 11
    second = (_weigh(_SECOND, digits) + int(digits[10])) % 11
    return first in (0, 1, 2, 3) and second == 0


def _month(written: int) -> tuple[Synthetic | None, int]:
    if written > 80:
        return Synthetic.TENOR, written - 80
    if written > 65:
        return Synthetic.NAV, written - 65
    return None, written


def _year(two_digits: int, serial: int) -> int | None:
    if serial < 500:
        return 1900 + two_digits
    if serial < 750 and two_digits >= 54:
        return 1800 + two_digits
    if two_digits < 40:
        return 2000 + two_digits
    if serial >= 900:
        return 1900 + two_digits
    return None
