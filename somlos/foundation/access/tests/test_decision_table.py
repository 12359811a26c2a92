"""Every combination of facts, asked of both walls: what the rules say in Python is what the database does.

One person, one subject and one relation for each combination, laid by the owner at once. Nothing here goes through an
action, since most combinations are what no action would make.
"""

import json
import sys
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import md5
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from somlos.foundation.access.rules import EMERGENCY, BasisState, Held, Kind, decide, why_closed
from somlos.foundation.access.tests.town import (
    AUTHOR,
    LATER,
    LONG_AGO,
    NOW,
    READ,
    WRITE,
    Town,
    lay_town,
    speaking_as,
)


class Session(StrEnum):
    VALID = "valid"
    ENDED = "ended"
    EXPIRED = "expired"
    IDLE = "idle"


class Seat(StrEnum):
    LIVE = "live"
    ENDED = "ended"
    NOT_BEGUN = "not_begun"
    ANOTHER = "another"  # the relation belongs to another of the person's seats
    NONE_NEEDED = "none_needed"  # the relation belongs to the person, whatever the seat
    RESIDENT = "resident"  # no seat at all


class Relation(StrEnum):
    LIVE = "live"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_BEGUN = "not_begun"
    SHUT = "shut"


class Basis(StrEnum):
    NONE = "none"
    LIVE = "live"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_BEGUN = "not_begun"


class Block(StrEnum):
    NO = "no"
    LIFTED = "lifted"
    BLOCKED = "blocked"


class Narrowed(StrEnum):
    NOT = "not"
    HERE = "here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Combination:
    """One way the facts can stand."""

    session: Session
    seat: Seat
    relation: Relation
    basis: Basis
    block: Block
    may_write: bool
    emergency: bool

    @property
    def somebody(self) -> bool:
        return self.session is Session.VALID and self.seat not in (Seat.ENDED, Seat.NOT_BEGUN)

    def held(self, *, direct: bool) -> Held:
        starts, ends = {
            Relation.EXPIRED: (LONG_AGO, NOW - timedelta(days=1)),
            Relation.NOT_BEGUN: (NOW + timedelta(days=1), LATER),
        }.get(self.relation, (LONG_AGO, LATER))
        return Held(
            kind=EMERGENCY if self.emergency else AUTHOR,
            may_write=self.may_write,
            starts=starts,
            ends=ends,
            withdrawn=self.relation is Relation.WITHDRAWN,
            shut=self.relation is Relation.SHUT,
            basis=BasisState.EXPIRED if self.basis is Basis.NOT_BEGUN else BasisState(self.basis.value),
            blocked=self.block is Block.BLOCKED,
            at_this_seat=self.seat is not Seat.ANOTHER,
            direct=direct,
        )

    def opens(self, *, writing: bool, direct: bool = True, narrowed: Narrowed = Narrowed.NOT) -> bool:
        decision = decide(WRITE if writing else READ, [self.held(direct=direct)], now=NOW)
        return self.somebody and narrowed is not Narrowed.ELSEWHERE and decision.allowed


COMBINATIONS = [
    Combination(*facts) for facts in product(Session, Seat, Relation, Basis, Block, (False, True), (False, True))
]

_LAY = """
create temporary table combination (n int, session text, seat text, relation text, basis text, block text, may_write bool, emergency bool);
copy combination from stdin;
create function pg_temp.id(what text, n int) returns uuid language sql immutable as $f$ select md5(what || n)::uuid $f$;

insert into accounts_user (id, identity_hash, kind, expected_at, language)
select pg_temp.id('user', n), sha256(('identity' || n)::bytea), case seat when 'resident' then 'resident' else 'employee' end, now(), 'nb' from combination;

insert into access_seat (id, user_id, scope_id, role, starts, ends)
select pg_temp.id('seat', n), pg_temp.id('user', n), {town}, 'employee',
       case seat when 'not_begun' then now() + interval '1 day' else now() - interval '1 year' end,
       case seat when 'ended' then now() - interval '1 day' else now() + interval '1 year' end
  from combination where seat <> 'resident';
insert into access_seat (id, user_id, scope_id, role, starts, ends)
select pg_temp.id('another seat', n), pg_temp.id('user', n), {town}, 'employee', now() - interval '1 year', now() + interval '1 year'
  from combination where seat = 'another';

insert into access_session (id, secret_hash, user_id, seat_id, kind, began_at, expires, idle, last_seen, ended_at)
select pg_temp.id('session', n), sha256(('secret' || n)::bytea), pg_temp.id('user', n),
       case when seat <> 'resident' then pg_temp.id('seat', n) end, case seat when 'resident' then 'resident' else 'employee' end,
       now() - interval '2 hours', case session when 'expired' then now() - interval '1 minute' else now() + interval '1 hour' end,
       interval '15 minutes', case session when 'idle' then now() - interval '16 minutes' else now() end,
       case session when 'ended' then now() - interval '1 minute' end
  from combination;

insert into access_subject (id, municipality_id, scope_id, provisional, protection)
select pg_temp.id('subject', n), {town}, {town}, true, 'none' from combination;
insert into access_compartment (id, subject_id, audience, identity_id, scope_id, lockbox, made_at)
select pg_temp.id('identity', n), pg_temp.id('subject', n), 'identity', pg_temp.id('identity', n), {town}, {town}, now() from combination
union all
select pg_temp.id('circle', n), pg_temp.id('subject', n), 'circle', pg_temp.id('identity', n), {town}, {town}, now() from combination;

insert into access_basis (id, subject_id, about_id, kind, giver_id, capacity, purpose, text_version, starts, ends, withdrawn_at, withdrawn_by_id)
select pg_temp.id('basis', n), pg_temp.id('subject', n), pg_temp.id('subject', n), 'consent', pg_temp.id('user', n), 'guardian', 'x', '1',
       case basis when 'not_begun' then now() + interval '1 day' else now() - interval '1 year' end,
       case basis when 'expired' then now() - interval '1 day' else now() + interval '1 year' end,
       case basis when 'withdrawn' then now() - interval '1 day' end,
       case basis when 'withdrawn' then pg_temp.id('user', n) end
  from combination where basis <> 'none';

insert into access_block (id, subject_id, user_id, reason, made_at, made_by_id)
select pg_temp.id('block', n), pg_temp.id('subject', n), pg_temp.id('user', n), 'x', now(), pg_temp.id('user', n) from combination where block <> 'no';
insert into access_blocklifted (id, block_id, reason, made_at, made_by_id)
select pg_temp.id('lifted', n), pg_temp.id('block', n), 'x', now(), pg_temp.id('user', n) from combination where block = 'lifted';

insert into access_relation (id, user_id, seat_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named, basis_id,
                             starts, ends, withdrawn, shut, source, made_at, purpose)
select pg_temp.id('relation', n), pg_temp.id('user', n),
       case when seat = 'another' then pg_temp.id('another seat', n) when seat not in ('resident', 'none_needed') then pg_temp.id('seat', n) end,
       pg_temp.id('circle', n), pg_temp.id('identity', n), pg_temp.id('subject', n), case when emergency then 'emergency' else 'author' end,
       may_write, false, false, case when basis <> 'none' then pg_temp.id('basis', n) end,
       case relation when 'not_begun' then now() + interval '1 day' else now() - interval '1 year' end,
       case relation when 'expired' then now() - interval '1 day' else now() + interval '1 year' end,
       relation = 'withdrawn', relation = 'shut', 'errand', now(), 'x'
  from combination;
analyze access_relation, access_session, access_seat, access_block, access_blocklifted, access_basis, access_compartment;
drop function pg_temp.id;
drop table combination
"""


@pytest.fixture(scope="module")
def table(house: Path) -> Town:
    """Lay one person, subject and relation for each combination."""
    town = lay_town()
    with speaking_as("owner", autocommit=False) as owner, owner.cursor() as cursor:
        before, after = _LAY.replace("{town}", f"'{town.id}'::uuid").split("copy combination from stdin;")
        cursor.execute(before)
        with cursor.copy("copy combination from stdin") as lines:
            for n, facts in enumerate(COMBINATIONS):
                lines.write_row((n, *map(str, astuple(facts)[:5]), facts.may_write, facts.emergency))
        for statement in after.split(";\n"):
            cursor.execute(statement)
    return town


def made_up(what: str, n: int) -> UUID:
    """Return the id that the owner's statements made of the same words."""
    return UUID(md5(f"{what}{n}".encode()).hexdigest())


def asked(question: str, *, door: str = "''") -> list[tuple[Any, ...]]:
    """Ask the database a question as each person in turn, in one statement; the answer begins with the person's number."""
    with transaction.atomic(), connection.cursor() as cursor:
        # A select list is worked through from the left, so each row has its own session and door before it asks.
        cursor.execute(
            f"select n, set_config('somlos.session', 'secret' || n, true) || set_config('somlos.door', {door}, true), {question}"
            " from generate_series(0, %s - 1) n",
            [len(COMBINATIONS)],
        )
        return [(n, *answers) for n, _, *answers in cursor.fetchall()]


DOORS = {
    Narrowed.NOT: "''",
    Narrowed.HERE: "'{' || md5('circle' || n)::uuid || '}'",
    Narrowed.ELSEWHERE: "'{' || md5('circle' || n + 1)::uuid || '}'",
}


def test_both_walls_answer_every_combination_alike(table: Town, capsys: pytest.CaptureFixture[str]) -> None:
    compared, different = 0, []
    for narrowed, door in DOORS.items():
        for n, read, write in asked("access.open_compartments(false), access.open_compartments(true)", door=door):
            facts = COMBINATIONS[n]
            for writing, direct in product((False, True), (False, True)):
                place = made_up("circle" if direct else "identity", n)
                in_sql = place in (write if writing else read)
                in_python = facts.opens(writing=writing, direct=direct, narrowed=narrowed)
                compared += 1
                if in_sql is not in_python:
                    different.append(
                        (facts, narrowed, "write" if writing else "read", "direct" if direct else "identity", in_sql)
                    )

    with capsys.disabled():
        sys.stdout.write(
            f" [decision table: {len(COMBINATIONS)} people, {compared} combinations compared, {len(different)} different] "
        )
    assert compared == 4 * 6 * 5 * 5 * 3 * 2 * 2 * 3 * 2 * 2
    assert not different, f"{len(different)} of {compared}, the first: {different[:3]}"


def test_nobody_reaches_more_than_the_two_places_of_their_relation(table: Town) -> None:
    for n, read, write in asked("access.open_compartments(false), access.open_compartments(true)"):
        assert set(read) <= {made_up("circle", n), made_up("identity", n)}
        assert set(write) <= {made_up("circle", n)}


def test_what_the_door_is_told_decides_as_the_table_does(table: Town) -> None:
    columns = "kind, may_write, starts, ends, withdrawn, shut, basis, blocked, at_this_seat, direct"
    for place, direct in (("circle", True), ("identity", False)):
        question = (
            f"(select jsonb_agg(to_jsonb(f)) from (select {columns} from access.my_facts(md5('{place}' || n)::uuid)) f)"
        )
        for n, found in asked(question):
            facts = COMBINATIONS[n]
            told = [_held(fact) for fact in json.loads(found or "[]")]
            for permission in (READ, WRITE):
                decision = decide(permission, told, now=NOW)
                assert decision.allowed is facts.opens(writing=permission.writes, direct=direct), (facts, place)
                if facts.somebody:
                    assert decision.because is decide(permission, [facts.held(direct=direct)], now=NOW).because, (
                        facts,
                        place,
                    )


def _held(fact: dict[str, Any]) -> Held:
    return Held(
        **fact
        | {
            "kind": Kind(fact["kind"]),
            "basis": BasisState(fact["basis"]),
            "starts": datetime.fromisoformat(fact["starts"]),
            "ends": datetime.fromisoformat(fact["ends"]),
        }
    )


def test_the_door_and_the_list_open_what_the_table_opens(table: Town) -> None:
    ways = {
        "enter": "(select count(*) from access.enter(md5('circle' || n)::uuid, 'test.read', 'test'))",
        "enter the identity": "(select count(*) from access.enter(md5('identity' || n)::uuid, 'test.read', 'test'))",
        "list": "(select count(*) from access.open_list(array['author', 'emergency', n::text], array['circle'], 'test.list'))",
    }
    for way, question in ways.items():
        different = [
            COMBINATIONS[n] for n, rows in asked(question) if bool(rows) is not COMBINATIONS[n].opens(writing=False)
        ]
        assert not different, f"{way}: {len(different)}, the first: {different[:3]}"


def test_whoever_is_named_as_able_to_see_can(table: Town) -> None:
    # Whether somebody has a session now is no part of who can see.
    others = [n for n, facts in enumerate(COMBINATIONS) if facts.session is Session.VALID]
    able = [n for n in others if COMBINATIONS[n].opens(writing=False)]
    observers = [able[i % len(able)] for i, _ in enumerate(others)]
    table.owner(
        "insert into access_relation (id, user_id, compartment_id, identity_id, subject_id, kind, may_write, may_invite, named,"
        " starts, ends, withdrawn, shut, source, made_at, purpose)"
        " select gen_random_uuid(), md5('user' || observer)::uuid, md5('circle' || n)::uuid, md5('identity' || n)::uuid, md5('subject' || n)::uuid,"
        " 'observer', false, false, false, now() - interval '1 day', now() + interval '1 day', false, false, 'errand', now(), 'x'"
        " from unnest(%s::int[], %s::int[]) as pair (n, observer)",
        others, observers,
    )  # fmt: skip

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select n, set_config('somlos.session', 'secret' || observer, true),"
            " (select array_agg(relation_id) from access.who_can_see(md5('circle' || n)::uuid))"
            " from unnest(%s::int[], %s::int[]) as pair (n, observer)",
            [others, observers],
        )
        for n, _, seen in cursor.fetchall():
            facts = COMBINATIONS[n]
            closed = why_closed(replace(facts.held(direct=True), at_this_seat=True), now=NOW)
            can = closed is None and facts.seat not in (Seat.ENDED, Seat.NOT_BEGUN)
            assert (made_up("relation", n) in seen) is can, facts
