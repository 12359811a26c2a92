"""When a nudge may go, and what confirms an address."""

from datetime import UTC, date, datetime, timedelta

import pytest

from somlos.foundation.notifications import rules
from somlos.foundation.notifications.rules import NotChosen

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def test_the_first_nudge_goes_now_and_the_next_an_hour_after_it():
    assert rules.next_nudge_at(None, now=NOW) == NOW
    assert rules.next_nudge_at(NOW - timedelta(minutes=20), now=NOW) == NOW + timedelta(minutes=40)
    assert rules.next_nudge_at(NOW - timedelta(hours=3), now=NOW) == NOW


def test_five_codes_a_day_may_be_asked_for():
    assert rules.why_not_ask(asked_on=TODAY, asked_times=4, today=TODAY) is None
    assert rules.why_not_ask(asked_on=TODAY, asked_times=5, today=TODAY) is NotChosen.TOO_MANY_CODES
    assert rules.why_not_ask(asked_on=TODAY - timedelta(days=1), asked_times=5, today=TODAY) is None


@pytest.mark.parametrize(
    ("asked_at", "tries", "right", "why"),
    [
        (NOW, 0, True, None),
        (NOW, 0, False, NotChosen.WRONG_CODE),
        (NOW, 5, True, NotChosen.TOO_MANY_TRIES),
        (NOW - timedelta(hours=1), 0, True, NotChosen.CODE_TOO_OLD),
        (None, 0, True, NotChosen.NO_CODE),
    ],
)
def test_a_right_code_confirms_within_an_hour_and_five_tries(asked_at, tries, right, why):
    assert rules.why_not_confirm(asked_at=asked_at, tries=tries, right=right, now=NOW) is why


def test_a_code_is_six_digits_also_when_it_begins_with_nought():
    assert rules.six_digits(bytes(16)) == "000000"
    assert all(len(rules.six_digits(bytes([n] * 32))) == 6 for n in range(256))


def test_an_address_is_the_same_however_it_is_written():
    assert rules.same_address(" Kari@Example.COM ") == rules.same_address("kari@example.com")
