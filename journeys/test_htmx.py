"""Parts of a page that come by themselves: with a strict policy, nothing kept in the browser, and nothing lost."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

import somlos.ui.tests

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("a_room_of_its_own")]


@pytest.fixture
def a_room_of_its_own(settings):
    """Serve the design system's own test pages, with every header of the product and without its doors."""
    without = {"somlos.foundation.access.middleware.Request"}
    loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    engine = settings.TEMPLATES[0]
    options = engine["OPTIONS"] | {"loaders": [("template_partials.loader.Loader", loaders)]}
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in without]
    settings.ROOT_URLCONF = "somlos.ui.tests.addresses"
    settings.SOMLOS_FRAME = ""
    settings.TEMPLATES = [engine | {"DIRS": [Path(somlos.ui.tests.__file__).parent / "templates"], "OPTIONS": options}]


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_a_refused_form_keeps_the_text_and_moves_focus_to_what_is_wrong(page_at, js):
    page = page_at(js=js)
    page.goto("/levende/")
    page.get_by_label("Nei, ikke ennå").check()

    page.get_by_role("button", name="Lagre undringen").click()

    expect(page.locator(".ds-error-summary")).to_be_focused()
    expect(page.get_by_label("Nei, ikke ennå")).to_be_checked()
    expect(page.get_by_text("Skriv hva du har sett. Én setning er nok.").first).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_a_form_can_be_put_right_and_saved(page_at, js):
    page = page_at(js=js)
    page.goto("/levende/")
    page.get_by_role("button", name="Lagre undringen").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()

    page.get_by_label("Hva har du sett eller hørt?").fill("Satt alene ved gjerdet.")
    page.get_by_label("Nei, ikke ennå").check()
    page.get_by_role("button", name="Lagre undringen").click()

    expect(page.get_by_label("Hva har du sett eller hørt?")).to_have_value("")
    page.goto("/levende/")
    if not js:
        return
    expect(page.locator(".s-receipt")).to_be_focused()


def test_nothing_of_a_page_is_kept_in_the_browser(page_at):
    page = page_at()
    page.goto("/levende/")
    page.get_by_label("Hva har du sett eller hørt?").fill("Ella satt alene.")
    page.get_by_role("button", name="Lagre undringen").click()
    expect(page.locator(".ds-error-summary")).to_be_visible()

    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Ella" not in kept and "<" not in kept


def test_a_draft_is_kept_when_the_writer_rests(page_at):
    page = page_at()
    page.goto("/levende/")

    page.get_by_label("Kladd").press_sequentially("Hei")

    expect(page.locator("#kept")).to_have_text("Kladden er lagret: 3 tegn")


def test_when_no_answer_comes_it_is_said_and_what_was_written_stays(page_at):
    page = page_at()
    page.goto("/levende/")
    page.get_by_label("Uten svar").fill("Viktig")

    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert")).to_contain_text("Vi fikk ikke svar")
    expect(page.get_by_label("Uten svar")).to_have_value("Viktig")


def test_a_button_pressed_twice_sends_once(page_at):
    page = page_at()
    page.goto("/levende/")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    page.locator(".s-choices button[value=nn]").dblclick()
    expect(page.locator("html")).to_have_attribute("lang", "nn")

    assert len(sent) == 1
