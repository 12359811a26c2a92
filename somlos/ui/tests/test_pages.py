import pytest
from django.test import Client, RequestFactory, override_settings

from somlos import ui
from somlos.ui import errors
from somlos.ui.tests.reading import read

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


def staff(request):
    return ui.Frame(
        audience=ui.Audience.STAFF,
        home="/min-dag/",
        place="Fjordvik kommune",
        menu=(ui.MenuItem("Min dag", "/min-dag/"), ui.MenuItem("Undringer", "/undring/", 2)),
        person=ui.Person("Ragnhild Havskum", "Helsesykepleier"),
        inbox=ui.MenuItem("Innboks", "/innboks/", 3),
        sign_out="/ut/",
        urgent="/haster/",
    )


def broken(request):
    raise RuntimeError("the database is gone")


STAFF = override_settings(SOMLOS_FRAME="somlos.ui.tests.test_pages.staff")
BROKEN = override_settings(SOMLOS_FRAME="somlos.ui.tests.test_pages.broken")


def test_a_page_has_its_landmarks_in_order_and_one_heading(browser):
    page = read(browser.get("/min-dag/").content.decode())

    marks = [one.name for one in page.within() if one.name in {"header", "main", "footer"}]
    assert marks == ["header", "main", "footer"]
    assert page.one("main").attributes["id"] == "innhold"
    assert len(page.all("h1")) == 1
    assert page.one("html").attributes["lang"] == "nb"


def test_a_page_carries_no_inline_style_or_script(browser):
    for address in ("/min-dag/", "/undring/", "/ui/", "/finnes-ikke/"):
        page = read(browser.get(address).content.decode())

        assert not page.all("style")
        assert all(script.attributes.get("src") and not script.text for script in page.all("script"))
        assert not any("style" in one.attributes for one in page.within())


@STAFF
def test_the_red_path_is_one_press_away_on_every_staff_page_also_one_that_is_not_found(browser):
    for address in ("/min-dag/", "/undring/", "/finnes-ikke/", "/nei/forbidden/"):
        page = read(browser.get(address).content.decode())

        assert page.one("a", class_="s-urgent").attributes["href"] == "/haster/", address


def test_a_staff_frame_without_the_red_path_is_refused():
    with pytest.raises(ValueError, match="red path"):
        ui.Frame(audience=ui.Audience.STAFF)


@STAFF
def test_the_menu_says_where_one_is(browser):
    page = read(browser.get("/undring/").content.decode())

    current = [link.attributes["href"] for link in page.all("a", aria_current="page")]
    assert current == ["/undring/", "/undring/"]  # the wide menu and the one that opens


@STAFF
def test_an_address_under_the_menu_entry_marks_it_and_the_home_only_itself():
    frame = staff(None)

    assert frame.current("/undring/ny/") == "/undring/"
    assert frame.current("/min-dag/") == "/min-dag/"
    assert frame.current("/min-dag/noe/") == ""


def test_what_is_not_built_is_not_drawn(browser):
    page = read(browser.get("/min-dag/").content.decode())

    assert not page.all("a", class_="s-urgent")
    assert not page.all("details")
    assert not [link for link in page.all("a") if link.attributes["href"] in {"", "#"}]


def test_htmx_gets_the_part_and_everybody_else_the_page(browser):
    whole = browser.get("/undring/")
    part = browser.get("/undring/", headers=HTMX)
    boosted = browser.get("/undring/", headers=HTMX | {"HX-Boosted": "true"})
    back = browser.get("/undring/", headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert part.content.decode().startswith('<div id="fields">')
    assert all(b"<!doctype html>" in answer.content for answer in (whole, boosted, back))
    assert all("HX-Request" in answer.headers["Vary"] for answer in (whole, part))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["without htmx", "with htmx"])
def test_a_refused_form_keeps_what_was_written(browser, headers):
    answer = browser.post("/undring/", {"seen": "Satt alene.", "on": "i går"}, headers=headers)

    assert answer.status_code == 422
    page = read(answer.content.decode())
    assert page.one("textarea").text == "Satt alene."
    assert page.one("input", name="on").attributes["value"] == "i går"


def test_a_refused_form_says_so_in_the_title(browser):
    page = read(browser.post("/undring/", {"seen": ""}).content.decode())

    assert page.one("title").text == "Feil: Jeg undrer meg – Sømløs"


def test_what_was_done_is_said_once_on_the_next_page(browser):
    answer = browser.post("/undring/", {"seen": "Satt alene.", "home": "no"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/min-dag/")
    first, second = (read(browser.get("/min-dag/").content.decode()) for _ in range(2))
    assert first.one("div", role="status").text == "Undringen er lagret."
    assert not second.all("div", role="status")


def test_a_receipt_waits_for_a_whole_page(browser):
    browser.post("/undring/", {"seen": "Satt alene.", "home": "no"})

    browser.get("/undring/", headers=HTMX)

    assert read(browser.get("/min-dag/").content.decode()).one("div", role="status")


@pytest.mark.parametrize(("field", "value", "mark"), [("farge", "dark", "data-color-scheme"), ("sprak", "nn", "lang")])
def test_a_choice_is_kept_and_leads_back_to_the_page_it_was_made_on(browser, field, value, mark):
    answer = browser.post("/innstillinger/", {field: value, "neste": "/undring/?a=1"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/undring/?a=1")
    assert browser.cookies[field]["httponly"] and browser.cookies[field]["samesite"] == "Lax"
    page = read(browser.get("/undring/").content.decode())
    assert page.one("html").attributes[mark] == value
    assert page.one("button", name=field, value=value).attributes["aria-pressed"] == "true"


@pytest.mark.parametrize(
    "away", ["https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:alert(1)", "", "min-dag"]
)
def test_a_choice_never_leads_out_of_the_house(browser, away):
    assert browser.post("/innstillinger/", {"farge": "dark", "neste": away}).headers["Location"] == "/"


@pytest.mark.parametrize("value", ["svart", "", "dark; Path=/", "nb"])
def test_a_choice_that_is_none_is_not_kept(browser, value):
    browser.post("/innstillinger/", {"farge": value, "sprak": "se", "neste": "/"})

    assert not browser.cookies


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://ond.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_another_site_cannot_choose_for_the_reader(browser, headers):
    browser.post("/innstillinger/", {"farge": "dark", "neste": "/"}, headers=headers)

    assert not browser.cookies


def test_reading_sets_no_cookie(browser):
    answer = browser.get("/min-dag/")

    assert not answer.cookies


def test_a_cookie_somebody_has_tampered_with_is_not_believed(browser):
    browser.cookies["farge"] = '"><script>'

    assert read(browser.get("/min-dag/").content.decode()).one("html").attributes["data-color-scheme"] == "auto"


def test_the_gallery_is_for_those_who_build(browser):
    assert browser.get("/ui/").status_code == 200
    with override_settings(DEMO=False, DEBUG=False):
        assert browser.get("/ui/").status_code == 404


def test_every_text_on_our_pages_is_nynorsk_when_chosen(browser):
    browser.cookies["sprak"] = "nn"

    page = read(browser.get("/finnes-ikke/").content.decode())

    assert page.one("h1").text == "Vi finn ikkje sida"
    assert page.one("html").attributes["lang"] == "nn"


ERRORS = [
    ("get", "/finnes-ikke/", 404, "Vi finner ikke siden"),
    ("get", "/nei/forbidden/", 403, "Dette kan du ikke gjøre"),
    ("get", "/nei/strange/", 400, "Vi forsto ikke det som ble sendt"),
    ("get", "/nei/broken/", 500, "Noe gikk galt hos oss"),
    ("post", "/min-dag/", 405, "Siden kan ikke åpnes slik"),
    ("get", "/nede/", 503, "Sømløs hviler et øyeblikk"),
]


@pytest.mark.parametrize(("method", "address", "status", "heading"), ERRORS)
def test_every_error_has_a_page_that_says_what_to_do_and_whom_to_call(browser, method, address, status, heading):
    answer = getattr(browser, method)(address)

    page = read(answer.content.decode())
    assert answer.status_code == status
    assert page.one("h1").text == heading
    assert page.one("main").all("a", class_="ds-button")
    assert {"tel:112", "tel:113", "tel:116117"} <= {link.attributes["href"] for link in page.all("a")}
    assert "no-cache" in answer.headers["Cache-Control"]


@BROKEN
@pytest.mark.parametrize(("method", "address", "status", "heading"), ERRORS)
def test_an_error_page_does_not_fail_in_its_turn(browser, method, address, status, heading):
    answer = getattr(browser, method)(address)

    assert answer.status_code == status
    assert heading in answer.content.decode()


def test_the_last_page_of_all_needs_nothing(browser, monkeypatch):
    monkeypatch.setattr("somlos.ui.errors.answer", broken)

    answer = browser.get("/nei/broken/")

    assert answer.status_code == 500
    assert "Noe gikk galt hos oss" in answer.content.decode()
    assert "style=" not in answer.content.decode()


def test_what_may_not_be_known_looks_exactly_like_what_does_not_exist():
    one, other = RequestFactory().get("/barn/1/"), RequestFactory().get("/barn/1/")

    assert errors.not_found(one).content == errors.not_found(other, PermissionError("hidden")).content


WRITTEN = {
    "seen": "Ella satt alene <b>ved</b> gjerdet.",
    "once": "0d6c3a0e-7d0a-4c57-9d1e-6f6d7f0a9f00",
    "day": "2026-03-12",
    "child_words": "hjelp",
}


@pytest.mark.parametrize("address", ["/finnes-ikke/", "/nei/forbidden/", "/nei/strange/", "/nei/broken/", "/nede/"])
def test_what_was_written_is_given_back_when_it_could_not_be_saved(browser, address):
    page = browser.post(address, WRITTEN).content.decode()

    assert "Ella satt alene &lt;b&gt;ved&lt;/b&gt; gjerdet." in page
    assert "<p>hjelp</p>" in page
    assert WRITTEN["once"] not in page and WRITTEN["day"] not in page


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://annet.example"}])
def test_what_another_site_wrote_is_not_shown_as_the_readers_words(browser, headers):
    assert "Ella" not in browser.post("/finnes-ikke/", WRITTEN, headers=headers).content.decode()


def test_what_was_written_is_given_back_when_the_session_has_ended(browser):
    answer = browser.post("/ute/", {"seen": "Ella satt <alene> ved gjerdet."})

    page = read(answer.content.decode())
    assert answer.status_code == 401
    assert page.one("textarea").text == "Ella satt <alene> ved gjerdet."
    assert page.one("h1").text == "Du er logget ut"
    assert not answer.cookies


def test_a_form_without_its_token_says_that_nothing_was_saved():
    answer = Client(enforce_csrf_checks=True).post("/undring/", {"seen": "Satt alene."})

    assert answer.status_code == 403
    with override_settings(CSRF_FAILURE_VIEW="somlos.ui.errors.csrf_failed"):
        said = Client(enforce_csrf_checks=True).post("/undring/", {"seen": "Satt alene."}).content.decode()
    assert "Ingenting er lagret" in said


def test_more_than_we_take_is_said_to_be_more_than_we_take(browser):
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
        answer = browser.post("/undring/", {"seen": "Satt alene ved gjerdet."})

    assert answer.status_code == 413
    assert "Det var for mye å sende" in answer.content.decode()
