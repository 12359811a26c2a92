"""Who may do what to whom, and why. Plain Python: give it facts, get a decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Audience(StrEnum):
    """Who a compartment is for (W3)."""

    IDENTITY = "identity"
    CONTACT = "contact"
    CIRCLE = "circle"
    OWN = "own"
    SERVICE = "service"
    TEAM = "team"
    TEAM_WITHOUT = "team_without"
    PROFESSIONALS = "professionals"
    GUARDIANS_OWN = "guardians_own"
    YOUTHS_OWN = "youths_own"
    CONSENT = "consent"
    OUTREACH = "outreach"


class Protection(StrEnum):
    """How well an address is hidden."""

    NONE = "none"
    CONFIDENTIAL = "confidential"
    STRICTLY_CONFIDENTIAL = "strictly_confidential"


class BasisKind(StrEnum):
    """Why something may be shared."""

    CONSENT = "consent"
    STATUTE = "statute"
    DUTY_TO_REPORT = "duty_to_report"
    DUTY_TO_AVERT = "duty_to_avert"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of standing to a compartment: author, discussant, guardian, emergency."""

    name: str


EMERGENCY = Kind("emergency")


@dataclass(frozen=True, slots=True)
class Permission:
    """Something one may do, which relations open for it, and whether doing it writes."""

    name: str
    opens_for: frozenset[Kind]
    writes: bool = False


@dataclass(frozen=True, slots=True)
class RolePermission:
    """Something one may do by a role at a scope; never about a named child."""

    name: str
    roles: frozenset[str]


class BasisState(StrEnum):
    """Whether what a relation rests on holds."""

    NONE = "none"
    LIVE = "live"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Held:
    """A relation somebody has to a compartment, with all that is known of it."""

    kind: Kind
    may_write: bool
    starts: datetime
    ends: datetime
    withdrawn: bool = False
    shut: bool = False
    basis: BasisState = BasisState.NONE
    blocked: bool = False
    at_this_seat: bool = True
    direct: bool = (
        True  # False: reached through another compartment of the subject, which opens the identity for reading (W2)
    )
    relation_id: UUID | None = None


class Because(StrEnum):
    """Why a door opened, or did not. Shown to people and written in the access log."""

    RELATION = "relation"
    NOBODY = "nobody"
    NO_RELATION = "no_relation"
    BLOCKED = "blocked"
    PROTECTED = "protected"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    OTHER_SEAT = "other_seat"
    NO_BASIS = "no_basis"
    WRONG_RELATION = "wrong_relation"
    ONLY_READING = "only_reading"
    EMPLOYMENT_ENDED = "employment_ended"


UNSEEN = frozenset(
    {
        Because.NOBODY,
        Because.NO_RELATION,
        Because.BLOCKED,
        Because.PROTECTED,
        Because.OTHER_SEAT,
        Because.EMPLOYMENT_ENDED,
    }
)
"""Refusals answered exactly as what does not exist."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer with its reason. There is no boolean twin of this function."""

    because: Because
    through: Held | None = None

    @property
    def allowed(self) -> bool:
        """Tell whether the door opened."""
        return self.because is Because.RELATION


def why_closed(held: Held, *, now: datetime) -> Because | None:
    """Tell why one relation opens nothing now, by the fixed precedence; None when it opens.

    Block > protected address > withdrawn > expired > employment > basis (security.md 3.1).
    """
    if held.blocked:
        return Because.BLOCKED
    if held.shut:
        return Because.PROTECTED
    if held.withdrawn:
        return Because.WITHDRAWN
    if not held.starts <= now < held.ends:
        return Because.ENDED
    if not held.at_this_seat:
        return Because.OTHER_SEAT
    if held.basis not in (BasisState.NONE, BasisState.LIVE):
        return Because.NO_BASIS
    return None


def decide(permission: Permission, held: Collection[Held], *, now: datetime) -> Decision:
    """Decide whether these relations open for this permission, now."""
    if not held:
        return Decision(Because.NO_RELATION)
    if any(h.blocked for h in held):
        return Decision(Because.BLOCKED)
    live = [h for h in held if why_closed(h, now=now) is None]
    if not live:
        return Decision(
            min(
                (why_closed(h, now=now) or Because.ENDED for h in held),
                key=_ORDER.index,
            )
        )
    fitting = [h for h in live if h.kind in permission.opens_for]
    if not fitting:
        return Decision(Because.WRONG_RELATION)
    if permission.writes:
        fitting = [h for h in fitting if h.may_write and h.direct and h.kind != EMERGENCY]
        if not fitting:
            return Decision(Because.ONLY_READING)
    return Decision(Because.RELATION, through=fitting[0])


_ORDER = (
    Because.BLOCKED,
    Because.PROTECTED,
    Because.WITHDRAWN,
    Because.ENDED,
    Because.OTHER_SEAT,
    Because.NO_BASIS,
)


def decide_role(permission: RolePermission, role: str | None) -> Decision:
    """Decide whether a role at one's own scope opens for this permission."""
    if role is None:
        return Decision(Because.NOBODY)
    return Decision(Because.RELATION if role in permission.roles else Because.WRONG_RELATION)


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person at one post, or a resident; the system itself has no actor."""

    user_id: UUID
    kind: str
    seat_id: UUID | None
    unit_id: UUID | None
    municipality_id: UUID | None
    role: str | None
    seats: tuple[UUID, ...]
    expires: datetime
