"""What somebody tried from outside, and what it gives them now."""

import re

from fjordvik.testing import browser_of
from fjordvik.town import Town
from somlos.child.concerns.tests import stories as told

SECRET = "Hun sa at hun ikke tør å gå hjem i dag."


def once_in(page: bytes) -> str:
    found = re.search(rb'name="once"[^>]*value="([^"]+)"', page) or re.search(rb'value="([^"]+)"[^>]*name="once"', page)
    assert found
    return found.group(1).decode()


def write(town: Town, key: str = "tove") -> str:
    form = f"/barn/{town.places['ella']}/undring/ny/"
    browser = browser_of(key)
    saved = browser.post(form, {"once": once_in(browser.get(form).content), "seen": SECRET})
    assert saved.status_code == 303
    return str(saved.headers["Location"])


def left_lying(town: Town) -> str:
    """Write a note nobody has touched for a week, which its leader may take over."""
    return f"/undring/{told.save(town, SECRET, days_ago=8)}/"


def test_a_leader_who_took_a_note_over_is_shut_out_by_the_red_path(town: Town) -> None:
    note = left_lying(town)
    berit, tove = browser_of("berit"), browser_of("tove")
    assert berit.post(f"{note}ta-over/", {"why": "away"}).status_code == 303
    assert SECRET in berit.get(note).content.decode()

    assert tove.post(f"{note}haster/").status_code == 303

    closed = berit.get(note)
    assert closed.status_code in (403, 404)
    assert SECRET not in closed.content.decode()


def test_who_took_over_decides_with_the_author(town: Town) -> None:
    note = left_lying(town)
    berit, tove = browser_of("berit"), browser_of("tove")
    assert berit.post(f"{note}ta-over/", {"why": "away"}).status_code == 303

    decided = tove.post(f"{note}bestem/", {"decision": "level_1", "reason": "Vi prøver noe selv først."})

    assert decided.status_code == 303


def test_the_red_button_pressed_twice_moves_one_text(town: Town) -> None:
    form = f"/barn/{town.places['ella']}/undring/ny/"
    tove = browser_of("tove")
    typed = {"once": once_in(tove.get(form).content), "seen": SECRET}

    first = tove.post(f"/barn/{town.places['ella']}/undring/haster/", typed)
    second = tove.post(f"/barn/{town.places['ella']}/undring/haster/", typed)

    assert first.headers["Location"] == second.headers["Location"]


def test_a_page_that_gives_a_text_back_is_kept_nowhere(town: Town) -> None:
    tove = browser_of("tove")
    tove.cookies.clear()

    answer = tove.post(f"/barn/{town.places['ella']}/undring/ny/", {"seen": SECRET})

    assert answer.status_code == 401
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_word_for_a_child_is_no_name_and_no_number(town: Town) -> None:
    tove = browser_of("tove")

    for word in ("Ella Strandli", "ella", "15.03.2020", "01892151071"):
        assert tove.post("/undring/", {"key": word}).status_code == 422
    assert tove.post("/undring/", {"key": "rød lue"}).status_code == 303


def test_nobody_signs_out_of_what_does_not_exist(town: Town) -> None:
    assert browser_of("tove").get("/logg-ut/videre/foo/").status_code == 404
