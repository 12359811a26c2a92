"""What the tests of the vault share: keys of their own, and a table with sealed text."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import psycopg
import pytest
from django.apps.registry import Apps
from django.conf import settings
from django.db import connections, models
from pytest_django.plugin import DjangoDbBlocker

from somlos.foundation.vault.fields import SealedTextField
from somlos.kernel.ids import new_id


class Page(models.Model):
    """A table of the tests' own, in a registry of its own, so that the house knows nothing of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    compartment_id = models.UUIDField()
    text = SealedTextField(label="page.text")
    because = SealedTextField(label="page.because", null=True)

    objects: ClassVar[models.Manager["Page"]] = models.Manager()

    class Meta:
        app_label = "vault"
        apps: ClassVar = Apps()
        db_table = "vault_page"


@pytest.fixture
def key_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A key directory with nothing in it."""
    monkeypatch.setattr(settings, "SOMLOS_KEYS", tmp_path / "keys")
    return tmp_path / "keys"


def owner() -> psycopg.Connection:
    """Open a connection as the owner, apart from Django's; what it says is committed at once."""
    home = connections["owner"].settings_dict
    return psycopg.connect(
        host=home["HOST"],
        port=home["PORT"] or None,
        dbname=home["NAME"],
        user=home["USER"],
        password=home["PASSWORD"] or None,
        autocommit=True,
    )


@pytest.fixture
def table(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, key_directory: Path
) -> Iterator[psycopg.Connection]:
    """The table of pages, and the owner's connection; both are gone after."""
    with django_db_blocker.unblock(), owner() as connection:
        connection.execute(
            "create table vault_page (id uuid primary key, compartment_id uuid, text bytea not null, because bytea)"
        )
        connection.execute("grant select, insert, update on vault_page to somlos_web")
        try:
            yield connection
        finally:
            connection.execute("drop table vault_page; truncate vault.data_key")
