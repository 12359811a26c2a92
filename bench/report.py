"""Say what was measured, and whether the goals were reached."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from bench.ground import BARE, SIZES, WALLED
from bench.measure import PAGES, Bench, Cell, Cost, Page

GROWS = 1.25
WALLS = {"60": 1.4, "list of 100": 1.4, "1 000": 2.0}
_FEW, _MANY = min(SIZES), max(SIZES)
_COST = ("SQL", "CPU", "DB", "p50", "p95", "MB")
_HEAD = ("page", "live", *_COST, "|", *_COST, "|", "times")


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that was to be reached, and whether it was."""

    what: str
    reached: bool
    said: str

    def __str__(self) -> str:
        return f"{'OK ' if self.reached else 'NOT'}  {self.what}: {self.said}"


def tables(bench: Bench) -> Iterator[str]:
    """Return a table for each number of children: every page with walls and seal, then without, then how many times."""
    for children in SIZES:
        rows: list[tuple[str, ...]] = [_HEAD]
        for page in PAGES:
            walled, bared = _cost(bench, page, children, WALLED), _cost(bench, page, children, BARE)
            times = f"{cpu(walled) / cpu(bared):.2f}"
            rows.append((page.name, page.who, *_said_of(walled), "|", *_said_of(bared), "|", times))
        yield f"\n{children} children: with walls and seal | with none | CPU, how many times\n\n{_drawn(rows)}\n"


def _said_of(cost: Cost) -> tuple[str, ...]:
    return (
        str(len(cost.statements)),
        f"{cpu(cost):.1f}",
        f"{statistics.median(cost.backend):.1f}",
        f"{statistics.median(cost.wall):.1f}",
        f"{statistics.quantiles(cost.wall, n=20)[-1]:.1f}",
        f"{cost.memory / 1e6:.1f}",
    )


def _drawn(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = (
        "  ".join(
            cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(lines)


def goals(bench: Bench) -> Iterator[Goal]:
    """Return every goal."""
    for page in PAGES:
        if page.most is not None:
            number = len(_cost(bench, page, _MANY, WALLED).statements)
            yield Goal(f"{page}, statements", number <= page.most, f"{number} of {page.most}")
    for page in PAGES:
        factor = cpu(_cost(bench, page, _MANY, WALLED)) / cpu(_cost(bench, page, _FEW, WALLED))
        yield Goal(f"{page}, CPU at {_MANY} children against {_FEW}", factor <= GROWS, f"{factor:.2f} of {GROWS}")
    for page in PAGES:
        factor, most = cpu(_cost(bench, page, _MANY, WALLED)) / cpu(_cost(bench, page, _MANY, BARE)), WALLS[page.who]
        yield Goal(f"{page}, CPU with walls and seal against none", factor <= most, f"{factor:.2f} of {most}")


def cpu(cost: Cost) -> float:
    """Return the median of the processor's time, program and database together."""
    return statistics.median(cost.cpu)


def _cost(bench: Bench, page: Page, children: int, form: str) -> Cost:
    return bench.costs[Cell(page, children, form)]
