"""What every action here asks first: the role, and whose unit it is."""

from uuid import UUID

from somlos.foundation.access.rules import Actor, RolePermission, decide_role
from somlos.foundation.organisations.models import Unit
from somlos.foundation.organisations.rules import Role, WhyNot
from somlos.kernel.refusal import Refused


def must_hold(actor: Actor, permission: RolePermission) -> None:
    """Refuse unless the role at one's own seat opens for the permission."""
    decision = decide_role(permission, actor.role)
    if not decision.allowed:
        raise Refused(decision.because)


def home_of(actor: Actor) -> UUID:
    """Return one's own municipality; refuse who has none."""
    if actor.municipality_id is None:
        raise Refused(WhyNot.NO_SUCH_UNIT)
    return actor.municipality_id


def manages(actor: Actor, unit_id: UUID | None) -> bool:
    """Tell whether one is the administrator, or the leader of this very unit."""
    return actor.role == Role.ADMINISTRATOR or (
        actor.role == Role.UNIT_LEADER and unit_id is not None and actor.unit_id == unit_id
    )


def own_unit(actor: Actor, unit_id: UUID) -> Unit:
    """Return a unit one manages; refuse one in another municipality as one that does not exist."""
    unit = Unit.objects.filter(pk=unit_id, municipality=home_of(actor)).first()
    if unit is None:
        raise Refused(WhyNot.NO_SUCH_UNIT)
    if not manages(actor, unit_id):
        raise Refused(WhyNot.NOT_YOUR_UNIT)
    return unit
