"""What is seen of children, by whom, and at what cost."""

from datetime import date

import pytest
from django.db import connection, connections

from somlos.foundation.access import actions as access
from somlos.foundation.access import selectors as access_selectors
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.people import actions, policy, selectors
from somlos.foundation.people.rules import Details
from somlos.foundation.people.tests.children import BORN, a_list, ella_on, mother

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def put(here, list_id, *names, who="Tove"):
    with here.sits(who) as actor:
        for name in names:
            actions.put_on_list(actor, list_id, Details(name=name, birth_date=BORN), now=here.now)


def test_children_come_by_list_and_name_in_three_statements(fjordvik: Fjordvik, django_assert_num_queries):
    put(fjordvik, a_list(fjordvik), "Ella Berg", "Åse Aas", "Ærlig Zahl")
    put(fjordvik, a_list(fjordvik, name="Anemone"), "Odd Lie")

    with fjordvik.sits("Åse"), django_assert_num_queries(3):
        groups = selectors.my_children(fjordvik.now)

    assert [(group.name, [child.words for child in group.children]) for group in groups] == [
        ("Anemone", ["Odd Lie, 5 år"]),
        ("Blåklokke", ["Ella Berg, 5 år", "Ærlig Zahl, 5 år", "Åse Aas, 5 år"]),
    ]


def test_of_one_list_nothing_but_its_own_children_is_opened_and_logged(fjordvik: Fjordvik, django_assert_num_queries):
    blue = a_list(fjordvik)
    put(fjordvik, blue, "Ella Berg", "Åse Aas")
    put(fjordvik, a_list(fjordvik, name="Anemone"), "Odd Lie")

    with fjordvik.sits("Åse") as aase, django_assert_num_queries(2):
        children = selectors.children_on(blue, now=fjordvik.now)
    with fjordvik.sits("Ragnhild"):
        assert selectors.children_on(blue, now=fjordvik.now) == ()

    assert [child.name for child in children] == ["Ella Berg", "Åse Aas"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("select count(*) from audit_look where result = 'listed' and user_id = %s", [aase.user_id])
        assert cursor.fetchone() == (2,)


def test_a_child_on_two_lists_is_shown_on_both(fjordvik: Fjordvik):
    ella_on(fjordvik, a_list(fjordvik))
    ella_on(fjordvik, a_list(fjordvik, name="Skolestartere"))

    with fjordvik.sits("Tove"):
        groups = selectors.my_children(fjordvik.now)

    assert [(group.name, len(group.children)) for group in groups] == [("Blåklokke", 1), ("Skolestartere", 1)]


def test_a_card_and_the_carers_cost_one_statement_each(fjordvik: Fjordvik, django_assert_num_queries):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Tove") as tove:
        actions.register_carer(
            access.open_door(tove, ella, to=policy.REGISTER, now=fjordvik.now), mother(), now=fjordvik.now
        )
    with fjordvik.sits("Åse") as aase:
        warrant = access.open_door(aase, ella, to=policy.READ, now=fjordvik.now)
        with django_assert_num_queries(1):
            card = selectors.child_card(warrant)
        with django_assert_num_queries(1):
            (mona,) = selectors.carers(warrant)

    assert (card.name, card.called, card.age, card.language, card.anonymous) == (
        "Ella Berg",
        "Ella",
        "5 år",
        "norsk, bokmål",
        False,
    )
    assert selectors.kind_in_words(mona.kind) == "forelder med foreldreansvar"


def test_cards_of_many_cost_one_statement(fjordvik: Fjordvik, django_assert_num_queries):
    put(fjordvik, a_list(fjordvik), *(f"Barn {number}" for number in range(8)))

    with fjordvik.sits("Tove"):
        listed = access_selectors.open_list([policy.OWN_LIST], ["identity"], permission=policy.LISTED)
        with django_assert_num_queries(1):
            cards = selectors.cards(listed, now=fjordvik.now)
        with django_assert_num_queries(0):
            assert selectors.cards([], now=fjordvik.now) == {}

    assert {card.name for card in cards.values()} == {f"Barn {number}" for number in range(8)}


def test_a_card_is_known_through_any_compartment_of_the_child(fjordvik: Fjordvik):
    ella = ella_on(fjordvik, a_list(fjordvik))
    with fjordvik.sits("Tove") as tove:
        identity = access.open_door(tove, ella, to=policy.REGISTER, now=fjordvik.now)
        actions.write_contact(identity, carer_id=None, phone="00 00 00 01", now=fjordvik.now)
        place = selectors.contact_place(identity)
        assert place
        contact = access.open_door(tove, place, to=policy.READ_CONTACT, now=fjordvik.now)
        assert selectors.child_card(contact).name == "Ella Berg"


def test_a_door_to_one_child_shows_no_other(fjordvik: Fjordvik):
    blue = a_list(fjordvik)
    ella = ella_on(fjordvik, blue)
    put(fjordvik, blue, "Odd Lie")
    with fjordvik.sits("Tove") as tove, connection.cursor() as cursor:
        access.open_door(tove, ella, to=policy.READ, now=fjordvik.now)
        cursor.execute("select count(*), count(distinct subject_id) from people_childversion")
        assert cursor.fetchone() == (1, 1)


@pytest.mark.parametrize("table", ["child", "childversion", "carer", "contactcard", "trustedperson", "listentry"])
def test_no_row_about_a_child_is_seen_without_a_session_or_changed_by_the_web_role(fjordvik: Fjordvik, table):
    ella_on(fjordvik, a_list(fjordvik))
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from people_{table}")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity from pg_class where relname = %s", (f"people_{table}",)
        )
        assert cursor.fetchone() == (True, True)
        cursor.execute("select has_table_privilege('somlos_web', %s, 'delete')", (f"people_{table}",))
        assert cursor.fetchone() == (False,)


def test_lists_cost_one_statement(fjordvik: Fjordvik, django_assert_num_queries):
    blue = a_list(fjordvik)
    with fjordvik.sits("Åse") as aase, django_assert_num_queries(2):
        (mine,) = selectors.my_lists(aase, today=date(2026, 3, 2))
        assert selectors.my_list(aase, blue) == mine
        assert mine.seat_ids == {fjordvik.seats["Tove"], fjordvik.seats["Åse"]}
    with fjordvik.sits("Hanne") as hanne:
        assert selectors.my_lists(hanne, today=date(2026, 3, 2)) == ()
        assert selectors.my_list(hanne, blue) is None


def test_a_child_of_a_file_with_two_carers_costs_some_forty_statements(
    fjordvik: Fjordvik, django_assert_max_num_queries
):
    blue = a_list(fjordvik, share_with=("Åse", "Hanne"))
    heading = "navn;født;foresatt 1;foresatt 1 rolle;foresatt 1 telefon;foresatt 2;foresatt 2 rolle\n"
    rows = "".join(f"Barn {n};05.01.2021;Mor {n};ja;00 00 00 01;Far {n};ja\n" for n in range(10))
    with fjordvik.sits("Tove") as tove, django_assert_max_num_queries(10 * 40 + 12):
        done = actions.import_list(
            tove, blue, (heading + rows).encode(), stated_by="mor", stated_on=date(2026, 2, 1), now=fjordvik.now
        )

    assert done.new == 10
