"""The small modules everyone leans on."""

from datetime import UTC, datetime, timedelta

import pytest

from somlos.kernel.period import Period
from somlos.kernel.testing import matrix
from somlos.kernel.text import BadText, tidy, why_not_keep

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_period_holds_its_first_moment_and_not_its_last():
    period = Period(NOON, NOON + timedelta(hours=1))

    assert period.holds(NOON)
    assert not period.holds(NOON + timedelta(hours=1))
    assert not period.holds(NOON - timedelta(seconds=1))


def test_a_period_without_an_end_goes_on():
    assert Period(NOON).holds(NOON + timedelta(days=10_000))


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(NOON, NOON)


@pytest.mark.parametrize(
    ("text", "why"),
    [("hei\x00", BadText.NUL), ("hei\ud800", BadText.HALF_CHARACTER), ("hei 👧🏽 ŋ", None), ("", None)],
)
def test_text_no_database_can_hold_is_named(text, why):
    assert why_not_keep(text) is why


def test_tidying_keeps_every_word_and_drops_hidden_direction_marks():
    assert tidy("  Ella\u202e peker\r\nog ser ned\u2069 ") == "Ella peker\nog ser ned"
    assert tidy("a\u030a") == "å"
    assert tidy("\u200b\u2060") == ""
    assert tidy("👩\u200d👧") == "👩\u200d👧"


def test_a_matrix_with_a_missing_or_odd_mark_is_not_read():
    assert matrix("  read\nnurse ✓\nfar bror ·") == [("nurse", "read", True), ("far bror", "read", False)]
    with pytest.raises(KeyError):
        matrix("  read\nnurse x")
    with pytest.raises(ValueError, match="zip"):
        matrix("  read write\nnurse ✓")
