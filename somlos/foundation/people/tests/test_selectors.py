"""What is seen of children, by whom, and at what cost."""

from datetime import date

import pytest

from somlos.foundation.accounts.rules import national_id
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.people import actions, selectors
from somlos.foundation.people.rules import CarerKind, Details, NewCarer

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_those_who_have_a_list_see_its_children_by_name_and_nobody_else_does(
    fjordvik: Fjordvik, django_assert_num_queries
):
    with fjordvik.sits("Tove") as tove:
        blue = actions.make_list(
            tove,
            name="Blåklokke",
            starts=date(2026, 1, 1),
            ends=date(2026, 8, 1),
            share_with=[fjordvik.seats["Åse"]],
            now=fjordvik.now,
        )
        for name in ("Ella Berg", "Åse Aas", "Ærlig Zahl"):
            actions.put_on_list(
                tove,
                blue,
                Details(name=name, birth_date=date(2020, 12, 1)),
                now=fjordvik.now,
                carers=[
                    NewCarer(
                        "Mor Berg",
                        CarerKind.PARENT_WITH_RESPONSIBILITY,
                        "mor",
                        date(2026, 1, 2),
                        national_id.parse(
                            national_id.synthetic_number(date(1990, 5, 4), serial=1)
                            or national_id.synthetic_number(date(1990, 5, 4), serial=2)
                        ),
                    )
                ],
            )

    for who in ("Tove", "Åse"):
        with fjordvik.sits(who):
            with django_assert_num_queries(2):
                (group,) = selectors.my_children(fjordvik.now)
            assert [child.words for child in group.children] == ["Ella Berg, 5 år", "Ærlig Zahl, 5 år", "Åse Aas, 5 år"]
    for who in ("Hanne", "Ragnhild", "Anders"):
        with fjordvik.sits(who):
            assert selectors.my_children(fjordvik.now) == ()
