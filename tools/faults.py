"""Plant one fault in each kind of wall, and see the named test catch it: `python -m tools.faults`.

Works in a copy of the checkout with a database server of its own; the checkout is not touched. A fault that no test
catches is printed as such, and the exit code is 1.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACCESS = "somlos/foundation/access"
TESTS = f"{ACCESS}/tests"
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "node_modules", "var", "__pycache__", ".*_cache", ".hypothesis")


class WallMoved(Exception):
    """The place a fault is planted in is not there any more; the text says which."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One wall, how it is broken, and the test that must see it."""

    wall: str
    broken: str
    file: str
    was: str
    becomes: str
    caught_by: str

    def plant(self, copy: Path) -> None:
        """Break the wall in a copy of the checkout."""
        file = copy / self.file
        whole = file.read_text(encoding="utf-8")
        if self.was not in whole:
            raise WallMoved(f"{self.wall}: what is to be broken is no longer in {self.file}")
        file.write_text(whole.replace(self.was, self.becomes), encoding="utf-8")


FAULTS: Sequence[Fault] = (
    Fault(
        wall="policy line",
        broken="a withdrawn relation still opens, in Python",
        file=f"{ACCESS}/rules.py",
        was="    if held.withdrawn:\n        return Because.WITHDRAWN\n",
        becomes="",
        caught_by=f"{TESTS}/test_rules.py::test_of_several_flaws_the_first_by_precedence_is_the_reason",
    ),
    Fault(
        wall="relation",
        broken="anybody's relation opens, in the database",
        file=f"{ACCESS}/postgres/door.sql",
        was="where r.user_id = me.user_id and (r.seat_id is null or r.seat_id = me.seat_id)\n           and not r.withdrawn",
        becomes="where true\n           and not r.withdrawn",
        caught_by=f"{TESTS}/test_walls.py::test_rows_are_read_by_those_who_can_open_their_compartment",
    ),
    Fault(
        wall="block",
        broken="a block does not count, in the database",
        file=f"{ACCESS}/postgres/door.sql",
        was="           and (blocked is null or r.subject_id <> all (blocked))\n           and (r.basis_id",
        becomes="           and (r.basis_id",
        caught_by=f"{TESTS}/test_walls.py::test_a_block_a_withdrawal_and_a_protection_empty_the_table_from_the_next_statement",
    ),
    Fault(
        wall="period",
        broken="a relation does not end, in the database",
        file=f"{ACCESS}/postgres/door.sql",
        was="and not r.withdrawn and not r.shut and r.starts <= t and r.ends > t\n           and (not writing",
        becomes="and not r.withdrawn and not r.shut and r.starts <= t\n           and (not writing",
        caught_by=f"{TESTS}/test_walls.py::test_one_who_may_write_in_an_hour_may_not_now",
    ),
    Fault(
        wall="select policy",
        broken="every row of a table about a child is read",
        file=f"{ACCESS}/postgres/guard.py",
        was='f"create policy read on {table} for select to somlos_web using ({READ})"',
        becomes='f"create policy read on {table} for select to somlos_web using (true)"',
        caught_by=f"{TESTS}/test_walls.py::test_nobody_and_a_made_up_session_read_nothing",
    ),
    Fault(
        wall="update policy",
        broken="whoever sees a row moves it",
        file=f"{ACCESS}/postgres/guard.py",
        was='f"create policy move on {table} for update to somlos_web using ({WRITE}) with check ({WRITE})"',
        becomes='f"create policy move on {table} for update to somlos_web using (true) with check (true)"',
        caught_by=f"{TESTS}/test_walls.py::test_a_move_is_made_by_those_who_may_write_there",
    ),
    Fault(
        wall="force",
        broken="the owner of a table about a child is exempt",
        file=f"{ACCESS}/postgres/guard.py",
        was="enable row level security, force row level security",
        becomes="enable row level security",
        caught_by=f"{TESTS}/test_walls.py::test_the_owner_is_not_exempt",
    ),
    Fault(
        wall="narrowing",
        broken="a page about one child can show another",
        file=f"{ACCESS}/postgres/door.sql",
        was="    perform set_config('somlos.door', reached::text, true);\n",
        becomes="",
        caught_by=f"{TESTS}/test_walls.py::test_a_page_about_one_child_reads_no_row_of_another",
    ),
    Fault(
        wall="log before show",
        broken="a page is let out although it could not be committed",
        file=f"{ACCESS}/middleware.py",
        was="                response = _error(request, HTTPStatus.INTERNAL_SERVER_ERROR)\n",
        becomes="",
        caught_by=f"{TESTS}/test_middleware.py::test_nothing_is_shown_that_could_not_be_committed",
    ),
    Fault(
        wall="seal",
        broken="a sealed text opens wherever it is moved to",
        file="somlos/foundation/vault/fields.py",
        was='return f"{self.label}|{row.pk}|{self._box(row)}".encode()',
        becomes='return b""',
        caught_by="somlos/foundation/vault/tests/test_fields.py::test_a_text_moved_to_another_row_does_not_open",
    ),
)


@contextmanager
def copied() -> Iterator[Path]:
    """Copy the checkout to where it can be broken."""
    with tempfile.TemporaryDirectory(prefix="somlos-faults-") as folder:
        place = Path(folder)
        place.chmod(0o755)  # the database server is another account's when root runs this
        copy = place / "checkout"
        shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND, symlinks=True)
        yield copy


def tried(copy: Path, *tests: str) -> tuple[int, str]:
    """Run some tests in the copy; return pytest's exit code and what it said."""
    surroundings = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PYTEST_ADDOPTS"}}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", *tests],
        cwd=copy,
        env=surroundings | {"SOMLOS_VAR": str(copy.parent / "var"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def is_caught(copy: Path, fault: Fault) -> bool:
    """Plant a fault, run the test that must see it, take the fault out again; tell whether the test itself failed."""
    file = copy / fault.file
    whole = file.read_bytes()
    fault.plant(copy)
    try:
        code, said = tried(copy, fault.caught_by)
    finally:
        file.write_bytes(whole)
    name = fault.caught_by.rpartition("::")[2]
    return code == 1 and any(line.startswith("FAILED ") and name in line for line in said.splitlines())


def main() -> int:
    """Print which fault which test caught; fail when one was not."""
    with copied() as copy:
        code, said = tried(copy, *(fault.caught_by for fault in FAULTS))
        if code:
            sys.stdout.write(f"{said}\nThe tests fail without any fault, so nothing can be told by them.\n")
            return 1
        missed = 0
        for fault in FAULTS:
            began = time.monotonic()
            caught = is_caught(copy, fault)
            missed += not caught
            said = "caught" if caught else "NOT CAUGHT"
            name = fault.caught_by.rpartition("::")[2]
            sys.stdout.write(f"{fault.wall:16} {fault.broken:56} {said:10} {time.monotonic() - began:4.0f} s  {name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(FAULTS) - missed} of {len(FAULTS)} faults caught.\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
