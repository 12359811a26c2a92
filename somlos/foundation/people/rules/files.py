"""A list as a file: one CSV, read line by line, and told line by line what is wrong with it (R10).

UTF-8 with or without a mark, or Windows-1252 as older spreadsheets write it; semicolon, comma or tab; days as 05.01.2026
or 2026-01-05. A column nobody knows is refused, not passed over: what is not needed is not stored.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from somlos.foundation.access.rules import Protection
from somlos.foundation.accounts.rules import national_id
from somlos.foundation.accounts.rules.national_id import NationalId
from somlos.foundation.organisations.rules.names import sorting_key
from somlos.foundation.people.rules.carers import CarerKind
from somlos.foundation.people.rules.children import (
    LANGUAGES,
    Details,
    NewCarer,
    WhyNot,
    why_not_care,
    why_not_register,
)
from somlos.kernel.text import tidy, why_not_keep

Code = TypeVar("Code", bound=str)

LARGEST = 1_000_000
MOST_LINES = 500
MOST_CARERS = 4
MOST_TOLD = 200


class Fault(StrEnum):
    """What is wrong at a place in a file."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    SPREADSHEET = "spreadsheet"
    UNKNOWN_ENCODING = "unknown_encoding"
    MIXED_ENCODING = "mixed_encoding"
    NOT_TEXT = "not_text"
    BROKEN_QUOTES = "broken_quotes"
    TOO_MANY_LINES = "too_many_lines"
    NO_CHILDREN = "no_children"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_TWICE = "column_twice"
    TOO_MANY_CELLS = "too_many_cells"
    NOT_A_DAY = "not_a_day"
    NOT_YES_OR_NO = "not_yes_or_no"
    NO_NAME = "no_name"
    NO_DAY = "no_day"
    TOO_LONG = "too_long"
    BORN_AND_EXPECTED = "born_and_expected"
    BORN_IN_THE_FUTURE = "born_in_the_future"
    TOO_OLD = "too_old"
    EXPECTED_TOO_FAR_OFF = "expected_too_far_off"
    EXPECTED_IN_THE_PAST = "expected_in_the_past"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_PROTECTION = "unknown_protection"
    STRICT_ADDRESS = "strict_address"
    NOT_A_NUMBER = "not_a_number"
    REAL_PERSON = "real_person"
    MADE_UP_PERSON = "made_up_person"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    CHILD_TWICE = "child_twice"
    CARER_TWICE = "carer_twice"
    CARER_WITHOUT_NAME = "carer_without_name"
    UNKNOWN_CARER = "unknown_carer"
    PHONE_OF_PROTECTED = "phone_of_protected"
    CARER_IS_THE_CHILD = "carer_is_the_child"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: on which line, in which column, and what. `other` is another line it has to do with."""

    line: int
    column: str
    fault: Fault
    other: int = 0


class Encoding(StrEnum):
    """How a file's letters were written."""

    UTF_8 = "utf-8"
    WINDOWS_1252 = "windows-1252"


@dataclass(frozen=True, slots=True)
class Row:
    """One child as a line of the file tells it."""

    line: int
    details: Details
    national_id: NationalId | None = field(repr=False)
    carers: tuple[NewCarer, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: its children, and all that is wrong. With anything wrong nothing of it is stored."""

    rows: tuple[Row, ...]
    wrong: tuple[Wrong, ...]
    encoding: Encoding | None = None


_COLUMNS = {
    "name": ("navn", "barnets navn", "namnet til barnet", "namn"),
    "first_name": ("fornavn", "førenamn"),
    "last_name": ("etternavn", "etternamn"),
    "called": ("kalt", "kalla", "kallenavn", "kallenamn"),
    "birth_date": ("fødselsdato", "født", "fødd"),
    "national_id": ("fødselsnummer", "fnr", "d-nummer"),
    "expected_on": ("termin", "termindato"),
    "language": ("språk", "morsmål"),
    "interpreter": ("tolk", "tolkebehov"),
    "protection": ("adressesperre",),
}
_OF_CARER = {
    "name": ("", "navn", "namn"),
    "national_id": ("fødselsnummer", "fnr"),
    "kind": ("foreldreansvar", "rolle"),
    "phone": ("telefon", "mobil"),
}
_KNOWN = {word: key for key, words in _COLUMNS.items() for word in words}
_CARER = re.compile(r"(?:foresatt|føresett) ?([1-9])? ?(.*)")
_OF_CARER_KNOWN = {word: key for key, words in _OF_CARER.items() for word in words}
_KINDS = {
    "ja": CarerKind.PARENT_WITH_RESPONSIBILITY,
    "foreldreansvar": CarerKind.PARENT_WITH_RESPONSIBILITY,
    "forelder med foreldreansvar": CarerKind.PARENT_WITH_RESPONSIBILITY,
    "nei": CarerKind.PARENT_WITHOUT_RESPONSIBILITY,
    "uten foreldreansvar": CarerKind.PARENT_WITHOUT_RESPONSIBILITY,
    "utan foreldreansvar": CarerKind.PARENT_WITHOUT_RESPONSIBILITY,
    "forelder uten foreldreansvar": CarerKind.PARENT_WITHOUT_RESPONSIBILITY,
    "forelder utan foreldreansvar": CarerKind.PARENT_WITHOUT_RESPONSIBILITY,
    "fosterforelder": CarerKind.FOSTER_PARENT,
    "fostermor": CarerKind.FOSTER_PARENT,
    "fosterfar": CarerKind.FOSTER_PARENT,
    "institusjon": CarerKind.INSTITUTION,
    "barnevernet": CarerKind.CHILD_WELFARE_AS_CARER,
    "barneverntjenesten": CarerKind.CHILD_WELFARE_AS_CARER,
    "barnevernstjenesten": CarerKind.CHILD_WELFARE_AS_CARER,
    "barnevernstenesta": CarerKind.CHILD_WELFARE_AS_CARER,
    "verge": CarerKind.LEGAL_GUARDIAN,
    "verje": CarerKind.LEGAL_GUARDIAN,
    "representant": CarerKind.REPRESENTATIVE,
}
_LANGUAGES = {
    "norsk": "nb", "bokmål": "nb", "nynorsk": "nn", "samisk": "se", "nordsamisk": "se", "sørsamisk": "sma", "lulesamisk": "smj", "tegnspråk": "nsl",
    "teiknspråk": "nsl", "norsk tegnspråk": "nsl", "engelsk": "en", "arabisk": "ar", "dari": "prs", "spansk": "es", "estisk": "et", "persisk": "fa",
    "farsi": "fa", "finsk": "fi", "fransk": "fr", "kurdisk": "ku", "litauisk": "lt", "latvisk": "lv", "polsk": "pl", "pashto": "ps", "rumensk": "ro",
    "russisk": "ru", "somali": "so", "swahili": "sw", "tamil": "ta", "thai": "th", "tigrinja": "ti", "tagalog": "tl", "tyrkisk": "tr",
    "ukrainsk": "uk", "urdu": "ur", "vietnamesisk": "vi", "kinesisk": "zh",
} | {code: code for code in LANGUAGES}  # fmt: skip
_PROTECTIONS = {
    "nei": Protection.NONE,
    "ingen": Protection.NONE,
    "fortrolig": Protection.CONFIDENTIAL,
    "fortruleg": Protection.CONFIDENTIAL,
    "strengt fortrolig": Protection.STRICTLY_CONFIDENTIAL,
    "strengt fortruleg": Protection.STRICTLY_CONFIDENTIAL,
}
_DAY = (
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
)
_NUMBER_FAULTS = {
    national_id.WhyNot.REAL_PERSON: Fault.REAL_PERSON,
    national_id.WhyNot.MADE_UP_PERSON: Fault.MADE_UP_PERSON,
}
_UNSURE = "\ufffd"


def read_list(content: bytes, *, stated_by: str, stated_on: date, real_allowed: bool, today: date) -> Read:
    """Read a file of children with their carers, whose responsibility somebody stated on a day."""
    try:
        text, encoding = decoded(content)
        lines = _lines(text)
    except BadFile as bad:
        return Read((), (bad.wrong,))
    reader = _Reader(stated_by, stated_on, real_allowed, today)
    rows, wrong = reader.read(lines)
    return Read(rows, tuple(wrong[:MOST_TOLD]), encoding)


class BadFile(Exception):
    """A file could not be read at all."""

    def __init__(self, fault: Fault, *, line: int = 1) -> None:
        super().__init__(fault.value)
        self.wrong = Wrong(line, "", fault)


def decoded(content: bytes) -> tuple[str, Encoding]:
    """Return a file's text and how it was written; raises what stands in the way."""
    if len(content) > LARGEST:
        raise BadFile(Fault.TOO_LARGE)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadFile(Fault.SPREADSHEET)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile(Fault.UNKNOWN_ENCODING)
    text, encoding = _letters(content)
    if why_not_keep(text):
        raise BadFile(Fault.NOT_TEXT)
    if not text.strip():
        raise BadFile(Fault.EMPTY)
    return text, encoding


def _letters(content: bytes) -> tuple[str, Encoding]:
    try:
        return content.decode("utf-8-sig"), Encoding.UTF_8
    except UnicodeDecodeError:
        if any(ord(letter) > 127 for letter in content.decode("utf-8", errors="replace") if letter != _UNSURE):
            raise BadFile(Fault.MIXED_ENCODING) from None
    try:
        return content.decode("cp1252"), Encoding.WINDOWS_1252
    except UnicodeDecodeError:
        raise BadFile(Fault.UNKNOWN_ENCODING) from None


def _lines(text: str) -> list[tuple[int, list[str]]]:
    heading = next(line for line in text.splitlines() if line.strip())
    mark = next((mark for mark in ";\t," if mark in heading), ";")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    lines: list[tuple[int, list[str]]] = []
    started = 1
    try:
        for cells in reader:
            tidied = [" ".join(tidy(cell).split()) for cell in cells]
            if any(tidied):
                lines.append((started, tidied))
            if len(lines) > MOST_LINES + 1:
                raise BadFile(Fault.TOO_MANY_LINES, line=started)
            started = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(Fault.BROKEN_QUOTES, line=started) from error
    if not lines:
        raise BadFile(Fault.EMPTY)
    return lines


class _Reader:
    """Reads the lines of one file and gathers what is wrong."""

    def __init__(self, stated_by: str, stated_on: date, real_allowed: bool, today: date) -> None:
        self.stated_by, self.stated_on, self.real_allowed, self.today = stated_by, stated_on, real_allowed, today
        self.wrong: list[Wrong] = []
        self.heads: dict[str, str] = {}

    def read(self, lines: Sequence[tuple[int, list[str]]]) -> tuple[tuple[Row, ...], list[Wrong]]:
        """Return the children, and all that is wrong in the order of the lines."""
        (at, heading), *rest = lines
        keys = self._keys(at, heading)
        if not self.wrong and not rest:
            self._tell(at, "", Fault.NO_CHILDREN)
        if self.wrong:
            return (), self.wrong
        rows = [row for line, cells in rest if (row := self._row(line, self._cells(line, keys, cells))) is not None]
        self._find_twice(rows)
        return tuple(rows), sorted(self.wrong, key=lambda each: each.line)

    def _tell(self, line: int, key: str, fault: Fault, other: int = 0) -> None:
        self.wrong.append(Wrong(line, self.heads.get(key, key), fault, other))

    def _keys(self, at: int, heading: Sequence[str]) -> list[str]:
        keys: list[str] = []
        for written in heading:
            key = _key(written)
            if key is None and written:
                self._tell(at, written, Fault.UNKNOWN_COLUMN)
            elif key in keys:
                self._tell(at, written, Fault.COLUMN_TWICE)
            keys.append(key or "")
            self.heads.setdefault(key or "", written)
        self._find_missing(at, set(keys))
        return keys

    def _find_missing(self, at: int, keys: set[str]) -> None:
        if "name" not in keys and not {"first_name", "last_name"} <= keys:
            self._tell(at, "navn", Fault.MISSING_COLUMN)
        if not {"birth_date", "national_id", "expected_on"} & keys:
            self._tell(at, "fødselsdato", Fault.MISSING_COLUMN)
        for number in sorted({key.split()[1] for key in keys if key.startswith("carer ")}):
            for part, word in (("name", ""), ("kind", " foreldreansvar")):
                if f"carer {number} {part}" not in keys:
                    self._tell(at, f"foresatt {number}{word}", Fault.MISSING_COLUMN)

    def _cells(self, line: int, keys: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
        if any(cells[len(keys) :]):
            self._tell(line, "", Fault.TOO_MANY_CELLS)
        return {key: cell for key, cell in zip(keys, cells, strict=False) if key and cell}

    def _row(self, line: int, cells: Mapping[str, str]) -> Row | None:
        before = len(self.wrong)
        number = self._number(line, "national_id", cells)
        details = Details(
            name=cells.get("name") or " ".join(filter(None, (cells.get("first_name"), cells.get("last_name")))),
            called=cells.get("called", ""),
            birth_date=self._day(line, "birth_date", cells) or (number.born if number else None),
            expected_on=self._day(line, "expected_on", cells),
            language=self._one_of(line, "language", cells, _LANGUAGES, Fault.UNKNOWN_LANGUAGE) or "",
            interpreter_needed=bool(
                self._one_of(line, "interpreter", cells, {"ja": "ja", "nei": ""}, Fault.NOT_YES_OR_NO)
            ),
            protection=self._one_of(line, "protection", cells, _PROTECTIONS, Fault.UNKNOWN_PROTECTION)
            or Protection.NONE,
        )
        carers = tuple(self._carers(line, cells, number))
        if len(self.wrong) == before:
            self._check(line, details, number, carers)
        return Row(line, details, number, carers) if len(self.wrong) == before else None

    def _check(self, line: int, details: Details, number: NationalId | None, carers: Sequence[NewCarer]) -> None:
        if why := why_not_register(details, national_id=number, today=self.today):
            self._tell(line, _COLUMN_OF.get(why, "name"), Fault(why.value))
        elif not (details.birth_date or details.expected_on):
            self._tell(line, "birth_date", Fault.NO_DAY)
        if details.protection is Protection.STRICTLY_CONFIDENTIAL:
            self._tell(line, "protection", Fault.STRICT_ADDRESS)
        elif details.protection is Protection.CONFIDENTIAL and any(carer.phone for carer in carers):
            self._tell(line, "protection", Fault.PHONE_OF_PROTECTED)

    def _carers(self, line: int, cells: Mapping[str, str], child: NationalId | None) -> Iterator[NewCarer]:
        seen: list[NewCarer] = []
        for number in range(1, MOST_CARERS + 1):
            at = f"carer {number} "
            carer = self._carer(line, at, {part: cells[at + part] for part in _OF_CARER if at + part in cells}, cells)
            if carer is None:
                continue
            if any(_same(carer, other) for other in seen):
                self._tell(line, at + "name", Fault.CARER_TWICE)
            elif carer.national_id is not None and carer.national_id == child:
                self._tell(line, at + "national_id", Fault.CARER_IS_THE_CHILD)
            elif why_not_care(carer, today=self.today) is WhyNot.TOO_LONG:
                self._tell(line, at + "name", Fault.TOO_LONG)
            seen.append(carer)
            yield carer

    def _carer(self, line: int, at: str, told: Mapping[str, str], cells: Mapping[str, str]) -> NewCarer | None:
        if not told:
            return None
        if "name" not in told:
            self._tell(line, at + "name", Fault.CARER_WITHOUT_NAME)
            return None
        kind = _KINDS.get(told.get("kind", "").casefold())
        if kind is None:
            self._tell(line, at + "kind", Fault.UNKNOWN_CARER)
            return None
        found = self._number(line, at + "national_id", cells)
        return NewCarer(told["name"], kind, self.stated_by, self.stated_on, found, told.get("phone", ""))

    def _find_twice(self, rows: Sequence[Row]) -> None:
        first: dict[object, int] = {}
        for row in rows:
            marks: list[object] = [row.national_id] if row.national_id else []
            if row.details.birth_date or row.details.expected_on:
                marks.append((sorting_key(row.details.name), row.details.birth_date, row.details.expected_on))
            there = next((first[mark] for mark in marks if mark in first), None)
            if there is not None:
                self._tell(row.line, "name", Fault.CHILD_TWICE, there)
            first |= {mark: row.line for mark in marks if mark not in first}

    def _day(self, line: int, key: str, cells: Mapping[str, str]) -> date | None:
        written = cells.get(key)
        if not written:
            return None
        match = next(filter(None, (form.fullmatch(written) for form in _DAY)), None)
        try:
            if match:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            pass
        self._tell(line, key, Fault.NOT_A_DAY)
        return None

    def _number(self, line: int, key: str, cells: Mapping[str, str]) -> NationalId | None:
        written = cells.get(key)
        if not written:
            return None
        read = national_id.parse(written)
        why = national_id.why_not_accept(written, real_allowed=self.real_allowed)
        if isinstance(read, national_id.WhyNot) or why is not None:
            self._tell(line, key, _NUMBER_FAULTS.get(why, Fault.NOT_A_NUMBER) if why else Fault.NOT_A_NUMBER)
            return None
        return read

    def _one_of(
        self, line: int, key: str, cells: Mapping[str, str], known: Mapping[str, Code], fault: Fault
    ) -> Code | None:
        written = cells.get(key)
        if not written:
            return None
        found = known.get(written.casefold())
        if found is None:
            self._tell(line, key, fault)
        return found


_COLUMN_OF = {
    WhyNot.BORN_AND_EXPECTED: "expected_on",
    WhyNot.BORN_IN_THE_FUTURE: "birth_date",
    WhyNot.TOO_OLD: "birth_date",
    WhyNot.EXPECTED_TOO_FAR_OFF: "expected_on",
    WhyNot.EXPECTED_IN_THE_PAST: "expected_on",
    WhyNot.BIRTH_DATE_DIFFERS: "national_id",
}


def _key(written: str) -> str | None:
    word = " ".join(written.casefold().replace("_", " ").split())
    if word in _KNOWN:
        return _KNOWN[word]
    match = _CARER.fullmatch(word)
    if match is None or match[2] not in _OF_CARER_KNOWN or int(match[1] or 1) > MOST_CARERS:
        return None
    return f"carer {match[1] or 1} {_OF_CARER_KNOWN[match[2]]}"


def _same(one: NewCarer, other: NewCarer) -> bool:
    if one.national_id and other.national_id:
        return one.national_id == other.national_id
    return sorting_key(one.name) == sorting_key(other.name)
