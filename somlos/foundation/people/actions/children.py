"""Children: put on a list, begun with an anonymous key, corrected, found to be the same, taken off."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.foundation.access import actions as access
from somlos.foundation.access.history import Happening, record
from somlos.foundation.access.rules import Actor, Protection
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.accounts.rules.national_id import NationalId
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import history, policy, selectors
from somlos.foundation.people.actions.carers import write_carer, write_phone
from somlos.foundation.people.actions.lists import own_list, those_who_have
from somlos.foundation.people.actions.protection import raise_protection
from somlos.foundation.people.actions.readiness import must_be_ready
from somlos.foundation.people.actions.rights import seat_of
from somlos.foundation.people.actions.sharing import bring_in, let_go, until
from somlos.foundation.people.models import Child, ChildList, ChildVersion, ListEntry
from somlos.foundation.people.rules import Details, NewCarer, WhyNot, sorting_key, why_not_care, why_not_register
from somlos.foundation.people.rules.children import merged, same_details
from somlos.foundation.vault.keys import keyed_hash
from somlos.kernel.refusal import Refused

_ANONYMOUS_LASTS = timedelta(days=200)


def hashed(national_id: NationalId | None) -> bytes | None:
    """Return what a child is found by in its own service; None for the unborn and for those without a number."""
    return keyed_hash("subject", national_id.digits) if national_id else None


@atomic
def put_on_list(
    actor: Actor,
    list_id: UUID,
    details: Details,
    *,
    national_id: NationalId | None = None,
    carers: Sequence[NewCarer] = (),
    now: datetime,
) -> Warrant:
    """Put a child on one of one's own lists and return a warrant to its identity; everybody who has the list has the child.

    A child the service knows by the same number is that child, with what is new added to what is known. Refuses a strictly
    confidential address: such a child is on no list.
    """
    must_be_ready(actor)
    today = localdate(now)
    wanted = own_list(actor, list_id, today=today)
    details = replace(details, birth_date=details.birth_date or (national_id.born if national_id else None))
    if why := why_not_register(details, national_id=national_id, today=today):
        raise Refused(why)
    if details.protection is Protection.STRICTLY_CONFIDENTIAL:
        raise Refused(WhyNot.STRICT_ADDRESS)
    if why := next(filter(None, (why_not_care(carer, today=today) for carer in carers)), None):
        raise Refused(why)
    if national_id is None and _is_on(list_id, details, now=now):
        raise Refused(WhyNot.ALREADY_ON_THE_LIST)
    warrant = access.open_subject(
        actor,
        national_hash=hashed(national_id),
        kind=policy.OWN_LIST,
        permission=policy.REGISTER,
        ends=until(wanted.ends),
        now=now,
        purpose="own_list",
    )
    put_there(
        warrant,
        wanted,
        details,
        carers=carers,
        by_words=organisations.words_of(actor),
        having=those_who_have(actor, wanted),
        now=now,
    )
    return warrant


def _is_on(list_id: UUID, details: Details, *, now: datetime) -> bool:
    """Tell whether a child of this name and day is on the list: a form posted twice makes no second child."""
    told = (sorting_key(details.name), details.birth_date, details.expected_on)
    on = selectors.children_on(list_id, now=now)
    return any((sorting_key(card.name), card.birth_date, card.expected_on) == told for card in on)


def put_there(
    warrant: Warrant,
    wanted: ChildList,
    details: Details,
    *,
    carers: Sequence[NewCarer],
    by_words: str,
    having: Mapping[UUID, UUID],
    now: datetime,
) -> Happening | None:
    """Write a child that has been opened on a list; return whether that was to register or to correct it, None when all was known."""
    actor = warrant.actor
    seat_id = seat_of(actor)
    known = newest(warrant)
    done = _write(warrant, known, merged(as_details(known), details) if known else details, by_words=by_words, now=now)
    if not ListEntry.objects.filter(list=wanted, compartment=warrant.identity_id, ended_at__isnull=True).exists():
        ListEntry.objects.create(list=wanted, **warrant.place, entered_at=now, entered_by_id=seat_id)
        record(warrant, history.PUT_ON_LIST, on=wanted, by_words=by_words, now=now, name=details.name, list=wanted.name)
    bring_in(warrant, having, ends=until(wanted.ends))
    raise_protection(warrant, known, details.protection, by_words=by_words, now=now)
    for carer in carers:
        carer_id = write_carer(warrant, carer, by_words=by_words, now=now, twice=True)
        if carer.phone:
            write_phone(warrant, carer_id, carer.phone, by_words=by_words, now=now)
    return done


@atomic
def begin_anonymous(actor: Actor, *, key: str, details: Details | None = None, now: datetime) -> Warrant:
    """Open a child that has no name here yet, under a word of one's own, for the author alone (R10); returns a warrant to its identity."""
    must_be_ready(actor)
    known = replace(details or Details(), name="", called="", anonymous_key=key)
    if why := why_not_register(known, national_id=None, today=localdate(now)):
        raise Refused(why)
    warrant = access.open_subject(
        actor,
        national_hash=None,
        kind=policy.AUTHOR,
        permission=policy.REGISTER,
        ends=now + _ANONYMOUS_LASTS,
        now=now,
        purpose="anonymous_key",
    )
    _write(warrant, None, known, by_words=organisations.words_of(actor), now=now)
    return warrant


@atomic
def correct(warrant: Warrant, details: Details, *, seen_version: int, now: datetime) -> None:
    """Correct what is written of the child, or write the name of one that had only a key; the former version stays.

    Refuses when somebody else has changed it since the version one saw. The protection of the address is left as it is.
    """
    warrant.must_cover(policy.CORRECT)
    known = newest(warrant)
    if known is None or known.number != seen_version:
        raise Refused(WhyNot.SOMEBODY_ELSE_CHANGED_IT)
    before = as_details(known)
    details = replace(details, anonymous_key=before.anonymous_key, protection=before.protection)
    if why := why_not_register(details, national_id=None, today=localdate(now)):
        raise Refused(why)
    if not _write(warrant, known, details, by_words=organisations.words_of(warrant.actor), now=now):
        raise Refused(WhyNot.NOTHING_CHANGED)


@atomic
def same_child(warrant: Warrant, *, identity_id: UUID, now: datetime) -> None:
    """Say that a child one wrote about under a word is a child on one's own list; both stay where they lie (W5)."""
    warrant.must_cover(policy.CORRECT)
    begun = newest(warrant)
    if begun is None:
        raise Refused(WhyNot.NO_NAME)
    other = access.open_door(warrant.actor, identity_id, to=policy.REGISTER, now=now, purpose="same_child")
    known = newest(other)
    if known is None or not known.name:
        raise Refused(WhyNot.NO_NAME)
    access.join_subjects(warrant.identity_id, same_as=identity_id)
    details = replace(as_details(known), anonymous_key=begun.anonymous_key or "")
    _write(warrant, begun, details, by_words=organisations.words_of(warrant.actor), now=now)


@atomic
def take_off_list(warrant: Warrant, list_id: UUID, *, now: datetime) -> None:
    """Take the child off a list; those who had the child through that list alone do not see it from now on."""
    warrant.must_cover(policy.TAKE_OFF)
    actor = warrant.actor
    left = own_list_of(actor, list_id)
    ended = ListEntry.objects.filter(list=left, compartment=warrant.compartment_id, ended_at__isnull=True)
    if not ended.update(ended_at=now, ended_by_id=actor.seat_id):
        raise Refused(WhyNot.NOT_ON_THE_LIST)
    known = newest(warrant)
    name = shown(known) if known else ""
    words = organisations.words_of(actor)
    record(warrant, history.TAKEN_OFF_LIST, on=left, by_words=words, now=now, name=name, list=left.name)
    let_go(warrant, today=localdate(now))


def own_list_of(actor: Actor, list_id: UUID) -> ChildList:
    """Return a list one's post has, also one that has ended; refuse another's as one that does not exist."""
    found = ChildList.objects.filter(pk=list_id, seats__seat=actor.seat_id, seats__ended_at__isnull=True).first()
    if found is None:
        raise Refused(WhyNot.NO_SUCH_LIST)
    return found


def newest(warrant: Warrant) -> ChildVersion | None:
    """Return the newest version of the child's card; None for a subject that is no child yet."""
    return ChildVersion.objects.filter(compartment=warrant.identity_id).order_by("-number").first()


def as_details(row: ChildVersion) -> Details:
    """Return what a version says."""
    return Details(
        name=row.name or "",
        called=row.called or "",
        anonymous_key=row.anonymous_key or "",
        birth_date=row.birth_date,
        expected_on=row.expected_on,
        language=row.language,
        interpreter_needed=row.interpreter_needed,
        protection=Protection(row.protection),
    )


def shown(row: ChildVersion) -> str:
    """Return what a child is called in a sentence."""
    return row.name or f"«{row.anonymous_key}»"


def _write(
    warrant: Warrant, known: ChildVersion | None, details: Details, *, by_words: str, now: datetime
) -> Happening | None:
    if known is not None and same_details(as_details(known), details):
        return None
    seat_id = seat_of(warrant.actor)
    protection = known.protection if known else Protection.NONE
    try:
        with atomic():
            if known is None:
                Child.objects.create(**warrant.place, registered_at=now, registered_by_id=seat_id)
            version = ChildVersion.objects.create(
                **warrant.place,
                number=known.number + 1 if known else 1,
                name=details.name or None,
                called=details.called or None,
                anonymous_key=details.anonymous_key or None,
                birth_date=details.birth_date,
                expected_on=details.expected_on,
                language=details.language,
                interpreter_needed=details.interpreter_needed,
                protection=protection,
                made_at=now,
                made_by_id=seat_id,
            )
    except IntegrityError as error:
        raise Refused(WhyNot.SOMEBODY_ELSE_CHANGED_IT) from error
    if known is None:
        record(warrant, history.REGISTERED, on=version, by_words=by_words, now=now, name=shown(version))
        return history.REGISTERED
    if details.name and not known.name:
        record(warrant, history.NAMED, on=version, by_words=by_words, now=now, key=details.anonymous_key)
    else:
        record(warrant, history.CORRECTED, on=version, by_words=by_words, now=now, name=shown(version))
    return history.CORRECTED
