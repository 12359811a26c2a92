"""The components as a browser, a keyboard and axe meet them."""

import pytest
from playwright.sync_api import expect

from journeys.conftest import NARROW, PHONE, SCHEMES, WIDE
from somlos import ui

pytestmark = pytest.mark.django_db(transaction=True)


def test_axe_finds_nothing_and_nothing_sticks_out(page_at, readable):
    page = page_at()
    page.goto("/ui/")

    readable(page)


def test_everything_one_presses_on_a_phone_is_big_enough_for_a_finger(page_at, small_targets):
    page = page_at(PHONE)
    page.goto("/ui/")

    small = small_targets(page)
    assert small == [], "\n".join(small)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_every_number_one_rings_is_as_high_as_a_finger(page_at, width):
    page = page_at(width)
    page.goto("/ui/")

    heights = page.locator(".s-phones a").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert len(heights) >= 3 and min(heights) >= 44


def test_nothing_is_cut_off_when_a_reader_spreads_the_text(page_at, no_sideways_scroll):
    page = page_at(NARROW)
    page.goto("/ui/")
    page.evaluate(
        """() => {
            const spread = new CSSStyleSheet();
            spread.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important }");
            document.adoptedStyleSheets.push(spread);
        }"""
    )

    no_sideways_scroll(page)


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
def test_colours_and_language_are_chosen_and_kept(page_at, js):
    page = page_at(js=js)
    page.goto("/ui/")

    page.get_by_role("button", name="Mørke").click()
    page.get_by_role("button", name="Nynorsk").click()

    html = page.locator("html")
    expect(html).to_have_attribute("data-color-scheme", "dark")
    expect(html).to_have_attribute("lang", "nn")
    expect(page.get_by_role("button", name="Nynorsk")).to_have_attribute("aria-pressed", "true")
    assert page.url.endswith("/ui/")


def test_the_first_press_of_tab_leads_to_the_content(page_at):
    page = page_at()
    page.goto("/ui/")

    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#innhold")).to_be_focused()


@pytest.fixture
def signed_in(settings):
    """Put around every page what somebody with much to do would have."""
    settings.SOMLOS_FRAME = "journeys.test_gallery.much_to_do"


def much_to_do(request):  # noqa: ARG001 - a frame is asked for with the request
    return ui.Frame(
        audience=ui.Audience.STAFF,
        home="/ui/",
        place="Fjordvik kommune",
        menu=(
            ui.MenuItem("Min dag", "/ui/"),
            ui.MenuItem("Jeg undrer meg", "/undring/"),
            ui.MenuItem("Innboks", "/innboks/", 12),
        ),
        inbox=ui.MenuItem("Innboks", "/innboks/", 12),
        person=ui.Person(
            "Fatima-Zahra Rasmussen-Abdullahi",
            "Spesialpedagogisk rådgiver, Fjordvik",
            (ui.Link("Bytt rolle", "/rolle/"),),
        ),
        sign_out="/ut/",
        urgent="/haster/",
        footer=(ui.Link("Personvern", "/personvern/"), ui.Link("Tilgjengelighet", "/tilgjengelighet/")),
        remark="Alle personer, steder og tall er oppdiktet.",
    )


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("width", [WIDE, 1024, 961, PHONE, NARROW])
def test_the_top_bar_fits_and_shows_the_red_path_at_every_width(page_at, axe, no_sideways_scroll, width):
    page = page_at(width)
    page.goto("/innstillinger/")

    expect(page.get_by_role("link", name="Haster det?")).to_be_in_viewport()
    no_sideways_scroll(page)
    for menu in page.locator(".s-top summary").all():
        if menu.is_visible():
            menu.click()
            no_sideways_scroll(page)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert axe(page) == [], scheme


@pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])
@pytest.mark.usefixtures("signed_in")
def test_the_menu_opens_with_and_without_script(page_at, js):
    page = page_at(PHONE, js=js)
    page.goto("/innstillinger/")

    page.locator(".s-menu > summary").click()

    expect(page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Innboks")).to_be_visible()
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()


@pytest.mark.usefixtures("signed_in")
def test_esc_closes_the_menu_and_gives_focus_back(page_at):
    page = page_at(PHONE)
    page.goto("/innstillinger/")
    menu = page.locator(".s-menu")

    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.evaluate("one => one.open")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")

    assert not menu.evaluate("one => one.open")
    expect(menu.locator("summary")).to_be_focused()


def test_an_error_leads_to_its_field_and_goes_away_when_the_field_is_put_right(page_at):
    page = page_at(WIDE)
    page.goto("/ui/")
    summary = page.locator(".ds-error-summary")
    field = page.locator("#c_seen")

    summary.get_by_role("link", name="Skriv hva du har sett").click()
    expect(field).to_be_focused()
    field.fill("Satt alene ved gjerdet.")

    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#c_seen_error")).to_be_hidden()
    expect(summary.get_by_role("link", name="Skriv hva du har sett")).to_have_count(0)


def test_forced_colours_keep_the_thread_and_the_dots(page_at):
    page = page_at(forced_colors="active")
    page.goto("/ui/")

    filled = page.locator(".s-thread > li:not(.s-planned)").first.evaluate(
        "one => getComputedStyle(one, '::before').backgroundColor"
    )
    assert filled not in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}


def test_on_paper_there_is_nothing_to_press(page_at):
    page = page_at()
    page.goto("/ui/")
    page.emulate_media(media="print")

    expect(page.locator(".s-top")).to_be_hidden()
    expect(page.locator(".s-foot")).to_be_hidden()
    assert page.locator(".ds-button:visible").count() == 0


@pytest.mark.parametrize("address", ["/finnes-ikke/", "/innstillinger/"])
def test_the_pages_around_the_work_are_for_everybody_too(page_at, readable, address):
    page = page_at()
    page.goto(address)

    readable(page)
