"""The door's verbs as small stories, told by the people of a town through their own sessions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from somlos.foundation.access import actions, selectors
from somlos.foundation.access.actions import DoorClosed
from somlos.foundation.access.rules import Audience, BasisKind, Because, Protection
from somlos.foundation.access.tests.town import (
    ASKED,
    AUTHOR,
    BY_CONSENT,
    GUEST,
    HOST,
    LATER,
    NOW,
    OWN_LIST,
    OWNER,
    PARENT,
    PARTICIPANT,
    READ,
    Town,
    aside,
    discuss,
    enter,
    heard,
    lay_compartment,
    lay_relation,
    register,
    say,
    wonder,
)
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.audit.models import Event
from somlos.foundation.vault.ring import NotOpened
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused

IN_A_MONTH = NOW + timedelta(days=30)


def because(closed: pytest.ExceptionInfo[DoorClosed]) -> Because:
    return closed.value.decision.because


def is_open(town: Town, name: str, place: UUID) -> bool:
    """Tell whether somebody gets through the door and sees at least one sentence there."""
    try:
        with town.as_(name) as actor:
            enter(actor, place)
            return bool(heard(place))
    except DoorClosed:
        return False


@pytest.fixture
def ella(town: Town) -> Warrant:
    """Ella, on Tove's list, with something said in her identity."""
    with town.as_("Tove") as actor:
        warrant = register(actor, "Ella")
        say(warrant, "Ella Nordli")
    return warrant


@pytest.fixture
def note(town: Town, ella: Warrant) -> Warrant:
    """What Tove wonders about Ella."""
    with town.as_("Tove") as actor:
        warrant = wonder(enter(actor, ella.compartment_id))
        say(warrant, "Ella sitter mye alene.")
    return warrant


# Which child it is ------------------------------------------------------------------------------------------------


def test_a_child_opened_twice_in_a_service_is_one_subject(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        again = register(actor, "Ella")
    with town.as_("Maja") as actor:
        by_a_colleague = register(actor, "Ella")

    assert again.subject_id == by_a_colleague.subject_id == ella.subject_id
    assert again.compartment_id == ella.compartment_id


def test_opening_a_child_again_makes_no_second_relation(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        register(actor, "Ella")
        assert len(selectors.my_facts(ella.compartment_id).held) == 1


def test_another_service_with_the_same_national_id_gets_another_subject_and_sees_no_name(
    town: Town, ella: Warrant
) -> None:
    with town.as_("Harald") as actor:
        at_ppt = register(actor, "Ella")

        assert at_ppt.subject_id != ella.subject_id
        assert heard(at_ppt.compartment_id) == heard(ella.compartment_id) == []
        with pytest.raises(DoorClosed) as closed:
            enter(actor, ella.compartment_id)
    assert because(closed) is Because.NO_RELATION


def test_a_child_without_a_number_is_new_every_time(town: Town) -> None:
    with town.as_("Tove") as actor:
        assert register(actor, None).subject_id != register(actor, None).subject_id


def test_two_colleagues_who_open_a_child_at_once_get_one_subject(town: Town) -> None:
    def open_at_once(name: str) -> UUID:
        try:
            with town.as_(name) as actor:
                return register(actor, "Mina").subject_id
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        found = set(pool.map(open_at_once, ["Tove", "Maja", "Siri"] * 2))

    assert len(found) == 1


def test_two_provisional_subjects_are_joined_and_stay_where_they_are(town: Town) -> None:
    with town.as_("Tove") as actor:
        unnamed, named = register(actor, None), register(actor, "Jonas")
        actions.open_door(actor, unnamed.compartment_id, to=READ, now=NOW)
        actions.join_subjects(unnamed.compartment_id, same_as=named.compartment_id)

    joined = "select same_as_id from access_subject where id = %s"
    assert town.asked(joined, unnamed.subject_id) == [(named.subject_id,)]
    assert town.asked("select count(*) from access_compartment where subject_id = %s", unnamed.subject_id) == [(1,)]


def test_subjects_are_joined_by_somebody_related_to_both_and_never_in_a_circle(town: Town, ella: Warrant) -> None:
    with town.as_("Maja") as actor:
        unnamed, other = register(actor, None), register(actor, None)
        with pytest.raises(Refused):
            actions.join_subjects(unnamed.compartment_id, same_as=ella.compartment_id)
        enter(actor, unnamed.compartment_id)
        actions.join_subjects(unnamed.compartment_id, same_as=other.compartment_id)
        with pytest.raises(Refused):
            actions.join_subjects(other.compartment_id, same_as=unnamed.compartment_id)
        with pytest.raises(Refused):
            actions.join_subjects(unnamed.compartment_id, same_as=unnamed.compartment_id)


# Wondering, and bringing others in --------------------------------------------------------------------------------


def test_a_note_is_the_authors_alone(town: Town, note: Warrant) -> None:
    with town.as_("Maja") as actor:
        register(actor, "Ella")

    assert is_open(town, "Tove", note.compartment_id)
    assert not is_open(town, "Maja", note.compartment_id)
    assert not is_open(town, "Randi", note.compartment_id)


def test_one_brought_in_sees_the_note_and_the_name_and_writes_nothing(town: Town, ella: Warrant, note: Warrant) -> None:
    discuss(town, note, "Maja")

    with town.as_("Maja") as actor:
        enter(actor, note.compartment_id)
        assert heard(note.compartment_id) == ["Ella sitter mye alene."]
        assert heard(ella.compartment_id) == ["Ella Nordli"]
        with pytest.raises(DoorClosed) as closed:
            enter(actor, note.compartment_id, writing=True)
    assert because(closed) is Because.ONLY_READING


def test_nobody_is_brought_in_but_as_the_table_says(town: Town, note: Warrant) -> None:
    for kind in (AUTHOR, OWN_LIST, OWNER, PARTICIPANT, BY_CONSENT):
        with pytest.raises(Refused):
            discuss(town, note, "Maja", kind=kind)
    assert not is_open(town, "Maja", note.compartment_id)


def test_nobody_is_brought_in_from_another_service(town: Town, note: Warrant) -> None:
    with pytest.raises(Refused):
        discuss(town, note, "Harald")


def test_nobody_is_brought_in_without_a_seat_where_one_is_needed(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        warrant = enter(actor, note.compartment_id, writing=True)
        with pytest.raises(Refused):
            actions.relate(
                warrant, user_id=town.people["Maja"].user_id, seat_id=None, kind=GUEST, ends=IN_A_MONTH, purpose="x"
            )


def test_a_seat_is_its_owners(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        warrant = enter(actor, note.compartment_id, writing=True)
        with pytest.raises(Refused):
            actions.relate(
                warrant,
                user_id=town.people["Harald"].user_id,
                seat_id=town.people["Maja"].seat_id,
                kind=GUEST,
                ends=IN_A_MONTH,
                purpose="x",
            )


def test_one_who_may_not_invite_brings_nobody_in(town: Town, note: Warrant) -> None:
    discuss(town, note, "Maja")
    lay_relation(
        town,
        town.people["Siri"],
        to=note.compartment_id,
        subject=note.subject_id,
        identity=note.identity_id,
        kind="author",
        may_invite=False,
    )

    with pytest.raises((Refused, DoorClosed)):
        discuss(town, note, "Randi", by="Maja")
    with pytest.raises(Refused):
        discuss(town, note, "Randi", by="Siri")


def test_a_guest_lasts_no_longer_than_the_table_says(town: Town, note: Warrant) -> None:
    person = town.people["Maja"]
    with town.as_("Tove") as actor:
        warrant = enter(actor, note.compartment_id, writing=True)
        actions.relate(
            warrant,
            user_id=person.user_id,
            seat_id=person.seat_id,
            kind=GUEST,
            ends=NOW + timedelta(days=900),
            purpose="x",
        )
        (guest,) = (each for each in selectors.who_can_see(warrant) if each.kind == GUEST)

    assert guest.ends <= NOW + timedelta(days=91)


def test_whoever_can_see_a_note_sees_who_can(town: Town, note: Warrant) -> None:
    discuss(town, note, "Maja")
    discuss(town, note, "Siri")
    for name in ("Tove", "Maja"):
        with town.as_(name) as actor:
            seen = {each.user_id for each in selectors.who_can_see(enter(actor, note.compartment_id))}
            assert seen == {town.people[each].user_id for each in ("Tove", "Maja", "Siri")}


def test_one_who_no_longer_can_is_not_among_those_who_can(town: Town, note: Warrant) -> None:
    relation = discuss(town, note, "Maja")
    with town.as_("Tove") as actor:
        enter(actor, note.compartment_id)
        actions.end_relation(relation)

    with town.as_("Tove") as actor:
        assert [each.user_id for each in selectors.who_can_see(enter(actor, note.compartment_id))] == [actor.user_id]


# Endings ----------------------------------------------------------------------------------------------------------


def test_a_relation_taken_back_closes_at_once(town: Town, note: Warrant) -> None:
    relation = discuss(town, note, "Maja")
    with town.as_("Tove") as actor:
        enter(actor, note.compartment_id)
        actions.end_relation(relation)

    with town.as_("Maja") as actor, pytest.raises(DoorClosed) as closed:
        enter(actor, note.compartment_id)
    assert because(closed) is Because.WITHDRAWN


def test_one_leaves_a_note_oneself(town: Town, note: Warrant) -> None:
    relation = discuss(town, note, "Maja")
    with town.as_("Maja"):
        actions.end_relation(relation)

    assert not is_open(town, "Maja", note.compartment_id)


def test_one_brought_in_cannot_put_the_author_out(town: Town, note: Warrant) -> None:
    discuss(town, note, "Maja", kind=HOST)
    with town.as_("Tove") as actor:
        (author,) = (each for each in selectors.who_can_see(enter(actor, note.compartment_id)) if each.kind == AUTHOR)

    with town.as_("Maja") as actor:
        enter(actor, note.compartment_id)
        with pytest.raises(Refused):
            actions.end_relation(author.relation_id)
    assert is_open(town, "Tove", note.compartment_id)


def test_a_guest_puts_nobody_out(town: Town, note: Warrant) -> None:
    discuss(town, note, "Maja")
    other = discuss(town, note, "Siri")

    with town.as_("Maja") as actor:
        enter(actor, note.compartment_id)
        with pytest.raises(Refused):
            actions.end_relation(other)


def test_when_a_seat_ends_every_relation_through_it_stops(town: Town, note: Warrant) -> None:
    discuss(town, note, "Maja")
    with town.as_("Maja") as actor:
        enter(actor, note.compartment_id)
        with aside(town, "Randi") as leader:
            assert leader("select access.end_seat(%s, %s)", town.people["Maja"].seat_id, NOW) == [(True,)]

        assert heard(note.compartment_id) == []
        assert selectors.my_facts(note.compartment_id).held == ()
        assert selectors.me() is None


def test_one_whose_seat_has_ended_begins_no_session(town: Town) -> None:
    maja = town.people["Maja"]
    with town.as_("Randi"):
        actions.end_seat(maja.post, at=NOW)

    assert actions.begin_session(maja.identity, kind="employee", lasts=timedelta(hours=1)) is None


def test_a_leader_ends_no_seat_of_another_service_and_an_employee_none(town: Town) -> None:
    for name in ("Helle", "Tove", "Petter"):
        with town.as_(name), pytest.raises(Refused):
            actions.end_seat(town.people["Maja"].post, at=NOW)


def test_what_one_reaches_at_one_post_one_does_not_reach_at_another(town: Town, note: Warrant) -> None:
    other = town.seat(town.people["Tove"], town.unit("PPT"))
    with town.as_("Tove") as actor:
        assert set(actor.seats) == {town.people["Tove"].seat_id, other}
        actions.change_seat(other)

        at_ppt = selectors.me()
        assert at_ppt is not None and at_ppt.unit_id == town.unit("PPT")
        with pytest.raises(DoorClosed) as closed:
            enter(at_ppt, note.compartment_id)
    assert because(closed) is Because.OTHER_SEAT


def test_nobody_sits_down_at_anothers_post(town: Town) -> None:
    with town.as_("Tove"), pytest.raises(Refused):
        actions.change_seat(town.people["Maja"].post)


def test_a_session_ends_when_it_is_ended(town: Town) -> None:
    with town.as_("Tove"):
        actions.end_session()
        assert selectors.me() is None


# When an author has left or is away -------------------------------------------------------------------------------


def test_the_leader_takes_a_note_over_when_its_author_has_left(town: Town, note: Warrant) -> None:
    with town.as_("Randi"), pytest.raises(Refused):
        actions.take_over(note.compartment_id, reason="left", ends=LATER)

    with town.as_("Arild"):
        actions.end_seat(town.people["Tove"].post, at=NOW)
    with town.as_("Randi") as actor:
        actions.take_over(note.compartment_id, reason="left", ends=LATER)
        enter(actor, note.compartment_id, writing=True)
        assert heard(note.compartment_id) == ["Ella sitter mye alene."]


def test_the_leader_takes_a_note_over_while_its_author_is_away_and_the_author_keeps_it(
    town: Town, note: Warrant
) -> None:
    with town.as_("Randi"):
        actions.take_over(note.compartment_id, reason="away", ends=LATER)

    assert is_open(town, "Randi", note.compartment_id)
    assert is_open(town, "Tove", note.compartment_id)


def test_a_note_taken_over_says_so_to_whoever_can_see_it(town: Town, note: Warrant) -> None:
    with town.as_("Randi"):
        actions.take_over(note.compartment_id, reason="away", ends=LATER)

    with town.as_("Tove") as actor:
        seen = selectors.who_can_see(enter(actor, note.compartment_id))
    assert town.people["Randi"].user_id in {each.user_id for each in seen}
    assert town.asked("select purpose from access_relation where user_id = %s", town.people["Randi"].user_id) == [
        ("taken_over",)
    ]


@pytest.mark.parametrize("who", ["Helle", "Maja", "Arild", "Petter"])
def test_only_the_leader_of_the_service_takes_a_note_over(town: Town, note: Warrant, who: str) -> None:
    with town.as_(who), pytest.raises(Refused):
        actions.take_over(note.compartment_id, reason="away", ends=LATER)


def test_a_note_is_taken_over_for_a_reason_from_the_list(town: Town, note: Warrant) -> None:
    with town.as_("Randi"), pytest.raises(Refused):
        actions.take_over(note.compartment_id, reason="curious", ends=LATER)


def test_what_is_an_authors_own_is_never_taken_over(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        draft = wonder(enter(actor, ella.compartment_id), Audience.OWN, kind=OWNER)

    with town.as_("Randi"):
        for place in (draft.compartment_id, ella.compartment_id):
            with pytest.raises(Refused):
                actions.take_over(place, reason="away", ends=LATER)


# Protected addresses ----------------------------------------------------------------------------------------------


def test_a_strictly_confidential_address_shuts_colleagues_out_at_once(town: Town, ella: Warrant, note: Warrant) -> None:
    discuss(town, note, "Maja")
    with town.as_("Siri") as actor:
        register(actor, "Ella")

    with town.as_("Tove") as actor:
        actions.protect(enter(actor, ella.compartment_id), Protection.STRICTLY_CONFIDENTIAL)

    for name, place in (("Maja", note.compartment_id), ("Maja", ella.compartment_id), ("Siri", ella.compartment_id)):
        assert not is_open(town, name, place)
        with town.as_(name) as actor, pytest.raises(DoorClosed) as closed:
            enter(actor, place)
        assert because(closed) is Because.PROTECTED
    assert is_open(town, "Tove", note.compartment_id)


def test_a_colleague_who_opens_a_protected_child_anew_gets_an_empty_subject(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        actions.protect(enter(actor, ella.compartment_id), Protection.STRICTLY_CONFIDENTIAL)

    with town.as_("Maja") as actor:
        anew = register(actor, "Ella")
        assert anew.subject_id != ella.subject_id
        assert heard(anew.compartment_id) == []
    with town.as_("Tove") as actor:
        assert register(actor, "Ella").subject_id == ella.subject_id


def test_a_protected_child_is_in_no_list_but_of_those_named(town: Town, ella: Warrant) -> None:
    with town.as_("Maja") as actor:
        register(actor, "Ella")
    with town.as_("Tove") as actor:
        actions.protect(enter(actor, ella.compartment_id), Protection.STRICTLY_CONFIDENTIAL)

    with town.as_("Maja"):
        assert selectors.open_list([OWN_LIST], ["identity"], permission="test.list") == []
    with town.as_("Tove"):
        (listed,) = selectors.open_list([OWN_LIST], ["identity"], permission="test.list")
        assert listed.subject_id == ella.subject_id


def test_whoever_is_named_for_a_protected_child_gets_in_by_name(town: Town, ella: Warrant, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        actions.protect(enter(actor, ella.compartment_id), Protection.STRICTLY_CONFIDENTIAL)
    discuss(town, note, "Maja")

    assert is_open(town, "Maja", note.compartment_id)


def test_nobody_is_brought_into_the_name_or_the_address_of_a_protected_child(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        contact = wonder(enter(actor, ella.compartment_id), Audience.CONTACT, kind=OWN_LIST)
        say(contact, "Storgata 1")
        actions.protect(enter(actor, ella.compartment_id), Protection.STRICTLY_CONFIDENTIAL)
    for place in (ella, contact):
        with pytest.raises((Refused, DoorClosed)):
            discuss(town, place, "Maja")
        assert not is_open(town, "Maja", place.compartment_id)


def test_an_address_is_not_written_for_a_protected_child(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        warrant = enter(actor, ella.compartment_id)
        actions.protect(warrant, Protection.STRICTLY_CONFIDENTIAL)
        with pytest.raises(Refused):
            wonder(warrant, Audience.CONTACT, kind=OWN_LIST)


def test_a_protection_nobody_knows_is_refused(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        enter(actor, ella.compartment_id)
        with connection.cursor() as cursor:
            cursor.execute("select access.protect(%s, 'somewhat')", [ella.compartment_id])
            assert cursor.fetchone() == (False,)


# Blocks -----------------------------------------------------------------------------------------------------------


def test_a_block_beats_everything(town: Town, ella: Warrant, note: Warrant) -> None:
    discuss(town, note, "Maja")
    with town.as_("Maja") as actor:
        own = wonder(register(actor, "Ella"))
        say(own, "Min egen undring")
        service = wonder(enter(actor, ella.compartment_id), Audience.SERVICE, kind=PARTICIPANT)
        say(service, "Sagt i tjenesten")
    with town.as_("Tove") as actor:
        actions.block(enter(actor, ella.compartment_id), user_id=town.people["Maja"].user_id, reason="own_family")

    for place in (note, own, service, ella):
        assert not is_open(town, "Maja", place.compartment_id)
    with town.as_("Maja") as actor:
        assert selectors.open_list([OWN_LIST, AUTHOR, GUEST], ["identity", "circle"], permission="test.list") == []
        with pytest.raises(Refused):
            actions.break_glass(service.compartment_id, reason="danger_to_life")
        with pytest.raises(DoorClosed) as closed:
            enter(actor, own.compartment_id)
        assert because(closed) is Because.BLOCKED
    with pytest.raises(Refused):
        discuss(town, note, "Maja")


def test_a_block_holds_from_the_next_statement(town: Town, ella: Warrant, note: Warrant) -> None:
    discuss(town, note, "Maja")
    with town.as_("Maja") as actor:
        enter(actor, note.compartment_id)
        assert heard(note.compartment_id)
        with aside(town, "Tove") as tove:
            tove("select access.block(%s, %s, %s, 'own_family')", new_id(), ella.compartment_id, actor.user_id)

        assert heard(note.compartment_id) == []


def test_a_block_on_somebody_at_home_holds_at_work_too(town: Town, ella: Warrant, note: Warrant) -> None:
    discuss(town, note, "Maja")
    at_home, _ = town._expect("Maja", "resident")  # the same identity, another user
    with town.as_("Tove") as actor:
        actions.block(enter(actor, ella.compartment_id), user_id=at_home, reason="own_family")

    assert not is_open(town, "Maja", note.compartment_id)


def test_whoever_has_the_list_takes_a_child_off_it_for_all_and_no_other_relation(town: Town, ella: Warrant) -> None:
    with town.as_("Maja") as actor:
        mine = register(actor, "Ella")
        (of_tove,) = (each for each in selectors.who_can_see(mine) if each.user_id == town.people["Tove"].user_id)
        actions.end_relation(of_tove.relation_id)

    with town.as_("Tove") as actor, pytest.raises(DoorClosed) as closed:
        enter(actor, ella.compartment_id)
    assert because(closed) is Because.WITHDRAWN


def test_one_who_is_blocked_and_opens_the_child_anew_gets_an_empty_subject(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        actions.block(enter(actor, ella.compartment_id), user_id=town.people["Maja"].user_id, reason="own_family")

    with town.as_("Maja") as actor:
        assert register(actor, "Ella").subject_id != ella.subject_id


def test_a_block_is_lifted_by_a_named_person_and_never_by_who_set_it_or_whom_it_hits(town: Town, ella: Warrant) -> None:
    for name in ("Petter", "Arild"):
        town.seat(town.people[name], town.unit("Bjørkehaug"))  # they work in the service too
    with town.as_("Tove") as actor:
        blocks = {
            name: actions.block(
                enter(actor, ella.compartment_id), user_id=town.people[name].user_id, reason="own_family"
            )
            for name in ("Maja", "Petter")
        }

    for name in ("Maja", "Tove", "Randi", "Helle"):
        with town.as_(name), pytest.raises(Refused):
            actions.lift_block(blocks["Maja"], reason="mistake")
    with town.as_("Petter") as actor:
        actions.change_seat(town.people["Petter"].post)
        with pytest.raises(Refused):
            actions.lift_block(blocks["Petter"], reason="mistake")
        actions.lift_block(blocks["Maja"], reason="mistake")

    with town.as_("Maja") as actor:
        assert register(actor, "Ella").subject_id == ella.subject_id


def test_who_set_a_block_does_not_lift_it(town: Town) -> None:
    town.employ("Ane", "Bjørkehaug", role="administrator")
    town.owner("update access_seat set scope_id = %s where id = %s", town.id, town.people["Ane"].seat_id)
    with town.as_("Ane") as actor:
        child = register(actor, "Amir")
        held = actions.block(child, user_id=town.people["Maja"].user_id, reason="own_family")
        with pytest.raises(Refused):
            actions.lift_block(held, reason="mistake")


def test_a_block_lifted_once_is_not_lifted_again(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        held = actions.block(
            enter(actor, ella.compartment_id), user_id=town.people["Maja"].user_id, reason="own_family"
        )
    with town.as_("Petter"):
        actions.lift_block(held, reason="mistake")
        with pytest.raises(Refused):
            actions.lift_block(held, reason="mistake")


# Emergency --------------------------------------------------------------------------------------------------------


@pytest.fixture
def team(town: Town, ella: Warrant) -> UUID:
    """The team's compartment, with something said in it."""
    place = lay_compartment(
        town, subject=ella.subject_id, identity=ella.compartment_id, audience="team", unit=town.unit("Bjørkehaug")
    )
    lay_relation(town, town.people["Tove"], to=place, subject=ella.subject_id, identity=ella.compartment_id)
    with town.as_("Tove") as actor:
        say(enter(actor, place, writing=True), "Sagt i teamet")
    return place


def test_an_emergency_opens_for_an_hour_and_for_reading(town: Town, team: UUID) -> None:
    with town.as_("Harald") as actor:
        actions.break_glass(team, reason="danger_to_life")
        warrant = enter(actor, team)
        assert warrant.through == "emergency"
        assert heard(team) == ["Sagt i teamet"]
        with pytest.raises(DoorClosed) as closed:
            enter(actor, team, writing=True)
        assert because(closed) is Because.ONLY_READING

    with town.as_("Harald", at=NOW + timedelta(minutes=59)) as actor:
        enter(actor, team)
    with town.as_("Harald", at=datetime.now(UTC) + timedelta(minutes=61)) as actor, pytest.raises(DoorClosed) as closed:
        enter(actor, team)
    assert because(closed) is Because.ENDED


def test_an_emergency_is_red_in_the_access_log(town: Town, team: UUID) -> None:
    with town.as_("Harald") as actor:
        actions.break_glass(team, reason="danger_to_life")
        enter(actor, team)

    seen = town.asked("select through, result from audit_look where user_id = %s", town.people["Harald"].user_id)
    assert seen == [("emergency", "opened")]


def test_an_emergency_is_for_a_reason_from_the_list(town: Town, team: UUID) -> None:
    with town.as_("Harald"), pytest.raises(Refused):
        actions.break_glass(team, reason="curious")


@pytest.mark.parametrize("audience", ["own", "youths_own", "guardians_own", "circle", "consent", "team_without"])
def test_no_emergency_opens_what_is_somebodys_own(town: Town, ella: Warrant, audience: str) -> None:
    place = lay_compartment(
        town, subject=ella.subject_id, identity=ella.compartment_id, audience=audience, unit=town.unit("Bjørkehaug")
    )
    with town.as_("Harald"), pytest.raises(Refused):
        actions.break_glass(place, reason="danger_to_life")


def test_no_emergency_opens_a_strictly_confidential_address(town: Town, ella: Warrant, team: UUID) -> None:
    with town.as_("Tove") as actor:
        actions.protect(enter(actor, ella.compartment_id), Protection.STRICTLY_CONFIDENTIAL)
    with town.as_("Harald"):
        for place in (team, ella.compartment_id):
            with pytest.raises(Refused):
                actions.break_glass(place, reason="danger_to_life")


def test_an_emergency_brings_nobody_in_and_cannot_be_stretched(town: Town, ella: Warrant, team: UUID) -> None:
    with town.as_("Harald") as actor:
        actions.break_glass(team, reason="danger_to_life")
    for audience, kind in ((Audience.OWN, OWNER), (Audience.CIRCLE, AUTHOR), (Audience.SERVICE, PARTICIPANT)):
        with town.as_("Harald") as actor, pytest.raises(Refused):
            wonder(enter(actor, team), audience, kind=kind)

    with town.as_("Harald", at=datetime.now(UTC) + timedelta(minutes=61)) as actor, pytest.raises(DoorClosed):
        enter(actor, ella.compartment_id)


def test_a_guest_opens_no_compartment_that_would_outlast_the_visit(town: Town, note: Warrant) -> None:
    discuss(town, note, "Maja")
    with town.as_("Maja") as actor:
        warrant = enter(actor, note.compartment_id)
        with pytest.raises(Refused):
            wonder(warrant, Audience.OWN, kind=OWNER)


# What rests on a basis --------------------------------------------------------------------------------------------


@pytest.fixture
def consent(town: Town, ella: Warrant) -> UUID:
    """Where Ella's mother is asked, and where she answers."""
    town.settle("Mor")
    place = lay_compartment(
        town, subject=ella.subject_id, identity=ella.compartment_id, audience="consent", unit=town.unit("Bjørkehaug")
    )
    lay_relation(
        town, town.people["Tove"], to=place, subject=ella.subject_id, identity=ella.compartment_id, kind=HOST.name
    )
    with town.as_("Tove") as actor:
        actions.relate(
            enter(actor, place, writing=True),
            user_id=town.people["Mor"].user_id,
            seat_id=None,
            kind=ASKED,
            ends=IN_A_MONTH,
            purpose="consent",
        )
    return place


def give(
    town: Town, consent: UUID, ella: Warrant, *, kind: BasisKind = BasisKind.CONSENT, about: UUID | None = None
) -> UUID:
    with town.as_("Mor") as actor:
        return actions.give_basis(
            enter(actor, consent, writing=True),
            about=about or ella.subject_id,
            kind=kind,
            capacity="guardian",
            purpose="service",
            text_version="1",
            ends=LATER,
        )


@pytest.fixture
def shared(town: Town, ella: Warrant) -> Warrant:
    with town.as_("Tove") as actor:
        warrant = wonder(enter(actor, ella.compartment_id), Audience.SERVICE, kind=PARTICIPANT)
        say(warrant, "Sagt i tjenesten")
    return warrant


def share(town: Town, shared: Warrant, basis: UUID | None, name: str = "Harald") -> UUID:
    person = town.people[name]
    with town.as_("Tove") as actor:
        return actions.relate(
            enter(actor, shared.compartment_id, writing=True),
            user_id=person.user_id,
            seat_id=person.seat_id,
            kind=BY_CONSENT,
            ends=IN_A_MONTH,
            purpose="service",
            basis_id=basis,
        )


def test_a_guardian_is_asked_and_gives_consent(town: Town, consent: UUID, ella: Warrant, shared: Warrant) -> None:
    share(town, shared, give(town, consent, ella))

    assert is_open(town, "Harald", shared.compartment_id)


def test_a_withdrawn_consent_closes_from_the_next_statement(
    town: Town, consent: UUID, ella: Warrant, shared: Warrant
) -> None:
    basis = give(town, consent, ella)
    share(town, shared, basis)
    with town.as_("Harald") as actor:
        enter(actor, shared.compartment_id)
        assert heard(shared.compartment_id) == ["Sagt i tjenesten"]
        with aside(town, "Mor") as mother:
            assert mother("select access.withdraw(%s)", basis) == [(True,)]

        assert heard(shared.compartment_id) == []
        with pytest.raises(DoorClosed) as closed:
            enter(actor, shared.compartment_id)
    assert because(closed) is Because.NO_BASIS
    with pytest.raises(Refused):
        share(town, shared, basis, "Helle")


def test_what_was_opened_on_a_consent_falls_with_it(town: Town, consent: UUID, ella: Warrant, shared: Warrant) -> None:
    basis = give(town, consent, ella)
    share(town, shared, basis)
    with town.as_("Harald") as actor:
        own = wonder(enter(actor, shared.compartment_id))
        say(own, "Skrevet hos oss")
    with town.as_("Mor"):
        actions.withdraw(basis)

    assert not is_open(town, "Harald", own.compartment_id)
    assert not is_open(town, "Harald", ella.compartment_id)


def test_the_name_stays_open_through_the_relation_whose_basis_holds(
    town: Town, consent: UUID, ella: Warrant, shared: Warrant
) -> None:
    withdrawn, held = give(town, consent, ella), give(town, consent, ella)
    with town.as_("Tove") as actor:
        other = wonder(enter(actor, ella.compartment_id), Audience.SERVICE, kind=PARTICIPANT)
    share(town, shared, withdrawn)
    share(town, other, held)
    with town.as_("Mor"):
        actions.withdraw(withdrawn)

    with town.as_("Harald") as actor:
        enter(actor, ella.compartment_id)
        assert heard(ella.compartment_id) == ["Ella Nordli"]
    looked = town.asked(
        "select basis_id from audit_look where user_id = %s and result = 'opened'", town.people["Harald"].user_id
    )
    assert looked == [(held,)]


def test_one_withdraws_only_what_one_gave_and_only_once(town: Town, consent: UUID, ella: Warrant) -> None:
    basis = give(town, consent, ella)
    with town.as_("Tove"), pytest.raises(Refused):
        actions.withdraw(basis)
    with town.as_("Mor"):
        actions.withdraw(basis)
        with pytest.raises(Refused):
            actions.withdraw(basis)


def test_a_consent_is_given_by_whoever_was_asked(town: Town, consent: UUID, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        warrant = enter(actor, consent, writing=True)
        with pytest.raises(Refused):
            actions.give_basis(
                warrant,
                about=ella.subject_id,
                kind=BasisKind.CONSENT,
                capacity="guardian",
                purpose="x",
                text_version="1",
                ends=LATER,
            )
    with pytest.raises(Refused):
        give(town, consent, ella, kind=BasisKind.STATUTE)


def test_a_basis_is_about_somebody_the_giver_has_to_do_with(town: Town, consent: UUID, ella: Warrant) -> None:
    with town.as_("Harald") as actor:
        stranger = register(actor, "Amir").subject_id

    with pytest.raises(Refused):
        give(town, consent, ella, about=stranger)


def test_a_basis_of_an_unknown_kind_is_refused(town: Town, shared: Warrant) -> None:
    with town.as_("Tove") as actor:
        enter(actor, shared.compartment_id, writing=True)
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(
                "select access.give_basis(%s, %s, %s, 'whim', 'employee', 'x', '1', now() + interval '1 day')",
                [new_id(), shared.compartment_id, shared.subject_id],
            )


def test_a_guardian_is_brought_in_without_a_seat(town: Town, shared: Warrant) -> None:
    town.settle("Far")
    with town.as_("Tove") as actor:
        actions.relate(
            enter(actor, shared.compartment_id, writing=True),
            user_id=town.people["Far"].user_id,
            seat_id=None,
            kind=PARENT,
            ends=IN_A_MONTH,
            purpose="guardian",
        )
    assert is_open(town, "Far", shared.compartment_id)


def test_a_resident_opens_no_subject_and_no_compartment_of_staff(town: Town, shared: Warrant, consent: UUID) -> None:
    with town.as_("Mor") as actor:
        enter(actor, consent, writing=True)
        with pytest.raises(Refused):
            register(actor, "Ella")
    for audience, kind in (("circle", "author"), ("service", "participant"), ("own", "owner")):
        with town.as_("Mor") as actor:
            enter(actor, consent, writing=True)
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute(
                    "select access.open_compartment(%s, %s, %s, %s, %s, now() + interval '1 day', 'x')",
                    [new_id(), shared.identity_id, audience, kind, b"x"],
                )


# Lists and narrowing ----------------------------------------------------------------------------------------------


def test_a_list_is_logged_once_a_person_compartment_and_day(town: Town, ella: Warrant) -> None:
    for _ in range(3):
        with town.as_("Tove"):
            selectors.open_list([OWN_LIST], ["identity"], permission="test.list")
    with town.as_("Tove", at=NOW + timedelta(days=1)):
        selectors.open_list([OWN_LIST], ["identity"], permission="test.list")

    looked = "select count(*) from audit_look where compartment_id = %s and result = 'listed'"
    assert town.asked(looked, ella.compartment_id) == [(2,)]


def test_opening_a_child_is_logged_every_time(town: Town, ella: Warrant) -> None:
    before = town.asked(
        "select count(*) from audit_look where compartment_id = %s and result = 'opened'", ella.compartment_id
    )
    for _ in range(2):
        with town.as_("Tove") as actor:
            enter(actor, ella.compartment_id)

    after = town.asked(
        "select count(*) from audit_look where compartment_id = %s and result = 'opened'", ella.compartment_id
    )
    assert after[0][0] == before[0][0] + 2


def test_a_list_opens_names_and_no_notes(town: Town, ella: Warrant, note: Warrant) -> None:
    with town.as_("Tove"):
        (listed,) = selectors.open_list([AUTHOR], ["circle"], permission="test.list")
        assert listed.compartment_id == note.compartment_id
        assert heard(ella.compartment_id) == ["Ella Nordli"]
        with pytest.raises(NotOpened):
            heard(note.compartment_id)


def test_a_page_about_one_child_cannot_show_another(town: Town, ella: Warrant) -> None:
    with town.as_("Tove") as actor:
        jonas = register(actor, "Jonas")
        say(jonas, "Jonas Berg")

    with town.as_("Tove") as actor:
        enter(actor, ella.compartment_id)
        assert heard(ella.compartment_id) == ["Ella Nordli"]
        assert heard(jonas.compartment_id) == []
        with connection.cursor() as cursor:
            cursor.execute("select access.open_compartments(false)")
            assert set(cursor.fetchone()[0]) == {ella.compartment_id}


def test_the_narrowing_opens_nothing_when_it_is_forged(town: Town, note: Warrant) -> None:
    with town.as_("Harald") as actor:
        register(actor, "Amir")
        with connection.cursor() as cursor:
            cursor.execute("select set_config('somlos.door', %s, true)", ["{" + str(note.compartment_id) + "}"])
            cursor.execute("select access.open_compartments(false)")
            assert cursor.fetchone() == ([],)
        assert heard(note.compartment_id) == []


def test_several_doors_opened_in_turn_are_open_together(town: Town, ella: Warrant, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        enter(actor, ella.compartment_id)
        enter(actor, note.compartment_id)
        assert heard(ella.compartment_id) and heard(note.compartment_id)


def test_a_door_that_does_not_open_leaves_the_others_as_they_were(town: Town, ella: Warrant, note: Warrant) -> None:
    with town.as_("Harald") as actor:
        amir = register(actor, "Amir")
        say(amir, "Amir Hassan")
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from access.enter(%s, 'test.read', 'x')", [note.compartment_id])
            assert cursor.fetchone() == (0,)
            cursor.execute("select access.open_compartments(false)")
            assert cursor.fetchone() == ([amir.compartment_id] * 2,)


# Forgetting -------------------------------------------------------------------------------------------------------


def test_a_forgotten_child_is_unreadable_in_history_too_and_can_come_back_as_somebody_new(
    town: Town, ella: Warrant, note: Warrant
) -> None:
    discuss(town, note, "Maja")

    emptied = forget(ella.subject_id)

    assert emptied == 2  # the subject's own, and the note's
    for name, place in (("Tove", note.compartment_id), ("Maja", note.compartment_id), ("Tove", ella.compartment_id)):
        assert not is_open(town, name, place)
    with town.as_("Tove") as actor:
        assert selectors.open_list([OWN_LIST, AUTHOR], ["identity", "circle"], permission="test.list") == []
        assert register(actor, "Ella").subject_id != ella.subject_id
    assert town.asked("select national_hash from access_subject where id = %s", ella.subject_id) == [(None,)]
    held = town.asked(
        "select count(*) from vault.data_key where wrapped is not null and lockbox in (%s, %s)",
        ella.subject_id,
        note.compartment_id,
    )
    assert held == [(0,)]


def test_the_words_of_what_is_forgotten_open_with_no_key_that_is_left(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        enter(actor, note.compartment_id)
        event = Event.objects.get(compartment_id=note.compartment_id)
    forget(note.subject_id)

    with town.as_("Tove"):
        for words in ("said", "actor_words"):
            with pytest.raises(NotOpened):
                getattr(event, words)


def test_one_note_is_forgotten_and_the_child_is_not(town: Town, ella: Warrant, note: Warrant) -> None:
    assert forget(note.compartment_id) == 1

    assert not is_open(town, "Tove", note.compartment_id)
    assert is_open(town, "Tove", ella.compartment_id)


def test_a_municipality_is_not_forgotten_by_mistake(town: Town) -> None:
    with pytest.raises(CommandError):
        forget(town.id)
    with town.as_("Tove") as actor:
        assert actor.municipality_id == town.id
    assert town.asked("select count(*) from vault.data_key where lockbox = %s and wrapped is not null", town.id) == [
        (1,)
    ]


def forget(lockbox: UUID) -> int:
    out = StringIO()
    call_command("forget_subject", str(lockbox), stdout=out)
    return int(out.getvalue().split()[0])


def test_nobody_is_forgotten_by_a_mistyped_id(town: Town, ella: Warrant) -> None:
    for wrong in (str(new_id()), "not-an-id"):
        with pytest.raises(CommandError):
            call_command("forget_subject", wrong, stdout=StringIO())
    assert is_open(town, "Tove", ella.compartment_id)


# Scopes and seats -------------------------------------------------------------------------------------------------


def test_an_administrator_opens_units_and_gives_seats_and_nobody_else_does(town: Town) -> None:
    unit = new_id()
    with town.as_("Arild"):
        actions.open_scope(unit)
        seat = actions.give_seat(
            user_id=town.people["Maja"].user_id, scope_id=unit, role="employee", starts=NOW, ends=LATER
        )
    for name in ("Randi", "Tove", "Petter"):
        with town.as_(name), pytest.raises(Refused):
            actions.open_scope(new_id())
        with town.as_(name), pytest.raises(Refused):
            actions.give_seat(
                user_id=town.people["Maja"].user_id, scope_id=unit, role="employee", starts=NOW, ends=LATER
            )

    with town.as_("Maja") as actor:
        assert seat in actor.seats


def test_there_are_no_roles_but_those_there_are(town: Town) -> None:
    with town.as_("Arild"), pytest.raises(DatabaseError):
        actions.give_seat(
            user_id=town.people["Maja"].user_id, scope_id=town.id, role="superuser", starts=NOW, ends=LATER
        )


def test_the_keys_of_a_municipality_are_for_those_who_have_to_do_with_it(town: Town, consent: UUID) -> None:
    from_elsewhere = "select count(*) from access.scope_keys(%s)"
    for name, keys in (("Tove", 1), ("Mor", 1)):
        with town.as_(name), connection.cursor() as cursor:
            cursor.execute(from_elsewhere, [[town.id]])
            assert cursor.fetchone() == (keys,)
    town.settle("Nabo")
    with town.as_("Nabo"), connection.cursor() as cursor:
        cursor.execute(from_elsewhere, [[town.id]])
        assert cursor.fetchone() == (0,)
