"""Fjordvik for tests: built once a worker, and a fresh copy of it for each test that wants one."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from django.db.models.expressions import RawSQL
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from fjordvik import cast
from fjordvik.town import Town, build
from somlos.config import testing
from somlos.config.database import Server
from somlos.foundation.access.actions import SESSION_LASTS, begin_session, open_door
from somlos.foundation.access.history import Happening
from somlos.foundation.access.rules import Permission
from somlos.foundation.audit.models import Event


@dataclass(frozen=True, slots=True)
class _Built:
    town: Town
    database: Server
    keys: Path


@pytest.fixture(scope="session")
def _built(
    django_db_setup: None,  # noqa: ARG001  # asked for so that the aliases are set up first
    test_server: Server,
    worker_id: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[_Built]:
    keys = tmp_path_factory.mktemp("keys")
    with testing.made(test_server, f"{worker_id}_built") as home:
        with ExitStack() as stack:
            stack.enter_context(django_db_blocker.unblock())
            stack.enter_context(override_settings(SOMLOS_KEYS=keys, SOMLOS_ANCHOR=keys / "heads.log"))
            stack.enter_context(testing.pointed_at(home))
            town = build(timezone.now(), crowded=False)
        yield _Built(town, home, keys)


@pytest.fixture
def town(
    _built: _Built, test_server: Server, worker_id: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Town]:
    """Give a test a Fjordvik of its own; what it commits is gone with the copy."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(SOMLOS_KEYS=_built.keys, SOMLOS_ANCHOR=tmp_path / "heads.log"))
        stack.enter_context(testing.copied(test_server, _built.database.name, f"{worker_id}_town"))
        yield deepcopy(_built.town)
        connections.close_all()


@pytest.fixture(scope="module")
def still_town(
    _built: _Built, test_server: Server, worker_id: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Town]:
    """Give a module that only looks a Fjordvik of its own."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(SOMLOS_KEYS=_built.keys, SOMLOS_ANCHOR=_built.keys / "still.log"))
        stack.enter_context(testing.copied(test_server, _built.database.name, f"{worker_id}_still"))
        yield deepcopy(_built.town)
        connections.close_all()


def browser_of(key: str) -> Client:
    """Return a test browser in which somebody of the cast is signed in."""
    who = cast.person(key)
    secret = begin_session(who.identity_hash, kind=who.kind, lasts=SESSION_LASTS[who.kind])
    if secret is None:
        raise AssertionError(f"{key} cannot sign in")
    browser = Client()
    browser.cookies["somlos"] = secret
    return browser


@contextmanager
def statements() -> Iterator[list[str]]:
    """Gather every statement that is sent to the database, also the one that tells it who asks, past Django's own counting."""
    sent: list[str] = []
    send = psycopg.Cursor.execute

    def counted(cursor: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        sent.append(" ".join(str(query).split()))
        return send(cursor, query, *args, **kwargs)

    with mock.patch.object(psycopg.Cursor, "execute", counted):
        yield sent


def story_of(town: Town, place: UUID, *, read_by: str, to: Permission) -> list[str]:
    """Return what history tells of a compartment, read through its door by somebody who may open it; people by first name."""
    with town.acting(read_by) as (actor, now):
        open_door(actor, place, to=to, now=now)
        events = Event.objects.filter(compartment_id=place).order_by(RawSQL("written", ()))  # the database's own clock
        return [_told(event) for event in events]


def _told(event: Event) -> str:
    words = {"actor": event.actor_words, **json.loads(event.said)}
    by_first_name = {
        name: said.partition(" ")[0] if name in {"actor", "colleague"} else said for name, said in words.items()
    }
    return str(Happening.all[event.kind].sentence).format(**by_first_name)
