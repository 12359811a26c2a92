"""Ask for pages as a browser would and write down what each cost."""

import re
import resource
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import bare
from bench.fill import Person
from bench.ground import BARE, SIZES, WALLED, Filled
from somlos.foundation.access.actions import SESSION_LASTS, begin_session
from somlos.foundation.access.postgres.base import DatabaseWrapper
from somlos.kernel.ids import new_id

WARM = 3
_RANDOM = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"')
_FUNCTION = re.compile(r"\b((?:access|organisations|concerns|accounts|notifications)\.\w+)\(")
_SEEN = "Hun satt i garderoben i morges og ville ikke inn til de andre. Ved bordet sa hun ingenting. " * 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is asked for, and as whom; `most` is the most statements it may cost."""

    name: str
    who: str
    ask: Callable[["Browser"], HttpResponse]
    most: int | None = None
    answers: int = 200

    def __str__(self) -> str:
        return f"{self.name} ({self.who})"


@dataclass(slots=True)
class Cost:
    """What one page cost, request by request, in milliseconds."""

    program: list[float] = field(default_factory=list)
    backend: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    memory: int = 0

    @property
    def cpu(self) -> list[float]:
        """Return the processor's time of program and database together."""
        return [program + backend for program, backend in zip(self.program, self.backend, strict=True)]


class Browser:
    """A browser in which somebody who is measured is signed in, at one of the databases."""

    def __init__(self, person: Person) -> None:
        secret = begin_session(bytes.fromhex(person.identity), kind="employee", lasts=SESSION_LASTS["employee"])
        if secret is None:
            raise AssertionError("nobody is expected here")
        self.client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        self.client.cookies["somlos"] = secret
        self.lists, self.children, self.notes = cycle(person.lists), cycle(person.children), cycle(person.notes)
        self.get("concerns:write", place=person.children[0])  # brings the cookie that forms are sent with

    def get(self, name: str, **where: object) -> HttpResponse:
        """Ask for a page."""
        return self._answer(self.client.get(reverse(name, kwargs=where)))

    def post(self, path: str, said: dict[str, Any]) -> HttpResponse:
        """Send a form."""
        token = self.client.cookies.get("csrftoken")
        return self._answer(self.client.post(path, said | {"csrfmiddlewaretoken": token.value if token else ""}))

    @staticmethod
    def _answer(response: Any) -> HttpResponse:
        answer: HttpResponse = response
        return answer


def _day(browser: Browser) -> HttpResponse:
    return browser.get("pages:day")


def _start(browser: Browser) -> HttpResponse:
    return browser.get("concerns:start")


def _list(browser: Browser) -> HttpResponse:
    return browser.get("people:list", list_id=next(browser.lists))


def _note(browser: Browser) -> HttpResponse:
    return browser.get("concerns:note", place=next(browser.notes))


def _save(browser: Browser) -> HttpResponse:
    said = {
        "once": new_id(),
        "seen": _SEEN,
        "noticed_on": timezone.localdate().isoformat(),
        "child_words": "Jeg vil hjem.",
    }
    return browser.post(reverse("concerns:write", kwargs={"place": next(browser.children)}), said)


PAGES = (
    Page("Min dag", "60", _day),
    Page("Min dag", "1 000", _day),
    Page("own list, 18 children", "60", _list, most=8),
    Page("own list, 100 children", "list of 100", _list, most=8),
    Page("own list, 100 children", "1 000", _list, most=8),
    Page("Jeg undrer meg, 36 children", "60", _start, most=8),
    Page("Jeg undrer meg, 100 children", "list of 100", _start, most=8),
    Page("Jeg undrer meg, 600 children", "1 000", _start, most=8),
    Page("a note", "60", _note, most=12),
    Page("a note", "1 000", _note, most=12),
    Page("saving a note", "60", _save, most=15, answers=303),
    Page("saving a note", "1 000", _save, most=15, answers=303),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in one of the four databases."""

    page: Page
    children: int
    form: str


class Bench:
    """Everything that is asked for, and what it cost."""

    def __init__(self, pairs: Sequence[Filled]) -> None:
        self.without = bare.Bare()
        self.homes = {(p.children, form): _home(p, form) for p in pairs for form in (WALLED, BARE)}
        self.browsers: dict[tuple[str, int, str], Browser] = {}
        for pair in pairs:
            for form in (WALLED, BARE):
                for who, person in pair.people.items():
                    with self._standing_in(pair.children, form):
                        self.browsers[who, pair.children, form] = Browser(person)
        self.rounds = 0
        self.answers: dict[Cell, bytes] = {}
        self.costs = {Cell(page, size, form): Cost() for page in PAGES for size in SIZES for form in (WALLED, BARE)}

    def run(self, *, rounds: int, fewest: int, seconds: float) -> None:
        """Ask for every page so many times, each round in an order of its own; fewer when time is up."""
        chance = Random(1)  # noqa: S311
        for cell in self.costs:
            for _ in range(WARM):
                self._ask(cell)
            self._count(cell)
        self._compare()
        until = time.monotonic() + seconds
        while self.rounds < fewest or (self.rounds < rounds and time.monotonic() < until):
            order = list(self.costs)
            chance.shuffle(order)
            for cell in order:
                self._measure(cell)
            self.rounds += 1
        for cell in self.costs:
            self._weigh(cell)

    def close(self) -> None:
        """Leave the databases."""
        for home in self.homes.values():
            home.close()

    @contextmanager
    def _standing_in(self, children: int, form: str) -> Iterator[DatabaseWrapper]:
        home = self.homes[children, form]
        connections[DEFAULT_DB_ALIAS] = home
        if form == WALLED:
            yield home
        else:
            with self.without.program():
                yield home

    def _ask(self, cell: Cell) -> HttpResponse:
        with self._standing_in(cell.children, cell.form):
            response = cell.page.ask(self._browser(cell))
        _must(cell, response)
        return response

    def _browser(self, cell: Cell) -> Browser:
        return self.browsers[cell.page.who, cell.children, cell.form]

    def _measure(self, cell: Cell) -> None:
        browser, cost = self._browser(cell), self.costs[cell]
        with self._standing_in(cell.children, cell.form) as home:
            backend = home.connection.info.backend_pid
            before, wall, program = _spent(backend), time.perf_counter_ns(), time.thread_time_ns()
            response = cell.page.ask(browser)
            program, wall = time.thread_time_ns() - program, time.perf_counter_ns() - wall
            cost.backend.append((_spent(backend) - before) / 1e6)
            cost.program.append(program / 1e6)
            cost.wall.append(wall / 1e6)
        _must(cell, response)

    def _count(self, cell: Cell) -> None:
        """Note every statement of one request, and that a bare database was asked nothing walled in."""
        with _noted() as statements:
            self.answers[cell] = _RANDOM.sub(b"", self._ask(cell).content)
        self.costs[cell].statements = statements
        if cell.form == BARE:
            asked = {name for said in statements for name in _FUNCTION.findall(said)}
            if walled := asked - bare.functions():
                raise AssertionError(f"say in bare.sql what these are without the walls: {', '.join(sorted(walled))}")

    def _compare(self) -> None:
        """Make sure that without walls the pages show the very same."""
        for cell, answer in self.answers.items():
            if answer != self.answers[Cell(cell.page, cell.children, WALLED)]:
                raise AssertionError(f"{cell.page} is another page without walls")

    def _weigh(self, cell: Cell) -> None:
        """Find the most memory that one request held at once beyond what was there before."""
        tracemalloc.start()
        try:
            self._ask(cell)
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            self._ask(cell)
            self.costs[cell].memory = tracemalloc.get_traced_memory()[1] - before
        finally:
            tracemalloc.stop()


def _must(cell: Cell, response: HttpResponse) -> None:
    if response.status_code != cell.page.answers:
        raise AssertionError(f"{cell.page.name} as {cell.page.who} ({cell.form}) answered {response.status_code}")


def _home(pair: Filled, form: str) -> DatabaseWrapper:
    wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
    assert isinstance(wrapper, DatabaseWrapper)
    wrapper.settings_dict = {**wrapper.settings_dict, "NAME": pair.server(form).name}
    return wrapper


@contextmanager
def _noted() -> Iterator[list[str]]:
    """Note what every cursor of psycopg executes, whoever opened it."""
    noted: list[str] = []
    cursors: Any = psycopg.Cursor

    def noting(execute: Callable[..., Any]) -> Callable[..., Any]:
        def noted_too(cursor: object, query: object, *args: object, **options: object) -> object:
            noted.append(str(query))
            return execute(cursor, query, *args, **options)

        return noted_too

    before = cursors.execute, cursors.executemany
    cursors.execute, cursors.executemany = map(noting, before)
    try:
        yield noted
    finally:
        cursors.execute, cursors.executemany = before


def _spent(backend: int) -> int:
    """Return the nanoseconds the database's process has spent on a processor."""
    return int(Path(f"/proc/{backend}/schedstat").read_text(encoding="ascii").split()[0])


def peak_of_this_process() -> int:
    """Return the most memory this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
