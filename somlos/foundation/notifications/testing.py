"""How tests run jobs: as the worker's own role, until nothing is due, or one errand at a moment of the story."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from somlos.foundation.notifications.actions import on_errand


@contextmanager
def as_worker(errand: str) -> Iterator[None]:
    """Do something as the worker on an errand, in one transaction, as its own process would."""
    web = connections["default"]
    connections["default"] = connections["worker"]
    try:
        with on_errand(errand):
            yield
    finally:
        connections["default"] = web


def run_waiting_jobs() -> None:
    """Run every job that is due, in a thread whose connections speak as the worker, as the worker's own process does."""
    raised: list[BaseException] = []
    named = connections.settings["default"]
    was, periodic = dict(named), app.periodic_registry.periodic_tasks
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    named |= {"USER": connections.settings["worker"]["USER"], "CONN_MAX_AGE": 0}
    app.periodic_registry.periodic_tasks = {}

    def run() -> None:
        try:
            with app.replace_connector(connector.get_worker_connector()) as as_worker:
                as_worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        except BaseException as error:  # noqa: BLE001  # told in the test's own thread
            raised.append(error)
        finally:
            connections.close_all()

    try:
        thread = Thread(target=run)
        thread.start()
        thread.join(60)
    finally:
        named |= {"USER": was["USER"], "CONN_MAX_AGE": was["CONN_MAX_AGE"]}
        app.periodic_registry.periodic_tasks = periodic
    if raised:
        raise raised[0]
    assert not thread.is_alive(), "the worker did not stop"
