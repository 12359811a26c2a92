"""What the source may not do with a sealed text, and what it may write to a log."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from somlos.foundation.vault.fields import SealedTextField
from tools import house

ROOMS = [room for room in house.rooms() if room.floor != "ui"]
ORDERS = {
    "order_by",
    "values",
    "values_list",
    "annotate",
    "alias",
    "aggregate",
    "distinct",
    "filter",
    "exclude",
    "get",
    "dates",
    "earliest",
    "latest",
    "only_if",
}
FUNCTIONS_OF_COLUMNS = {
    "F",
    "Q",
    "Lower",
    "Upper",
    "Concat",
    "Max",
    "Min",
    "Count",
    "OrderBy",
    "Cast",
    "Length",
    "Value",
}


def parsed(room: house.Room) -> Iterator[tuple[Path, ast.Module]]:
    for file in room.sources():
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def sealed(room: house.Room) -> set[str]:
    """Return the names that are a sealed column in every table of the room that has such a column."""
    columns = [
        (column.name, isinstance(column, SealedTextField))
        for table in room.tables()
        for column in table._meta.local_fields
    ]
    plain = {name for name, is_sealed in columns if not is_sealed}
    return {name for name, is_sealed in columns if is_sealed} - plain


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
def test_the_database_never_sorts_or_compares_by_a_sealed_text(room: house.Room) -> None:
    names = sealed(room)
    for file, tree in parsed(room):
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            asks = called in ORDERS and "objects" in ast.unparse(call.func)
            if not asks and called not in {"order_by", "annotate"} | FUNCTIONS_OF_COLUMNS:
                continue
            words = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            words += [keyword.arg for keyword in call.keywords if keyword.arg]
            for word in words:
                parts = word.lstrip("-").split("__")
                by = parts[-2] if len(parts) > 1 and parts[-1] == "isnull" else None
                found = names & set(parts) if by is None else set()
                assert not found, (
                    f"{file.name}:{call.lineno}: {called}({word!r}) asks the database by a sealed text: open, then sort"
                )


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
def test_no_constraint_index_or_order_names_a_sealed_text(room: house.Room) -> None:
    for table in room.tables():
        names = {column.name for column in table._meta.local_fields if isinstance(column, SealedTextField)}
        for rule in [*table._meta.constraints, *table._meta.indexes]:
            fields = set(getattr(rule, "fields", ()) or ())
            assert not names & fields, f"{table.__name__}: {rule.name} compares sealed text"
        assert not names & set(table._meta.ordering or ()), f"{table.__name__} is ordered by ciphertext"


def loggers(tree: ast.Module) -> set[str]:
    """Return the names that hold a logger in a module."""
    names = {"logging"}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and ast.unparse(node.value.func).endswith("getLogger")
        ):
            names |= {ast.unparse(target) for target in node.targets}
    return names


LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
MAY_BE_LOGGED = (
    "id",
    "pk",
    "code",
    "number",
    "count",
    "status",
    "state",
    "reason",
    "name",
    "kind",
    "seconds",
    "attempts",
    "version",
)
"""What a logged value is called: ids, codes and counts. `name` is the name of a page or a job; a person's is sealed."""


@pytest.mark.parametrize("room", house.rooms(), ids=lambda room: room.label)
def test_what_is_logged_carries_ids_only(room: house.Room) -> None:
    personal = people_words(room)
    for file, tree in parsed(room):
        known = loggers(tree)
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if not (
                isinstance(call.func, ast.Attribute)
                and call.func.attr in LEVELS
                and ast.unparse(call.func.value) in known
            ):
                continue
            where = f"{file.name}:{call.lineno}"
            first, *rest = call.args
            assert isinstance(first, ast.Constant), (
                f"{where}: a log line is one constant sentence, filled in by the logger"
            )
            for value in rest:
                last = ast.unparse(value).rpartition(".")[2].strip("()").lower()
                fits = any(last == word or last.endswith(f"_{word}") for word in MAY_BE_LOGGED)
                assert fits and last not in personal, f"{where}: {ast.unparse(value)} is logged; a log carries ids only"


def people_words(room: house.Room) -> set[str]:
    """Return the columns of a room that are about somebody."""
    return {
        name
        for table in room.tables()
        for name, privacy in getattr(table, "privacy", {}).items()
        if privacy.value in {"personal", "sensitive"}
    }


@pytest.mark.parametrize("room", house.rooms(), ids=lambda room: room.label)
def test_nothing_happens_behind_the_backs_of_actions(room: house.Room) -> None:
    for file, tree in parsed(room):
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert not node.module.startswith("django.db.models.signals"), (
                    f"{file.name}: no signals; call what is to happen"
                )
                assert node.module != "django.dispatch", f"{file.name}: no signals; call what is to happen"
                assert not node.module.startswith("django.contrib.auth"), f"{file.name}: who asks is known by access"


def test_warrants_are_made_by_the_door_only() -> None:
    for room in house.rooms():
        if room.label == "access":
            continue
        for file, tree in parsed(room):
            made = [
                n
                for n in ast.walk(tree)
                if isinstance(n, ast.Call) and ast.unparse(n.func).rpartition(".")[2] == "Warrant"
            ]
            assert not made, f"{file.name}:{made[0].lineno}: a warrant is what a door gives"


def test_only_the_middleware_and_the_runners_say_who_acts() -> None:
    may = {"access", "notifications"}
    for room in house.rooms():
        for file, tree in parsed(room):
            acts = [
                n
                for n in ast.walk(tree)
                if isinstance(n, ast.Call) and ast.unparse(n.func).rpartition(".")[2] == "acting_as"
            ]
            assert not acts or room.label in may, (
                f"{file.name}:{acts[0].lineno}: acting_as is for the middleware and the job runner"
            )


def test_models_are_what_they_are_called() -> None:
    for room in house.rooms():
        for table in room.tables():
            assert table._meta.db_table.startswith(f"{room.label}_"), f"{table.__name__} lies in {table._meta.db_table}"
