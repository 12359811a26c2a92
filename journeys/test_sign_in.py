"""A mother signs in at the provider and out again, in a browser, with the certified provider in ID-porten's place."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from somlos.foundation.accounts.actions import users
from somlos.foundation.accounts.rules.identity import by_national_id
from somlos.foundation.accounts.rules.national_id import NationalId, parse
from somlos.foundation.accounts.rules.providers import UserKind
from tools.provider.running import KID, Client, running

MOTHER = "17858010039"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("idporten")]


@pytest.fixture
def idporten(live_server: LiveServer, tmp_path: Path, settings: LazySettings) -> Iterator[None]:
    """Run the certified provider, and trust it as a municipality trusts ID-porten."""
    home, outside = f"{live_server.url}/logg-inn/tilbake/", f"{live_server.url}/logg-ut/ute/"
    with running([Client("somlos", home, outside, {})], tmp_path) as provider:
        settings.SOMLOS_PROVIDERS = {
            "idporten": {
                "audience": "resident",
                "label": "ID-porten",
                "issuer": provider.issuer,
                "client_id": "somlos",
                "key_file": str(provider.key_file),
                "kid": KID,
                "redirect_uri": home,
                "post_logout_redirect_uri": outside,
                "acr": ["idporten-loa-high"],
                "identity": "pid",
                "people": "synthetic",
            }
        }
        yield


@pytest.fixture
def mother() -> None:
    """Expect a mother, as a kindergarten does when it registers her."""
    read = parse(MOTHER)
    assert isinstance(read, NationalId)
    users.expect(by_national_id(read), kind=UserKind.RESIDENT, now=datetime(2026, 3, 2, 8, tzinfo=UTC))


@pytest.mark.usefixtures("mother")
@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_a_mother_signs_in_at_the_provider_and_out_at_both(page_at, js):
    page = page_at(js=js)
    page.goto("/logg-inn/?til=/varsler/")
    page.get_by_role("link", name="ID-porten").click()
    expect(page.get_by_role("heading", name="Test-ID")).to_be_visible()
    expect(page.get_by_text("Krav: idporten-loa-high.")).to_be_visible()

    page.get_by_label("Fødselsnummer").fill(MOTHER)
    page.get_by_role("button", name="Logg inn").click()
    expect(page).to_have_url(re.compile(r"/varsler/$"))

    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("heading", name="Logg ut")).to_be_visible()
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("heading", name="Du er logget ut")).to_be_visible()

    page.goto("/varsler/")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()


@pytest.mark.usefixtures("mother")
def test_a_mother_signs_out_on_a_phone(page_at):
    page = page_at(390)
    page.goto("/logg-inn/?til=/varsler/")
    page.get_by_role("link", name="ID-porten").click()
    page.get_by_label("Fødselsnummer").fill(MOTHER)
    page.get_by_role("button", name="Logg inn").click()

    page.get_by_text("Meny").click()
    page.get_by_role("button", name="Logg ut").click()

    expect(page.get_by_role("heading", name="Logg ut")).to_be_visible()


def test_somebody_nobody_has_registered_is_told_so_and_let_in_nowhere(page_at):
    page = page_at()
    page.goto("/logg-inn/")
    page.get_by_role("link", name="ID-porten").click()

    page.get_by_label("Fødselsnummer").fill(MOTHER)
    page.get_by_role("button", name="Logg inn").click()

    expect(page.get_by_text("Ingen har registrert deg her ennå.")).to_be_visible()
    page.goto("/varsler/")
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()


@pytest.mark.usefixtures("mother")
def test_a_level_that_is_too_low_is_explained(page_at):
    page = page_at()
    page.goto("/logg-inn/")
    page.get_by_role("link", name="ID-porten").click()

    page.get_by_label("Fødselsnummer").fill(MOTHER)
    page.get_by_label("Nivå").fill("idporten-loa-substantial")
    page.get_by_role("button", name="Logg inn").click()

    expect(page.get_by_text("Her trengs en sikrere innlogging")).to_be_visible()


@pytest.mark.usefixtures("mother")
def test_who_gives_up_at_the_provider_can_try_again(page_at):
    page = page_at()
    page.goto("/logg-inn/")
    page.get_by_role("link", name="ID-porten").click()
    page.get_by_role("button", name="Avbryt").click()

    expect(page.get_by_text("Du avbrøt innloggingen.")).to_be_visible()
    expect(page.get_by_role("link", name="ID-porten")).to_be_visible()
