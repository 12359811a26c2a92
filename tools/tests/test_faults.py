"""The faults of `make faults` can still be planted, and the tests that catch them are still there."""

import ast
from pathlib import Path

import pytest

from tools.faults import FAULTS, ROOT, Fault, WallMoved

WALLS = [
    "policy line",
    "relation",
    "block",
    "period",
    "select policy",
    "update policy",
    "force",
    "narrowing",
    "log before show",
    "seal",
]


def test_there_is_one_for_each_kind_of_wall() -> None:
    assert [fault.wall for fault in FAULTS] == WALLS


@pytest.mark.parametrize("fault", FAULTS, ids=WALLS)
def test_a_fault_fits_the_wall_it_is_planted_in(fault: Fault, tmp_path: Path) -> None:
    file = tmp_path / fault.file
    file.parent.mkdir(parents=True)
    whole = (ROOT / fault.file).read_text()
    file.write_text(whole)

    fault.plant(tmp_path)

    assert file.read_text() != whole
    if file.suffix == ".py":
        ast.parse(file.read_text())


@pytest.mark.parametrize("fault", FAULTS, ids=WALLS)
def test_the_test_that_catches_it_is_there(fault: Fault) -> None:
    file, _, name = fault.caught_by.partition("::")
    tests = [node.name for node in ast.parse((ROOT / file).read_text()).body if isinstance(node, ast.FunctionDef)]
    assert name in tests


def test_a_wall_that_has_moved_is_told(tmp_path: Path) -> None:
    (tmp_path / "wall.py").write_text("another wall")
    with pytest.raises(WallMoved):
        Fault("wall", "broken", "wall.py", "the wall", "", "test").plant(tmp_path)
