"""The part of Fjordvik that tests of this floor need. Real tests of whole stories use the cast in `fjordvik/`."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from somlos.foundation.access.postgres.base import story_time
from somlos.foundation.access.rules import Actor
from somlos.foundation.access.testing import signed_in
from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.accounts.rules.identity import Identity, by_work_account
from somlos.foundation.organisations import actions
from somlos.foundation.organisations.rules import Role, UnitKind

TENANT = uuid4()
YEARS = timedelta(days=3 * 365)


@dataclass
class Fjordvik:
    """A municipality with the identities of those who work there, by the first word of their names."""

    now: datetime
    municipality_id: UUID
    units: dict[str, UUID] = field(default_factory=dict)
    seats: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Identity] = field(default_factory=dict)

    def sits(self, who: str, *, at: datetime | None = None) -> AbstractContextManager[Actor]:
        """Sign somebody in at the story's time."""
        return signed_in(identity_hash(self.people[who]), at=at or self.now)


def somebody() -> Identity:
    """Make up a work account."""
    return by_work_account(tenant=TENANT, account=uuid4())


def lay_fjordvik(now: datetime, *, name: str = "Fjordvik kommune") -> Fjordvik:
    """Found the municipality and employ its people."""
    begun = now - timedelta(days=400)
    admin = somebody()
    with story_time(begun):
        founded = actions.found_municipality(
            name=name,
            number="9901",
            administrator=admin,
            administrator_name="Anders Vik",
            administrator_title="rådgiver",
            ends=now + YEARS,
            now=begun,
        )
    here = Fjordvik(now, founded.municipality_id, seats={"Anders": founded.seat_id}, people={"Anders": admin})
    with here.sits("Anders", at=begun) as anders:
        for unit, kind in (
            ("Bjørkehaug barnehage", UnitKind.KINDERGARTEN),
            ("Fjordvik barneskole", UnitKind.SCHOOL),
            ("Helsestasjon og skolehelsetjeneste", UnitKind.CHILD_HEALTH),
        ):
            here.units[unit.split()[0]] = actions.open_unit(anders, name=unit, kind=kind, now=begun)
        for who, title, unit, role, place in (
            ("Tove Lind", "pedagogisk leder", "Bjørkehaug", Role.EMPLOYEE, None),
            ("Hanne Bø", "styrer", "Bjørkehaug", Role.UNIT_LEADER, None),
            ("Åse Moen", "barnehagelærer", "Bjørkehaug", Role.EMPLOYEE, None),
            ("Ragnhild Havskum", "helsesykepleier", "Helsestasjon", Role.EMPLOYEE, "Fjordvik"),
            ("Per Dal", "rektor", "Fjordvik", Role.UNIT_LEADER, None),
        ):
            first = who.split()[0]
            here.people[first] = somebody()
            here.seats[first] = actions.employ(
                anders,
                here.people[first],
                name=who,
                title=title,
                service_id=here.units[unit],
                works_at_id=here.units[place] if place else None,
                role=role,
                starts=begun,
                ends=now + YEARS,
                now=begun,
            )
    return here
