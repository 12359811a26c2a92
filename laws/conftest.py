"""What the laws share: the database as its roles see it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

Ask = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def ask(django_db_setup: None, django_db_blocker: Any) -> Any:
    """Ask the database about itself, as its owner."""

    def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with django_db_blocker.unblock(), connections["owner"].cursor() as cursor:
            cursor.execute(sql, values or None)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    return asked
