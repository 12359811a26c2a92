"""`python -m bench`: fill when needed, measure, print. `python -m bench fill …` fills one database."""

import os
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from bench import ground, report  # noqa: E402
from bench.measure import Bench, peak_of_this_process  # noqa: E402
from bench.settings import FOLDER  # noqa: E402
from somlos.config.embedded import binaries  # noqa: E402

ROUNDS, FEWEST, SECONDS = 40, 12, 120


def main(asked: Sequence[str]) -> int:
    """Measure, and tell whether every goal was reached."""
    if not Path("/proc/self/schedstat").exists():
        _say(
            "The benchmark reads from /proc how long the database was on a processor, and this machine has no such file."
        )
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    if asked[:1] == ["fill"]:
        ground.make(asked[1])
        return 0
    if any(ground.filled(children) is None for children in ground.SIZES):
        begun = time.monotonic()
        _say("Filling the databases. This takes some minutes, and is done again only when the schema changes …")
        ground.fill_all()
        _say(f"Filled in {time.monotonic() - begun:.0f} s.")
    return _tell(_measured())


def _measured() -> Bench:
    with ground.running():
        pairs = [pair for children in ground.SIZES if (pair := ground.filled(children))]
        bench = Bench(pairs)
        try:
            bench.run(rounds=ROUNDS, fewest=FEWEST, seconds=SECONDS)
        finally:
            bench.close()
            for pair in pairs:
                ground.forget_what_was_measured(pair)
    return bench


def _tell(bench: Bench) -> int:
    for table in report.tables(bench):
        _say(table)
    _say(
        "SQL: statements. CPU: milliseconds of the program's thread and the database's process together; DB: the latter's."
        f"\np50, p95: milliseconds from asking to answer. Medians of {bench.rounds} warm requests, all pages interleaved."
        "\nMB: the most that one request held at once; the whole program held at most"
        f" {peak_of_this_process() / 1e6:.0f} MB.\nPython {platform.python_version()}, PostgreSQL {binaries().version},"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.\n"
    )
    goals = list(report.goals(bench))
    for goal in goals:
        _say(str(goal))
    missed = sum(not goal.reached for goal in goals)
    _say(f"\n{len(goals) - missed} of {len(goals)} goals reached.")
    return 1 if missed else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
