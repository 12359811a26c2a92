"""What several pages here share."""

from datetime import date

from django.forms import BaseForm
from django.utils.timezone import localdate

from somlos.foundation.access.actions import DoorClosed
from somlos.foundation.access.doors import ActorRequest, OwnRequest
from somlos.foundation.access.rules import Because, Decision
from somlos.foundation.people import policy

UNPROCESSABLE = 422


def status_of(*filled: BaseForm) -> int:
    """Return 422 when something has to be put right, else 200."""
    return UNPROCESSABLE if any(form.errors for form in filled) else 200


def today(request: ActorRequest | OwnRequest) -> date:
    """Return the day it is for who asks."""
    return localdate(request.now)


def must_be_staff(request: OwnRequest) -> None:
    """Answer a resident as if the page did not exist."""
    if request.actor.seat_id is None:
        raise DoorClosed(Decision(Because.NO_RELATION), policy.LISTED, None)
