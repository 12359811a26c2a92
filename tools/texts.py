"""Keep the nynorsk of each room: find its texts, say which lack a translation, compile what is there.

Texts in code and templates are bokmål. Each room owns the translation of its own texts, in
`locale/nn/LC_MESSAGES/django.po` beside its code. System gettext is not needed.

    python tools/texts.py            write new texts into the rooms' files, and say which wait for a translation
    python tools/texts.py catalogue  only the room named
    python tools/texts.py --check    change nothing; fail when a text is missing or a file is out of date
    python tools/texts.py --compile  make the .mo files that Django reads
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "_": None,
}
_STRING = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text somewhere in a room: what it says, in how many forms, and where it stands."""

    words: str | tuple[str, str]
    context: str | None
    where: str


def main() -> None:
    """Do what was asked for, for every room."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="change nothing; fail when something is missing")
    options.add_argument("--compile", action="store_true", help="make the .mo files")
    options.add_argument("room", nargs="*", help="only these rooms")
    asked = options.parse_args()
    if asked.compile:
        sys.exit(compile_all())
    chosen = [room for room in rooms() if not asked.room or room.name in asked.room]
    sys.exit(check(chosen) if asked.check else update(chosen))


def rooms() -> list[Path]:
    """Return the folder of every Django app of the house."""
    return sorted(app.parent for app in (ROOT / "somlos").rglob("apps.py"))


def update(chosen: list[Path]) -> int:
    """Write each room's texts into its file, keeping the translations that are there."""
    waiting = 0
    for room in chosen:
        catalog = wanted(room)
        if len(catalog):
            path = po_of(room)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(catalog))
        waiting += tell(room, problems(catalog))
    sys.stdout.write(f"{waiting} texts wait for nynorsk.\n" if waiting else "Every text has nynorsk.\n")
    return 0


def check(chosen: list[Path]) -> int:
    """Say what is missing or out of date, and fail when anything is."""
    wrong = 0
    for room in chosen:
        catalog = wanted(room)
        found = problems(catalog)
        path = po_of(room)
        if len(catalog) and (not path.is_file() or path.read_bytes() != written(catalog)):
            found.append("the file is out of date: run make texts")
        wrong += tell(room, found)
    return 1 if wrong else 0


def compile_all() -> int:
    """Make the .mo file beside each .po file."""
    for path in sorted((ROOT / "somlos").rglob("locale/*/LC_MESSAGES/django.po")):
        catalog = read(path)
        target = path.with_suffix(".mo")
        content = io.BytesIO()
        write_mo(content, catalog)
        if not target.is_file() or target.read_bytes() != content.getvalue():
            target.write_bytes(content.getvalue())
    return 0


def wanted(room: Path) -> Catalog:
    """Return the catalogue the room should have: its texts of today with the translations it has."""
    path = po_of(room)
    had = read(path) if path.is_file() else Catalog(locale="nn")
    catalog = Catalog(locale="nn", charset="utf-8", fuzzy=False)
    for text in sorted(texts_in(room), key=lambda text: (text.where, str(text.words))):
        known = had.get(text.words if isinstance(text.words, str) else text.words[0], text.context)
        catalog.add(
            text.words,
            string=translation_of(known, text),
            locations=[(text.where, 0)],
            context=text.context,
            flags=known.flags if known else (),
        )
    return catalog


def translation_of(known: Message | None, text: Text) -> str | tuple[str, ...]:
    """Return what the room's file says already; nothing when the number of forms has changed."""
    plural = isinstance(text.words, tuple)
    if known is None or isinstance(known.string, tuple | list) != plural:
        return ("", "") if plural else ""
    return tuple(known.string or ()) if plural else str(known.string)


def problems(catalog: Catalog) -> list[str]:
    """Return what is wrong with the translations: missing, uncertain, or with other placeholders than the text."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple | list) else [message.string or ""]
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        if not all(forms):
            found.append(f"no nynorsk: {ids[0]!r}")
        elif message.fuzzy:
            found.append(f"uncertain: {ids[0]!r}")
        elif set(_PLACEHOLDER.findall(forms[-1])) != set(_PLACEHOLDER.findall(ids[-1])):
            found.append(f"other placeholders: {ids[0]!r} → {forms[-1]!r}")
    return found


def texts_in(room: Path) -> Iterator[Text]:
    """Yield every text in the room's code and templates, but not in its tests or in rooms within it."""
    inner = [other for other in rooms() if other != room and room in other.parents]
    for source in sorted([*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]):
        outside = "tests" in source.relative_to(room).parts or any(other in source.parents for other in inner)
        if outside or source.name == "examples.py":
            continue
        where = source.relative_to(ROOT).as_posix()
        yield from texts_in_code(source, where) if source.suffix == ".py" else texts_in_template(source, where)


def texts_in_code(source: Path, where: str) -> Iterator[Text]:
    """Yield the texts of a Python module."""
    with source.open("rb") as code:
        for _, words, _, context in extract("python", code, keywords=FUNCTIONS):
            if isinstance(words, tuple):
                yield Text((words[0], words[1]), context, where)
            elif words:
                yield Text(words, context, where)


def texts_in_template(source: Path, where: str) -> Iterator[Text]:
    """Yield the texts of a Django template."""
    for function, written_words in _CALL.findall(templatize(source.read_text(encoding="utf-8"), origin=where)):
        words = [ast.literal_eval(word) for word in re.findall(_STRING, written_words)]
        context = words.pop(0) if function in {"pgettext", "npgettext"} else None
        yield Text((words[0], words[1]) if function in {"ngettext", "npgettext"} else words[0], context, where)


def po_of(room: Path) -> Path:
    """Return where the room keeps its nynorsk."""
    return room / "locale" / "nn" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """Return the catalogue in the file."""
    with path.open("rb") as file:
        return read_po(file, locale="nn", charset="utf-8")


def written(catalog: Catalog) -> bytes:
    """Return the catalogue as it is kept: no dates and no line numbers, so that it changes only when a text does."""
    content = io.BytesIO()
    write_po(content, catalog, width=0, omit_header=True, sort_output=False, include_lineno=False)
    header = b'msgid ""\nmsgstr ""\n"Language: nn\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return header + content.getvalue().strip() + b"\n"


def tell(room: Path, found: list[str]) -> int:
    """Print what was found in the room, and return how much it was."""
    for line in found:
        sys.stdout.write(f"{room.relative_to(ROOT)}: {line}\n")
    return len(found)


if __name__ == "__main__":
    main()
