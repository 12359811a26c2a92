"""What must hold before any process of the house begins its work."""

from collections.abc import Iterable

import psycopg
from django.conf import settings
from django.db import Error, connections

from somlos.config import prepare, roles
from somlos.config.database import ALIASES

SERVING = tuple(alias for alias in ALIASES if alias != "owner")


def why_not_start(aliases: Iterable[str] = SERVING) -> str | None:
    """Tell in one sentence what stands in the way of serving; None when nothing does."""
    return why_not_these_settings() or _why_not_this_database(aliases)


def why_not_these_settings() -> str | None:
    """Tell in one sentence which settings cannot stand together; None when all can."""
    if settings.PRODUCTION and settings.DEMO:
        return "SOMLOS_DEMO lets anybody sign in as anybody, so it cannot be on together with SOMLOS_PRODUCTION."
    if settings.PRODUCTION and settings.DEBUG:
        return "SOMLOS_DEBUG shows what pages are made of, so it cannot be on together with SOMLOS_PRODUCTION."
    return None


def _why_not_this_database(aliases: Iterable[str]) -> str | None:
    try:
        if newer := prepare.migrations_we_do_not_have("default"):
            return prepare.too_new(newer)
        if missing := prepare.migrations_not_run("default"):
            return f"The database lacks what this version of the program needs ({missing[0]}): run make up."
        for alias in aliases:
            connections[alias].ensure_connection()
            connection = connections[alias].connection
            assert isinstance(connection, psycopg.Connection)
            why = roles.why_not_serve(connection)
            connections[alias].close()
            if why:
                return why
    except Error as error:
        return f"The database does not answer: {prepare.first_line(error)}."
    return None
