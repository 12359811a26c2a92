"""The doors of schema accounts, one by one: what each gives, and to whom it gives nothing."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DataError, IntegrityError, connections
from django.db.utils import ProgrammingError

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = datetime(2026, 4, 2, 8, tzinfo=UTC)
A, B, C = (bytes([number]) * 32 for number in (1, 2, 3))
EVERYBODY = ["default", "owner", "worker", "counter", "archivist", "auditor", "sealer"]

pytestmark = pytest.mark.django_db(transaction=True, databases=EVERYBODY)


def ask(sql: str, *values: Any, alias: str = "default") -> list[tuple[Any, ...]]:
    """Ask the database something as one of its roles."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def expect(identity: bytes, kind: str = "resident") -> UUID:
    """Expect somebody."""
    ((user_id,),) = ask("select accounts.expect(%s, %s, %s)", identity, kind, NOW)
    found: UUID = user_id
    return found


def claim(identity: bytes, kind: str = "resident", language: str = "nb", at: datetime = NOW) -> UUID | None:
    """Come in as somebody."""
    ((user_id,),) = ask("select accounts.claim(%s, %s, %s, %s)", identity, kind, language, at)
    found: UUID | None = user_id
    return found


def one_person(user_id: UUID) -> set[UUID]:
    """Ask which users are the same person, as set-up may and the door's own functions do."""
    ((users,),) = ask("select accounts.one_person(%s)", user_id, alias="owner")
    return set(users or ())


def begin(state: bytes, browser: bytes = A, return_to: str = "/") -> None:
    """Send a browser away."""
    ask("select accounts.begin_sign_in(%s, %s, 'idporten', 'nonce', 'verifier', %s, 'nb')", state, browser, return_to)


def finish(state: bytes, browser: bytes = A) -> list[tuple[Any, ...]]:
    """Take a browser back."""
    return ask("select * from accounts.finish_sign_in(%s, %s)", state, browser)


CALLS: dict[str, tuple[Any, ...]] = {
    "expect": ("select accounts.expect(%s, 'resident', now())", A),
    "claim": ("select accounts.claim(%s, 'resident', 'nb', now())", A),
    "begin_sign_in": ("select accounts.begin_sign_in(%s, %s, 'p', 'n', 'v', '/', 'nb')", A, B),
    "finish_sign_in": ("select * from accounts.finish_sign_in(%s, %s)", A, B),
    "leave_parcel": ("select accounts.leave_parcel(%s, %s, %s)", A, uuid4(), B),
    "take_parcels": ("select * from accounts.take_parcels(%s, %s)", A, uuid4()),
    "one_person": ("select accounts.one_person(%s)", uuid4()),
}


@pytest.mark.parametrize("alias", ["worker", "counter", "archivist", "auditor", "sealer"])
@pytest.mark.parametrize("door", CALLS)
def test_a_door_of_sign_in_opens_for_pages_only(door, alias):
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask(CALLS[door][0], *CALLS[door][1:], alias=alias)


def test_a_page_cannot_ask_which_users_are_one_person():
    with pytest.raises(ProgrammingError, match="permission denied for function one_person"):
        ask(CALLS["one_person"][0], *CALLS["one_person"][1:])


@pytest.mark.parametrize("table", ["accounts_user", "accounts_signinunderway", "accounts_parcel"])
@pytest.mark.parametrize(
    "verb",
    ["select id from {}", "insert into {} (id) values (gen_random_uuid())", "update {} set id = id", "delete from {}"],
)
def test_no_page_touches_a_table_of_sign_in(table, verb):
    with pytest.raises(ProgrammingError, match="permission denied for table"):
        ask(verb.format(table))


@pytest.mark.parametrize("alias", ["worker", "counter", "archivist", "auditor", "sealer"])
def test_nobody_reads_who_a_user_is(alias):
    with pytest.raises(ProgrammingError, match="permission denied"):
        ask("select identity_hash from accounts_user", alias=alias)


def test_the_worker_reads_in_which_form_to_write_to_somebody():
    user_id = expect(A)

    assert ask("select language from accounts_user where id = %s", user_id, alias="worker") == [("nb",)]


def test_every_door_is_the_definers_with_a_pinned_path_and_closed_to_the_public():
    rows = ask(
        """select p.proname, pg_get_userbyid(p.proowner), p.prosecdef, p.proconfig, p.proisstrict,
                  has_function_privilege('public', p.oid, 'execute'), p.proleakproof
           from pg_proc p where p.pronamespace = 'accounts'::regnamespace""",
        alias="owner",
    )

    assert {row[0] for row in rows} == set(CALLS)
    for row in rows:
        assert row[1:] == ("somlos_definer", True, ["search_path=pg_catalog, pg_temp"], True, False, False), row[0]


def test_expecting_somebody_twice_is_expecting_them_once():
    first = expect(A)

    assert expect(A) == first
    assert expect(B) != first


def test_an_employee_with_a_child_here_is_two_users_and_still_one_person():
    at_work, at_home, another = expect(A, "employee"), expect(A, "resident"), expect(B, "employee")

    assert at_work != at_home
    assert one_person(at_work) == one_person(at_home) == {at_work, at_home}
    assert one_person(another) == {another}
    assert one_person(uuid4()) == set()


def test_nobody_is_claimed_who_was_not_expected_as_that():
    at_work = expect(A, "employee")

    assert claim(A, "resident") is None
    assert claim(B, "employee") is None
    assert claim(A, "employee") == at_work


def test_the_first_sign_in_is_remembered_and_the_language_of_the_last():
    user_id = expect(A)
    claim(A, language="nb", at=NOW)
    claim(A, language="nn", at=LATER)

    assert ask("select claimed_at, language from accounts_user where id = %s", user_id, alias="owner") == [(NOW, "nn")]


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("select accounts.expect(%s, 'resident', now())", [b"short"]),
        ("select accounts.expect(%s, 'child', now())", [A]),
        ("select accounts.begin_sign_in(%s, %s, 'p', 'n', 'v', '/', 'nb')", [b"short", A]),
        ("select accounts.begin_sign_in(%s, %s, 'p', 'n', 'v', '/', 'nb')", [A, b"short"]),
        ("select accounts.begin_sign_in(%s, %s, 'p', 'n', 'v', 'https://ond.example/', 'nb')", [A, B]),
        ("select accounts.begin_sign_in(%s, %s, 'p', 'n', 'v', '//ond.example/', 'nb')", [A, B]),
    ],
)
def test_the_database_itself_refuses_what_no_page_should_send(sql, values):
    with pytest.raises(IntegrityError):
        ask(sql, *values)


def test_a_language_nobody_writes_is_refused():
    expect(A)

    with pytest.raises((IntegrityError, DataError)):
        claim(A, language="se")


def test_a_sign_in_is_recalled_once_and_in_its_own_browser():
    begin(A, browser=B, return_to="/innboks/")

    assert finish(A, browser=C) == []
    assert finish(B, browser=B) == []
    assert finish(A, browser=B) == [("idporten", "nonce", "verifier", "/innboks/", "nb")]
    assert finish(A, browser=B) == []


def test_a_state_is_never_used_for_two_sign_ins():
    begin(A)

    with pytest.raises(IntegrityError):
        begin(A, browser=B)


def test_a_sign_in_that_took_too_long_is_forgotten():
    begin(A)
    ask("update accounts_signinunderway set expires_at = now()", alias="owner")

    assert finish(A) == []


def test_old_sign_ins_are_swept_when_a_new_one_begins():
    begin(A)
    ask("update accounts_signinunderway set expires_at = now()", alias="owner")
    begin(B)

    assert ask("select state_hash from accounts_signinunderway", alias="owner") == [(B,)]
