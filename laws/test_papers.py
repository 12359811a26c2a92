"""Migrations are whole, and the generated documents say what the code says."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from tools import house
from tools import map as drawing


@pytest.mark.django_db(databases="__all__")
def test_no_table_has_changed_without_a_migration() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    except SystemExit:
        pytest.fail(f"make migration: {out.getvalue()}")


@pytest.mark.django_db(databases="__all__")
def test_migrations_are_one_line_in_each_room() -> None:
    graph = MigrationLoader(connections["owner"], ignore_no_migrations=True).graph
    for room in house.rooms():
        mine = sorted(node for node in graph.nodes if node[0] == room.label)
        if not mine:
            continue
        assert len(graph.leaf_nodes(room.label)) == 1, (
            f"{room.label} has two newest migrations: {graph.leaf_nodes(room.label)}"
        )
        assert [name[:4] for _, name in mine] == [f"{number:04}" for number in range(1, len(mine) + 1)], (
            f"{room.label}: {mine}"
        )
        for node in mine:
            children = [child for child in graph.node_map[node].children if child.key[0] == room.label]
            assert len(children) <= 1, f"{node} is followed by {children}"


@pytest.mark.django_db(databases="__all__")
def test_a_migration_leans_on_its_own_room_and_lower_ones() -> None:
    graph = MigrationLoader(connections["owner"], ignore_no_migrations=True).graph
    for (label, name), node in graph.node_map.items():
        room = house.room_of(label)
        if room is None:
            continue
        for parent in node.parents:
            other = house.room_of(parent.key[0])
            assert other is None or room.may_lean_on(other), f"{label}.{name} leans on {parent.key}, of the room above"


@pytest.mark.parametrize("name", drawing.DOCUMENTS)
def test_a_generated_document_says_what_the_code_says(name: str) -> None:
    file = drawing.OUT / name
    assert file.exists(), "make map"
    assert file.read_text(encoding="utf-8") == drawing.drawn(name), (
        f"docs/generated/{name} is not what the code says: make map"
    )


def test_no_generated_document_is_left_over() -> None:
    assert {file.name for file in drawing.OUT.glob("*")} == set(drawing.DOCUMENTS)
