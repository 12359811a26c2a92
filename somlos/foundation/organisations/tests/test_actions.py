"""Small stories of units and posts, told by their history."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from somlos.foundation.access.rules import Because
from somlos.foundation.access.testing import signed_in
from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.organisations import actions, selectors
from somlos.foundation.organisations.rules import Ownership, Role, UnitKind, WhyNot
from somlos.foundation.organisations.tests.fjordvik import YEARS, Fjordvik, lay_fjordvik, somebody
from somlos.foundation.organisations.tests.stories import story_of
from somlos.kernel.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

JULY, AUGUST = date(2026, 7, 6), date(2026, 8, 3)


def refusal(of):
    with pytest.raises(Refused) as refused:
        of()
    return refused.value.reason


def hour(fjordvik, hours):
    return fjordvik.now + timedelta(hours=hours)


def test_a_municipality_is_founded_filled_and_its_people_can_sign_in(fjordvik: Fjordvik):
    assert story_of(fjordvik)[:2] == [
        "Anders åpnet enheten «Bjørkehaug barnehage».",
        "Anders åpnet enheten «Fjordvik barneskole».",
    ]
    assert "Anders besatte stillingen «pedagogisk leder» i Bjørkehaug barnehage." in story_of(fjordvik)
    with fjordvik.sits("Tove") as tove:
        assert (tove.unit_id, tove.role) == (fjordvik.units["Bjørkehaug"], Role.EMPLOYEE)


def test_no_sentence_of_history_names_the_one_who_was_employed(fjordvik: Fjordvik):
    assert not any("Tove" in sentence for sentence in story_of(fjordvik))


def test_the_leader_closes_the_unit_in_july_and_can_take_it_back(fjordvik: Fjordvik):
    before = len(story_of(fjordvik))
    unit = fjordvik.units["Bjørkehaug"]
    with fjordvik.sits("Hanne") as hanne:
        period = actions.close_period(
            hanne, unit_id=unit, starts=JULY, ends=AUGUST, reason="Sommerstengt", now=hour(fjordvik, 0)
        )
        assert (
            refusal(
                lambda: actions.close_period(
                    hanne,
                    unit_id=unit,
                    starts=date(2026, 7, 20),
                    ends=date(2026, 8, 10),
                    reason="Ferie",
                    now=fjordvik.now,
                )
            )
            is WhyNot.ALREADY_CLOSED
        )
    with fjordvik.sits("Hanne", at=hour(fjordvik, 1)) as hanne:
        actions.take_back_period(hanne, period, now=hour(fjordvik, 1))
        assert selectors.closed_days(unit, JULY, AUGUST) == ()

    assert story_of(fjordvik)[before:] == [
        "Hanne stengte Bjørkehaug barnehage fra mandag 6. juli til søndag 2. august: Sommerstengt.",
        "Hanne tok tilbake at Bjørkehaug barnehage er stengt fra mandag 6. juli.",
    ]


def test_nobody_closes_another_unit_and_an_employee_closes_none(fjordvik: Fjordvik):
    def close(who, unit):
        with fjordvik.sits(who) as actor:
            return refusal(
                lambda: actions.close_period(
                    actor, unit_id=unit, starts=JULY, ends=AUGUST, reason="Ferie", now=fjordvik.now
                )
            )

    assert close("Per", fjordvik.units["Bjørkehaug"]) is WhyNot.NOT_YOUR_UNIT
    assert close("Tove", fjordvik.units["Bjørkehaug"]) is Because.WRONG_RELATION
    assert close("Anders", somewhere_else(fjordvik)) is WhyNot.NO_SUCH_UNIT


def somewhere_else(fjordvik):
    return lay_fjordvik(fjordvik.now, name="Høglia kommune").units["Bjørkehaug"]


def test_only_an_administrator_opens_and_employs(fjordvik: Fjordvik):
    with fjordvik.sits("Hanne") as hanne:
        assert (
            refusal(lambda: actions.open_unit(hanne, name="Ny", kind=UnitKind.SCHOOL, now=fjordvik.now))
            is Because.WRONG_RELATION
        )
        assert (
            refusal(
                lambda: actions.employ(
                    hanne,
                    somebody(),
                    name="A B",
                    title="vikar",
                    service_id=fjordvik.units["Bjørkehaug"],
                    starts=fjordvik.now,
                    ends=fjordvik.now + YEARS,
                    now=fjordvik.now,
                )
            )
            is Because.WRONG_RELATION
        )


def test_nobody_is_employed_in_another_municipality(fjordvik: Fjordvik):
    elsewhere = somewhere_else(fjordvik)
    with fjordvik.sits("Anders") as anders:
        why = refusal(
            lambda: actions.employ(
                anders,
                somebody(),
                name="A B",
                title="vikar",
                service_id=elsewhere,
                starts=fjordvik.now,
                ends=fjordvik.now + YEARS,
                now=fjordvik.now,
            )
        )
        assert why is WhyNot.NO_SUCH_UNIT
        assert (
            refusal(
                lambda: actions.open_unit(anders, name="X", kind=UnitKind.SCHOOL, parent_id=elsewhere, now=fjordvik.now)
            )
            is WhyNot.NO_SUCH_UNIT
        )


def test_a_private_kindergarten_is_founded_by_itself_and_not_opened_in_the_municipality(fjordvik: Fjordvik):
    with fjordvik.sits("Anders") as anders:
        why = refusal(
            lambda: actions.open_unit(
                anders, name="Måneskinn", kind=UnitKind.KINDERGARTEN, ownership=Ownership.PRIVATE, now=fjordvik.now
            )
        )
    assert why is WhyNot.CONTROLLER_OF_ITS_OWN

    admin = somebody()
    moonshine = actions.found_municipality(
        name="Måneskinn barnehage AS", ownership=Ownership.PRIVATE, administrator=admin, administrator_name="Mona Eng",
        administrator_title="daglig leder", ends=fjordvik.now + YEARS, now=fjordvik.now,
    )  # fmt: skip
    with signed_in(identity_hash(admin)) as mona:
        unit = actions.open_unit(
            mona,
            name="Måneskinn barnehage",
            kind=UnitKind.KINDERGARTEN,
            ownership=Ownership.PRIVATE,
            now=datetime.now(UTC),
        )
        assert selectors.units(moonshine.municipality_id)[0].unit_id == unit
        assert selectors.units(fjordvik.municipality_id)[0].unit_id != unit


def test_an_ended_post_is_shut_at_once_and_its_end_is_told(fjordvik: Fjordvik):
    later = hour(fjordvik, 2)
    with fjordvik.sits("Hanne", at=later) as hanne:
        actions.end_employment(hanne, fjordvik.seats["Tove"], at=later, now=later)
        assert (
            refusal(lambda: actions.end_employment(hanne, fjordvik.seats["Tove"], at=later, now=later))
            is WhyNot.ALREADY_ENDED
        )
        assert (
            refusal(lambda: actions.end_employment(hanne, fjordvik.seats["Åse"], at=fjordvik.now, now=later))
            is WhyNot.IN_THE_PAST
        )
        assert (
            refusal(lambda: actions.end_employment(hanne, fjordvik.seats["Per"], at=later, now=later))
            is WhyNot.NOT_YOUR_UNIT
        )
        assert (
            refusal(lambda: actions.end_employment(hanne, fjordvik.municipality_id, at=later, now=later))
            is WhyNot.NO_SUCH_POST
        )

    with pytest.raises(Refused), fjordvik.sits("Tove", at=later):
        pass
    assert story_of(fjordvik)[-1] == "Hanne avsluttet stillingen «pedagogisk leder» fra mandag 2. mars."


def test_one_is_away_with_a_deputy_and_the_leader_can_say_it_for_others(fjordvik: Fjordvik):
    seats, week = fjordvik.seats, (date(2026, 3, 3), date(2026, 3, 10))
    with fjordvik.sits("Tove") as tove:
        absence = actions.be_away(
            tove, seats["Tove"], starts=week[0], ends=week[1], deputy_id=seats["Åse"], now=fjordvik.now
        )
        assert selectors.deputies([seats["Tove"], seats["Åse"]], on=week[0]) == {seats["Tove"]: seats["Åse"]}
        assert selectors.deputies([seats["Tove"]], on=week[1]) == {}
        assert (
            refusal(
                lambda: actions.be_away(
                    tove, seats["Tove"], starts=week[0], ends=week[1], deputy_id=None, now=fjordvik.now
                )
            )
            is WhyNot.ALREADY_AWAY
        )
        assert (
            refusal(
                lambda: actions.be_away(
                    tove, seats["Åse"], starts=week[0], ends=week[1], deputy_id=None, now=fjordvik.now
                )
            )
            is WhyNot.NOT_YOUR_UNIT
        )
    with fjordvik.sits("Hanne", at=hour(fjordvik, 1)) as hanne:
        actions.be_away(hanne, seats["Åse"], starts=week[0], ends=week[1], deputy_id=None, now=hour(fjordvik, 1))
    with fjordvik.sits("Tove", at=hour(fjordvik, 2)) as tove:
        actions.take_back_absence(tove, absence, now=hour(fjordvik, 2))

    assert story_of(fjordvik)[-3:] == [
        "Tove skrev at noen er borte fra tirsdag 3. mars til mandag 9. mars.",
        "Hanne skrev at noen er borte fra tirsdag 3. mars til mandag 9. mars.",
        "Tove tok tilbake at noen er borte fra tirsdag 3. mars.",
    ]


def test_levels_can_be_called_something_else_and_nothing_else(fjordvik: Fjordvik):
    with fjordvik.sits("Anders") as anders:
        actions.name_levels(
            anders, {"unit": "Virksomhet", "sector": "Direktørområde", "department": "Team"}, now=fjordvik.now
        )
        assert selectors.level_names(fjordvik.municipality_id) == {
            "sector": "Direktørområde",
            "unit": "Virksomhet",
            "department": "Team",
        }
        assert selectors.units(fjordvik.municipality_id)[0].level_name == "Virksomhet"
        assert refusal(lambda: actions.name_levels(anders, {"unit": "X"}, now=fjordvik.now)) is WhyNot.NO_SUCH_LEVEL
        assert (
            refusal(
                lambda: actions.name_levels(anders, {"unit": "X", "sector": "", "department": "Y"}, now=fjordvik.now)
            )
            is WhyNot.NO_NAME
        )


@pytest.mark.parametrize("action", ["open_unit", "close_period", "employ", "be_away"])
def test_nothing_is_changed_when_its_sentence_cannot_be_written(fjordvik: Fjordvik, monkeypatch, action):
    def cannot(*_, **__):
        raise DatabaseError("history is full")

    for module in ("units", "posts"):
        monkeypatch.setattr(f"somlos.foundation.organisations.actions.{module}.record_at_scope", cannot)
    unit = fjordvik.units["Bjørkehaug"]
    calls = {
        "open_unit": lambda actor: actions.open_unit(actor, name="Ny", kind=UnitKind.SCHOOL, now=fjordvik.now),
        "close_period": lambda actor: actions.close_period(actor, unit_id=unit, starts=JULY, ends=AUGUST, reason="Ferie", now=fjordvik.now),
        "employ": lambda actor: actions.employ(actor, somebody(), name="A B", title="C", service_id=unit, starts=fjordvik.now, ends=fjordvik.now + YEARS, now=fjordvik.now),
        "be_away": lambda actor: actions.be_away(actor, fjordvik.seats["Tove"], starts=JULY, ends=AUGUST, deputy_id=None, now=fjordvik.now),
    }  # fmt: skip
    with fjordvik.sits("Anders") as anders:
        before = everything()
        with pytest.raises(DatabaseError):
            calls[action](anders)
        assert everything() == before


def everything():
    with connection.cursor() as cursor:
        counts = []
        for table in ("unit", "post", "closedperiod", "absence"):
            cursor.execute(f"select count(*) from organisations_{table}")
            counts.append(cursor.fetchone())
        return counts


def test_the_web_role_cannot_found_rename_or_remove(fjordvik: Fjordvik):
    for change in (
        "delete from organisations_unit",
        "update organisations_unit set name = 'x'",
        "update organisations_post set title = 'x'",
        "delete from organisations_post",
        "insert into organisations_municipality select * from organisations_municipality",
        "select * from access_seat",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_seats_are_told_to_nobody_outside_the_municipality(fjordvik: Fjordvik):
    hoglia = lay_fjordvik(fjordvik.now, name="Høglia kommune")
    everyone = list(fjordvik.units.values())
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from organisations.seats(%s, '{}')", (everyone,))
        assert cursor.fetchone() == (0,)
    with hoglia.sits("Anders"), connection.cursor() as cursor:
        cursor.execute("select count(*) from organisations.seats(%s, %s)", (everyone, list(fjordvik.seats.values())))
        assert cursor.fetchone() == (0,)
        assert selectors.leader_of(everyone[0]) is None
        assert set(selectors.names_of(fjordvik.seats.values()).values()) == {""}
