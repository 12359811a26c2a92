"""The public front: for everybody, with nothing about anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fjordvik.model import lay_model
from somlos.municipality.catalogue import actions
from somlos.municipality.catalogue.rules.versions import ArticleText, LevelText, Responsible, StepText
from somlos.municipality.catalogue.rules.words import Language, Lines, Part, Words
from somlos.municipality.catalogue.tests.desk import house, lay_desk
from somlos.surface.pages.selectors import frame
from somlos.surface.pages.urls import urlpatterns

PAGES = [
    "/",
    "/slik-jobber-vi/",
    "/slik-jobber-vi/0.1/",
    "/slik-jobber-vi/0.2/",
    "/slik-jobber-vi/0.5/",
    "/slik-jobber-vi/3.6/",
    "/a-si-ja/",
    "/a-si-ja/ung/",
    "/a-si-ja/barn/",
    "/personvern/",
    "/personvern/ung/",
    "/personvern/barn/",
    "/tilgjengelighet/",
]


NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, test_server, tmp_path_factory):
    with house(django_db_blocker, test_server, tmp_path_factory.mktemp("keys")):
        yield lay_desk("Fjordvik kommune", now=NOW), lay_desk("Høglia kommune", now=NOW)


@pytest.fixture
def fjordvik(town, db):
    with town[0].sits(at=NOW) as editor:
        lay_model(editor, now=NOW)
    return town[0]


@pytest.fixture
def nynorsk(client: Client) -> Client:
    client.cookies["sprak"] = "nn"
    return client


def text(response):
    return " ".join(response.content.decode().split())


def test_every_address_of_the_front_is_tried_here():
    names = {
        reverse(f"pages:{p.name}", kwargs={"key": "0.1"} if p.name == "step" else None)
        for p in urlpatterns
        if p.callback.__module__.endswith("views.front")
    }

    assert names <= set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_shown_to_somebody_who_is_not_signed_in(client, fjordvik, page):
    response = client.get(page)

    assert response.status_code == 200
    assert "<h1" in text(response)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_nothing_but_reading(client, fjordvik, page):
    assert client.head(page).status_code == 200
    assert {client.post(page).status_code, client.put(page).status_code, client.delete(page).status_code} == {405}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_six_statements_at_most(client, fjordvik, django_assert_max_num_queries, page):
    client.get(page)
    with django_assert_max_num_queries(
        6 + 2
    ):  # a savepoint and its release, which the test's own transaction makes of BEGIN and COMMIT
        client.get(page)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_seen_before_is_answered_as_unchanged_for_one_statement(
    client, fjordvik, django_assert_max_num_queries, page
):
    mark = client.get(page)["ETag"]

    with django_assert_max_num_queries(1 + 2):
        response = client.get(page, headers={"if-none-match": mark})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("cookie", [("sprak", "nn"), ("farge", "dark"), ("csrftoken", "x" * 32)])
def test_another_language_colour_or_form_secret_makes_it_another_page(client, fjordvik, cookie):
    mark = client.get("/")["ETag"]
    client.cookies[cookie[0]] = cookie[1]

    assert client.get("/", headers={"if-none-match": mark}).status_code == 200


def test_a_receipt_is_never_hidden_behind_an_unchanged_page(client, fjordvik):
    mark = client.get("/")["ETag"]
    client.cookies["messages"] = "something"
    response = client.get("/", headers={"if-none-match": mark})

    assert response.status_code == 200
    assert "ETag" not in response


def publish(desk, *texts, starts=TODAY):
    with desk.sits(at=NOW) as editor:
        actions.publish(editor, texts, starts=starts, now=NOW)


def test_a_step_published_today_is_the_one_shown_today(client, fjordvik):
    mark = client.get("/slik-jobber-vi/0.2/")["ETag"]
    words = Words("Drøft med noen du stoler på", "To ser mer.", (Lines(Part.HOW, ("Spør.",)), Lines(Part.WHO, ("Du",))))
    step = StepText(key="0.2", place=2, level=0, responsible=Responsible.AUTHOR, wordings={Language.BOKMAL: words})
    publish(fjordvik, step)

    response = client.get("/slik-jobber-vi/0.2/", headers={"if-none-match": mark})
    assert response.status_code == 200
    assert "Drøft med noen du stoler på" in text(response)


def test_a_step_planned_for_tomorrow_is_not_shown_today(client, fjordvik):
    words = Words("Drøft med noen du stoler på", "To ser mer.", (Lines(Part.WHO, ("Du",)),))
    step = StepText(key="0.2", place=2, level=0, responsible=Responsible.AUTHOR, wordings={Language.BOKMAL: words})
    publish(fjordvik, step, starts=TODAY + timedelta(days=1))

    assert "Drøft med kollega eller leder" in text(client.get("/slik-jobber-vi/0.2/"))


def test_whom_to_ring_comes_before_everything_else(client, fjordvik):
    page = text(client.get("/"))

    assert page.index('href="tel:112"') < page.index("Slik jobber vi</h2>")
    for number in ("112", "113", "116117", "00000001", "116111", "00000010"):
        assert f'href="tel:{number}"' in page


def test_the_levels_stand_with_their_words(client, fjordvik):
    page = text(client.get("/slik-jobber-vi/"))

    for words in ("Jeg undrer meg", "Vi prøver hos oss", "Flere tjenester", "Sammensatt samarbeid"):
        assert words in page


def test_beside_discussing_stands_help_for_the_one_who_hesitates(client, fjordvik):
    page = text(client.get("/slik-jobber-vi/0.2/"))

    for words in ("Spør uten å si hvem", "Fjordvik er lite", "Tre første setninger til barnet", "Hva om jeg tar feil?"):
        assert words in page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_written_in_nynorsk_too(nynorsk, fjordvik, page):
    response = nynorsk.get(page)

    assert '<html lang="nn"' in text(response)
    for bokmal in (" ikke ", " noen ", " hvem ", " barnets ", " hjemmet", "Hva ", "Jeg ", " dere "):
        assert bokmal not in text(response)


def test_a_text_that_is_only_in_bokmal_says_so_to_those_who_read_nynorsk(nynorsk, client, fjordvik):
    words = Words("Til deg som er ung", "Voksne må ha et ja.")
    publish(fjordvik, ArticleText(key="yes.youth", place=6, wordings={Language.BOKMAL: words}))
    page = text(nynorsk.get("/a-si-ja/ung/"))

    assert "Denne teksten finst berre på bokmål." in page
    assert 'lang="nb">Til deg som er ung' in page


@pytest.mark.parametrize(
    "page", ["/slik-jobber-vi/9.9/", "/slik-jobber-vi/0.1'/", "/a-si-ja/bestefar/", "/personvern/hund/"]
)
def test_what_does_not_exist_is_not_found(client, fjordvik, page):
    assert client.get(page).status_code == 404


def test_without_a_guide_the_first_page_still_says_whom_to_ring(client, db):
    page = text(client.get("/"))

    assert 'href="tel:112"' in page
    assert "Slik jobber vi" not in page
    assert client.get("/slik-jobber-vi/").status_code == 404
    assert client.get("/a-si-ja/").status_code == 404
    assert client.get("/personvern/").status_code == 200


def test_a_guide_of_another_municipality_is_shown_under_its_own_host_name(client, town, fjordvik, settings):
    settings.ALLOWED_HOSTS = ["hoglia.example", "testserver"]
    with town[1].sits(at=NOW) as editor:
        actions.open_guide(editor, name="Høglia kommune", host="hoglia.example", now=NOW)
    publish(town[1], LevelText(key="0", place=0, wordings={Language.BOKMAL: Words("Undring i Høglia")}))
    page = text(client.get("/slik-jobber-vi/", headers={"host": "hoglia.example:8000"}))

    assert "Undring i Høglia" in page
    assert "Fjordvik" not in page


def test_no_page_leads_to_something_that_is_not_built(client, fjordvik):
    for page in PAGES:
        for link in {part.split('"')[0].split("#")[0] for part in text(client.get(page)).split('href="')[1:]}:
            if link.startswith("/") and not link.startswith("/static/"):
                assert client.get(link).status_code == 200, link


def test_the_frame_can_be_had_when_the_request_never_came_to_the_door(rf):
    drawn = frame.public_frame(rf.get("/"))

    assert (drawn.place, drawn.menu) == ("", ())
    assert drawn.call[0].number == "112"
