"""Keys that are not in the database, and what is wrapped by them."""

import stat
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from django.core.management import call_command

from somlos.foundation.vault import keys, ring
from somlos.foundation.vault.keys import KeyFiles, KeyMissing
from somlos.foundation.vault.ring import NotOpened, WrappedKey, empty_ring
from somlos.foundation.vault.tests.conftest import Page
from somlos.kernel.ids import new_id

TEXT = "Ella sitter mye alene."


@pytest.fixture
def municipality(key_directory: Path) -> UUID:
    municipality = new_id()
    keys.found(municipality)
    return municipality


# The directory ----------------------------------------------------------------------------------------------------


def test_keys_are_for_the_program_only(municipality: UUID, key_directory: Path) -> None:
    keys.keyed_hash("x", "y")
    assert stat.S_IMODE(key_directory.stat().st_mode) == 0o700
    for file in key_directory.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0 or file.name == "lock", file.name


def test_a_secret_is_made_once_however_many_ask_first(key_directory: Path) -> None:
    with ThreadPoolExecutor(16) as many:
        secrets = set(many.map(lambda _: KeyFiles(key_directory).secret("hash"), range(64)))

    assert [len(secret) for secret in secrets] == [32]


def test_half_a_secret_is_no_secret(key_directory: Path) -> None:
    key_directory.mkdir()
    for half in (b"", b"x" * 31):
        (key_directory / "hash.key").write_bytes(half)
        with pytest.raises(KeyMissing):
            keys.keyed_hash("purpose", "value")


def test_no_key_is_lost_when_several_are_added_at_once(municipality: UUID, key_directory: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        versions = list(many.map(lambda _: KeyFiles(key_directory).add_wrapping_key(municipality), range(24)))

    assert sorted(versions) == list(range(2, 26))
    assert len(set(KeyFiles(key_directory).wrapping_keys(municipality).values())) == 25


def test_founding_twice_makes_one_key(municipality: UUID) -> None:
    keys.found(municipality)
    assert list(keys.provider().wrapping_keys(municipality)) == [1]


# Wrapping ---------------------------------------------------------------------------------------------------------


def test_a_data_key_opens_for_its_own_lockbox_only(municipality: UUID) -> None:
    lockbox = new_id()
    data_key, wrapped = keys.new_data_key(municipality, lockbox=lockbox)

    assert keys.unwrap(wrapped, lockbox=lockbox, version=1) == data_key
    for other, version in ((new_id(), 1), (lockbox, 2)):
        with pytest.raises(InvalidTag):
            keys.unwrap(wrapped, lockbox=other, version=version)


def test_a_wrapped_key_with_any_byte_changed_does_not_open(municipality: UUID) -> None:
    lockbox = new_id()
    _, wrapped = keys.new_data_key(municipality, lockbox=lockbox)
    for place in range(len(wrapped)):
        changed = bytearray(wrapped)
        changed[place] ^= 1
        with pytest.raises((InvalidTag, KeyMissing)):
            keys.unwrap(bytes(changed), lockbox=lockbox, version=1)


def test_one_municipality_does_not_open_what_another_wrapped(municipality: UUID, key_directory: Path) -> None:
    other, lockbox = new_id(), new_id()
    keys.found(other)
    _, wrapped = keys.new_data_key(municipality, lockbox=lockbox)
    forged = wrapped[:1] + other.bytes + wrapped[17:]

    with pytest.raises(InvalidTag):
        keys.unwrap(forged, lockbox=lockbox, version=1)


def test_without_the_key_directory_nothing_opens(
    municipality: UUID, key_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lockbox = new_id()
    _, wrapped = keys.new_data_key(municipality, lockbox=lockbox)
    monkeypatch.setattr("django.conf.settings.SOMLOS_KEYS", tmp_path / "elsewhere")

    with pytest.raises(KeyMissing):
        keys.unwrap(wrapped, lockbox=lockbox, version=1)


def test_a_hash_is_this_installations_and_one_purposes(
    key_directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = keys.keyed_hash("national", "01820012345")
    assert here == keys.keyed_hash("national", "01820012345")
    assert here != keys.keyed_hash("identity", "01820012345")
    monkeypatch.setattr("django.conf.settings.SOMLOS_KEYS", tmp_path / "elsewhere")
    assert here != keys.keyed_hash("national", "01820012345")


def test_a_parcel_opens_for_what_it_was_bound_to(key_directory: Path) -> None:
    parcel = keys.seal_parcel(TEXT.encode(), bound_to="Tove")

    assert keys.open_parcel(parcel, bound_to="Tove") == TEXT.encode()
    for changed, bound_to in ((parcel, "Maja"), (parcel[:-1] + b"x", "Tove")):
        with pytest.raises(InvalidTag):
            keys.open_parcel(changed, bound_to=bound_to)


# Rotation ---------------------------------------------------------------------------------------------------------


def lay_key(table: psycopg.Connection, municipality: UUID) -> UUID:
    box = new_id()
    _, wrapped = keys.new_data_key(municipality, lockbox=box)
    table.execute("insert into vault.data_key (lockbox, version, wrapped) values (%s, 1, %s)", (box, wrapped))
    return box


def hang(table: psycopg.Connection, box: UUID) -> None:
    kept = "select version, wrapped from vault.data_key where lockbox = %s and wrapped is not null"
    ring.hang(WrappedKey(box, box, version, bytes(wrapped)) for version, wrapped in table.execute(kept, (box,)))


def write(table: psycopg.Connection, box: UUID, text: str = TEXT) -> Page:
    with empty_ring():
        hang(table, box)
        return Page.objects.create(compartment_id=box, text=text)


def read(table: psycopg.Connection, page: Page) -> str:
    with empty_ring():
        hang(table, page.compartment_id)
        text: str = Page.objects.get(pk=page.pk).text
        return text


def rotate(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *arguments, stdout=out)
    return out.getvalue()


def wrapped_by(table: psycopg.Connection) -> set[tuple[UUID, int]]:
    rows = table.execute("select wrapped from vault.data_key where wrapped is not null")
    return {keys.wrapped_by(bytes(wrapped)) for (wrapped,) in rows}


def test_when_a_municipalitys_key_is_exchanged_every_text_still_opens_and_none_is_touched(
    table: psycopg.Connection, municipality: UUID
) -> None:
    pages = [write(table, lay_key(table, municipality), f"{TEXT} {number}") for number in range(3)]
    everything = "select id, text from vault_page order by id"
    before = table.execute(everything).fetchall()

    said = rotate()

    assert "3 data keys wrapped again" in said
    assert wrapped_by(table) == {(municipality, 2)}
    assert table.execute(everything).fetchall() == before
    assert [read(table, page) for page in pages] == [f"{TEXT} {number}" for number in range(3)]


def test_one_municipalitys_rotation_leaves_the_others_alone(table: psycopg.Connection, municipality: UUID) -> None:
    other = new_id()
    keys.found(other)
    lay_key(table, municipality)
    lay_key(table, other)

    rotate("--municipality", str(municipality))

    assert wrapped_by(table) == {(municipality, 2), (other, 1)}


def test_a_forgotten_key_is_not_brought_back_by_a_rotation(table: psycopg.Connection, municipality: UUID) -> None:
    box = lay_key(table, municipality)
    page = write(table, box)
    table.execute("update vault.data_key set wrapped = null, forgotten_at = now()")

    rotate("--data-keys")

    with pytest.raises(NotOpened):
        read(table, page)
    assert table.execute("select count(*) from vault.data_key").fetchone() == (1,)


def test_new_texts_get_the_new_data_key_and_old_ones_open_with_the_old(
    table: psycopg.Connection, municipality: UUID
) -> None:
    box = lay_key(table, municipality)
    old = write(table, box)

    rotate("--data-keys")

    new = write(table, box, "Hun smilte i dag.")
    versions = table.execute("select id, get_byte(text, 1) * 256 + get_byte(text, 2) from vault_page").fetchall()
    assert set(versions) == {(old.pk, 1), (new.pk, 2)}
    assert (read(table, old), read(table, new)) == (TEXT, "Hun smilte i dag.")


def test_a_rotation_that_was_stopped_half_way_is_finished_by_the_next(
    table: psycopg.Connection, municipality: UUID
) -> None:
    pages = [write(table, lay_key(table, municipality)) for _ in range(2)]
    half = keys.provider().add_wrapping_key(municipality)
    (lockbox, wrapped) = table.execute("select lockbox, wrapped from vault.data_key limit 1").fetchall()[0]
    again = keys.wrap(
        keys.unwrap(bytes(wrapped), lockbox=lockbox, version=1),
        lockbox=lockbox,
        version=1,
        municipality=municipality,
        by_version=half,
    )
    table.execute("update vault.data_key set wrapped = %s where lockbox = %s", (again, lockbox))
    assert [read(table, page) for page in pages] == [TEXT, TEXT]

    rotate()

    assert wrapped_by(table) == {(municipality, 3)}
    assert [read(table, page) for page in pages] == [TEXT, TEXT]


def test_nobody_but_the_archivist_changes_a_key(table: psycopg.Connection, municipality: UUID) -> None:
    rights = (
        "select r.rolname, p from pg_roles r, unnest(array['select', 'update', 'insert', 'delete']) p"
        " where r.rolname like 'somlos\\_%' and r.rolname <> 'somlos_owner' and (has_table_privilege(r.oid, 'vault.data_key', p)"
        " or p <> 'delete' and has_any_column_privilege(r.oid, 'vault.data_key', p)) order by 1, 2"
    )
    may = {("somlos_archivist", right) for right in ("select", "insert", "update")}
    may |= {("somlos_definer", right) for right in ("select", "insert", "update")}
    assert set(table.execute(rights).fetchall()) == may
