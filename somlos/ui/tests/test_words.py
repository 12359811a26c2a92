"""What is given back of a form that was not saved: every word somebody wrote, and nothing a form carries."""

import pytest

from somlos.ui.words import texts_in

ID = "0d6c3a0e-7d0a-4c57-9d1e-6f6d7f0a9f00"
WRITTEN = [
    "hjelp",
    "HJELP",
    "Nei.",
    "redd!",
    "ja",
    "Ella",
    "put_aside",
    "112 nå",
    "a" * 64,
    "9 år",
    "31/2",
    "👩‍👧",
    "\u0645",
]
CARRIED = [
    ("once", ID),
    ("child-once", "hjelp"),
    ("anything", ID),
    ("held_on", "2026-01-05"),
    ("child-held_on", "5.1.2026"),
    ("anything", "-7"),
    ("anything", "aB3" * 10 + "aB"),
    ("csrfmiddlewaretoken", "hjelp"),
    ("decision", "watch"),
    ("keep", "ja"),
    ("seen", " "),
]


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize("name", ["seen", "child-said", "reason"])
def test_a_written_word_is_never_lost(name, text):
    assert texts_in([(name, text)]) == [text]


@pytest.mark.parametrize(("name", "value"), CARRIED)
def test_what_a_form_carries_is_not_given_back_as_written(name, value):
    assert texts_in([(name, value), ("seen", "hjelp")]) == ["hjelp"]
