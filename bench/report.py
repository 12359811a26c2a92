"""Say what was measured, and whether the goals were reached."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from bench.ground import BARE, SIZES, WALLED
from bench.measure import PAGES, Bench, Cell, Cost, Page

GROWS = 1.25
WALLS = {"60": 1.4, "list of 100": 1.4, "1 000": 2.0}
_FEW, _MANY = min(SIZES), max(SIZES)
_HEAD = ("page", "live", "SQL", "CPU", "of it DB", "p50", "p95", "memory", "CPU none", "walls×", "CPU few", "many×")


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that was to be reached, and whether it was."""

    what: str
    reached: bool
    said: str

    def __str__(self) -> str:
        return f"{'OK ' if self.reached else 'NOT'}  {self.what}: {self.said}"


def table(bench: Bench) -> Iterator[tuple[str, ...]]:
    """Return the table, its head first: at many children with walls and seal, beside without and beside few."""
    yield _HEAD
    for page in PAGES:
        cost = _cost(bench, page, _MANY, WALLED)
        p50, p95 = statistics.median(cost.wall), statistics.quantiles(cost.wall, n=20)[-1]
        yield (
            page.name,
            page.who,
            str(len(cost.statements)),
            f"{cpu(cost):.1f}",
            f"{statistics.median(cost.backend):.1f}",
            f"{p50:.1f}",
            f"{p95:.1f}",
            f"{cost.memory / 1e6:.1f}",
            f"{cpu(_cost(bench, page, _MANY, BARE)):.1f}",
            f"{walls(bench, page):.2f}",
            f"{cpu(_cost(bench, page, _FEW, WALLED)):.1f}",
            f"{grows(bench, page):.2f}",
        )


def goals(bench: Bench) -> Iterator[Goal]:
    """Return every goal."""
    for page in PAGES:
        if page.most is not None:
            number = len(_cost(bench, page, _MANY, WALLED).statements)
            yield Goal(f"{_said(page)}, statements", number <= page.most, f"{number} of {page.most}")
    for page in PAGES:
        factor = grows(bench, page)
        yield Goal(f"{_said(page)}, CPU at {_MANY} against {_FEW}", factor <= GROWS, f"{factor:.2f} of {GROWS}")
    for page in PAGES:
        factor, most = walls(bench, page), WALLS[page.who]
        yield Goal(f"{_said(page)}, CPU with walls and seal against none", factor <= most, f"{factor:.2f} of {most}")


def walls(bench: Bench, page: Page) -> float:
    """Return how many times the CPU a page costs with walls and seal."""
    return cpu(_cost(bench, page, _MANY, WALLED)) / cpu(_cost(bench, page, _MANY, BARE))


def grows(bench: Bench, page: Page) -> float:
    """Return how many times the CPU a page costs when there are many children."""
    return cpu(_cost(bench, page, _MANY, WALLED)) / cpu(_cost(bench, page, _FEW, WALLED))


def cpu(cost: Cost) -> float:
    """Return the median of the processor's time, program and database together."""
    return statistics.median(cost.cpu)


def _cost(bench: Bench, page: Page, children: int, form: str) -> Cost:
    return bench.costs[Cell(page, children, form)]


def _said(page: Page) -> str:
    return f"{page.name} ({page.who})"
