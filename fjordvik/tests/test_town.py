"""Fjordvik stands, and Noah is nowhere."""

from fjordvik.testing import browser_of
from fjordvik.town import Town


def test_everybody_can_sign_in_and_has_a_day(town: Town) -> None:
    page = browser_of("tove").get("/min-dag/")

    assert page.status_code == 200
    assert "Tove" in page.content.decode()
