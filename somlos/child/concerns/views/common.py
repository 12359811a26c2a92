"""What several pages here share."""

from collections.abc import Collection
from datetime import date

from django.forms import BaseForm
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import get_language

from somlos.child.concerns.forms import WHY
from somlos.child.concerns.rules import WhyNot
from somlos.foundation.access.actions import DoorClosed
from somlos.foundation.access.doors import ActorRequest, OwnRequest
from somlos.foundation.access.rules import Because, Decision
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations.rules.calendar import Closed
from somlos.foundation.organisations.rules.tree import UnitKind
from somlos.foundation.organisations.selectors import post_of
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue.rules.words import Language
from somlos.ui.words import texts_in

UNPROCESSABLE = 422
_HEALTH: Collection[str] = frozenset({UnitKind.CHILD_HEALTH, UnitKind.MENTAL_HEALTH, UnitKind.HEALTH})


def language() -> Language:
    """Return the language the reader has chosen."""
    return Language(get_language() or "nb")


def today(request: ActorRequest | OwnRequest) -> date:
    """Return the day it is for who asks."""
    return localdate(request.now)


def status_of(form: BaseForm) -> int:
    """Return 422 when something has to be put right, else 200."""
    return UNPROCESSABLE if form.errors else 200


def refuse(form: BaseForm, refused: Refused, **words: str) -> None:
    """Say a refusal at the field it belongs to, or over the whole form; `words` fill in what the sentence leaves open."""
    if not isinstance(refused.reason, WhyNot):
        raise refused
    field, sentence = WHY[refused.reason]
    form.add_error(field if field in form.fields else None, str(sentence) % words if words else str(sentence))


def written_in(request: ActorRequest | OwnRequest) -> list[str]:
    """Return what was written in the form that was posted, to give back where the form stands no more."""
    return texts_in((name, text) for name in request.POST for text in request.POST.getlist(name))


def closed_days(request: ActorRequest | OwnRequest) -> tuple[Closed, ...]:
    """Return when the service of who asks is closed."""
    post = post_of(request)
    return post.closed if post else ()


def is_health_staff(request: ActorRequest | OwnRequest) -> bool:
    """Tell whether who asks belongs to a health service, which has a journal of its own (R9)."""
    post = post_of(request)
    return post is not None and post.unit_kind in _HEALTH


def must_be_a_note(warrant: Warrant) -> None:
    """Answer the address of a child as if it did not exist, where a note's is meant.

    Whoever begins without a name is the author of that too, and so may read, add and decide there, as far as the door knows.
    """
    if warrant.compartment_id == warrant.identity_id:
        raise Http404


def must_be_the_child(warrant: Warrant) -> None:
    """Answer the address of a note as if it did not exist, where the child's is meant."""
    if warrant.compartment_id != warrant.identity_id:
        raise Http404


def must_be_staff(request: OwnRequest, page: str) -> None:
    """Answer a resident as if the page did not exist."""
    if request.actor.seat_id is None:
        raise DoorClosed(Decision(Because.NO_RELATION), page, None)
