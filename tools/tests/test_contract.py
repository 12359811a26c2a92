"""The house can be broken in the ways the contract forbids, and then it says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    skip = shutil.ignore_patterns("__pycache__", "static", "locale", "*.html", "*.css", "*.po")
    shutil.copytree(ROOT / "somlos", tmp_path / "somlos", ignore=skip)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=skip)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def broken(copy: Path) -> list[str]:
    """Return the numbers of the contracts that do not hold."""
    said = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=copy,
        env={"PATH": os.environ["PATH"], "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return [line.split(".")[0] for line in said.stdout.splitlines() if line.endswith("BROKEN") or " BROKEN (" in line]


def plant(copy: Path, module: str, line: str) -> None:
    file = copy / module
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + f"\n{line}\n")


def test_the_house_holds_as_it_stands(copy: Path) -> None:
    assert broken(copy) == []


def test_a_lower_floor_that_leans_on_a_higher_one_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/foundation/audit/actions.py", "from somlos.child.concerns import rules as upward")

    assert "1" in broken(copy)


def test_a_lower_room_that_leans_on_a_higher_one_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/foundation/vault/ring.py", "from somlos.foundation.audit import rules as upward")

    assert "2" in broken(copy)


@pytest.mark.parametrize(
    ("floor", "contract"), [("foundation", "2"), ("municipality", "3"), ("child", "4"), ("surface", "5")]
)
def test_a_folder_nobody_has_placed_breaks_it(copy: Path, floor: str, contract: str) -> None:
    plant(copy, f"somlos/{floor}/unplaced/__init__.py", "")

    assert contract in broken(copy)


def test_a_file_that_is_not_in_the_plan_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/child/concerns/utils.py", "")

    assert "6" in broken(copy)


def test_rules_that_know_the_database_break_it(copy: Path) -> None:
    rules = "somlos/child/concerns/rules.py"
    plant(
        copy,
        rules if (copy / rules).exists() else "somlos/child/concerns/rules/more.py",
        "from django.db import models as m",
    )

    assert "7" in broken(copy)


def test_the_table_of_another_room_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/child/concerns/selectors.py", "from somlos.foundation.access import models as theirs")

    assert "8" in broken(copy)


def test_a_page_that_knows_tables_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/child/concerns/forms.py", "from somlos.child.concerns import models as tables")

    assert "9" in broken(copy)


def test_openid_connect_outside_accounts_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/foundation/access/actions.py", "import authlib")

    assert "11" in broken(copy)
