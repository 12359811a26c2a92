"""How a job is put in the queue, in the change's own transaction, and how the worker steps onto an errand (W13)."""

import json
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

NUDGING = "notifications.nudge"
CODE = "notifications.code"


@contextmanager
def on_errand(name: str) -> Iterator[None]:
    """Do something as the worker on a named errand, in one transaction; the policies open its tables and columns only."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('somlos.errand', %s, true)", (name,))
        yield


def defer(
    task: str, ids: Mapping[str, UUID], *, at: datetime | None = None, lock: str | None = None, fold: str | None = None
) -> None:
    """Put a job in the queue with ids as its arguments; nothing is put in when the transaction is rolled back.

    Jobs with the same `lock` wait for each other. With a `fold`, a job that already waits under it is enough; that is
    for the worker, who puts off, and not for a change: the one that waits may begin before the change is committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select notifications.defer(%s, %s, %s, %s, %s)",
            (task, json.dumps({name: str(value) for name, value in ids.items()}), at, lock, fold),
        )


def defer_nudges(users: Collection[UUID]) -> None:
    """Put in a nudge for each of these who chose one, after a random while, so that its time tells nothing."""
    wait = timedelta(seconds=secrets.randbelow(settings.SOMLOS_NUDGE_JITTER + 1))
    with connection.cursor() as cursor:
        cursor.execute("select notifications.defer_nudges(%s, %s)", (list(users), timezone.now() + wait))
