"""A text that is sealed at rest opens where it was sealed, for a page that opened its box, and nowhere else."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import F
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from somlos.foundation.vault import keys, ring
from somlos.foundation.vault.fields import Sealed, SealedTextField
from somlos.foundation.vault.ring import NotOpened, empty_ring
from somlos.foundation.vault.tests.conftest import Page
from somlos.kernel.ids import new_id

TEXT = "Ella sitter mye alene. 🌱"


def open_box() -> UUID:
    """Make a box with a key of its own, and hang it on the ring."""
    box, municipality = new_id(), new_id()
    keys.found(municipality)
    data_key, _ = keys.new_data_key(municipality, lockbox=box)
    ring.hang_new(box, data_key)
    return box


def lies(table: psycopg.Connection, page: Page, column: str = "text") -> bytes:
    """Return what the database holds."""
    ((sealed,),) = table.execute(f"select {column} from vault_page where id = %s", (page.pk,)).fetchall()
    return bytes(sealed)


def lay(table: psycopg.Connection, page: Page, sealed: bytes, column: str = "text") -> None:
    """Change what the database holds, behind the product's back."""
    table.execute(f"update vault_page set {column} = %s where id = %s", (sealed, page.pk))


def test_a_text_is_sealed_in_the_database_and_opens_through_its_row(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)

        assert page.text == TEXT
        assert b"Ella" not in lies(table, page)
        assert Page.objects.get(pk=page.pk).text == TEXT


def test_the_same_text_is_never_sealed_alike(table: psycopg.Connection) -> None:
    with empty_ring():
        box = open_box()
        first, second = (Page.objects.create(compartment_id=box, text=TEXT) for _ in range(2))

    assert lies(table, first) != lies(table, second)


def test_several_rows_at_once_are_sealed_too(table: psycopg.Connection) -> None:
    with empty_ring():
        box = open_box()
        Page.objects.bulk_create([Page(compartment_id=box, text=f"{TEXT} {number}") for number in range(3)])
        assert sorted(page.text for page in Page.objects.all()) == [f"{TEXT} {number}" for number in range(3)]
    assert b"Ella" not in b"".join(bytes(sealed) for (sealed,) in table.execute("select text from vault_page"))


def test_a_changed_text_is_sealed_anew(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
        before = lies(table, page)
        page.text = "Hun smilte i dag."
        page.save(update_fields=["text"])

        assert Page.objects.get(pk=page.pk).text == "Hun smilte i dag."
        assert lies(table, page) != before


def test_a_row_saved_unread_is_as_it_was(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
        before = lies(table, page)
    with empty_ring():
        Page.objects.get(pk=page.pk).save()

    assert lies(table, page) == before


def test_an_empty_text_and_no_text_are_two_things(table: psycopg.Connection) -> None:
    with empty_ring():
        box = open_box()
        empty = Page.objects.create(compartment_id=box, text="", because="")
        none = Page.objects.create(compartment_id=box, text="x", because=None)

        assert Page.objects.get(pk=empty.pk).because == ""
        assert Page.objects.get(pk=none.pk).because is None
        assert list(Page.objects.filter(because__isnull=True)) == [none]


def test_a_text_whose_box_is_not_on_the_ring_is_not_opened(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
    with empty_ring():
        open_box()
        with pytest.raises(NotOpened):
            _ = Page.objects.get(pk=page.pk).text
    with pytest.raises(NotOpened):
        _ = Page.objects.get(pk=page.pk).text


def test_a_text_whose_box_is_not_on_the_ring_is_not_sealed(table: psycopg.Connection) -> None:
    with empty_ring(), pytest.raises(NotOpened):
        Page.objects.create(compartment_id=new_id(), text=TEXT)


def test_a_text_moved_to_another_row_does_not_open(table: psycopg.Connection) -> None:
    with empty_ring():
        box = open_box()
        page, other = (Page.objects.create(compartment_id=box, text=TEXT) for _ in range(2))
        lay(table, other, lies(table, page))

        with pytest.raises(InvalidTag):
            _ = Page.objects.get(pk=other.pk).text
        assert Page.objects.get(pk=page.pk).text == TEXT


def test_a_text_copied_to_another_column_does_not_open(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT, because="fordi")
        Page.objects.filter(pk=page.pk).update(because=F("text"))

        with pytest.raises(InvalidTag):
            _ = Page.objects.get(pk=page.pk).because


def test_a_row_moved_to_another_box_does_not_open(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
        Page.objects.filter(pk=page.pk).update(compartment_id=open_box())

        with pytest.raises(InvalidTag):
            _ = Page.objects.get(pk=page.pk).text


def test_a_text_with_any_byte_changed_does_not_open(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
        sealed = lies(table, page)
        for place in range(len(sealed)):
            changed = bytearray(sealed)
            changed[place] ^= 1
            lay(table, page, bytes(changed))
            with pytest.raises((InvalidTag, NotOpened)):
                _ = Page.objects.get(pk=page.pk).text
        for cut in (b"", sealed[:1], sealed[:15], sealed[:-1]):
            lay(table, page, cut)
            with pytest.raises((InvalidTag, NotOpened, ValueError)):
                _ = Page.objects.get(pk=page.pk).text


def test_a_text_is_saved_through_its_row_and_in_no_other_way(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
        with pytest.raises(TypeError):
            Page.objects.update(text="x")
        with pytest.raises(TypeError):
            Page.objects.bulk_update([page], ["text"])


@pytest.mark.parametrize(
    "lookup", ["text", "text__exact", "text__contains", "text__gt", "text__in", "text__startswith"]
)
def test_the_database_is_never_asked_by_a_sealed_text(lookup: str) -> None:
    with pytest.raises(FieldError):
        Page.objects.filter(**{lookup: b"x"})
    with pytest.raises(FieldError):
        Page.objects.exclude(**{lookup: b"x"})


def test_a_sealed_text_refuses_to_be_shown_by_mistake(table: psycopg.Connection) -> None:
    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
    (sealed,) = Page.objects.filter(pk=page.pk).values_list("text", flat=True)
    assert isinstance(sealed, Sealed)
    for show in (str, repr, format, lambda text: f"{text}", lambda text: "%s" % text, json.dumps):  # noqa: UP031
        with pytest.raises(TypeError):
            show(sealed)
    with pytest.raises(TypeError):
        Template("{{ text }}").render(Context({"text": sealed}))


def test_a_ring_is_one_pages_and_no_other_threads(key_directory: Path) -> None:
    with empty_ring():
        box = open_box()
        with empty_ring():
            assert not ring.holds(box)
        assert ring.holds(box)
        with ThreadPoolExecutor(1) as other, pytest.raises(NotOpened):
            other.submit(ring.holds, box).result()


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=2000))
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_is_read(text: str) -> None:
    box = new_id()
    with empty_ring():
        ring.hang_new(box, bytes(32))
        assert ring.open_sealed(ring.seal(text, box=box, bound_to=b"x"), box=box, bound_to=b"x") == text


def test_the_label_is_the_fields_own_whatever_table_and_column_are_called(table: psycopg.Connection) -> None:
    class Renamed(models.Model):
        id = models.UUIDField(primary_key=True)
        compartment_id = models.UUIDField()
        words = SealedTextField(label="page.text")

        objects: ClassVar[models.Manager["Renamed"]] = models.Manager()

        class Meta:
            app_label = "elsewhere"
            apps: ClassVar = Apps()
            db_table = "vault_page"

    with empty_ring():
        page = Page.objects.create(compartment_id=open_box(), text=TEXT)
        table.execute("alter table vault_page rename column text to words")

        assert Renamed.objects.get(pk=page.pk).words == TEXT
