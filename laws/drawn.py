"""Who may do what, drawn by hand; and a plain model that reads the drawings and knows nothing of the door's own code."""

from dataclasses import dataclass

from fjordvik import cast
from laws.asking import NOBODY

STANDING = """
           ella  liam     noah  jonas  mina  amir  word    oda   contact  note        draft  red     note-jonas  note-mina  note-amir  red-amir   draft-amir
tove       list  list     ·     ·      ·     ·     ·       ·     list     author      owner  owner   ·           ·          ·          ·          ·
berit      ·     ·        ·     ·      ·     ·     ·       ·     ·        leader      ·      helper  ·           ·          ·          ·          ·
kari       list  blocked  ·     ·      ·     ·     ·       ·     list     discussant  ·      ·       ·           ·          ·          ·          ·
nina       ·     ·        list  ·      ·     ·     author  ·     ·        ·           ·      ·       ·           ·          ·          ·          ·
ingrid     ·     ·        ·     list   list  list  ·       ·     ·        ·           ·      ·       author      author     author     owner      owner
mette      ·     ·        ·     ·      ·     ·     ·       ·     ·        ·           ·      ·       leader      earlier    ·          ·          ·
lars       ·     ·        ·     ·      ·     ·     ·       list  ·        ·           ·      ·       ·           ·          ·          ·          ·
"""
"""How somebody stands to a place, as this story leaves it; who is not drawn stands to nothing. Noah's address is strictly confidential."""

CHILD_OF = {
    "contact": "ella", "note": "ella", "draft": "ella", "red": "liam",
    "note-jonas": "jonas", "note-mina": "mina", "note-amir": "amir", "red-amir": "amir", "draft-amir": "amir",
}  # fmt: skip
"""Which child's identity lies beside a place: whoever stands to the place may read it (W2)."""

KEEPS = {
    "Revehiet": ("tove", "kari"),
    "Ekornbolet": ("berit",),
    "2A": ("nina",),
    "Barneskolen": ("ingrid",),
    "Lemen": ("lars",),
}
"""Who has which list."""

ADDRESSES = """
ui:settings                   GET POST       public
ui:gallery                    GET            public
people:lists                  GET            own                     employees
people:new_list               GET POST       people.keep_lists
people:list                   GET            own                     list
people:share_list             POST           people.keep_lists       list
people:take_list_from         POST           people.keep_lists       list
people:add_child              GET POST       people.keep_lists       list
people:import_list            GET POST       people.keep_lists       list
people:child                  GET            people.read             child
people:correct                GET POST       people.correct          child
people:add_carer              GET POST       people.register         child
people:end_carer              GET POST       people.register         ella
people:choose_trusted_person  GET POST       people.register         child
people:end_trusted_person     GET POST       people.register         ella
people:protect                GET POST       people.protect          child
people:write_contact          GET POST       people.register         child
people:take_off               GET POST       people.take_off         revehiet
people:contact                GET            people.read_contact     contact
people:readiness              GET POST       people.switch_on
concerns:start                GET POST       own                     employees
concerns:write                GET POST       concerns.start          child
concerns:urgent_from_draft    POST           concerns.start          child
concerns:note                 GET            concerns.read           note
concerns:correct              GET POST       concerns.add            note
concerns:discuss              POST           concerns.discuss        note
concerns:child_talk           POST           concerns.talk           note
concerns:home_talk            POST           concerns.talk           note
concerns:decide               POST           concerns.decide         note
concerns:urgent_from_note     GET POST       concerns.move           note
concerns:take_over            GET POST       concerns.take_over      unit
concerns:urgent               GET            own                     employees
concerns:red                  GET            concerns.read_own       red
concerns:add_helper           POST           concerns.add_helper     red
concerns:lift                 POST           concerns.lift           red
pages:first                   GET            public
pages:model                   GET            public
pages:step                    GET            public
pages:finder                  GET            public
pages:help                    GET            public
pages:yes                     GET            public
pages:yes_youth               GET            public
pages:yes_child               GET            public
pages:privacy                 GET            public
pages:privacy_youth           GET            public
pages:privacy_child           GET            public
pages:favicon                 GET            public
pages:robots                  GET            public
pages:home                    GET            own
pages:day                     GET            own
pages:inbox                   GET            own
pages:all_read                POST           own
pages:nudges                  GET POST       own
pages:confirm_nudges          POST           own
pages:turn_off_nudges         POST           own
pages:notice                  GET            own                     notice
pages:sign_in                 GET            public
pages:try_as                  GET POST       public
pages:carry_on                GET            own
pages:finish                  GET            public
pages:begin                   GET            public
pages:leave                   POST           own
pages:left                    GET            public
pages:signed_out              GET            public
pages:change_seat             GET POST       own                     employees
pages:accessibility           GET            public
"""
"""What each address takes, what it declares, and what it is about. Where a page is got, its headers alone may be got too."""

OPENS = """
                     list  author  leader  discussant  owner  helper  earlier  blocked
people.read           ✓      ✓       ×         ×         ×      ×        ×        ·
people.register       ✓      ✓       ×         ×         ×      ×        ×        ·
people.correct        ✓      ✓       ×         ×         ×      ×        ×        ·
people.protect        ✓      ×       ×         ×         ×      ×        ×        ·
people.take_off       ✓      ×       ×         ×         ×      ×        ×        ·
people.read_contact   ✓      ×       ×         ×         ×      ×        ×        ·
concerns.start        ✓      ✓       ×         ×         ×      ×        ×        ·
concerns.read         ×      ✓       ✓         ✓         ×      ×        ×        ·
concerns.add          ×      ✓       ×         ×         ×      ×        ×        ·
concerns.discuss      ×      ✓       ×         ×         ×      ×        ×        ·
concerns.talk         ×      ✓       ×         ×         ×      ×        ×        ·
concerns.decide       ×      ✓       ✓         ×         ×      ×        ×        ·
concerns.move         ×      ✓       ×         ×         ×      ×        ×        ·
concerns.read_own     ×      ×       ×         ×         ✓      ✓        ×        ·
concerns.add_helper   ×      ×       ×         ×         ✓      ×        ×        ·
concerns.lift         ×      ×       ×         ×         ✓      ×        ×        ·
"""
"""✓ is let in, × is told no (403: one knows already that it is there), · finds nothing (404)."""

BESIDE = """
                     list  author  leader  discussant  owner  helper  earlier  blocked
people.read           ✓      ✓       ×         ×         ×      ×        ×        ·
people.register       ×      ×       ×         ×         ×      ×        ×        ·
people.correct        ×      ×       ×         ×         ×      ×        ×        ·
people.protect        ×      ×       ×         ×         ×      ×        ×        ·
people.take_off       ×      ×       ×         ×         ×      ×        ×        ·
people.read_contact   ✓      ×       ×         ×         ×      ×        ×        ·
concerns.start        ✓      ✓       ×         ×         ×      ×        ×        ·
concerns.read         ×      ✓       ✓         ✓         ×      ×        ×        ·
concerns.add          ×      ×       ×         ×         ×      ×        ×        ·
concerns.discuss      ×      ×       ×         ×         ×      ×        ×        ·
concerns.talk         ×      ×       ×         ×         ×      ×        ×        ·
concerns.decide       ×      ×       ×         ×         ×      ×        ×        ·
concerns.move         ×      ×       ×         ×         ×      ×        ×        ·
concerns.read_own     ×      ×       ×         ×         ✓      ✓        ×        ·
concerns.add_helper   ×      ×       ×         ×         ×      ×        ×        ·
concerns.lift         ×      ×       ×         ×         ×      ×        ×        ·
"""
"""The same at a child's identity, for who stands only to something of that child's: it is read, and never written (W2)."""

ROLES = """
                     employee  unit_leader  sector_director  municipal_director  administrator  data_protection_officer  resident
people.keep_lists       ✓           ✓              ·                 ·                 ·                   ·                 ·
people.switch_on        ·           ·              ·                 ·                 ✓                   ·                 ·
concerns.take_over      ·           ✓              ·                 ·                 ·                   ·                 ·
"""

IN_THE_UNIT = {"berit": {"note"}, "mette": {"note-jonas", "note-amir"}}
"""The undecided notes of a leader's own unit: seen as an age and nothing else, until taken over (R1)."""

SORTS = {
    "child": {"ella", "liam", "noah", "jonas", "mina", "amir", "word", "oda"},
    "ella": {"ella"},
    "revehiet": {"ella", "liam"},
    "contact": {"contact"},
    "note": {"note", "note-jonas", "note-mina", "note-amir"},
    "red": {"red", "red-amir"},
}
"""Which places a page is about; another place of the same child is nothing to it."""

ANSWERS = {
    ("pages:finish", "GET"): 403,
    ("pages:begin", "GET"): 404,
    ("pages:try_as", "POST"): 404,
    ("pages:change_seat", "POST"): 404,
}
"""Addresses that have nothing for who comes empty-handed: no provider, nobody chosen, no post to change to."""

NOTHING = "nothing"


def drawn(table: str) -> dict[tuple[str, str], str]:
    """Read a table: the mark of every row and column."""
    heading, *rows = (line.split() for line in table.splitlines() if line.strip())
    return {(row, column): mark for row, *marks in rows for column, mark in zip(heading, marks, strict=True)}


@dataclass(frozen=True, slots=True)
class Row:
    """An address as it is drawn."""

    name: str
    takes: frozenset[str]
    declares: str
    about: str


def rows() -> dict[str, Row]:
    """Return every address that is drawn."""
    found = {}
    for line in filter(None, ADDRESSES.splitlines()):
        name, *words = line.split()
        takes = frozenset(word for word in words if word.isupper())
        declares, about = [word for word in words if not word.isupper()] + ["", ""][: 2 - len(words) + len(takes)]
        found[name] = Row(name, takes, declares, about)
    return found


def standing() -> dict[tuple[str, str], str]:
    """Return how somebody stands to a place, for every cell that is drawn; what is not there is no standing."""
    return {cell: how for cell, how in drawn(STANDING).items() if how != "·"}


ROWS, STANDS = rows(), standing()
DOORS, BESIDES, ROLE_MARKS = drawn(OPENS), drawn(BESIDE), drawn(ROLES)
ROLE_OF = {person.key: person.role.value if person.service else "resident" for person in cast.everybody()}
GONE = {person.key for person in cast.everybody() if person.has_left} | {NOBODY}


def mark(who: str, permission: str, place: str) -> str:
    """Return what is drawn for somebody at a place: their own standing there, or one beside it."""
    marks = [DOORS[permission, how]] if (how := STANDS.get((who, place))) else []
    marks += [
        BESIDES[permission, how]
        for other, child in CHILD_OF.items()
        if child == place and (how := STANDS.get((who, other)))
    ]
    return "·" if "·" in marks else next((each for each in "✓×" if each in marks), "·")


def expected(who: str, row: Row, at: str) -> str:
    """Say what somebody finds at an address: in, told no, nothing, or the sign-in."""
    if row.declares == "public":
        return "in"
    if who in GONE:
        return "sign in"
    if (row.declares, "list") in DOORS:
        found = mark(who, row.declares, at)
        fits = at in SORTS[row.about]
        return {"✓": "in" if fits else NOTHING, "×": "told no", "·": NOTHING}[found]
    opens = row.declares == "own" or ROLE_MARKS[row.declares, ROLE_OF[who]] == "✓"
    return "in" if opens and is_mine(who, row.about, at) else NOTHING


def is_mine(who: str, about: str, at: str) -> bool:
    """Tell whether something that has no door of its own is somebody's."""
    match about:
        case "employees":
            return ROLE_OF[who] != "resident"
        case "list":
            return who in KEEPS.get(at, ())
        case "notice":
            return at == f"notice of {who}"
        case "unit":
            return at in IN_THE_UNIT.get(who, ())
        case _:
            return True


def statuses(must: str, row: Row, method: str) -> set[int]:
    """Return how it may be answered."""
    match must:
        case "in":
            return {ANSWERS[row.name, method]} if (row.name, method) in ANSWERS else {200, 303, 422}
        case "told no":
            return {403}
        case "sign in":
            return {401} if method == "POST" else {303}
        case _:
            return {404}
