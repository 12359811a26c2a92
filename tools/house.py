"""The house as its own code tells it: rooms in their order, tables, addresses, permissions, history. For the map and the laws."""

import ast
import configparser
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from babel.messages.pofile import read_po
from django.apps import AppConfig, apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Room:
    """A room and how high it lies: its floor counted from the ground, and its layer in the floor."""

    height: tuple[int, int]
    path: str

    @property
    def label(self) -> str:
        """Return the short name, with which its tables begin."""
        return self.path.rpartition(".")[2]

    @property
    def floor(self) -> str:
        """Return the floor it lies on."""
        return self.path.split(".")[1]

    @property
    def folder(self) -> Path:
        """Return where it lies."""
        return ROOT / self.path.replace(".", "/")

    @property
    def config(self) -> AppConfig:
        """Return the room as a Django app."""
        return apps.get_app_config(self.label)

    def may_lean_on(self, other: "Room") -> bool:
        """Tell whether the import contract lets this room use the other."""
        return self == other or other.height < self.height

    def module(self, name: str) -> ModuleType | None:
        """Return one of the room's modules, when it has it."""
        full = f"{self.path}.{name}"
        return importlib.import_module(full) if find_spec(full) else None

    def modules(self) -> Iterator[ModuleType]:
        """Yield every module of the room but tests, migrations and commands."""
        room = importlib.import_module(self.path)
        yield room
        for found in pkgutil.walk_packages(room.__path__, f"{self.path}."):
            if not {"tests", "migrations", "management", "jobs"} & set(found.name.split(".")):
                yield importlib.import_module(found.name)

    def tables(self) -> list[type[models.Model]]:
        """Return the room's tables."""
        return sorted(self.config.get_models(), key=lambda table: table._meta.db_table)

    def nynorsk(self) -> dict[str, str]:
        """Return the room's own nynorsk, as it is written and not as it is compiled."""
        file = self.folder / "locale" / "nn" / "LC_MESSAGES" / "django.po"
        if not file.exists():
            return {}
        with file.open("rb") as said:
            return {m.id: str(m.string) for m in read_po(said) if isinstance(m.id, str) and m.string and not m.fuzzy}

    def sources(self) -> list[Path]:
        """Return the room's own Python files, tests and migrations left out."""
        files = sorted(self.folder.rglob("*.py"))
        return [file for file in files if not {"tests", "migrations"} & set(file.relative_to(self.folder).parts)]


@cache
def rooms() -> tuple[Room, ...]:
    """Return every room that is an app, from the ground up, as the import contract orders them."""
    contract = configparser.ConfigParser(delimiters=("=",))
    contract.read(ROOT / ".importlinter")
    layers: dict[str, list[list[str]]] = {}
    for section in contract.sections():
        said = contract[section]
        containers = said.get("containers", "").split()
        if said.get("type") == "layers" and said.get("exhaustive") and len(containers) == 1:
            named = [line.replace("(", "").replace(")", "") for line in said["layers"].split("\n") if line.strip()]
            layers[containers[0]] = [
                [each.strip() for each in line.replace(":", "|").split("|")] for line in reversed(named)
            ]
    floors = [floor for layer in layers["somlos"] for floor in layer]
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("somlos."):
            parts = config.name.split(".")
            within = layers.get(".".join(parts[:2]), []) if len(parts) > 2 else []
            layer = next((height for height, names in enumerate(within) if parts[-1] in names), 0)
            found.append(Room((floors.index(parts[1]), layer), config.name))
    return tuple(sorted(found))


def room_of(label: str) -> Room | None:
    """Return the room with this label; None for what is not ours."""
    return next((room for room in rooms() if room.label == label), None)


def declared(kind: type[T], *names: str) -> Iterator[tuple[Room, str, T]]:
    """Yield what the rooms declare of a kind in modules of some names: the room, the name it has there, and the thing."""
    for room in rooms():
        for name in names:
            module = room.module(name)
            if module is None:
                continue
            yield from ((room, called, thing) for called, thing in vars(module).items() if isinstance(thing, kind))


def said_of(room: Room, module: str) -> dict[str, str]:
    """Return the string that stands under each assignment of a module: what the thing is, in words."""
    found = room.module(module)
    if found is None or found.__file__ is None:
        return {}
    body = ast.parse(Path(found.__file__).read_text(encoding="utf-8")).body
    words = {}
    for statement, following in pairwise(body):
        if isinstance(statement, ast.Assign) and isinstance(following, ast.Expr):
            target, value = statement.targets[0], following.value
            if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                words[target.id] = " ".join(value.value.split())
    return words


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the house, the page that answers there, and the door the page declares."""

    route: str
    name: str
    view: Any

    @property
    def door(self) -> str:
        """Return which door the page declares; empty when it declares none."""
        return getattr(getattr(self.view, "declared", None), "door", "")

    @property
    def permission(self) -> str:
        """Return the permission its door asks for."""
        return getattr(getattr(self.view, "declared", None), "permission", "")


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = "", space: str = ""
) -> list[Address]:
    """Return every address of the house."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = ":".join(filter(None, (space, pattern.namespace)))
            found += addresses(pattern.url_patterns, route, inside)
        else:
            found.append(Address("/" + route, ":".join(filter(None, (space, pattern.name))), pattern.callback))
    return found


def states() -> Iterator[tuple[Room, str, dict[Enum, Any]]]:
    """Yield every dictionary of states beside its enum, in the rooms' rules."""
    for room in rooms():
        for module in room.modules():
            if ".rules" not in f"{module.__name__}.":
                continue
            for name, thing in vars(module).items():
                if name.isupper() and isinstance(thing, dict) and thing and all(map(_leads, thing.items())):
                    yield room, name, thing


def _leads(step: tuple[object, object]) -> bool:
    start, ends = step
    return (
        isinstance(start, Enum)
        and isinstance(ends, set | frozenset | tuple)
        and all(isinstance(end, type(start)) for end in ends)
    )
