"""A rule import-linter does not have: a room's tables are its own."""

from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateTables(Contract):
    """Another room may point at a table from its own models, as a foreign key must, and from nowhere else.

    Tests may look too: some of them tell what the database itself holds.
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
        return ContractCheck(kept=not reaches, metadata={"reaches": reaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each such module, and where in it."""
        for guest, tables, line in check.metadata["reaches"]:
            output.print_error(f"{guest} (l. {line}) reaches into {tables}: ask that room's actions or selectors.")


def _tables(graph: ImportGraph, room: str) -> list[str]:
    models = f"{room}.models"
    if models not in graph.modules:
        return []
    return [models, *sorted(graph.find_descendants(models))]


def _is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def _may_point(module: str) -> bool:
    return bool({"models", "tests"} & set(module.split(".")))
