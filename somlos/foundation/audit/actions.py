"""Add a sentence to history, and close what has been committed."""

import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from django.conf import settings
from django.db import connections, transaction

from somlos.foundation.audit import rules
from somlos.foundation.audit.models import Event
from somlos.foundation.vault.keys import signing_key

_TABLES = ("audit_event", "audit_look")
# The columns a seal covers, in this order for ever: a new column begins a new table mark, or old seals would not verify.
_COLUMNS = {
    "audit_event": "at user_id seat_id kind subject_id compartment_id box_id object_kind object_id actor_words said because written xact",
    "audit_look": "at day user_id seat_id scope_id subject_id compartment_id permission through basis_id result because purpose written xact",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What `access.record` hands over: one sentence of history with its words still open."""

    at: datetime
    user_id: UUID | None
    seat_id: UUID | None
    actor_words: str
    kind: str
    subject_id: UUID | None
    compartment_id: UUID | None
    box_id: UUID
    object_kind: str
    object_id: UUID | None
    said: str
    because: str | None


def append(sentence: Sentence) -> None:
    """Add a sentence to history, in the transaction of the change it tells of."""
    Event.objects.create(
        at=sentence.at,
        user_id=sentence.user_id,
        seat_id=sentence.seat_id,
        kind=sentence.kind,
        subject_id=sentence.subject_id,
        compartment_id=sentence.compartment_id,
        box_id=sentence.box_id,
        object_kind=sentence.object_kind,
        object_id=sentence.object_id,
        actor_words=sentence.actor_words,
        said=sentence.said,
        because=sentence.because,
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in history that is not as it was sealed."""

    what: str
    table: str
    row: UUID | None
    seal: int


def _leaves(cursor: object, from_xact: int, to_xact: int) -> list[rules.Leaf]:
    found: list[rules.Leaf] = []
    for number, table in enumerate(_TABLES):
        said = ", ".join(f"coalesce('v' || {column}::text, 'n')" for column in _COLUMNS[table].split())
        cursor.execute(  # type: ignore[attr-defined]
            f"select id, array[{said}] from {table} where xact >= %s::text::xid8 and xact < %s::text::xid8 order by xact, id",  # noqa: S608
            (from_xact, to_xact),
        )
        found += [rules.leaf(number, row, words) for row, words in cursor]  # type: ignore[attr-defined]
    return found


def seal_history() -> int:
    """Close what has been committed since the last seal and return how many rows that was.

    Rows of transactions still running wait for the next seal (xact below the oldest running one).
    """
    closed = _close()
    _write_outside()
    return closed


def _close() -> int:
    with transaction.atomic(using="sealer"), connections["sealer"].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('somlos.seal'))")
        cursor.execute("select number, to_xact, head from audit_seal order by number desc limit 1")
        number, from_xact, former = cursor.fetchone() or (0, 0, rules.FIRST_HEAD)
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::numeric::bigint")
        (to_xact,) = cursor.fetchone()
        leaves = _leaves(cursor, from_xact, to_xact)
        if not leaves:
            return 0
        root = rules.merkle_root(leaves)
        head = rules.head(number + 1, from_xact, to_xact, len(leaves), root, bytes(former))
        cursor.execute(
            "insert into audit_seal (number, at, from_xact, to_xact, rows, leaves, root, head, signature)"
            " values (%s, clock_timestamp(), %s, %s, %s, %s, %s, %s, %s)",
            (
                number + 1,
                from_xact,
                to_xact,
                len(leaves),
                b"".join(map(bytes, leaves)),
                root,
                head,
                signing_key().sign(head),
            ),
        )
    return len(leaves)


def _write_outside() -> None:
    """Write the heads that are not outside yet: the newest, and those a crash kept from getting there."""
    with connections["sealer"].cursor() as cursor:
        cursor.execute(
            "select number, head from audit_seal where number > %s order by number", [max(_anchored_heads(), default=0)]
        )
        lines = [f"{number} {bytes(head).hex()}\n" for number, head in cursor.fetchall()]
    if not lines:
        return
    settings.SOMLOS_ANCHOR.parent.mkdir(parents=True, exist_ok=True)
    with settings.SOMLOS_ANCHOR.open("a") as anchor:
        anchor.writelines(lines)
        anchor.flush()
        os.fsync(anchor.fileno())


def verify_history() -> list[Fault]:
    """Compare history with its seals and with the heads written outside, and tell which rows are not as they were."""
    faults: list[Fault] = []
    missing: list[int] = []
    public = signing_key().public_key()
    anchored = _anchored_heads()
    former, seen, reached = rules.FIRST_HEAD, 0, 0
    with transaction.atomic(using="auditor"), connections["auditor"].cursor() as cursor:
        cursor.execute(
            "select number, from_xact, to_xact, rows, leaves, root, head, signature from audit_seal order by number"
        )
        for (
            number,
            from_xact,
            to_xact,
            rows,
            leaves,
            root,
            head,
            signature,
        ) in cursor.fetchall():
            seen += 1
            closed = list(rules.unpack(bytes(leaves)))
            if (
                number != seen
                or from_xact != reached
                or rules.head(number, from_xact, to_xact, rows, bytes(root), former) != bytes(head)
            ):
                faults.append(
                    Fault(
                        "the seal is not chained to the one before it",
                        "audit_seal",
                        None,
                        number,
                    )
                )
            if rules.merkle_root(closed) != bytes(root) or len(closed) != rows:
                faults.append(Fault("the seal's own leaves were changed", "audit_seal", None, number))
            try:
                public.verify(bytes(signature), bytes(head))
            except InvalidSignature:
                faults.append(Fault("the seal is not signed by our key", "audit_seal", None, number))
            outside = anchored.pop(number, None)
            if outside is not None and outside != bytes(head).hex():
                faults.append(
                    Fault(
                        "the seal is not the one written outside",
                        "audit_seal",
                        None,
                        number,
                    )
                )
            if outside is None:
                missing.append(number)
            faults += _compare(number, closed, _leaves(cursor, from_xact, to_xact))
            former, seen, reached = bytes(head), number, to_xact
    # The newest may be on its way: it is written outside after it is committed.
    faults += [
        Fault("the seal was not written outside", "audit_seal", None, number) for number in missing if number != seen
    ]
    faults += [Fault("a seal written outside is gone", "audit_seal", None, number) for number in sorted(anchored)]
    return faults


def _compare(seal: int, closed: list[rules.Leaf], found: list[rules.Leaf]) -> list[Fault]:
    sealed = {(each.table, each.row): each.digest for each in closed}
    there = {(each.table, each.row): each.digest for each in found}
    faults = []
    for place, digest in sealed.items():
        if place not in there:
            faults.append(
                Fault(
                    "the row was removed or moved to another time",
                    _TABLES[place[0]],
                    place[1],
                    seal,
                )
            )
        elif there[place] != digest:
            faults.append(Fault("the row was changed", _TABLES[place[0]], place[1], seal))
    faults += [
        Fault("the row was put in afterwards and dated back", _TABLES[table], row, seal)
        for table, row in there
        if (table, row) not in sealed
    ]
    return faults


def _anchored_heads() -> dict[int, str]:
    try:
        lines = settings.SOMLOS_ANCHOR.read_text().split("\n")
    except FileNotFoundError:
        return {}
    return {int(number): head for number, _, head in (line.partition(" ") for line in lines if line)}
