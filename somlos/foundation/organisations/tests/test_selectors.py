"""What is known of posts and units, by whom, and at what cost."""

import pytest

from somlos.foundation.organisations import selectors
from somlos.foundation.organisations.tests.fjordvik import Fjordvik

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_my_post_says_who_i_am_and_where_in_one_statement(fjordvik: Fjordvik, django_assert_num_queries):
    with fjordvik.sits("Tove") as tove, django_assert_num_queries(1):
        card = selectors.my_post(tove)

    assert (card.name, card.title, card.unit_name, card.municipality_name) == (
        "Tove Lind", "pedagogisk leder", "Bjørkehaug barnehage", "Fjordvik kommune",
    )  # fmt: skip
    assert card.words == "Tove Lind, pedagogisk leder"
    assert card.other_posts == ()
