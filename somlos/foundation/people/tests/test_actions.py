"""Small stories of children, carers and lists, told by their history."""

from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from somlos.foundation.access import actions as access
from somlos.foundation.access import selectors as access_selectors
from somlos.foundation.access.actions import DoorClosed
from somlos.foundation.access.rules import Because, Protection
from somlos.foundation.organisations import actions as organisations
from somlos.foundation.organisations.selectors import colleagues
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.organisations.tests.stories import story_of as story_of_municipality
from somlos.foundation.people import actions, policy, selectors
from somlos.foundation.people.rules import CarerKind, ChosenBy, Details, NewCarer, NotReady, Ready, WhyNot
from somlos.foundation.people.rules.readiness import WhyNotReady
from somlos.foundation.people.tests.children import BORN, ELLA, a_list, ella_on, mother, number
from somlos.foundation.people.tests.stories import story_of
from somlos.kernel.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NAMES = ["Ella Berg", "Aksel Lie", "Åse Ny", "Even"]
FILE: dict[str, Any] = {"stated_by": "foreldrene", "stated_on": date(2026, 2, 1)}


def refusal(of):
    with pytest.raises(Refused) as refused:
        of()
    return refused.value.reason


def seen_by(here, who):
    with here.sits(who):
        return [child.name for group in selectors.my_children(here.now) for child in group.children]


def opened(here, actor, place, permission):
    return access.open_door(actor, place, to=permission, now=here.now)


def test_a_child_put_on_a_list_is_seen_by_those_who_have_it_and_by_nobody_else(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))

    assert [seen_by(fjordvik, who) for who in ("Tove", "Åse", "Hanne", "Ragnhild", "Per", "Anders")] == [
        ["Ella Berg"], ["Ella Berg"], [], [], [], [],
    ]  # fmt: skip
    assert story_of(fjordvik, "Åse", ella) == [
        "Tove registrerte Ella Berg.",
        "Tove satte Ella Berg på listen «Blåklokke».",
    ]
    assert story_of_municipality(fjordvik)[-1] == "Tove laget listen «Blåklokke»."


def test_a_child_known_by_number_is_added_to_and_never_doubled(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    ella = ella_on(fjordvik, blue)
    with fjordvik.sits("Åse") as aase:
        again = actions.put_on_list(
            aase, blue, Details(name="Ella Berg", interpreter_needed=True), national_id=number(BORN), now=fjordvik.now
        )
        assert again.identity_id == ella
        card = selectors.child_card(again)
        assert (card.called, card.language, card.interpreter_needed) == ("Ella", "norsk, bokmål", True)

    assert seen_by(fjordvik, "Tove") == ["Ella Berg"]
    assert story_of(fjordvik, "Tove", ella)[2:] == ["Åse rettet opplysningene om Ella Berg."]


def test_the_same_child_in_two_services_is_two_subjects_and_neither_service_learns_of_the_other(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    school = a_list(fjordvik, who="Per", share_with=(), name="1A")
    with fjordvik.sits("Per") as per:
        other = actions.put_on_list(per, school, Details(name="Ella Berg"), national_id=number(BORN), now=fjordvik.now)
        assert other.identity_id != ella
        with pytest.raises(DoorClosed):
            opened(fjordvik, per, ella, policy.READ)


def test_a_child_without_a_number_posted_twice_is_still_one(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    with fjordvik.sits("Tove") as tove:
        actions.put_on_list(tove, blue, ELLA, now=fjordvik.now)
    with fjordvik.sits("Tove") as tove:
        assert refusal(lambda: actions.put_on_list(tove, blue, ELLA, now=fjordvik.now)) is WhyNot.ALREADY_ON_THE_LIST
    assert seen_by(fjordvik, "Tove") == ["Ella Berg"]


def test_an_unborn_child_has_a_name_or_a_word_and_no_birth_date(fjordvik: Fjordvik):
    blue = a_list(fjordvik, who="Ragnhild", share_with=(), name="Venter")
    with fjordvik.sits("Ragnhild") as ragnhild:
        expected = Details(name="Barnet til Lene", expected_on=date(2026, 6, 1))
        warrant = actions.put_on_list(ragnhild, blue, expected, now=fjordvik.now)
        assert selectors.child_card(warrant).words == "Barnet til Lene, ikke født ennå"


@pytest.mark.parametrize(
    ("list_of", "why"),
    [("Per", WhyNot.NO_SUCH_LIST), ("Hanne", WhyNot.NO_SUCH_LIST)],
)
def test_nobody_puts_a_child_on_a_list_they_do_not_have(fjordvik: Fjordvik, list_of, why):
    others = a_list(fjordvik, who=list_of, share_with=())
    with fjordvik.sits("Tove") as tove:
        assert refusal(lambda: actions.put_on_list(tove, others, ELLA, now=fjordvik.now)) is why


def test_a_list_is_made_in_ones_own_service_and_shared_within_it_only(fjordvik: Fjordvik):
    with fjordvik.sits("Tove") as tove:
        make: dict[str, Any] = {
            "name": "Rød",
            "starts": date(2026, 1, 1),
            "ends": date(2026, 8, 1),
            "now": fjordvik.now,
        }
        assert (
            refusal(lambda: actions.make_list(tove, share_with=[fjordvik.seats["Per"]], **make))
            is WhyNot.NOT_A_COLLEAGUE
        )
        red = actions.make_list(tove, **make)
        assert refusal(lambda: actions.make_list(tove, **make)) is WhyNot.LIST_IS_THERE
        assert (
            refusal(lambda: actions.share_list(tove, red, seat_id=fjordvik.seats["Ragnhild"], now=fjordvik.now))
            is WhyNot.NOT_A_COLLEAGUE
        )
    with fjordvik.sits("Anders") as anders:
        assert refusal(lambda: actions.make_list(anders, **make)) is Because.WRONG_RELATION


def test_a_colleague_the_list_is_shared_with_later_sees_every_child_on_it(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    ella = ella_on(fjordvik, blue)
    with fjordvik.sits("Åse") as aase:
        actions.write_contact(
            opened(fjordvik, aase, ella, policy.REGISTER), carer_id=None, phone="00 00 00 01", now=fjordvik.now
        )
        actions.share_list(aase, blue, seat_id=fjordvik.seats["Hanne"], now=fjordvik.now)
        assert (
            refusal(lambda: actions.share_list(aase, blue, seat_id=fjordvik.seats["Hanne"], now=fjordvik.now))
            is WhyNot.ALREADY_ON_THE_LIST
        )

    assert seen_by(fjordvik, "Hanne") == ["Ella Berg"]
    with fjordvik.sits("Hanne") as hanne:
        place = selectors.contact_place(opened(fjordvik, hanne, ella, policy.READ))
        assert selectors.contact_cards(opened(fjordvik, hanne, place, policy.READ_CONTACT))[0].phone == "00 00 00 01"
    assert story_of_municipality(fjordvik)[-1] == "Åse delte listen «Blåklokke» med en kollega."


def test_a_list_taken_from_a_colleague_takes_the_children_they_have_through_no_other(fjordvik: Fjordvik):
    blue, red = a_list(fjordvik), a_list(fjordvik, name="Rød")
    ella = ella_on(fjordvik, blue)
    with fjordvik.sits("Tove") as tove:
        actions.put_on_list(tove, red, Details(name="Odd Lie", birth_date=BORN), now=fjordvik.now)
        access.leave()
        actions.put_on_list(tove, blue, Details(name="Odd Lie", birth_date=BORN), now=fjordvik.now)
    with fjordvik.sits("Åse") as aase:
        warrant = opened(fjordvik, aase, ella, policy.REGISTER)
        actions.write_contact(warrant, carer_id=None, phone="00 00 00 01", now=fjordvik.now)
        contact = selectors.contact_place(warrant)
    with fjordvik.sits("Tove") as tove:
        actions.take_list_from(tove, blue, seat_id=fjordvik.seats["Åse"], now=fjordvik.now)
        take = partial(actions.take_list_from, tove, blue, now=fjordvik.now)
        assert refusal(lambda: take(seat_id=fjordvik.seats["Åse"])) is WhyNot.HAS_NOT_THE_LIST
        assert refusal(lambda: take(seat_id=fjordvik.seats["Tove"])) is WhyNot.HAS_NOT_THE_LIST

    assert seen_by(fjordvik, "Åse") == ["Odd Lie"]
    with fjordvik.sits("Åse") as aase:
        for place, permission in ((ella, policy.READ), (contact, policy.READ_CONTACT)):
            with pytest.raises(DoorClosed):
                opened(fjordvik, aase, place, permission)
        assert refusal(lambda: actions.put_on_list(aase, blue, ELLA, now=fjordvik.now)) is WhyNot.NO_SUCH_LIST
    assert story_of_municipality(fjordvik)[-1] == "Tove tok listen «Blåklokke» fra en kollega."


def test_a_child_taken_off_its_only_list_is_gone_for_all_who_had_it_through_that(fjordvik: Fjordvik):
    blue, red = a_list(fjordvik), a_list(fjordvik, name="Rød", share_with=("Hanne",))
    ella = ella_on(fjordvik, blue)
    ella_on(fjordvik, red)
    with fjordvik.sits("Åse") as aase:
        actions.write_contact(
            opened(fjordvik, aase, ella, policy.REGISTER), carer_id=None, phone="00 00 00 01", now=fjordvik.now
        )
    with fjordvik.sits("Tove") as tove:
        actions.take_off_list(opened(fjordvik, tove, ella, policy.TAKE_OFF), blue, now=fjordvik.now)
    assert [seen_by(fjordvik, who) for who in ("Tove", "Åse", "Hanne")] == [["Ella Berg"], [], ["Ella Berg"]]

    with fjordvik.sits("Hanne") as hanne:
        warrant = opened(fjordvik, hanne, ella, policy.TAKE_OFF)
        assert refusal(lambda: actions.take_off_list(warrant, blue, now=fjordvik.now)) is WhyNot.NO_SUCH_LIST
        actions.take_off_list(warrant, red, now=fjordvik.now)
    assert [seen_by(fjordvik, who) for who in ("Tove", "Åse", "Hanne")] == [[], [], []]
    for who in ("Tove", "Åse", "Hanne"):
        with fjordvik.sits(who) as actor, pytest.raises(DoorClosed):
            opened(fjordvik, actor, ella, policy.READ)


def test_a_list_opens_nothing_after_its_last_day(fjordvik: Fjordvik):
    ella_on(fjordvik, a_list(fjordvik))

    with fjordvik.sits("Åse", at=fjordvik.now + timedelta(days=200)):
        assert selectors.my_children(fjordvik.now + timedelta(days=200)) == ()


def test_a_child_on_next_years_list_too_is_seen_until_that_one_ends(fjordvik: Fjordvik):
    ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Tove") as tove:
        autumn = actions.make_list(
            tove,
            name="Solsikke",
            starts=date(2026, 8, 1),
            ends=date(2026, 12, 24),
            share_with=[fjordvik.seats["Åse"]],
            now=fjordvik.now,
        )
    ella_on(fjordvik, autumn)

    later = fjordvik.now + timedelta(days=200)
    for who in ("Tove", "Åse"):
        with fjordvik.sits(who, at=later):
            assert [group.name for group in selectors.my_children(later)] == ["Solsikke"]


def test_an_ended_post_sees_no_child_and_the_others_still_do(fjordvik: Fjordvik):
    ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Hanne") as hanne:
        organisations.end_employment(hanne, fjordvik.seats["Tove"], at=fjordvik.now, now=fjordvik.now)

    assert seen_by(fjordvik, "Åse") == ["Ella Berg"]
    with pytest.raises(Refused), fjordvik.sits("Tove"):
        pass


def test_a_correction_is_a_new_version_and_two_at_once_are_told_apart(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Åse") as aase:
        warrant = opened(fjordvik, aase, ella, policy.CORRECT)
        actions.correct(warrant, Details(name="Ella Bergh", birth_date=BORN), seen_version=1, now=fjordvik.now)
        assert (
            refusal(lambda: actions.correct(warrant, ELLA, seen_version=1, now=fjordvik.now))
            is WhyNot.SOMEBODY_ELSE_CHANGED_IT
        )
        again = Details(name="Ella Bergh", birth_date=BORN)
        assert (
            refusal(lambda: actions.correct(warrant, again, seen_version=2, now=fjordvik.now)) is WhyNot.NOTHING_CHANGED
        )
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from people_childversion")
            assert cursor.fetchone() == (2,)
    assert story_of(fjordvik, "Tove", ella)[-1] == "Åse rettet opplysningene om Ella Bergh."


def test_a_child_begun_under_a_word_is_the_authors_alone_and_gets_its_name_later(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Tove") as tove:
        begun = actions.begin_anonymous(tove, key="den blå lua", now=fjordvik.now)
        assert selectors.child_card(begun).name == "«den blå lua»"
    assert seen_by(fjordvik, "Tove") == ["Ella Berg"]
    with fjordvik.sits("Åse") as aase, pytest.raises(DoorClosed):
        opened(fjordvik, aase, begun.identity_id, policy.READ)

    with fjordvik.sits("Tove") as tove:
        warrant = opened(fjordvik, tove, begun.identity_id, policy.CORRECT)
        actions.same_child(warrant, identity_id=ella, now=fjordvik.now)
        assert (selectors.child_card(warrant).name, selectors.child_card(warrant).anonymous) == ("Ella Berg", False)
    assert story_of(fjordvik, "Tove", begun.identity_id) == [
        "Tove registrerte «den blå lua».",
        "Tove skrev hvem «den blå lua» er.",
    ]


def test_a_carer_is_written_with_who_said_it_and_is_a_subject_of_their_own(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Åse") as aase:
        warrant = opened(fjordvik, aase, ella, policy.REGISTER)
        actions.register_carer(warrant, mother(), now=fjordvik.now)
        assert (
            refusal(lambda: actions.register_carer(warrant, mother("Mona B."), now=fjordvik.now)) is WhyNot.CARER_TWICE
        )
        father = NewCarer("Finn Berg", CarerKind.PARENT_WITHOUT_RESPONSIBILITY, "mor", date(2026, 2, 1))
        with_father = actions.register_carer(warrant, father, now=fjordvik.now)
        mona, finn = selectors.carers(warrant)
        assert (mona.name, mona.stated_by, mona.user_id is None) == ("Mona Berg", "mor", False)
        assert (finn.name, finn.user_id) == ("Finn Berg", None)
        actions.end_carer(warrant, with_father, now=fjordvik.now)
        assert refusal(lambda: actions.end_carer(warrant, with_father, now=fjordvik.now)) is WhyNot.ALREADY_ENDED
        assert [each.name for each in selectors.carers(warrant)] == ["Mona Berg"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from access_subject")
        assert cursor.fetchone() == (3,)
    assert story_of(fjordvik, "Tove", ella)[2:] == [
        "Åse skrev inn Mona Berg, oppgitt av mor.",
        "Åse skrev inn Finn Berg, oppgitt av mor.",
        "Åse skrev at Finn Berg ikke lenger har omsorgen.",
    ]


def test_a_mother_of_two_is_one_user_and_one_subject(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    with fjordvik.sits("Tove") as tove:
        for name in ("Ella Berg", "Emil Berg"):
            actions.put_on_list(tove, blue, Details(name=name, birth_date=BORN), carers=[mother()], now=fjordvik.now)
        places = [child.identity_id for group in selectors.my_children(fjordvik.now) for child in group.children]
        users = {selectors.carers(opened(fjordvik, tove, place, policy.READ))[0].user_id for place in places}
    assert len(users) == 1


def test_a_trusted_person_is_chosen_by_the_child_or_the_family(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Tove") as tove:
        warrant = opened(fjordvik, tove, ella, policy.REGISTER)
        chosen = actions.choose_trusted_person(
            warrant, name="Bestemor Rut", chosen_by=ChosenBy.CHILD, starts=date(2026, 3, 2), now=fjordvik.now
        )
        assert [each.name for each in selectors.trusted_persons(warrant)] == ["Bestemor Rut"]
        actions.end_trusted_person(warrant, chosen, now=fjordvik.now)
        assert selectors.trusted_persons(warrant) == ()
    assert story_of(fjordvik, "Åse", ella)[-1] == "Tove skrev at Bestemor Rut ikke lenger er tillitsperson."


def test_a_confidential_address_takes_contact_data_away_and_refuses_new(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Åse") as aase:
        warrant = opened(fjordvik, aase, ella, policy.REGISTER)
        actions.write_contact(warrant, carer_id=None, phone="00 00 00 01", address="Fjordveien 1", now=fjordvik.now)
        contact = selectors.contact_place(warrant)
    with fjordvik.sits("Tove") as tove:
        actions.protect(opened(fjordvik, tove, ella, policy.PROTECT), Protection.CONFIDENTIAL, now=fjordvik.now)
        warrant = opened(fjordvik, tove, ella, policy.REGISTER)
        assert selectors.contact_place(warrant) is None
        assert (
            refusal(lambda: actions.write_contact(warrant, carer_id=None, phone="1", now=fjordvik.now))
            is WhyNot.PROTECTED_ADDRESS
        )

    for who in ("Tove", "Åse"):
        with fjordvik.sits(who) as actor, pytest.raises(DoorClosed):
            opened(fjordvik, actor, contact, policy.READ_CONTACT)
    assert seen_by(fjordvik, "Åse") == ["Ella Berg"]
    assert story_of(fjordvik, "Åse", ella)[-1] == "Tove skrev at adressen er fortrolig."


def test_a_strictly_confidential_child_is_gone_for_all_but_the_one_who_said_so(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    noah = ella_on(fjordvik, blue)
    with fjordvik.sits("Tove") as tove:
        actions.protect(
            opened(fjordvik, tove, noah, policy.PROTECT), Protection.STRICTLY_CONFIDENTIAL, now=fjordvik.now
        )

    assert [seen_by(fjordvik, who) for who in ("Tove", "Åse")] == [["Ella Berg"], []]
    with fjordvik.sits("Tove") as tove:
        strict = Details(name="Noah", birth_date=BORN, protection=Protection.STRICTLY_CONFIDENTIAL)
        assert refusal(lambda: actions.put_on_list(tove, blue, strict, now=fjordvik.now)) is WhyNot.STRICT_ADDRESS


def test_who_is_shut_out_sees_nothing_however_the_list_is_shared(fjordvik: Fjordvik):
    blue = a_list(fjordvik, share_with=())
    ella = ella_on(fjordvik, blue)
    with fjordvik.sits("Tove") as tove:
        aase_id = next(each.user_id for each in colleagues(tove) if each.name == "Åse Moen")
        actions.shut_out(
            opened(fjordvik, tove, ella, policy.SHUT_OUT), user_id=aase_id, reason="family", now=fjordvik.now
        )
    with fjordvik.sits("Tove") as tove:
        actions.share_list(tove, blue, seat_id=fjordvik.seats["Åse"], now=fjordvik.now)

    assert seen_by(fjordvik, "Åse") == []
    assert story_of(fjordvik, "Tove", ella)[-1] == "Tove sperret for at en person kan se noe om Ella Berg."


# Readiness


def test_outside_a_demonstration_no_child_is_stored_before_all_is_decided(fjordvik: Fjordvik, settings):
    settings.DEMO = False
    blue = a_list(fjordvik)
    for number_of_steps, step in enumerate(Ready):
        with fjordvik.sits("Tove") as tove:
            for store in (
                lambda actor: actions.put_on_list(actor, blue, ELLA, now=fjordvik.now),
                lambda actor: actions.begin_anonymous(actor, key="lua", now=fjordvik.now),
                lambda actor: actions.import_list(actor, blue, b"navn;fodt", **FILE, now=fjordvik.now),
            ):
                with pytest.raises(NotReady) as refused:
                    store(tove)
                assert refused.value.missing == tuple(Ready)[number_of_steps:]
        with fjordvik.sits("Anders") as anders:
            actions.switch_on(anders, step, now=fjordvik.now)
            assert (
                refusal(lambda step=step: actions.switch_on(anders, step, now=fjordvik.now))
                is WhyNotReady.ALREADY_DECIDED
            )

    with fjordvik.sits("Tove") as tove:
        actions.put_on_list(tove, blue, ELLA, now=fjordvik.now)
    with fjordvik.sits("Anders") as anders:
        assert {each.by for each in selectors.steps(fjordvik.municipality_id)} == {"Anders Vik, rådgiver"}
    assert story_of_municipality(fjordvik)[-1] == "Anders slo på «Tilgangene er gått gjennom»."


def test_only_an_administrator_switches_a_step_on(fjordvik: Fjordvik):
    with fjordvik.sits("Hanne") as hanne:
        assert refusal(lambda: actions.switch_on(hanne, Ready.DPIA_READ, now=fjordvik.now)) is Because.WRONG_RELATION


def test_no_step_can_be_unsaid(fjordvik: Fjordvik):
    with fjordvik.sits("Anders") as anders:
        actions.switch_on(anders, Ready.DPIA_READ, now=fjordvik.now)
    for change in ("update people_readinessstep set step = step", "delete from people_readinessstep"):
        with pytest.raises(DatabaseError), connections["owner"].cursor() as cursor:
            cursor.execute(change)


# Files


def a_file(*lines, heading="Navn;Fødselsdato;Fødselsnummer;Foresatt 1;Foresatt 1 foreldreansvar;Foresatt 1 telefon"):
    return "\r\n".join((heading, *lines)).encode()


def test_a_file_is_stored_whole_and_read_again_it_changes_only_what_is_new(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    first = a_file(f"Ella Berg;;{number(BORN).digits};Mona Berg;ja;00 00 00 01", "Aksel Lie;05.01.2021;;;;")
    again = a_file(
        f"Ella Bergh;01.12.2020;{number(BORN).digits};Mona Berg;ja;00 00 00 02",
        "Aksel Lie;2021-01-05;;;;",
        "Ås Ny;2021-02-03;;;;",
    )
    with fjordvik.sits("Tove") as tove:
        assert actions.import_list(tove, blue, first, **FILE, now=fjordvik.now) == actions.Imported(2, 0, 0)
    with fjordvik.sits("Åse") as aase:
        assert actions.import_list(aase, blue, again, **FILE, now=fjordvik.now) == actions.Imported(1, 1, 1)

    for who in ("Tove", "Åse"):
        assert seen_by(fjordvik, who) == ["Aksel Lie", "Ella Bergh", "Ås Ny"]
    with fjordvik.sits("Tove") as tove:
        ella = next(
            child
            for group in selectors.my_children(fjordvik.now)
            for child in group.children
            if child.name == "Ella Bergh"
        )
        warrant = opened(fjordvik, tove, ella.identity_id, policy.READ)
        assert [(each.name, each.stated_by) for each in selectors.carers(warrant)] == [("Mona Berg", "foreldrene")]
        contact = opened(fjordvik, tove, selectors.contact_place(warrant), policy.READ_CONTACT)
        assert [(each.name, each.phone) for each in selectors.contact_cards(contact)] == [("Mona Berg", "00 00 00 02")]
    assert story_of_municipality(fjordvik)[-1] == "Åse leste inn listen «Blåklokke» fra fil: 1 nye, 1 endret."


def test_a_file_with_anything_wrong_stores_nothing(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    with fjordvik.sits("Tove") as tove:
        with pytest.raises(actions.NotImported) as refused:
            actions.import_list(
                tove, blue, a_file("Ella Berg;05.01.2021;;;;", "Emil;31.02.2021;;;;"), **FILE, now=fjordvik.now
            )
        assert [(each.line, each.column) for each in refused.value.wrong] == [(3, "Fødselsdato")]
    assert seen_by(fjordvik, "Tove") == []


def test_a_file_that_fails_half_way_stores_nothing(fjordvik: Fjordvik, monkeypatch):
    blue = a_list(fjordvik)

    def cannot(*_, **__):
        raise DatabaseError("history is full")

    monkeypatch.setattr("somlos.foundation.people.actions.files.record_at_scope", cannot)
    with fjordvik.sits("Tove") as tove, pytest.raises(DatabaseError):
        actions.import_list(tove, blue, a_file("Ella Berg;05.01.2021;;;;"), **FILE, now=fjordvik.now)
    assert seen_by(fjordvik, "Tove") == []


def test_a_file_never_lowers_a_protection(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    ella = ella_on(fjordvik, blue)
    with fjordvik.sits("Tove") as tove:
        actions.protect(opened(fjordvik, tove, ella, policy.PROTECT), Protection.CONFIDENTIAL, now=fjordvik.now)
    content = a_file(
        f"Ella Berg;{number(BORN).digits};nei;Mona Berg;ja;00 00 00 01",
        heading="Navn;Fødselsnummer;Adressesperre;Foresatt 1;Foresatt 1 foreldreansvar;Foresatt 1 telefon",
    )
    with fjordvik.sits("Tove") as tove:
        actions.import_list(tove, blue, content, **FILE, now=fjordvik.now)
        warrant = opened(fjordvik, tove, ella, policy.READ)
        assert selectors.child_card(warrant).protection == Protection.CONFIDENTIAL
        assert selectors.contact_place(warrant) is None


def blocks():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select 'block', count(*), min(id::text) from access_block union all select 'lifted', count(*), min(id::text) from access_blocklifted"
        )
        return cursor.fetchall()


@given(
    names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    numbered=st.booleans(),
    protection=st.sampled_from(["", "nei", "fortrolig"]),
    who=st.sampled_from(["Tove", "Hanne", "Åse"]),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_touches_a_block(blocked, names, numbered, protection, who):
    here, blue, ella = blocked
    before = blocks()
    digits = {name: number(BORN, nth).digits for nth, name in enumerate(NAMES)}
    rows = [f"{name};01.12.2020;{digits[name] if numbered else ''};{protection}" for name in names]
    content = a_file(*rows, heading="Navn;Fødselsdato;Fødselsnummer;Adressesperre")
    with here.sits(who) as actor:
        actions.import_list(actor, blue, content, **FILE, now=here.now)

    assert blocks() == before
    with here.sits("Åse"):
        assert ella not in {child.identity_id for group in selectors.my_children(here.now) for child in group.children}


@pytest.fixture
def blocked(fjordvik: Fjordvik):
    blue = a_list(fjordvik, share_with=("Åse", "Hanne"))
    ella = ella_on(fjordvik, blue)
    with fjordvik.sits("Tove") as tove:
        aase_id = next(each.user_id for each in colleagues(tove) if each.name == "Åse Moen")
        actions.shut_out(
            opened(fjordvik, tove, ella, policy.SHUT_OUT), user_id=aase_id, reason="family", now=fjordvik.now
        )
    return fjordvik, blue, ella


@pytest.mark.parametrize(
    "action", ["put_on_list", "correct", "register_carer", "protect", "make_list", "take_off_list"]
)
def test_nothing_is_changed_when_its_sentence_cannot_be_written(fjordvik: Fjordvik, monkeypatch, action):
    blue = a_list(fjordvik)
    ella = ella_on(fjordvik, blue)

    def cannot(*_, **__):
        raise DatabaseError("history is full")

    for module, name in product(("children", "carers", "protection", "lists"), ("record", "record_at_scope")):
        monkeypatch.setattr(f"somlos.foundation.people.actions.{module}.{name}", cannot, raising=False)
    now = fjordvik.now
    calls = {
        "put_on_list": lambda tove: actions.put_on_list(tove, blue, Details(name="Ny", birth_date=BORN), now=now),
        "correct": lambda tove: actions.correct(
            opened(fjordvik, tove, ella, policy.CORRECT), Details(name="X"), seen_version=1, now=now
        ),
        "register_carer": lambda tove: actions.register_carer(
            opened(fjordvik, tove, ella, policy.REGISTER), mother(), now=now
        ),
        "protect": lambda tove: actions.protect(
            opened(fjordvik, tove, ella, policy.PROTECT), Protection.CONFIDENTIAL, now=now
        ),
        "make_list": lambda tove: actions.make_list(
            tove, name="Rød", starts=now.date(), ends=date(2026, 8, 1), now=now
        ),
        "take_off_list": lambda tove: actions.take_off_list(
            opened(fjordvik, tove, ella, policy.TAKE_OFF), blue, now=now
        ),
    }
    before = everything(fjordvik)
    with fjordvik.sits("Tove") as tove, pytest.raises(DatabaseError):
        calls[action](tove)
    assert everything(fjordvik) == before


def everything(here):
    with here.sits("Tove"), connection.cursor() as cursor:
        counts = []
        for table in ("child", "childversion", "carer", "childlist", "listseat", "listentry where ended_at is null"):
            cursor.execute(f"select count(*) from people_{table}")
            counts.append(cursor.fetchone())
        return counts


def test_who_can_see_a_child_is_known_by_everybody_who_can(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Åse") as aase:
        seen = access_selectors.who_can_see(opened(fjordvik, aase, ella, policy.READ))
    assert {each.seat_id for each in seen} == {fjordvik.seats["Tove"], fjordvik.seats["Åse"]}
