"""The tests' database: made by the owner, asked by each role through its own alias."""

import os
from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from somlos.config import testing
from somlos.config.database import Server

pytest_plugins = ["fjordvik.testing"]

# Playwright runs an event loop in the test's own thread, and Django would take the test for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(autouse=True)
def speak_bokmal() -> Iterator[None]:
    """Begin each test in bokmål: a page asked for in another language leaves its thread in it."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def test_server(worker_id: str) -> Iterator[Server]:
    """Run the test server of this checkout."""
    with testing.server() as home:
        if worker_id in {"master", "gw0"}:
            testing.sweep(home)
        yield home


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, test_server: Server, worker_id: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make this worker's database; tests that commit are emptied out of it by the owner."""
    with (
        django_db_blocker.unblock(),
        testing.database(test_server, worker_id) as home,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: testing.empty(home))
        yield
