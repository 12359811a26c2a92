"""What every action here asks first: at which post, and in which service."""

from uuid import UUID

from somlos.foundation.access.rules import Actor
from somlos.foundation.people.rules import WhyNot
from somlos.kernel.refusal import Refused


def seat_of(actor: Actor) -> UUID:
    """Return the seat one acts at; refuse a resident."""
    if actor.seat_id is None:
        raise Refused(WhyNot.NO_SERVICE)
    return actor.seat_id


def service_of(actor: Actor) -> UUID:
    """Return the service one belongs to; refuse a seat right under the top of a municipality, which has no children."""
    if actor.unit_id is None or actor.unit_id == actor.municipality_id:
        raise Refused(WhyNot.NO_SERVICE)
    return actor.unit_id


def municipality_of(actor: Actor) -> UUID:
    """Return one's municipality; refuse a resident."""
    if actor.municipality_id is None:
        raise Refused(WhyNot.NO_SERVICE)
    return actor.municipality_id
