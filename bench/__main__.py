"""`python -m bench`: fill when needed, measure, print. `python -m bench fill …` fills one database."""

import os
import platform
import sys
import time
from collections.abc import Sequence

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from bench import ground, report  # noqa: E402
from bench.measure import Bench, peak_of_this_process  # noqa: E402
from bench.settings import FOLDER  # noqa: E402

ROUNDS = 40


def main(asked: Sequence[str]) -> int:
    """Measure, and tell whether every goal was reached."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    if asked[:1] == ["fill"]:
        ground.make(asked[1])
        return 0
    if any(ground.filled(children) is None for children in ground.SIZES):
        begun = time.monotonic()
        _say("Filling the databases; this is done again only when the schema changes …")
        ground.fill_all()
        _say(f"Filled in {time.monotonic() - begun:.0f} s.")
    with ground.running():
        pairs = [pair for children in ground.SIZES if (pair := ground.filled(children))]
        bench = Bench(pairs)
        try:
            begun = time.monotonic()
            bench.run(int(asked[0]) if asked else ROUNDS)
            took = time.monotonic() - begun
        finally:
            bench.close()
            for pair in pairs:
                ground.forget_what_was_measured(pair)
    _tell(bench, took)
    goals = list(report.goals(bench))
    for goal in goals:
        _say(str(goal))
    missed = sum(not goal.reached for goal in goals)
    _say(f"\n{len(goals) - missed} of {len(goals)} goals reached.")
    return 1 if missed else 0


def _tell(bench: Bench, took: float) -> None:
    rows = list(report.table(bench))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    _say("")
    for row in rows:
        _say(
            "  ".join(
                cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
            )
        )
    _say(
        "\nCPU, p50 and p95 in milliseconds, memory in megabytes. CPU is the program's thread and the database's process together,"
        f"\nmedians of interleaved warm requests ({took:.0f} s); memory is what one request held at once. The program's process held at most"
        f" {peak_of_this_process() / 1e6:.0f} MB.\n{platform.python_implementation()} {platform.python_version()},"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.\n"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
