"""A pedagogical leader makes a list, fills it by hand and from a file, and writes in who cares for a child."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from journeys.conftest import NARROW, PHONE, WIDE, PageAt
from somlos.foundation.access import actions as access
from somlos.foundation.access.actions import begin_session
from somlos.foundation.accounts.actions.sign_in import identity_hash
from somlos.foundation.organisations.tests.fjordvik import Fjordvik, lay_fjordvik
from somlos.foundation.people import actions, policy
from somlos.foundation.people.rules import ChosenBy, Details
from somlos.foundation.people.tests.children import mother

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

FILE = "Navn;Fødselsdato;Foresatt 1;Foresatt 1 foreldreansvar\nÅse Ærø;05.01.2021;Mona Ærø;ja\nOdd Lie;2021-02-03;;\n"
PICTURES = os.environ.get("SOMLOS_PICTURES")


@pytest.fixture
def fjordvik(
    live_server: LiveServer,  # noqa: ARG001 - pages are asked while it runs
    settings: Settings,
    tmp_path: Path,
) -> Fjordvik:
    settings.SOMLOS_KEYS, settings.SOMLOS_ANCHOR = tmp_path / "keys", tmp_path / "anchor" / "heads.log"
    return lay_fjordvik(datetime.now(UTC))


def sign_in(page: Page, here: Fjordvik, who: str) -> None:
    secret = begin_session(identity_hash(here.people[who]), kind="employee", lasts=timedelta(hours=1))
    assert secret
    page.goto("/")
    page.context.add_cookies([{"name": django_settings.SOMLOS_COOKIE, "value": secret, "url": page.url}])


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_list_is_made_and_filled_by_hand_and_from_a_file(
    fjordvik: Fjordvik, page_at: PageAt, tmp_path: Path, width: int, js: bool
) -> None:
    page = page_at(width, js=js)
    sign_in(page, fjordvik, "Tove")

    page.goto("/lister/")
    page.get_by_role("link", name="Lag en liste").click()
    page.get_by_label("Hva skal listen hete?").fill("Blåklokke")
    page.get_by_label("Til og med").fill((fjordvik.now + timedelta(days=200)).date().isoformat())
    page.get_by_label("Åse Moen").check()
    page.get_by_role("button", name="Lag listen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Blåklokke")

    page.get_by_role("link", name="Legg til et barn").click()
    page.get_by_role("button", name="Legg til barnet").click()
    expect(page.get_by_text("Skriv navnet.").first).to_be_visible()
    page.get_by_label("Navn", exact=True).fill("Ella Berg")
    page.get_by_label("Fødselsdato").fill("2021-12-01")
    page.get_by_role("button", name="Legg til barnet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ella Berg")

    page.get_by_role("link", name="Skriv inn en omsorgsperson").click()
    page.get_by_label("Navn", exact=True).fill("Mona Berg")
    page.get_by_label("Hva er personen for barnet?").select_option("parent_with_responsibility")
    page.get_by_label("Hvem har oppgitt det?").fill("mor")
    page.get_by_role("button", name="Skriv inn").click()
    expect(page.get_by_text("Oppgitt av mor")).to_be_visible()

    file = tmp_path / "liste.csv"
    file.write_text(FILE, encoding="cp1252")
    page.get_by_role("link", name="Barn", exact=True).first.click()
    page.get_by_role("link", name="Åpne Blåklokke").click()
    page.get_by_role("link", name="Velg fil").click()
    page.get_by_label("Fil med listen (CSV)").set_input_files(file)
    page.get_by_label("Hvem har oppgitt hvem som har foreldreansvar?").fill("foreldrene")
    page.get_by_label("Når ble det oppgitt?").fill("2026-02-01")
    page.get_by_role("button", name="Se gjennom filen").click()
    expect(page.get_by_text("Filen har 2 barn. Ingenting er lagret ennå.")).to_be_visible()
    page.get_by_role("button", name="Les inn listen").click()
    expect(page.get_by_role("link", name="Åse Ærø")).to_be_visible()


def test_every_page_of_a_list_is_readable_and_fits(
    fjordvik: Fjordvik, page_at: PageAt, readable: Callable[[Page], None]
) -> None:
    list_id, child = filled(fjordvik)
    addresses = [
        "/lister/",
        "/lister/ny/",
        f"/lister/{list_id}/",
        f"/lister/{list_id}/barn/",
        f"/lister/{list_id}/fil/",
    ]
    addresses += [
        f"/lister/barn/{child}/{part}" for part in ("", "rett/", "omsorg/", "tillitsperson/", "adresse/", "kontakt/")
    ]
    addresses += [f"/lister/barn/{child}/av/{list_id}/"]
    page = page_at()
    sign_in(page, fjordvik, "Tove")
    for number, address in enumerate(addresses):
        page.goto(address)
        picture(page, f"{number}")
        readable(page)


def test_what_is_wrong_is_readable_too(
    fjordvik: Fjordvik,
    page_at: PageAt,
    readable: Callable[[Page], None],
    no_sideways_scroll: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    list_id, _ = filled(fjordvik)
    file = tmp_path / "liste.csv"
    page = page_at(NARROW, js=False)
    sign_in(page, fjordvik, "Tove")
    for content in (FILE, "Navn;Alder\nElla;5\n"):
        file.write_text(content, encoding="utf-8")
        page.goto(f"/lister/{list_id}/fil/")
        page.get_by_label("Fil med listen (CSV)").set_input_files(file)
        page.get_by_label("Hvem har oppgitt hvem som har foreldreansvar?").fill("foreldrene")
        page.get_by_label("Når ble det oppgitt?").fill("2026-02-01")
        page.get_by_role("button", name="Se gjennom filen").click()
        no_sideways_scroll(page)
        picture(page, f"file-{len(content)}-narrow")
    admin = page_at()
    sign_in(admin, fjordvik, "Anders")
    admin.goto("/klar/")
    picture(admin, "ready")
    readable(admin)


def filled(here: Fjordvik) -> tuple[object, object]:
    with here.sits("Tove") as tove:
        list_id = actions.make_list(
            tove,
            name="Blåklokke",
            starts=here.now.date(),
            ends=here.now.date() + timedelta(days=200),
            share_with=[here.seats["Åse"]],
            now=here.now,
        )
        for name in ("Fatima-Zahra Bjørnstjerne Rasmussen-Abdullahi", "Ella Berg"):
            warrant = actions.put_on_list(
                tove,
                list_id,
                Details(name=name, birth_date=date(2021, 12, 1), language="prs", interpreter_needed=True),
                carers=[mother()],
                now=here.now,
            )
        actions.choose_trusted_person(
            access.open_door(tove, warrant.identity_id, to=policy.REGISTER, now=here.now),
            name="Bestemor Rut",
            chosen_by=ChosenBy.CHILD,
            starts=here.now.date(),
            now=here.now,
        )
        return list_id, warrant.identity_id


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
