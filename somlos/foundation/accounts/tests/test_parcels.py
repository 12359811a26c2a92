"""A text typed before an expired session comes back to who typed it, in the browser it was typed in, and to nobody else."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import override_settings

from somlos.foundation.accounts.actions import parcels
from somlos.foundation.accounts.actions.sign_in import new_browser
from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.identity import by_work_account
from somlos.foundation.accounts.rules.parcels import NotKept, Parcel
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.accounts.rules.ways import WayBack
from somlos.kernel.refusal import Refused

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
SEEN = "Tre ganger denne uka har Ella pekt i stedet for å si ordet. 👧🏽 ŋ \u202e"
NOTE = Parcel(path="/undring/ny/", typed={"seen": SEEN, "strengths": ""})

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def tove() -> UUID:
    """Expect a pedagogical leader."""
    return expect(by_work_account(tenant=UUID(int=1), account=UUID(int=2)), kind=UserKind.EMPLOYEE, now=NOW)


@pytest.fixture
def colleague() -> UUID:
    """Expect a colleague on the same machine."""
    return expect(by_work_account(tenant=UUID(int=1), account=UUID(int=3)), kind=UserKind.EMPLOYEE, now=NOW)


def test_what_was_typed_comes_back_to_its_author_once(tove):
    browser = new_browser()
    parcels.leave(NOTE, author=tove, browser=browser)

    assert parcels.take(user_id=tove, browser=browser) == [NOTE]
    assert parcels.take(user_id=tove, browser=browser) == []


def test_a_colleague_who_signs_in_on_the_same_machine_gets_nothing_and_takes_nothing_away(tove, colleague):
    browser = new_browser()
    parcels.leave(NOTE, author=tove, browser=browser)

    assert parcels.take(user_id=colleague, browser=browser) == []
    assert parcels.take(user_id=tove, browser=browser) == [NOTE]


def test_the_author_gets_nothing_in_another_browser(tove):
    parcels.leave(NOTE, author=tove, browser=new_browser())

    assert parcels.take(user_id=tove, browser=new_browser()) == []


def test_two_forms_come_back_in_the_order_they_were_left(tove):
    browser = new_browser()
    for number in range(3):
        parcels.leave(Parcel(path=f"/undring/{number}/", typed={"seen": str(number)}), author=tove, browser=browser)

    assert [parcel.path for parcel in parcels.take(user_id=tove, browser=browser)] == [
        f"/undring/{n}/" for n in range(3)
    ]


def test_what_nobody_fetches_within_the_hour_is_thrown_away(tove):
    browser = new_browser()
    parcels.leave(NOTE, author=tove, browser=browser)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update accounts_parcel set expires_at = now()")

    assert parcels.take(user_id=tove, browser=browser) == []


def test_a_parcel_lies_sealed_in_the_database(tove):
    parcels.leave(NOTE, author=tove, browser=new_browser())

    with connections["owner"].cursor() as cursor:
        cursor.execute("select sealed from accounts_parcel")
        (sealed,) = cursor.fetchone()
    assert b"Ella" not in bytes(sealed) and b"undring" not in bytes(sealed)


def test_a_parcel_moved_to_another_author_does_not_open(tove, colleague):
    browser = new_browser()
    parcels.leave(NOTE, author=tove, browser=browser)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update accounts_parcel set author_id = %s", [colleague])

    assert parcels.take(user_id=colleague, browser=browser) == []


def test_a_form_remembers_whose_it_is_when_the_session_is_long_gone(tove):
    assert parcels.author_of(parcels.author_mark(tove)) == tove


@pytest.mark.parametrize("mark", ["", "tull", "a:b:c", str(UUID(int=4))])
def test_a_mark_we_did_not_make_names_nobody(mark):
    with pytest.raises(Refused) as refusal:
        parcels.author_of(mark)
    assert refusal.value.reason is NotKept.UNKNOWN_AUTHOR


def test_a_mark_made_with_another_installations_secret_names_nobody(tove):
    with override_settings(SECRET_KEY="another"):
        foreign = parcels.author_mark(tove)

    with pytest.raises(Refused) as refusal:
        parcels.author_of(foreign)
    assert refusal.value.reason is NotKept.UNKNOWN_AUTHOR


@pytest.mark.parametrize(
    ("parcel", "reason"),
    [
        (Parcel(path="//ond.example/", typed={}), WayBack.LEAVES_THE_HOUSE),
        (Parcel(path="/undring/ny/", typed={"seen": "x" * 200_001}), NotKept.TOO_LARGE),
        (Parcel(path="/undring/ny/", typed={"seen": "hei\ud800"}), None),
        (Parcel(path="/undring/ny/", typed={"seen": "hei\x00"}), None),
    ],
)
def test_a_parcel_is_kept_or_refused_with_its_reason(tove, parcel, reason):
    browser = new_browser()
    if reason is None:
        parcels.leave(parcel, author=tove, browser=browser)
        assert parcels.take(user_id=tove, browser=browser) == [parcel]
        return
    with pytest.raises(Refused) as refusal:
        parcels.leave(parcel, author=tove, browser=browser)
    assert refusal.value.reason is reason


def test_nobody_leaves_endless_parcels_nor_for_somebody_unknown(tove):
    for _ in range(20):
        parcels.leave(NOTE, author=tove, browser=new_browser())

    for author in (tove, uuid4()):
        with pytest.raises(Refused) as refusal:
            parcels.leave(NOTE, author=author, browser=new_browser())
        assert refusal.value.reason is NotKept.NO_ROOM
