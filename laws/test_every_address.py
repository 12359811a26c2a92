"""Every address, as everybody, about everything: what is answered is what is drawn here, and nothing else.

What must be answered is read off the tables in `laws.drawn`, by a model that knows nothing of the door's own code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fjordvik import cast
from fjordvik.town import Town
from laws.asking import NOBODY, Browser, House, everybody, must_carry_headers, needs, pages_in_words
from laws.drawn import DOORS, GONE, NOTHING, ROLE_MARKS, ROLE_OF, ROWS, STANDS, Row, expected, statuses
from laws.story import Story, tell, this_database
from somlos.kernel.ids import new_id
from tools.house import Address, addresses

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass(slots=True)
class World:
    """The story, and everybody's browser."""

    story: Story
    browsers: dict[str, Browser]
    house: House
    asked: dict[tuple[str, str, str], HttpResponse] = field(default_factory=dict)

    def nothing(self, cell: "Cell") -> HttpResponse:
        """Return what somebody gets at an address for something that does not exist; asked once."""
        key = (cell.who, cell.method, cell.row.name)
        if key not in self.asked:
            self.asked[key] = cell.ask(self, cell.nothing)
        return self.asked[key]


@pytest.fixture(scope="module")
def world(still_town: Town) -> Iterator[World]:
    with override_settings(SOMLOS_SMTP_HOST="127.0.0.1"):
        story = tell(still_town, this_database(), lambda label: f"Ord om {label.partition('.')[0]}.")
        yield World(story, everybody(still_town.now), House())


def test_every_address_is_drawn_and_declares_what_is_drawn() -> None:
    found = {each.name: each for each in addresses()}

    assert set(found) == set(ROWS)
    assert {name: declares(each) for name, each in found.items()} == {name: row.declares for name, row in ROWS.items()}


def declares(address: Address) -> str:
    """Return what an address declares, as it is drawn."""
    return address.permission or address.door


def test_everybody_of_the_cast_and_every_role_is_asked() -> None:
    assert {role for _, role in ROLE_MARKS} == set(ROLE_OF.values()) | {"resident"} == set(ROLE_OF.values())
    assert {who for who, _ in STANDS} <= set(ROLE_OF)
    assert {row.declares for row in ROWS.values()} == {permission for permission, _ in DOORS | ROLE_MARKS} | {
        "own",
        "public",
    }


@pytest.mark.parametrize("who", [*ROLE_OF, NOBODY])
def test_every_address_answers_as_it_is_drawn(world: World, who: str, record_property) -> None:
    wrong, cells = [], 0
    with pages_in_words():
        for address in addresses():
            row = ROWS[address.name]
            for cell in questions(world, row, needs(address), who):
                cells += 1
                wrong += cell.look(world)
    record_property("cells", cells)

    assert not wrong, "\n".join(wrong)


@dataclass(frozen=True, slots=True)
class Cell:
    """One question: who, which address, how and about what."""

    who: str
    row: Row
    method: str
    at: str
    ids: dict[str, object]
    nothing: dict[str, object]

    def look(self, world: World) -> list[str]:
        """Ask, and return what is not as it is drawn."""
        answer = self.ask(world, self.ids)
        must = expected(self.who, self.row, self.at)
        said = f"{self.who} {self.method} {self.row.name} about {self.at}: {must}, and is answered {answer.status_code}"
        right = answer.status_code in statuses(must, self.row, self.method)
        faults = [] if right else [said]
        faults += [f"{said}: {fault}" for fault in must_carry_headers(answer, signed_in=self.who != NOBODY)]
        if must == NOTHING and right and not self.is_like_nothing(answer, world):
            faults.append(f"{said}: not as if it did not exist")
        if must != "in":
            faults += [f"{said}: it tells {each}" for each in tells(answer, self.who, self.ids)]
        return faults

    def ask(self, world: World, ids: dict[str, object]) -> HttpResponse:
        """Ask, with nothing filled in."""
        path = reverse(self.row.name, kwargs=ids)
        # A public page may speak with another system, and opens its own transactions.
        return world.house.ask(world.browsers[self.who], self.method, path, undo=self.row.declares != "public")

    def is_like_nothing(self, answer: HttpResponse, world: World) -> bool:
        """Compare with what the same person gets for something that does not exist, byte for byte but for the address itself."""
        if self.ids:
            like = world.nothing(self)
            asked, instead = reverse(self.row.name, kwargs=self.ids), reverse(self.row.name, kwargs=self.nothing)
        else:
            asked = reverse(self.row.name)
            instead = f"{asked}finnes-ikke/"
            like = world.house.ask(world.browsers[self.who], self.method, instead, undo=True)
        return plain(answer, asked) == plain(like, instead)


def plain(answer: HttpResponse, path: str) -> tuple[object, ...]:
    """Return an answer without its own address and what is new in every answer."""
    content = _TOKEN.sub(b"", answer.content.replace(path.encode(), b"/"))
    headers = {
        name: value.replace(quote(path, safe=""), "/")
        for name, value in answer.items()
        if name not in {"Expires", "Content-Length"}
    }
    return answer.status_code, content, headers, set(answer.cookies)


def tells(answer: HttpResponse, who: str, ids: dict[str, object]) -> list[str]:
    """Return what an answer to somebody who is not let in tells of anybody else."""
    said = " ".join([answer.content.decode(), *(f"{name}: {value}" for name, value in answer.items())])
    names = [person.name for person in cast.everybody() if person.key != who] + [child.name for child in cast.CHILDREN]
    known = {str(each) for each in ids.values()}
    return [name for name in names if name in said] + [each for each in _ID.findall(said) if each not in known]


def questions(world: World, row: Row, wants: frozenset[str], who: str) -> Iterator[Cell]:
    """Return every question somebody can ask at an address, in the ways it takes."""
    targets = world.story.targets(row, wants, who)
    for at, ids in targets.items():
        inside = expected(who, row, at) == "in"
        for method in sorted(row.takes):
            # A door is the same however it is knocked on: where it stays shut, the second way is tried at a few places only.
            if method == "POST" and "GET" in row.takes and not inside and at not in {NOTHING, "ella", "note"}:
                continue
            yield Cell(who, row, method, at, ids, targets[NOTHING])


@pytest.mark.parametrize("who", [*ROLE_OF, NOBODY])
def test_the_page_of_what_one_may_not_know_of_is_drawn_as_the_page_of_what_does_not_exist(
    world: World, who: str
) -> None:
    forbidden = next(place for place in ("noah", "oda", "ella") if (who, place) not in STANDS)

    for name in ("people:child", "concerns:write"):
        paths = [reverse(name, kwargs={"place": each}) for each in (world.story.places[forbidden], new_id())]
        there, nowhere = (world.house.ask(world.browsers[who], "GET", path, undo=True) for path in paths)

        assert plain(there, paths[0]) == plain(nowhere, paths[1])
        assert there.status_code == (303 if who in GONE else 404)
        assert tells(there, who, {"place": world.story.places[forbidden]}) == []


@pytest.mark.parametrize("name", [row.name for row in ROWS.values() if (row.declares, "list") in DOORS])
def test_the_database_is_asked_the_same_of_what_is_forbidden_and_of_what_does_not_exist(
    world: World, name: str
) -> None:
    targets = world.story.targets(ROWS[name], next(needs(each) for each in addresses() if each.name == name), "harald")
    method = "GET" if "GET" in ROWS[name].takes else "POST"

    asked = {at: statements(world, reverse(name, kwargs=ids), method) for at, ids in targets.items()}

    assert {at: each for at, each in asked.items() if each != asked[NOTHING]} == {}
    assert sum("access.my_facts" in sql or "access.enter" in sql for sql in asked[NOTHING]) == 1


def statements(world: World, path: str, method: str) -> list[str]:
    """Return the statements a stranger's question costs, with every id alike."""
    with pages_in_words(), CaptureQueriesContext(connection) as asked:
        world.house.ask(world.browsers["harald"], method, path, undo=True)
    return [
        re.sub(r"[0-9a-f]{32}", "…", each["sql"]) for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]
    ]


def test_nothing_of_noah_is_on_any_page_but_his_teachers(world: World) -> None:
    noah, place = cast.CHILDREN[2].name, world.story.places["noah"]
    lists = ["people:lists", "concerns:start", "pages:day", "pages:inbox"]

    seen_by = {
        who
        for who in ROLE_OF
        for name in lists
        for answer in [world.house.ask(world.browsers[who], "GET", reverse(name), undo=True)]
        if noah in (page := answer.content.decode()) or str(place) in page
    }

    assert seen_by == {"nina"}


def test_the_model_of_the_tables_is_not_empty() -> None:
    told = {
        expected(who, row, at) for who in ROLE_OF for row in ROWS.values() for at in ("ella", "note", "red", NOTHING)
    }

    assert told == {"in", "told no", NOTHING, "sign in"}
    assert UUID(str(new_id()))
