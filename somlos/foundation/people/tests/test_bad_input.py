"""Whatever is sent to a form of this room, a sentence of ours comes back, what was written stays, and nothing breaks."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django import forms as django_forms
from django.test import Client
from django.utils.translation import override

from somlos.foundation.access.postgres.base import story_time
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.people.tests.children import browser_of
from somlos.ui.forms import DateField, TextField

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

CHILD = {"name": "Ella Berg", "called": "Lillemor", "birth_date": "2020-12-01", "expected_on": "", "language": "prs"}
FILLED: dict[str, tuple[str, dict[str, str]]] = {
    "list": (
        "/lister/ny/",
        {"name": "Rød", "starts": "2026-01-01", "last": "2026-07-31", "share_with": ""},
    ),
    "child": ("/lister/{blue}/barn/", CHILD | {"name": "Emil Berg", "national_id": "", "interpreter_needed": "on"}),
    "correct": ("/lister/barn/{ella}/rett/", CHILD | {"seen_version": "1"}),
    "carer": (
        "/lister/barn/{ella}/omsorg/",
        {
            "name": "Mona Berg",
            "kind": "foster_parent",
            "national_id": "",
            "stated_by": "mor",
            "stated_on": "2026-02-01",
        },
    ),
    "trusted person": ("/lister/barn/{ella}/tillitsperson/", {"name": "Bestemor Rut", "chosen_by": "child"}),
    "contact": (
        "/lister/barn/{ella}/kontakt/",
        {"carer": "", "phone": "00 00 00 01", "email": "mona@example.no", "address": "Strandveien 1"},
    ),
    "protection": ("/lister/barn/{ella}/adresse/", {"protection": "none"}),
    "share": ("/lister/{blue}/del/", {"seat": ""}),
    "take": ("/lister/{blue}/ta-fra/", {"seat": ""}),
    "file": ("/lister/{blue}/fil/", {"file": "", "stated_by": "mor", "stated_on": "2026-02-01"}),
}
"""The forms of this room, filled in as they should be."""

SENT = {
    "nothing": b"",
    "only spaces": b" \t ",
    "too much": b"a" * 9_000,
    "a day as people write it": b"05.01.2026",
    "a day that is none": b"31.02.2026",
    "the last day there is": b"9999-12-31",
    "the first day there is": b"0001-01-01",
    "an empty sign": b"Ella\x00Berg",
    "half a character": b"Ella \xed\xa0\x80",
    "no text at all": b"\xff\xfe",
    "right to left": "قالت إيلا".encode(),
    "turned around": "\u202eElla".encode(),
    "a drawing": "👩‍👧 🏳️‍🌈".encode(),
    "somebody who is not there": str(uuid4()).encode(),
    "a number": b"-1",
    "a large number": b"9" * 40,
}
FIELDS = [(form, field) for form, (_, filled) in FILLED.items() for field in filled]


@pytest.fixture(autouse=True)
def a_day_in_march(fjordvik: Fjordvik) -> Iterator[None]:
    with story_time(fjordvik.now):
        yield


@pytest.fixture
def tove(fjordvik: Fjordvik) -> Client:
    return browser_of(fjordvik, "Tove")


def sentences_of_django() -> set[str]:
    """Return what Django's own fields say when something is wrong, as far as it does not depend on what was written."""
    ours, said = {TextField, DateField}, set()
    for field in vars(django_forms).values():
        if isinstance(field, type) and issubclass(field, django_forms.Field) and field not in ours:
            for language in ("nb", "nn", "en"):
                with override(language):
                    said |= {
                        str(sentence).partition("%")[0].strip() for sentence in field.default_error_messages.values()
                    }
    return {sentence for sentence in said if len(sentence) > 8}


DJANGOS = sentences_of_django()


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_every_field_answers_with_a_sentence_of_ours_and_keeps_what_was_written(tove: Client, blue, ella, form, field):
    address, filled = FILLED[form]
    address = address.format(blue=blue, ella=ella)
    wrong = []

    for name, sent in SENT.items():
        body = "&".join([urlencode({k: v for k, v in filled.items() if v and k != field}), f"{field}={quote(sent)}"])
        answer = tove.generic("POST", address, body, content_type="application/x-www-form-urlencoded")
        page = unescape(answer.content.decode())
        if answer.status_code not in {200, 303, 422}:
            wrong.append(f"{name}: {answer.status_code}")
        if answer.status_code == 422:
            wrong += [f"{name}: {sentence}" for sentence in DJANGOS if sentence in page]
            kept = {k: v for k, v in filled.items() if k != field and k not in {"interpreter_needed", "seen_version"}}
            wrong += [f"{name}: {v} is lost" for v in kept.values() if v and v not in page]
            if "ds-validation-message" not in page and "ds-error-summary" not in page:
                wrong.append(f"{name}: no sentence")
    assert wrong == []


@pytest.mark.parametrize("seen", ["", "en", "-1", "9" * 40, "1\x00"])
def test_a_correction_that_does_not_know_what_it_corrects_is_not_saved(tove: Client, ella, seen):
    answer = tove.post(f"/lister/barn/{ella}/rett/", CHILD | {"name": "Ella Bærg", "seen_version": seen})

    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and 'value="Ella Bærg"' in page
    assert "Noen andre har endret dette mens du skrev. Åpne siden på nytt og se hva som står nå." in page


@pytest.mark.parametrize("last", ["2025-01-01", "2028-01-01", "9999-12-31"])
def test_what_is_wrong_with_the_last_day_of_a_list_is_said_at_that_day(tove: Client, last):
    _, filled = FILLED["list"]
    answer = tove.post("/lister/ny/", {"name": filled["name"], "starts": filled["starts"], "last": last})

    assert re.search(r'id="id_last_error"[^>]*>[^<]', answer.content.decode())
