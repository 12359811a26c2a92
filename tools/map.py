"""Documents made of what the code says about itself: `python -m tools.map`, and `--check` to compare.

They lie in docs/generated/ and are read in a diff: by the data protection officer, by whoever reviews a change.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import grimp
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "generated"

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "somlos.config.settings")
    django.setup()

from django.db import models  # noqa: E402 - after Django is set up

from somlos.foundation.access.history import Happening  # noqa: E402
from somlos.foundation.access.rules import Kind, Permission, RolePermission  # noqa: E402
from somlos.foundation.notifications.notices import NoticeKind  # noqa: E402
from somlos.foundation.vault.fields import SealedTextField  # noqa: E402
from somlos.kernel.processing import Processing  # noqa: E402
from somlos.kernel.table import Privacy  # noqa: E402
from tools import house  # noqa: E402
from tools.house import Address, Room  # noqa: E402

Lines = Iterator[str]
_WHY_NOT_BY_HAND = "Made by `make map` from the code; not changed by hand."


def table(heading: list[str], rows: list[list[str]]) -> Lines:
    """Yield a table in Markdown."""
    yield "| " + " | ".join(heading) + " |"
    yield "|" + "|".join("---" for _ in heading) + "|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") or " " for cell in row) + " |"
    yield ""


def first_line(words: str | None) -> str:
    """Return the first line of a docstring."""
    return (words or "").strip().splitlines()[0] if words else ""


def permissions() -> Lines:
    """Who may do what: what each relation opens for, by room."""
    yield "A ✓ means that the relation opens for it. Whether it holds now — period, block, protected address, withdrawal, basis,"
    yield "post — is decided after that, for all alike (`somlos/foundation/access/rules.py`), and once more by the database."
    yield ""
    everything = list(house.declared(Permission, "policy"))
    roles = list(house.declared(RolePermission, "policy"))
    kinds: dict[tuple[str, str], str] = {}
    for at, name, kind in house.declared(Kind, "rules", "policy"):
        words = house.said_of(at, "policy").get(name) or house.said_of(at, "rules").get(name, "")
        kinds[at.label, kind.name] = kinds[kind.name, ""] = words
    asked = _pages_by_permission()
    for room in house.rooms():
        mine = [(name, each) for at, name, each in everything if at == room]
        if mine:
            yield from _matrix(room, mine, kinds, asked)
    if roles:
        yield "## By role, never about a named child"
        yield ""
        rows = [[each.name, ", ".join(sorted(each.roles)), ", ".join(asked.get(each.name, []))] for _, _, each in roles]
        yield from table(["permission", "roles", "pages"], sorted(rows))


def _matrix(
    room: Room, mine: list[tuple[str, Permission]], kinds: dict[tuple[str, str], str], asked: dict[str, list[str]]
) -> Lines:
    yield f"## {room.label}"
    yield ""
    opens = sorted({kind.name for _, each in mine for kind in each.opens_for})
    yield from table(
        ["", *(name.lower().replace("_", " ") for name, _ in mine)],
        [
            [kind.replace("_", " "), *("✓" if kind in {k.name for k in each.opens_for} else "·" for _, each in mine)]
            for kind in opens
        ]
        + [["*writes*", *("yes" if each.writes else "" for _, each in mine)]],
    )
    for kind in opens:
        if words := kinds.get((room.label, kind)) or kinds.get((kind, ""), ""):
            yield f"- **{kind.replace('_', ' ')}**: {words}"
    yield ""
    yield from table(["permission", "pages"], [[each.name, ", ".join(asked.get(each.name, []))] for _, each in mine])


def _pages_by_permission() -> dict[str, list[str]]:
    pages: dict[str, list[str]] = {}
    for address in house.addresses():
        if address.permission:
            pages.setdefault(address.permission, []).append(f"`{address.route}`")
    return pages


def rooms() -> Lines:
    """The rooms, from the top down, and on which other rooms each leans."""
    graph = grimp.build_graph("somlos", cache_dir=None)
    yield from table(
        ["floor", "room", "what it is", "leans on"],
        [
            [room.floor, room.label, first_line(type(room.config).__doc__), ", ".join(_leans_on(graph, room))]
            for room in sorted(house.rooms(), reverse=True)
        ],
    )


def _leans_on(graph: grimp.ImportGraph, room: Room) -> list[str]:
    homes = {other.path: other.label for other in house.rooms()}
    inside = {room.path, *graph.find_descendants(room.path)}
    used: Counter[str] = Counter()
    for module in inside:
        if ".tests" in module:
            continue
        for other in graph.find_modules_directly_imported_by(module) - inside:
            used.update(label for path, label in homes.items() if f"{other}.".startswith(f"{path}."))
    return sorted(used)


def data_dictionary() -> Lines:
    """Every column of every table, how sensitive it is, and what it is for."""
    yield "*sealed* means that the database holds ciphertext: it opens for a page that was let in to its compartment, and"
    yield "nowhere else. The class is how much harm a column does in the wrong hands."
    yield ""
    for room in house.rooms():
        for each in room.tables():
            yield f"## {each._meta.db_table}"
            yield ""
            yield first_line(each.__doc__)
            yield ""
            yield from table(
                ["column", "class", "kind", "what it is"], [_column(each, column) for column in each._meta.local_fields]
            )


def _column(at: type[models.Model], column: "models.Field[object, object]") -> list[str]:
    privacy = getattr(at, "privacy", {}).get(column.name)
    kind = "sealed" if isinstance(column, SealedTextField) else type(column).__name__.removesuffix("Field").lower()
    if isinstance(column, models.ForeignKey):
        kind = f"→ {column.related_model._meta.db_table}"
    empty = ", may be empty" if column.null else ""
    return [column.attname, privacy.value if privacy else "", kind + empty, column.db_comment or ""]


def states() -> Lines:
    """What can follow what, drawn from the dictionaries beside the enums."""
    for room, name, steps in house.states():
        yield f"## {room.label}: {name.lower().replace('_', ' ')}"
        yield ""
        yield "```mermaid"
        yield "stateDiagram-v2"
        for start, ends in steps.items():
            for end in sorted(ends, key=list(type(start)).index):
                yield f"    {start.name.lower()} --> {end.name.lower()}"
            if not ends:
                yield f"    {start.name.lower()} --> [*]"
        yield "```"
        yield ""


def addresses() -> Lines:
    """Every address, and for whom it is."""
    yield "`public`: no sign-in, nothing about anybody. `own`: one's own things. `role`: by a role, never about a named child."
    yield "`door`: the compartment in the address is opened, or the page does not exist."
    yield ""
    yield from table(
        ["address", "name", "door", "permission"],
        [[f"`{each.route}`", each.name, each.door, each.permission] for each in sorted(house.addresses(), key=_route)],
    )


def _route(address: Address) -> str:
    return address.route


def happenings() -> Lines:
    """What can stand in history and in an inbox, in both forms of Norwegian, and how each sentence forgets."""
    for room in house.rooms():
        mine = [each for at, _, each in house.declared(Happening, "history") if at == room]
        if mine:
            yield f"## {room.label}"
            yield ""
            yield from table(
                ["code", "bokmål", "nynorsk", "its words can be read"],
                [[each.code, str(each.sentence), _in_nynorsk(room, each.sentence), each.keeps.value] for each in mine],
            )
    notices = list(house.declared(NoticeKind, "notices"))
    if notices:
        yield "## Notices"
        yield ""
        yield from table(
            ["code", "bokmål", "nynorsk", "may nudge"],
            [
                [each.code, str(each.sentence), _in_nynorsk(at, each.sentence), "yes" if each.may_nudge else "no"]
                for at, _, each in notices
            ],
        )


def _in_nynorsk(room: Room, words: object) -> str:
    return room.nynorsk().get(str(words), "")


def processing() -> Lines:
    """Protokoll over behandlingsaktiviteter (personvernforordningen artikkel 30), slik koden selv oppgir den."""
    yield "Behandlingsansvarlig er kommunen; navn og kontaktpunkt, og personvernombudet, setter kommunen inn. Ingen opplysninger"
    yield "overføres til land utenfor EØS, og programmet kaller ingen andre systemer enn innloggingstjenesten og kommunens e-posttjener."
    yield "Hver kolonne står i `data-dictionary.md`, hvem som kan åpne hva i `permissions.md`, og hvor lenge ordene i historien kan"
    yield "leses i `happenings.md`. Fristene for sletting står i `../retention.md`."
    yield ""
    for room in house.rooms():
        line: Processing | None = getattr(room.config, "processing", None)
        if line is None:
            continue
        yield f"## {room.label}"
        yield ""
        yield from table(
            ["", ""],
            [
                ["formål", line.purpose],
                ["hvem det gjelder", line.about],
                ["grunnlag", line.basis],
                ["hvem som får se", line.shown_to],
                ["når det slettes", line.erased],
                ["sikkerhet", _guarded(room)],
            ],
        )
        yield from table(
            ["opplysninger", "vanlige", "følsomme", "forseglet"],
            [
                [each._meta.db_table, _count(each, Privacy.PERSONAL), _count(each, Privacy.SENSITIVE), _sealed(each)]
                for each in room.tables()
                if {Privacy.PERSONAL, Privacy.SENSITIVE} & set(getattr(each, "privacy", {}).values())
            ],
        )


def _guarded(room: Room) -> str:
    walls = ["rettighet bare for rollene som trenger det"]
    if any(column.attname == "compartment_id" for each in room.tables() for column in each._meta.local_fields):
        walls.insert(0, "to murer rundt hver rad om et barn: døra i programmet og regler i databasen")
    if any(isinstance(column, SealedTextField) for each in room.tables() for column in each._meta.local_fields):
        walls.append("tekst forseglet med en nøkkel som ikke er i databasen")
    return "; ".join(walls)


def _count(at: type[models.Model], privacy: Privacy) -> str:
    return ", ".join(sorted(name for name, found in getattr(at, "privacy", {}).items() if found is privacy))


def _sealed(at: type[models.Model]) -> str:
    return ", ".join(sorted(c.name for c in at._meta.local_fields if isinstance(c, SealedTextField)))


DOCUMENTS: dict[str, tuple[str, Callable[[], Lines]]] = {
    "permissions.md": ("Permissions", permissions),
    "rooms.md": ("Rooms", rooms),
    "data-dictionary.md": ("Data dictionary", data_dictionary),
    "states.md": ("States", states),
    "addresses.md": ("Addresses", addresses),
    "happenings.md": ("What can happen", happenings),
    "record-of-processing.md": ("Protokoll over behandlingsaktiviteter", processing),
}


def drawn(name: str) -> str:
    """Return what a document is to say."""
    title, draw = DOCUMENTS[name]
    with translation.override("nb"):
        lines = [f"# {title}", "", _WHY_NOT_BY_HAND, "", first_line(draw.__doc__), "", *draw()]
    return "\n".join(lines).rstrip() + "\n"


def stale() -> list[str]:
    """Return the documents that do not say what the code says."""
    here = {file.name for file in OUT.glob("*")} if OUT.is_dir() else set()
    old = [name for name in DOCUMENTS if name not in here or (OUT / name).read_text(encoding="utf-8") != drawn(name)]
    return sorted({*old, *(here - set(DOCUMENTS))})


def main(words: list[str]) -> int:
    """Write the documents, or tell which are not what the code says."""
    if "--check" in words:
        found = stale()
        sys.stdout.write("".join(f"docs/generated/{name}: is not what the code says; make map\n" for name in found))
        return 1 if found else 0
    OUT.mkdir(parents=True, exist_ok=True)
    for name in DOCUMENTS:
        (OUT / name).write_text(drawn(name), encoding="utf-8")
    for name in stale():
        (OUT / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
