"""The test database is what the product's is."""

import pytest
from django.db import connections

from somlos.config import roles
from somlos.config.database import ALIASES


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("alias", ALIASES)
def test_every_alias_speaks_with_its_own_role(alias: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_user, current_database()")
        role, name = cursor.fetchone()

    assert role == ALIASES[alias]
    assert name.startswith("test_")


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("alias", sorted(set(ALIASES) - {"owner"}))
def test_no_serving_role_can_walk_past_row_level_security(alias: str) -> None:
    connections[alias].ensure_connection()

    assert roles.why_not_serve(connections[alias].connection) is None


@pytest.mark.django_db(databases="__all__")
def test_the_owner_is_refused_as_a_serving_role() -> None:
    connections["owner"].ensure_connection()

    assert "somlos_owner" in (roles.why_not_serve(connections["owner"].connection) or "")
