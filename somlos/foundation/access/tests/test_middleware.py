"""One request, one transaction: what is let out, when, and what is written down about it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from somlos.foundation.access import actions
from somlos.foundation.access.postgres.base import OutsideTransaction, acting_as
from somlos.foundation.access.rules import Audience
from somlos.foundation.access.tests.town import (
    NOW,
    OWNER,
    READ,
    Town,
    discuss,
    enter,
    kept,
    register,
    say,
    wonder,
)
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.ids import new_id

pytestmark = pytest.mark.urls("somlos.foundation.access.tests.addresses")

SAID = "Ella sitter mye alene."


@pytest.fixture(autouse=True)
def _sign_in(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SOMLOS_SIGN_IN_NEEDED", "somlos.foundation.access.tests.addresses.sign_in_needed")


@pytest.fixture
def note(town: Town) -> Warrant:
    with town.as_("Tove") as actor:
        ella = register(actor, "Ella")
        say(ella, "Ella Nordli")
        note = wonder(ella)
        say(note, SAID)
    return note


def secret_of(town: Town, name: str) -> str:
    person = town.people[name]
    secret = actions.begin_session(person.identity, kind=person.kind, lasts=timedelta(hours=1))
    assert secret is not None
    return secret


def browser(town: Town, name: str | None = None) -> Client:
    client = Client(raise_request_exception=False)
    if name is not None:
        client.cookies[settings.SOMLOS_COOKIE] = secret_of(town, name)
    return client


def page(place: UUID, what: str = "") -> str:
    return f"/{place}/{what}"


def looks(town: Town, place: UUID | None, result: str = "opened", who: str = "Tove") -> list[tuple[Any, ...]]:
    """Return what the access log says about somebody and a place since the test began to ask."""
    return town.asked(
        "select permission, because, purpose from audit_look where compartment_id is not distinct from %s and result = %s and user_id = %s"
        " and purpose <> 'wonder' and permission <> '' order by written",
        place, result, town.people[who].user_id,
    )  # fmt: skip


def sentences(place: UUID) -> int:
    counted = "select count(*) from audit_event where compartment_id = %s"
    ((count,),) = kept("archivist").execute(counted, (place,)).fetchall()
    return int(count)


@pytest.fixture
def fresh(town: Town, note: Warrant) -> Warrant:
    """The note, with an access log that the set-up is no longer in."""
    town.owner(
        "alter table audit_look disable trigger append_only; delete from audit_look; alter table audit_look enable trigger append_only"
    )
    return note


# Who asks ---------------------------------------------------------------------------------------------------------


def test_the_cookie_tells_who_asks_to_the_page_and_to_the_database(town: Town) -> None:
    tove = town.people["Tove"].user_id

    assert browser(town, "Tove").get("/who/").content.decode() == f"{tove} {tove}"


@pytest.mark.parametrize(
    "cookie",
    ["", "made-up", "x" * 43, "x" * 5000, '"\\000"', '"' + "\\000" * 43 + '"', "\xed\xa0\x80", "æøå", "' or true --"],
)
def test_a_cookie_that_is_no_session_is_nobodys(town: Town, cookie: str) -> None:
    client = Client(raise_request_exception=False, HTTP_COOKIE=f"{settings.SOMLOS_COOKIE}={cookie}")

    answer = client.get("/who/")
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/sign-in/")
    assert client.get("/").content == b"for all"


@pytest.mark.parametrize(
    "ended",
    [
        "update access_session set ended_at = now() where user_id = %s",
        "update access_session set expires = now() where user_id = %s",
        "update access_session set last_seen = now() - interval '16 minutes' where user_id = %s",
        "update access_seat set ends = now() where user_id = %s",
    ],
    ids=["signed out", "too old", "idle", "post ended"],
)
def test_a_session_that_has_ended_is_asked_to_sign_in(town: Town, note: Warrant, ended: str) -> None:
    client = browser(town, "Tove")
    assert client.get(page(note.compartment_id)).status_code == 200

    town.owner(ended, town.people["Tove"].user_id)

    answer = client.get(page(note.compartment_id))
    assert answer.headers["Location"] == "/sign-in/"
    assert SAID not in answer.content.decode()


def test_a_page_by_a_role_is_for_that_role(town: Town) -> None:
    assert browser(town, "Randi").get("/lead/").content == b"numbers"
    assert browser(town, "Tove").get("/lead/").status_code == 404
    assert browser(town).get("/lead/").status_code == 302


# What is shown, and written down ----------------------------------------------------------------------------------


def test_every_page_about_a_child_has_exactly_one_line_in_the_access_log(town: Town, fresh: Warrant) -> None:
    client = browser(town, "Tove")
    for visits in (1, 2, 3):
        answer = client.get(page(fresh.compartment_id))
        assert (answer.status_code, answer.content.decode()) == (200, SAID)
        assert looks(town, fresh.compartment_id) == [("test.read", "", "daily_work")] * visits


def test_a_page_that_opens_two_doors_has_a_line_for_each(town: Town, fresh: Warrant) -> None:
    answer = browser(town, "Tove").get(page(fresh.compartment_id, f"and/{fresh.identity_id}/"))

    assert answer.content.decode() == f"{SAID} Ella Nordli"
    assert len(looks(town, fresh.compartment_id)) == len(looks(town, fresh.identity_id)) == 1


def test_a_list_has_one_line_a_child_and_day(town: Town, fresh: Warrant) -> None:
    client = browser(town, "Tove")
    for _ in range(3):
        assert client.get("/list/").content.decode() == "Ella Nordli"

    assert len(looks(town, fresh.identity_id, "listed")) == 1


def test_nothing_is_shown_that_could_not_be_logged(town: Town, note: Warrant) -> None:
    client = browser(town, "Tove")
    town.owner("revoke insert on audit_look from somlos_definer")
    try:
        for what in (page(note.compartment_id), "/list/", page(note.compartment_id, "wrong/")):
            answer = client.get(what)
            assert answer.status_code >= 500
            assert SAID not in answer.content.decode()
            assert "Ella" not in answer.content.decode()
    finally:
        town.owner("grant insert on audit_look to somlos_definer")
    assert client.get(page(note.compartment_id)).content.decode() == SAID


def test_nothing_is_shown_that_could_not_be_committed(town: Town, fresh: Warrant) -> None:
    answer = browser(town, "Tove").get(page(fresh.identity_id, "cannot-be-committed/"))

    assert answer.status_code == 500
    assert "Ella" not in answer.content.decode()
    assert looks(town, fresh.identity_id) == []
    assert "no-store" in answer.headers["Cache-Control"]
    assert town.asked("select count(*) from access_block where subject_id = %s", fresh.subject_id) == [(0,)]


def test_nothing_is_shown_when_the_connection_is_lost_before_the_commit(town: Town, fresh: Warrant) -> None:
    client = browser(town, "Tove")

    answer = client.get(page(fresh.compartment_id, "loses-its-connection/"))

    assert answer.status_code == 500
    assert SAID not in answer.content.decode()
    assert looks(town, fresh.compartment_id) == []
    assert client.get(page(fresh.compartment_id)).content.decode() == SAID


def test_a_page_that_bursts_shows_nothing_and_leaves_its_look(town: Town, fresh: Warrant) -> None:
    answer = browser(town, "Tove").get(page(fresh.compartment_id, "bursts/"))

    assert answer.status_code == 500
    assert SAID not in answer.content.decode()
    assert len(looks(town, fresh.compartment_id)) == 1


def test_what_is_written_is_there_before_the_answer(town: Town, note: Warrant) -> None:
    before = sentences(note.compartment_id)

    answer = browser(town, "Tove").post(page(note.compartment_id, "add/"), {"said": "Hun smilte i dag."})

    assert answer.status_code == 302
    assert sentences(note.compartment_id) == before + 1


def test_a_form_with_errors_changes_nothing_keeps_its_draft_and_is_logged(town: Town, fresh: Warrant) -> None:
    before = sentences(fresh.compartment_id)

    answer = browser(town, "Tove").post(page(fresh.compartment_id, "wrong/"))

    assert (answer.status_code, answer.content.decode()) == (422, f"{SAID} half done")
    assert sentences(fresh.compartment_id) == before + 1
    assert looks(town, fresh.compartment_id) == [("test.read", "", "daily_work"), ("test.write", "", "daily_work")]
    assert browser(town, "Tove").get(page(fresh.compartment_id)).content.decode() == f"{SAID} kept"


def test_what_was_shown_with_errors_and_has_closed_since_is_in_the_access_log_all_the_same(
    town: Town, fresh: Warrant
) -> None:
    answer = browser(town, "Tove").post(page(fresh.compartment_id, "closes-behind-it/"))

    assert (answer.status_code, answer.content.decode()) == (422, SAID)
    assert looks(town, fresh.compartment_id, "refused") == [("test.read", "ended", "")]


def test_nothing_that_is_somebodys_is_stored_on_the_way(town: Town, note: Warrant) -> None:
    for what in (
        "/who/",
        page(note.compartment_id),
        page(new_id()),
        "/list/",
        "/",
        page(note.compartment_id, "bursts/"),
    ):
        answer = browser(town, "Tove").get(what)
        assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", ")), what
        assert "Cookie" in answer.headers["Vary"], what
    assert "no-store" not in browser(town).get("/").headers.get("Cache-Control", "")


# Refusals ---------------------------------------------------------------------------------------------------------


_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def told(answer: Any, place: UUID) -> tuple[object, ...]:
    """Return everything an answer tells, but for the address that was asked and the form's token, random in every answer."""
    headers = {name: value for name, value in answer.headers.items() if name not in {"Date", "Expires", "Set-Cookie"}}
    content = _TOKEN.sub(b"", answer.content).replace(str(place).encode(), b"")
    return answer.status_code, content, headers, sorted(answer.cookies)


@pytest.mark.parametrize("what", ["", "add/", "wrong/", "bursts/"])
def test_what_is_forbidden_and_what_is_not_there_are_answered_alike(town: Town, note: Warrant, what: str) -> None:
    with town.as_("Tove") as actor:
        draft = wonder(enter(actor, note.identity_id), Audience.OWN, kind=OWNER)
        actions.block(enter(actor, note.identity_id), user_id=town.people["Siri"].user_id, reason="own_family")
    with town.as_("Harald") as actor:
        register(actor, "Amir")
    for name in ("Maja", "Siri", "Randi", "Harald"):
        client = browser(town, name)
        nowhere = new_id()
        missing = told(client.post(page(nowhere, what)), nowhere)
        assert missing[0] == 404
        for place in (note.compartment_id, note.identity_id, draft.compartment_id):
            assert told(client.post(page(place, what)), place) == missing, name


def test_they_are_alike_in_what_the_database_is_asked_too(town: Town, note: Warrant) -> None:
    client = browser(town, "Maja")
    client.get(page(new_id()))
    with CaptureQueriesContext(connection) as forbidden:
        client.get(page(note.compartment_id))
    with CaptureQueriesContext(connection) as missing:
        client.get(page(new_id()))

    assert len(forbidden) == len(missing)


@pytest.mark.parametrize(
    ("change", "status", "because"),
    [
        (None, 404, "no_relation"),
        ("update access_relation set withdrawn = true where user_id = %s", 403, "withdrawn"),
        ("update access_relation set ends = now() where user_id = %s", 403, "ended"),
        ("update access_relation set shut = true where user_id = %s", 404, "protected"),
        ("update access_relation set kind = 'unknown' where user_id = %s", 403, "wrong_relation"),
    ],
)
def test_a_refusal_is_logged_with_its_reason(
    town: Town, fresh: Warrant, change: str | None, status: int, because: str
) -> None:
    if change:
        discuss(town, fresh, "Maja")
        town.owner(change, town.people["Maja"].user_id)

    assert browser(town, "Maja").get(page(fresh.compartment_id)).status_code == status
    assert looks(town, fresh.compartment_id, "refused", "Maja") == [("test.read", because, "")]


def test_one_who_only_reads_and_writes_is_told_why(town: Town, fresh: Warrant) -> None:
    discuss(town, fresh, "Maja")

    answer = browser(town, "Maja").post(page(fresh.compartment_id, "add/"), {"said": "x"})

    assert answer.status_code == 403
    assert looks(town, fresh.compartment_id, "refused", "Maja") == [("test.write", "only_reading", "")]


def test_what_is_not_there_is_logged_as_it_was_asked_for(town: Town) -> None:
    place = new_id()
    browser(town, "Tove").get(page(place))

    assert looks(town, place, "refused") == [("test.read", "no_relation", "")]


def test_a_refusal_inside_the_page_undoes_it_and_is_logged(town: Town, fresh: Warrant) -> None:
    before = sentences(fresh.compartment_id)

    for why, status in (("wrong_relation", 403), ("blocked", 404)):
        assert browser(town, "Tove").get(page(fresh.compartment_id, f"refuses/?why={why}")).status_code == status

    assert sentences(fresh.compartment_id) == before
    logged = "select because from audit_look where result = 'refused' and user_id = %s order by written"
    assert town.asked(logged, town.people["Tove"].user_id) == [("wrong_relation",), ("blocked",)]


def test_a_page_whose_second_door_is_closed_shows_nothing(town: Town, fresh: Warrant) -> None:
    with town.as_("Harald") as actor:
        amir = register(actor, "Amir")

    answer = browser(town, "Tove").get(page(fresh.compartment_id, f"and/{amir.compartment_id}/"))

    assert answer.status_code == 404
    assert SAID not in answer.content.decode()


def test_a_refusal_is_answered_also_when_it_cannot_be_logged(town: Town, note: Warrant) -> None:
    client = browser(town, "Maja")
    town.owner("revoke insert on audit_look from somlos_definer")
    try:
        assert client.get(page(note.compartment_id)).status_code == 404
    finally:
        town.owner("grant insert on audit_look to somlos_definer")


# One connection, many people --------------------------------------------------------------------------------------


def test_a_question_by_a_principal_outside_a_transaction_is_refused(town: Town) -> None:
    with acting_as(secret_of(town, "Tove")), pytest.raises(OutsideTransaction), connection.cursor() as cursor:
        cursor.execute("select access.my_user()")


def test_many_people_through_one_connection_never_meet(town: Town, note: Warrant) -> None:
    people: list[str | None] = ["Tove", "Maja", None, "Harald", "Randi"]
    browsers = {name: browser(town, name) for name in people}
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (first,) = cursor.fetchone()

    for turn in range(200):
        name = people[turn % len(people)]
        answer = browsers[name].get("/who/") if turn % 3 else browsers[name].get(page(note.compartment_id))
        if turn % 3:
            expected = f"{town.people[name].user_id} {town.people[name].user_id}" if name else ""
            assert answer.content.decode() == expected
        else:
            assert (SAID in answer.content.decode()) is (name == "Tove")

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid(), current_setting('somlos.session', true)")
        assert cursor.fetchone() in [(first, ""), (first, None)]


Bind = Callable[[str], UUID | None]


def bound_to_the_transaction(secret: str) -> UUID | None:
    """Ask who is asking, as the product does."""
    with acting_as(secret), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select access.my_user()")
        found: UUID | None = cursor.fetchone()[0]
        return found


def bound_to_the_connection(secret: str) -> UUID | None:
    """Ask who is asking, as a product would that sets who it is on the connection and forgets to take it back."""
    with connection.cursor() as cursor:
        if secret:
            cursor.execute("select set_config('somlos.session', %s, false)", [secret])
        cursor.execute("select access.my_user()")
        found: UUID | None = cursor.fetchone()[0]
        return found


def mistaken(town: Town, ask: Bind, *, turns: int) -> int:
    """Let many people, some of them not signed in, ask through a few connections; count the wrong identities."""
    people = [("", None), *((secret_of(town, name), town.people[name].user_id) for name in ("Tove", "Maja", "Harald"))]

    def turn(number: int) -> bool:
        secret, expected = people[number % len(people)]
        return ask(secret) != expected

    with ThreadPoolExecutor(3) as few:
        wrong = sum(few.map(turn, range(turns)))
        list(few.map(lambda _: connection.close(), range(12)))
    return wrong


def test_many_people_through_a_few_connections_never_meet(town: Town) -> None:
    assert mistaken(town, bound_to_the_transaction, turns=600) == 0


def test_this_way_of_looking_sees_people_meet_when_they_do(town: Town) -> None:
    assert mistaken(town, bound_to_the_connection, turns=600) > 0


def test_a_savepoint_that_is_undone_leaves_who_asks_as_it_was(town: Town, note: Warrant) -> None:
    with town.as_("Tove") as actor:
        with transaction.atomic(), connection.cursor() as cursor:
            actions.open_door(actor, note.compartment_id, to=READ, now=NOW)
            cursor.execute("select current_setting('somlos.door', true)")
            assert str(note.compartment_id) in cursor.fetchone()[0]
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('somlos.door', true), access.my_user()")
            assert cursor.fetchone() == ("", actor.user_id)


def test_leaving_a_transaction_that_has_failed_does_not_hide_why(town: Town) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), acting_as(secret_of(town, "Tove")):
        raise ZeroDivisionError
