"""Children as those who stand to them may see them. Names open with the identity's key, which the door hangs on the ring."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.utils.timezone import localdate

from somlos.foundation.access import selectors as access
from somlos.foundation.access.selectors import Listed
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.people import policy
from somlos.foundation.people.models import Carer, Child, ChildVersion, ContactCard, ListEntry, TrustedPerson
from somlos.foundation.people.rules import CarerKind, ChosenBy, Decides, age_on, may_decide, sorted_by_name, sorting_key
from somlos.foundation.people.selectors.words import age_in_words, language_in_words


@dataclass(frozen=True, slots=True)
class ChildCard:
    """Who a child is, as much as everybody with a relation to it may know (W2)."""

    subject_id: UUID
    identity_id: UUID
    name: str
    called: str
    anonymous: bool
    age: str
    birth_date: date | None
    expected_on: date | None
    language_code: str
    language: str
    interpreter_needed: bool
    protection: str
    version: int = field(compare=False)

    @property
    def words(self) -> str:
        """Return name and age: «Ella Berg, 5 år»."""
        return f"{self.name}, {self.age}" if self.age else self.name


def _card(row: ChildVersion, *, on: date) -> ChildCard:
    return ChildCard(
        subject_id=row.subject_id,
        identity_id=row.compartment_id,
        name=cast(str, row.name or f"«{row.anonymous_key}»"),
        called=cast(str, row.called or ""),
        anonymous=not row.name,
        age=age_in_words(age_on(on, birth_date=row.birth_date, expected_on=row.expected_on)),
        birth_date=row.birth_date,
        expected_on=row.expected_on,
        language_code=row.language,
        language=language_in_words(row.language),
        interpreter_needed=row.interpreter_needed,
        protection=row.protection,
        version=row.number,
    )


def child_card(warrant: Warrant) -> ChildCard:
    """Return the card of the child the warrant opened something of. One statement."""
    newest = ChildVersion.objects.filter(compartment=warrant.identity_id).order_by("-number")
    return _card(newest[:1].get(), on=localdate(warrant.at))


def cards(listed: Iterable[Listed], *, now: datetime) -> dict[UUID, ChildCard]:
    """Return the cards of the children in a list from `access.selectors.open_list`, by subject. One statement.

    Asked by subject: the wall asks by compartment, and before PostgreSQL 17 an index goes through two arrays crosswise.
    """
    subjects = {each.subject_id for each in listed}
    if not subjects:
        return {}
    rows = ChildVersion.objects.filter(subject__in=subjects).order_by("subject_id", "-number").distinct("subject_id")
    return {row.subject_id: _card(row, on=localdate(now)) for row in rows}


@dataclass(frozen=True, slots=True)
class Group:
    """One of my lists with its children in the order of their names; without a list, those who are on none of them any more."""

    list_id: UUID | None
    name: str
    children: tuple[ChildCard, ...]


def my_children(now: datetime) -> tuple[Group, ...]:
    """Return the children on one's own lists, by list and name; logged once a person, child and day. Three statements.

    Asked before any door is opened: after that the transaction sees no other child. Cards and entries are asked for
    apart: of two guarded tables that are joined, the second is asked through the whole wall for every row of the first.
    """
    listed = access.open_list([policy.OWN_LIST], ["identity"], permission=policy.LISTED)
    if not listed:
        return ()
    known = cards(listed, now=now)
    entries = ListEntry.objects.filter(subject__in=known, ended_at__isnull=True)
    on = entries.filter(list__ends__gt=localdate(now)).values_list("list_id", "list__name", "subject_id")
    found: dict[tuple[UUID | None, str], set[UUID]] = {}
    for list_id, name, subject in on:
        found.setdefault((list_id, name), set()).add(subject)
    if left := known.keys() - set().union(*found.values()):
        found[None, ""] = left
    groups = [
        Group(list_id, name, tuple(_by_name(known[subject] for subject in subjects)))
        for (list_id, name), subjects in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: (group.list_id is None, sorting_key(group.name))))


def children_on(list_id: UUID, *, now: datetime) -> tuple[ChildCard, ...]:
    """Return the children on one list, as far as one has them oneself, in the order of their names. Two statements.

    Only they are opened and logged; asked before any door is opened.
    """
    there = ListEntry.objects.filter(list=list_id, ended_at__isnull=True).values_list("compartment_id", flat=True)
    listed = access.open_list([policy.OWN_LIST], ["identity"], permission=policy.LISTED, among=there)
    return tuple(_by_name(cards(listed, now=now).values()))


def _by_name(found: Iterable[ChildCard]) -> list[ChildCard]:
    return sorted_by_name(found, lambda card: card.name)


@dataclass(frozen=True, slots=True)
class CarerCard:
    """Somebody who cares for a child, with what they may decide."""

    carer_id: UUID
    name: str
    kind: CarerKind
    user_id: UUID | None
    stated_by: str
    stated_on: date
    decides: frozenset[Decides]


def carers(warrant: Warrant) -> tuple[CarerCard, ...]:
    """Return those who care for the child now, those who decide most first. One statement."""
    rows = Carer.objects.filter(compartment=warrant.identity_id, ended_at__isnull=True)
    found = [_carer(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (list(CarerKind).index(each.kind), sorting_key(each.name))))


def _carer(row: Carer) -> CarerCard:
    kind = CarerKind(row.kind)
    return CarerCard(
        row.id, cast(str, row.name), kind, row.user_id, cast(str, row.stated_by), row.stated_on, may_decide(kind)
    )


@dataclass(frozen=True, slots=True)
class TrustedPersonCard:
    """Somebody the child or the family has chosen."""

    person_id: UUID
    name: str
    chosen_by: ChosenBy
    starts: date


def trusted_persons(warrant: Warrant) -> tuple[TrustedPersonCard, ...]:
    """Return the trusted persons the child or the family has now. One statement."""
    rows = TrustedPerson.objects.filter(compartment=warrant.identity_id, ended_at__isnull=True)
    found = [TrustedPersonCard(row.id, cast(str, row.name), ChosenBy(row.chosen_by), row.starts) for row in rows]
    return tuple(sorted_by_name(found, lambda each: each.name))


@dataclass(frozen=True, slots=True)
class ContactShown:
    """How the home or one carer is reached; `name` is empty for the home."""

    name: str
    phone: str
    email: str
    address: str
    written_at: datetime


def contact_place(warrant: Warrant) -> UUID | None:
    """Return where the child's contact data lies; None when there is none. One statement."""
    return Child.objects.filter(pk=warrant.subject_id).values_list("contact_id", flat=True).first()


def contact_cards(warrant: Warrant) -> tuple[ContactShown, ...]:
    """Return how the home and each carer are reached, from the contact compartment the warrant opened. One statement."""
    rows = ContactCard.objects.filter(compartment=warrant.compartment_id).select_related("carer").order_by("made_at")
    newest = {row.carer_id: row for row in rows if row.carer is None or row.carer.ended_at is None}
    shown = [_reached(row) for row in newest.values()]
    return tuple(sorted(shown, key=lambda each: (each.name != "", sorting_key(each.name))))


def _reached(row: ContactCard) -> ContactShown:
    name = cast(str, row.carer.name) if row.carer else ""
    return ContactShown(
        name, cast(str, row.phone or ""), cast(str, row.email or ""), cast(str, row.address or ""), row.made_at
    )
