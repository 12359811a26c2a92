"""Rules import-linter does not have: a room's tables are its own, and no file hides from the contracts."""

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

_LOOKS_ANYWHERE = {"tests", "testing", "migrations"}
"""Tests tell what the database itself holds; what a migration makes there (keys, functions, policies), the laws ask the database."""


class PrivateTables(Contract):
    """Another room may point at a table from its own models, as a foreign key must, and from nowhere else.

    Neither by an import, nor by `get_model`, nor by its name in SQL. Tests may look too.
    """

    type_name = "private_tables"
    floors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every module that reaches into the tables of a room it does not live in."""
        floors = cast("list[str]", self.floors)  # import-linter turns the field into its value
        rooms = sorted(room for floor in floors for room in graph.find_children(floor))
        reaches = [
            (guest, tables, str(graph.get_import_details(importer=guest, imported=tables)[0]["line_number"]))
            for room in rooms
            for tables in _tables(graph, room)
            for guest in sorted(graph.find_modules_that_directly_import(tables))
            if not _is_in(guest, room) and not _may_point(guest)
        ]
        for package in sorted({floor.partition(".")[0] for floor in floors}):
            reaches += _named(package, rooms)
        return ContractCheck(kept=not reaches, metadata={"reaches": reaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each such module, and where in it."""
        for guest, tables, line in check.metadata["reaches"]:
            output.print_error(f"{guest} (l. {line}) reaches into {tables}: ask that room's actions or selectors.")


class NothingHidden(Contract):
    """Python runs what lies in a folder without `__init__.py`, and import-linter does not see it: there is no such folder."""

    type_name = "nothing_hidden"
    package = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Find every file of the package that is no module of the graph."""
        hidden = [module for module, _ in _files(str(self.package)) if module not in graph.modules]
        return ContractCheck(kept=not hidden, metadata={"hidden": hidden})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each such file."""
        for module in check.metadata["hidden"]:
            output.print_error(f"{module} is seen by no contract: give its folder a place and an __init__.py.")


def _tables(graph: ImportGraph, room: str) -> list[str]:
    models = f"{room}.models"
    if models not in graph.modules:
        return []
    return [models, *sorted(graph.find_descendants(models))]


def _is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def _may_point(module: str) -> bool:
    return bool({"models", "tests"} & set(module.split(".")))


def _files(package: str) -> Iterator[tuple[str, Path]]:
    """Yield every Python file of a package, with what its module is called."""
    found = find_spec(package)
    assert found is not None and found.origin is not None, f"there is no {package}"
    folder = Path(found.origin).parent
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def _named(package: str, rooms: list[str]) -> list[tuple[str, str, str]]:
    """Return what reaches into the tables of another room by naming them: the module, the table and the line."""
    sources = {module: file.read_text(encoding="utf-8") for module, file in _files(package)}
    home = {table: room for room in rooms for table in _names_of_tables(room, sources)}
    labels = {room.rpartition(".")[2]: room for room in rooms}
    in_sql = re.compile(rf"\b(?:{'|'.join(sorted(home))})\b")
    reaches = []
    for module, source in sources.items():
        named: list[tuple[str, str, int]] = []
        if "get_model" in source:
            named += [(labels[label], label, line) for label, line in _asked_for(source) if label in labels]
        if not _LOOKS_ANYWHERE & set(module.split(".")) and in_sql.search(source):
            named += [(home[table], table, line) for said, line in _said(source) for table in in_sql.findall(said)]
        reaches += [(module, word, str(line)) for room, word, line in named if not _is_in(module, room)]
    return reaches


def _names_of_tables(room: str, sources: dict[str, str]) -> Iterator[str]:
    for module, source in sources.items():
        if _is_in(module, f"{room}.models"):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.ClassDef):
                    yield f"{room.rpartition('.')[2]}_{node.name.lower()}"


def _asked_for(source: str) -> Iterator[tuple[str, int]]:
    """Yield the room whose table is asked for by `get_model`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "get_model" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value.partition(".")[0], node.lineno


def _said(source: str) -> Iterator[tuple[str, int]]:
    """Yield every string but those that only explain."""
    nodes = list(ast.walk(ast.parse(source)))
    explains = {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explains:
            yield node.value, node.lineno
