"""The house can be broken in the ways the contract forbids, and then it says so."""

import os
import re
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
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=copy,
        env={"PATH": os.environ["PATH"], "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    numbers = [line.split(".")[0] for line in lines if line.endswith("BROKEN") or " BROKEN (" in line]
    kept = len(re.findall(r" KEPT(?: \(|$)", done.stdout, re.MULTILINE))
    assert f"Contracts: {kept} kept, {len(numbers)} broken." in lines, done.stdout + done.stderr
    assert bool(numbers) is bool(done.returncode)
    return numbers


def plant(copy: Path, module: str, line: str) -> None:
    file = copy / module
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + f"\n{line}\n")


def test_the_house_holds_as_it_stands(copy: Path) -> None:
    assert broken(copy) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("kernel/text.py", "from somlos.ui import words as upward"),
        ("ui/words.py", "from somlos.foundation.vault import keys as upward"),
        ("foundation/audit/actions.py", "from somlos.child.concerns import rules as upward"),
        ("foundation/people/actions/lists.py", "from somlos.municipality.catalogue import rules as upward"),
        ("municipality/catalogue/rules/words.py", "from somlos.child.concerns import rules as upward"),
        ("child/concerns/selectors/lists.py", "from somlos.surface.pages import rules as upward"),
        ("surface/pages/views/day.py", "from somlos.config import rooms as upward"),
    ],
)
def test_a_lower_floor_that_leans_on_a_higher_one_breaks_it(copy: Path, module: str, line: str) -> None:
    assert (copy / "somlos" / module).exists()
    plant(copy, f"somlos/{module}", line)

    assert "1" in broken(copy)


@pytest.mark.parametrize(
    ("module", "lines"),
    [
        ("actions.py", "def later():\n    from somlos.child.concerns import rules\n    return rules"),
        ("actions.py", "if TYPE_CHECKING:\n    from somlos.child.concerns import rules as upward"),
        ("tests/test_upward.py", "import somlos.child.concerns.rules"),
        ("migrations/9999_look_up.py", "from somlos.child.concerns import rules as upward"),
    ],
    ids=["in a function", "for types only", "in a test", "in a migration"],
)
def test_an_upward_import_is_found_wherever_it_hides(copy: Path, module: str, lines: str) -> None:
    plant(copy, f"somlos/foundation/audit/{module}", lines)

    assert "1" in broken(copy)


def test_a_lower_room_that_leans_on_a_higher_one_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/foundation/vault/ring.py", "from somlos.foundation.audit import rules as upward")

    assert "2" in broken(copy)


@pytest.mark.parametrize(
    ("folder", "contract"),
    [
        ("attic", "1"),
        ("foundation/attic", "2"),
        ("municipality/attic", "3"),
        ("child/attic", "4"),
        ("surface/attic", "5"),
        ("child/concerns/attic", "6"),
    ],
)
def test_a_folder_nobody_has_placed_breaks_it(copy: Path, folder: str, contract: str) -> None:
    plant(copy, f"somlos/{folder}/__init__.py", "")

    assert broken(copy) == [contract]


@pytest.mark.parametrize("folder", ["attic", "child/attic", "child/concerns/attic", "kernel/attic"])
def test_a_folder_the_contracts_cannot_see_breaks_it(copy: Path, folder: str) -> None:
    plant(copy, f"somlos/{folder}/things.py", "from somlos.child.concerns import models as tables")

    assert broken(copy) == ["12"]


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


@pytest.mark.parametrize(
    ("module", "lines"),
    [
        ("selectors/lists.py", "from somlos.foundation.access import models as theirs"),
        ("actions/notes.py", "from somlos.foundation.people.models import ChildList"),
        ("actions/notes.py", "def later():\n    import somlos.foundation.access.models\n"),
        ("migrations/9999_look_around.py", "from somlos.foundation.access.models import Seat"),
        ("selectors/lists.py", 'ASKS = "select name from people_childlist"'),
        ("actions/notes.py", 'def moves(of): return f"update access_seat set ends = now() where id = {of}"'),
        (
            "migrations/9999_look_around.py",
            'def move(apps, _): apps.get_model("access", "Seat").objects.all().delete()',
        ),
        ("migrations/9999_look_around.py", 'def move(apps, _): apps.get_model("access.Seat").objects.all().delete()'),
    ],
    ids=[
        "its tables",
        "one table",
        "in a function",
        "in a migration",
        "read in SQL",
        "changed in SQL",
        "by name",
        "by one name",
    ],
)
def test_the_table_of_another_room_breaks_it(copy: Path, module: str, lines: str) -> None:
    plant(copy, f"somlos/child/concerns/{module}", lines)

    assert broken(copy) == ["8"]


@pytest.mark.parametrize(
    ("module", "lines"),
    [
        ("models.py", "from somlos.foundation.access.models import Seat as theirs"),
        ("tests/test_around.py", "from somlos.foundation.access.models import Seat as theirs"),
        ("tests/test_around.py", 'ASKS = "select count(*) from access_seat"'),
        ("selectors/lists.py", 'MINE = "select id from concerns_note"'),
        ("migrations/9999_move_mine.py", 'def move(apps, _): apps.get_model("concerns", "Note").objects.all()'),
        ("actions/notes.py", 'def explained():\n    """This function will leave access_seat alone."""'),
    ],
    ids=["a foreign key", "a test", "SQL in a test", "its own SQL", "its own by name", "words"],
)
def test_what_a_room_may_do_with_tables_does_not(copy: Path, module: str, lines: str) -> None:
    plant(copy, f"somlos/child/concerns/{module}", lines)

    assert broken(copy) == []


def test_a_page_that_knows_tables_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/child/concerns/forms.py", "from somlos.child.concerns import models as tables")

    assert "9" in broken(copy)


def test_openid_connect_outside_accounts_breaks_it(copy: Path) -> None:
    plant(copy, "somlos/foundation/access/actions.py", "import authlib")

    assert "11" in broken(copy)
