"""Hiding an address, and shutting somebody out."""

from datetime import datetime
from uuid import UUID

from django.db.transaction import atomic

from somlos.foundation.access import actions as access
from somlos.foundation.access import selectors as access_selectors
from somlos.foundation.access.history import record
from somlos.foundation.access.rules import Protection
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import history, policy, selectors
from somlos.foundation.people.actions.rights import seat_of
from somlos.foundation.people.actions.sharing import last_oneself
from somlos.foundation.people.models import Child, ChildVersion
from somlos.foundation.people.rules import WhyNot
from somlos.kernel.refusal import Refused


@atomic
def protect(warrant: Warrant, protection: Protection, *, now: datetime) -> None:
    """Set how well the child's address is hidden; strictly confidential shuts everybody out but those named, the one who sets it included."""
    warrant.must_cover(policy.PROTECT)
    known = ChildVersion.objects.filter(compartment=warrant.identity_id).order_by("-number").first()
    if known is None:
        raise Refused(WhyNot.NO_NAME)
    if known.protection == protection:
        raise Refused(WhyNot.NOTHING_CHANGED)
    _set(warrant, known, protection, by_words=organisations.words_of(warrant.actor), now=now)


def raise_protection(
    warrant: Warrant, known: ChildVersion | None, protection: Protection, *, by_words: str, now: datetime
) -> None:
    """Hide an address better than it is; never less, so that no import can lower it."""
    before = Protection(known.protection) if known else Protection.NONE
    if list(Protection).index(protection) <= list(Protection).index(before):
        return
    newest = ChildVersion.objects.filter(compartment=warrant.identity_id).order_by("-number")[:1].get()
    _set(warrant, newest, protection, by_words=by_words, now=now)


@atomic
def shut_out(warrant: Warrant, *, user_id: UUID, reason: str, now: datetime) -> UUID:
    """Shut a person out from everything about the child. Beats every grant; lifted only by a named person with a reason."""
    warrant.must_cover(policy.SHUT_OUT)
    block_id = access.block(warrant, user_id=user_id, reason=reason)
    name = selectors.child_card(warrant).name
    record(
        warrant, history.SHUT_OUT, on_kind="block", by_words=organisations.words_of(warrant.actor), now=now, name=name
    )
    return block_id


def _set(warrant: Warrant, known: ChildVersion, protection: Protection, *, by_words: str, now: datetime) -> None:
    if protection is not Protection.NONE:
        shut_contact(warrant)
    access.protect(warrant, protection)
    version = ChildVersion.objects.create(
        **warrant.place,
        number=known.number + 1,
        name=known.name,
        called=known.called,
        anonymous_key=known.anonymous_key,
        birth_date=known.birth_date,
        expected_on=known.expected_on,
        language=known.language,
        interpreter_needed=known.interpreter_needed,
        protection=protection,
        made_at=now,
        made_by_id=seat_of(warrant.actor),
    )
    record(
        warrant,
        history.PROTECTED,
        on=version,
        by_words=by_words,
        now=now,
        protection=selectors.protection_in_words(protection),
    )


def shut_contact(warrant: Warrant) -> None:
    """Take the contact data of a protected child away from everybody; only the archive can reach it (W2)."""
    place = selectors.contact_place(warrant)
    if place is None:
        return
    contact = access.open_door(warrant.actor, place, to=policy.WRITE_CONTACT, now=warrant.at, purpose="protection")
    for each in last_oneself(access_selectors.who_can_see(contact), warrant):
        access.end_relation(each.relation_id)
    Child.objects.filter(pk=warrant.subject_id).update(contact=None)
