"""A municipality's scope, laid by the owner and committed, since no page and no action of this room lays one."""

from uuid import UUID

import psycopg
from django.db import connections

from somlos.kernel.ids import new_id


def lay_scope() -> UUID:
    """Lay the scope of a new municipality and return it."""
    municipality = new_id()
    owner = connections["owner"].settings_dict
    with psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"] or None,
        dbname=owner["NAME"],
        user=owner["USER"],
        password=owner["PASSWORD"] or None,
    ) as connection:
        connection.execute(
            "insert into access_scope (id, municipality_id) values (%s, %s)", (municipality, municipality)
        )
    return municipality
