"""The pages of the wonder note, asked by the cast."""

import re

from fjordvik.testing import browser_of
from fjordvik.town import Town

ELLA = "Tre ganger denne uka har Ella pekt i stedet for å si ordet."


def once_in(page: bytes) -> str:
    found = re.search(rb'name="once" value="([^"]+)"', page)
    assert found
    return found.group(1).decode()


def test_ellas_note_is_walked_from_the_first_sentence_to_the_decision(town: Town) -> None:
    tove, berit = browser_of("tove"), browser_of("berit")
    form = f"/barn/{town.places['ella']}/undring/ny/"

    page = tove.get(form)
    assert page.status_code == 200
    saved = tove.post(form, {"once": once_in(page.content), "seen": ELLA})
    assert saved.status_code == 303, saved.content.decode()
    note = saved.headers["Location"]
    assert ELLA in tove.get(note).content.decode()
    assert berit.get(note).status_code == 404

    asked = tove.post(f"{note}droft/", {"seat": town.seats["berit"]})
    assert asked.status_code == 303, asked.content.decode()
    assert ELLA in berit.get(note).content.decode()

    today = town.now.date().isoformat()
    talk = {"child-held_on": today, "child-said": "Jeg vil tørre å si hei til Oda.", "child-shared": ""}
    assert tove.post(f"{note}samtale-med-barnet/", talk).status_code == 303
    home = {"home-held_on": today, "home-said": "Mor sier hun prater hjemme.", "home-shared": "Vi øver på å si hei."}
    assert tove.post(f"{note}samtale-med-hjemmet/", home).status_code == 303

    decided = berit.post(f"{note}bestem/", {"decision": "level_1", "reason": "Vi prøver hei-leken."})
    assert decided.status_code == 303, decided.content.decode()
    assert "Nivå 1" in tove.get(note).content.decode()
