"""Children and carers of the tests; all numbers are made up (month + 80)."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings as django_settings
from django.test import Client

from somlos.foundation.access.actions import begin_session
from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.accounts.rules.national_id import NationalId, parse, synthetic_number
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.people import actions
from somlos.foundation.people.rules import CarerKind, Details, NewCarer

BORN = date(2020, 12, 1)
SPRING = {"starts": date(2026, 1, 1), "ends": date(2026, 8, 1)}
ELLA = Details(name="Ella Berg", called="Ella", birth_date=BORN, language="nb")


def number(born: date, nth: int = 0) -> NationalId:
    """Return the nth made-up number of a day."""
    serials = range(500, 1000) if born.year >= 2000 else range(500)
    found = [made for serial in serials if (made := synthetic_number(born, serial=serial))]
    read = parse(found[nth])
    assert isinstance(read, NationalId)
    return read


def mother(name: str = "Mona Berg", nth: int = 0) -> NewCarer:
    """Return a mother with responsibility, as she said herself."""
    return NewCarer(name, CarerKind.PARENT_WITH_RESPONSIBILITY, "mor", date(2026, 2, 1), number(date(1990, 5, 4), nth))


def a_list(
    here: Fjordvik, *, who: str = "Tove", name: str = "Blåklokke", share_with: tuple[str, ...] = ("Åse",)
) -> UUID:
    """Make a list that some others have too."""
    with here.sits(who) as actor:
        return actions.make_list(
            actor, name=name, share_with=[here.seats[each] for each in share_with], now=here.now, **SPRING
        )


def ella_on(here: Fjordvik, list_id: UUID, *, who: str = "Tove") -> UUID:
    """Put Ella on a list and return her identity compartment."""
    with here.sits(who) as actor:
        return actions.put_on_list(actor, list_id, ELLA, national_id=number(BORN), now=here.now).identity_id


def browser_of(here: Fjordvik, who: str, *, language: str = "nb") -> Client:
    """Return a browser somebody is signed in with."""
    browser = Client()
    secret = begin_session(identity_hash(here.people[who]), kind="employee", lasts=timedelta(hours=1))
    assert secret
    browser.cookies[django_settings.SOMLOS_COOKIE] = secret
    browser.cookies["sprak"] = language
    return browser
