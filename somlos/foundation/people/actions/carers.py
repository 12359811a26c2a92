"""Those around a child: carers as it was told by whom, trusted persons, and how the home is reached."""

from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.foundation.access import actions as access
from somlos.foundation.access import selectors as access_selectors
from somlos.foundation.access.history import record
from somlos.foundation.access.rules import Audience, Protection
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.identity import by_national_id
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import history, policy, selectors
from somlos.foundation.people.actions.readiness import must_be_ready
from somlos.foundation.people.actions.rights import seat_of
from somlos.foundation.people.models import Carer, Child, ContactCard, TrustedPerson
from somlos.foundation.people.rules import ChosenBy, NewCarer, WhyNot, sorting_key, why_not_care
from somlos.foundation.people.rules.children import LONGEST_NAME
from somlos.foundation.vault.keys import keyed_hash
from somlos.kernel.refusal import Refused

_LASTS = timedelta(days=400)


@atomic
def register_carer(warrant: Warrant, carer: NewCarer, *, now: datetime) -> UUID:
    """Write down somebody who cares for the child, as it was told by whom and when; they become a subject of their own (R3, R10)."""
    warrant.must_cover(policy.REGISTER)
    must_be_ready(warrant.actor)
    if why := why_not_care(carer, today=localdate(now)):
        raise Refused(why)
    return write_carer(warrant, carer, by_words=organisations.words_of(warrant.actor), now=now, twice=False)


def write_carer(warrant: Warrant, carer: NewCarer, *, by_words: str, now: datetime, twice: bool) -> UUID:
    """Write a carer down; one who is there already is left alone when it is `twice` told, as files do, and refused otherwise."""
    user_id = expect(by_national_id(carer.national_id), kind=UserKind.RESIDENT, now=now) if carer.national_id else None
    for there in Carer.objects.filter(compartment=warrant.identity_id, ended_at__isnull=True):
        if _is_the_same(there, carer, user_id):
            if not twice:
                raise Refused(WhyNot.CARER_TWICE)
            return there.id
    written = Carer.objects.create(
        subject_id=warrant.subject_id,
        compartment_id=warrant.identity_id,
        name=carer.name,
        kind=carer.kind,
        user_id=user_id,
        own_subject_id=access.begin_subject(
            warrant.actor,
            national_hash=keyed_hash("subject", carer.national_id.digits) if carer.national_id else None,
            kind=policy.AUTHOR,
            ends=now + _LASTS,
            purpose="carer",
        ),
        stated_by=carer.stated_by,
        stated_on=carer.stated_on,
        made_at=now,
        made_by_id=seat_of(warrant.actor),
    )
    record(
        warrant,
        history.CARER_REGISTERED,
        on=written,
        by_words=by_words,
        now=now,
        carer=carer.name,
        stated_by=carer.stated_by,
    )
    return written.id


def _is_the_same(there: Carer, carer: NewCarer, user_id: UUID | None) -> bool:
    if user_id and there.user_id:
        return there.user_id == user_id
    return sorting_key(cast(str, there.name)) == sorting_key(carer.name)


@atomic
def end_carer(warrant: Warrant, carer_id: UUID, *, now: datetime) -> None:
    """Write down that somebody does not care for the child any more, or was written down wrongly."""
    warrant.must_cover(policy.REGISTER)
    carer = Carer.objects.filter(pk=carer_id, compartment=warrant.compartment_id).first()
    if carer is None or carer.ended_at is not None:
        raise Refused(WhyNot.ALREADY_ENDED)
    Carer.objects.filter(pk=carer_id, ended_at__isnull=True).update(ended_at=now, ended_by_id=seat_of(warrant.actor))
    record(
        warrant,
        history.CARER_ENDED,
        on=carer,
        by_words=organisations.words_of(warrant.actor),
        now=now,
        carer=carer.name,
    )


@atomic
def choose_trusted_person(warrant: Warrant, *, name: str, chosen_by: ChosenBy, starts: date, now: datetime) -> UUID:
    """Write down somebody the child or the family wants to have with them."""
    warrant.must_cover(policy.REGISTER)
    if not name:
        raise Refused(WhyNot.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise Refused(WhyNot.TOO_LONG)
    chosen = TrustedPerson.objects.create(
        **warrant.place, name=name, chosen_by=chosen_by, starts=starts, made_at=now, made_by_id=seat_of(warrant.actor)
    )
    words = organisations.words_of(warrant.actor)
    record(warrant, history.TRUSTED_PERSON_CHOSEN, on=chosen, by_words=words, now=now, person=name)
    return chosen.id


@atomic
def end_trusted_person(warrant: Warrant, person_id: UUID, *, now: datetime) -> None:
    """Write down that the child or the family has chosen somebody else, or nobody."""
    warrant.must_cover(policy.REGISTER)
    person = TrustedPerson.objects.filter(pk=person_id, compartment=warrant.compartment_id).first()
    if person is None or person.ended_at is not None:
        raise Refused(WhyNot.ALREADY_ENDED)
    TrustedPerson.objects.filter(pk=person_id, ended_at__isnull=True).update(
        ended_at=now, ended_by_id=seat_of(warrant.actor)
    )
    words = organisations.words_of(warrant.actor)
    record(warrant, history.TRUSTED_PERSON_ENDED, on=person, by_words=words, now=now, person=person.name)


@atomic
def write_contact(
    warrant: Warrant, *, carer_id: UUID | None, phone: str = "", email: str = "", address: str = "", now: datetime
) -> UUID:
    """Write down how the home or a carer is reached, apart from who the child is; refused when the address is protected (W2)."""
    warrant.must_cover(policy.REGISTER)
    card = selectors.child_card(warrant)
    if card.protection != Protection.NONE:
        raise Refused(WhyNot.PROTECTED_ADDRESS)
    if not (phone or email or address):
        raise Refused(WhyNot.NOTHING_CHANGED)
    if (
        carer_id
        and not Carer.objects.filter(pk=carer_id, compartment=warrant.compartment_id, ended_at__isnull=True).exists()
    ):
        raise Refused(WhyNot.ALREADY_ENDED)
    words = organisations.words_of(warrant.actor)
    return _write(
        _contact(warrant, now=now), carer_id, phone=phone, email=email, address=address, by_words=words, now=now
    )


def write_phone(warrant: Warrant, carer_id: UUID, phone: str, *, by_words: str, now: datetime) -> None:
    """Write down a carer's telephone from a list, unless it is written already or the address is protected."""
    if selectors.child_card(warrant).protection != Protection.NONE:
        return
    contact = _contact(warrant, now=now)
    newest = ContactCard.objects.filter(compartment=contact.compartment_id, carer=carer_id).order_by("-made_at").first()
    if newest is None:
        _write(contact, carer_id, phone=phone, email="", address="", by_words=by_words, now=now)
    elif newest.phone != phone:
        _write(contact, carer_id, phone=phone, email=newest.email, address=newest.address, by_words=by_words, now=now)


def _write(
    contact: Warrant,
    carer_id: UUID | None,
    *,
    phone: str,
    email: str | None,
    address: str | None,
    by_words: str,
    now: datetime,
) -> UUID:
    written = ContactCard.objects.create(
        **contact.place,
        carer_id=carer_id,
        phone=phone or None,
        email=email or None,
        address=address or None,
        made_at=now,
        made_by_id=seat_of(contact.actor),
    )
    record(contact, history.CONTACT_WRITTEN, on=written, by_words=by_words, now=now)
    return written.id


def _contact(warrant: Warrant, *, now: datetime) -> Warrant:
    place = selectors.contact_place(warrant)
    if place is not None:
        return access.open_door(warrant.actor, place, to=policy.WRITE_CONTACT, now=now, purpose="own_list")
    contact = access.open_compartment(
        warrant,
        Audience.CONTACT,
        kind=policy.OWN_LIST,
        permission=policy.WRITE_CONTACT,
        ends=now + _LASTS,
        purpose="own_list",
    )
    Child.objects.filter(pk=warrant.subject_id, contact__isnull=True).update(contact_id=contact.compartment_id)
    having = [each for each in access_selectors.who_can_see(warrant) if each.kind == policy.OWN_LIST]
    for ends in {each.ends for each in having}:
        users = {each.seat_id: each.user_id for each in having if each.ends == ends and each.seat_id}
        users.pop(seat_of(warrant.actor), None)
        access.relate_seats(contact, users, kind=policy.OWN_LIST, ends=ends, purpose="own_list")
    return contact
