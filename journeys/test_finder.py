"""Somebody looks for help on an old phone or a wide screen, with script and without, and leaves quickly when needed."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from fjordvik.model import lay_help, lay_model
from journeys.conftest import PHONE
from somlos.municipality.catalogue.tests.desk import house, lay_desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fjordvik")]


@pytest.fixture(scope="class")  # anew for each test, and before it closes the doors to all databases but one
def fjordvik(django_db_setup, django_db_blocker, test_server, tmp_path_factory):  # noqa: ARG001 - the database is made first
    now = timezone.now()
    with house(django_db_blocker, test_server, tmp_path_factory.mktemp("keys")):
        with lay_desk("Fjordvik kommune", now=now).sits(at=now) as editor:
            lay_model(editor, now=now)
            lay_help(editor, now=now)
        yield


def test_axe_finds_nothing_nothing_sticks_out_and_fingers_have_room(page_at, readable, small_targets):
    page = page_at(PHONE)
    for address in ("/finn-hjelp/", "/finn-hjelp/?sok=redd+hjemme", "/finn-hjelp/?sok=xqzw", "/finn-hjelp/ppt/"):
        page.goto(address)
        readable(page)
        assert small_targets(page) == [], address


def test_a_question_is_asked_without_script_and_the_answer_opened(page_at):
    page = page_at(PHONE, js=False)
    page.goto("/finn-hjelp/")

    page.get_by_label("Hva trenger du hjelp med?").fill("vil ikkje på skulen")
    page.get_by_role("button", name="Søk").click()
    first = page.locator(".p-help h3 a").first
    expect(first).to_have_text("Nærværsteam")
    first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nærværsteam")
    expect(page.get_by_role("link", name="112").first).to_be_visible()


def test_with_script_the_list_is_swapped_counted_aloud_and_kept_in_the_address(page_at):
    page = page_at()
    page.goto("/finn-hjelp/")
    count = page.locator("#antall")
    expect(count).to_have_attribute("aria-live", "polite")
    page.evaluate("document.querySelector('main').dataset.same = 'yes'")
    before = count.inner_text()

    page.get_by_label("0–5 år").check()

    expect(count).not_to_have_text(before)
    expect(page.locator("main")).to_have_attribute("data-same", "yes")
    assert "alder=0-5" in page.url
    page.reload()
    expect(page.get_by_label("0–5 år")).to_be_checked()


def test_somebody_in_danger_sees_whom_to_ring_first_and_a_way_out(page_at):
    page = page_at(PHONE)
    page.goto("/finn-hjelp/")
    page.get_by_label("Hva trenger du hjelp med?").fill("redd heime")
    page.get_by_role("button", name="Søk").click()

    way_out = page.get_by_role("link", name="Gå raskt ut")
    expect(way_out).to_be_visible()
    assert "noreferrer" in way_out.get_attribute("rel")
    danger = page.locator(".p-danger").bounding_box()
    first = page.locator(".p-help").first.bounding_box()
    assert danger["y"] < first["y"]
