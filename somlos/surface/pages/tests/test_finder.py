"""Finding help: by what one types and chooses, from an address, without script and without being refused."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fjordvik.model import lay_help, lay_model
from fjordvik.model.measures import MEASURES
from fjordvik.model.services import services
from somlos.municipality.catalogue import actions
from somlos.municipality.catalogue.rules.versions import Kind
from somlos.municipality.catalogue.selectors import finder
from somlos.municipality.catalogue.tests.desk import house, lay_desk
from somlos.surface.pages.urls import urlpatterns

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
EVERY_KEY = [text.key for text in (*services(TODAY), *MEASURES)]
SAVEPOINT = 2  # and its release, which the test's own transaction makes of BEGIN and COMMIT


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, test_server, tmp_path_factory):
    with house(django_db_blocker, test_server, tmp_path_factory.mktemp("keys")):
        desk = lay_desk("Fjordvik kommune", now=NOW)
        with desk.sits(at=NOW) as editor:
            lay_model(editor, now=NOW)
            lay_help(editor, now=NOW)
        yield desk


@pytest.fixture
def fjordvik(town, db):
    return town


@pytest.fixture
def nynorsk(client: Client) -> Client:
    client.cookies["sprak"] = "nn"
    return client


def text(response):
    return " ".join(response.content.decode().split())


def found(response):
    return [
        part.split("/")[0]
        for part in text(response).split('class="p-help__h"')[1:]
        for part in [part.split("/finn-hjelp/")[1]]
    ]


def test_every_address_of_the_finder_is_tried_here():
    assert {p.name for p in urlpatterns if p.callback.__module__.endswith("views.finder")} == {"finder", "help"}


@pytest.mark.parametrize("page", ["/finn-hjelp/", "/finn-hjelp/?sok=trist", "/finn-hjelp/naervaersteam/"])
def test_a_page_answers_nothing_but_reading(client, fjordvik, page):
    assert client.head(page).status_code == 200
    assert {client.post(page).status_code, client.put(page).status_code, client.delete(page).status_code} == {405}


@pytest.mark.parametrize("key", EVERY_KEY)
def test_each_service_and_measure_has_a_page_with_emergency_help_on_it(client, fjordvik, key):
    page = text(client.get(f"/finn-hjelp/{key}/"))

    assert "<h1" in page and 'href="tel:112"' in page


@pytest.mark.parametrize("key", EVERY_KEY)
def test_each_page_is_written_in_nynorsk_too(nynorsk, fjordvik, key):
    page = text(nynorsk.get(f"/finn-hjelp/{key}/"))

    for bokmal in (" ikke ", " noen ", " hvem ", " barnets ", " hjemmet", "Hva ", "Jeg ", " dere ", "Hvem", "Tjeneste"):
        assert bokmal not in page


@pytest.mark.parametrize("query", ["", "?sok=redd+heime", "?sok=mobing", "?sok=zzzz&alder=gravid", "?tema=bluff"])
def test_the_finder_is_written_in_nynorsk_too(nynorsk, fjordvik, query):
    page = text(nynorsk.get(f"/finn-hjelp/{query}"))

    for bokmal in (" ikke ", " noen ", " hvem ", " barnets ", " hjemmet", "Hva ", "Jeg ", " dere ", "Hvor ", "Åpent"):
        assert bokmal not in page


def test_without_a_question_everything_one_can_have_is_shown_and_counted(client, fjordvik):
    page = client.get("/finn-hjelp/")

    assert len(found(page)) == len(EVERY_KEY) - 1
    assert f"{len(EVERY_KEY) - 1} tilbud passer" in text(page)
    assert "vekketjeneste" not in found(page)


def test_a_sentence_shows_the_right_help_first_and_stands_in_its_field(client, fjordvik):
    page = client.get("/finn-hjelp/", {"sok": "vil ikke på skolen"})

    assert found(page)[0] == "naervaersteam"
    assert 'value="vil ikke på skolen"' in text(page)


def test_a_misspelled_word_is_put_right_and_that_is_told(client, fjordvik):
    assert "Vi lette også etter: mobbing" in text(client.get("/finn-hjelp/", {"sok": "mobing"}))


@pytest.mark.parametrize(
    ("query", "has", "has_not"),
    [
        ("alder=0-5", "lekevenn", "gatur"),
        ("alder=18-24", "gatur", "lekevenn"),
        ("alder=gravid", "jordmor", "lekevenn"),
        ("tema=money", "utstyrsbua", "modig"),
        ("tema=money&tema=anxiety", "modig", "lekevenn"),
        ("niva=alle", "leksehjelp", "avlastning"),
        ("niva=3", "avlastning", "leksehjelp"),
        ("sted=Nesset", "barnehagene", "loftet"),
        ("sted=Nesset", "tolketelefon", "loftet"),
        ("sok=skole&alder=13-17", "naervaersteam", "god-morgen"),
    ],
)
def test_choices_lie_in_the_address_and_narrow_what_is_shown(client, fjordvik, query, has, has_not):
    shown = found(client.get(f"/finn-hjelp/?{query}"))

    assert has in shown
    assert has_not not in shown


def test_what_is_chosen_is_marked(client, fjordvik):
    page = text(client.get("/finn-hjelp/?alder=0-5&tema=language&sted=Nesset"))

    assert 'value="0-5" checked' in page
    assert 'value="language" checked' in page
    assert 'value="Nesset" selected' in page


def test_danger_comes_before_all_help_with_a_quick_way_out_that_tells_nobody(client, fjordvik):
    response = client.get("/finn-hjelp/", {"sok": "redd hjemme"})
    page = text(response)

    assert page.index('id="fare"') < page.index('class="p-help__h"')
    danger = page[page.index('id="fare"') : page.index('class="p-helps"')]
    assert all(f'href="tel:{number}"' in danger for number in ("112", "00000001", "116111"))
    assert 'href="https://www.yr.no/" rel="external noreferrer noopener"' in danger
    assert response["Referrer-Policy"] == "same-origin"


def test_one_who_does_not_want_to_live_is_told_to_ring_for_health(client, fjordvik):
    page = text(client.get("/finn-hjelp/", {"sok": "vil ikke leve"}))

    danger = page[page.index('id="fare"') :]
    assert danger.index('href="tel:113"') < danger.index('href="tel:116117"')


def test_ones_own_words_are_kept_in_no_browser(client, fjordvik):
    response = client.get("/finn-hjelp/", {"sok": "trist"})

    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


def test_a_question_with_no_answer_shows_what_is_near_and_whom_to_ring(client, fjordvik):
    page = client.get("/finn-hjelp/?sok=xqzw&alder=6-12")

    assert "Ingen tilbud passer" in text(page)
    assert 'href="tel:00000010"' in text(page)
    assert "familiens-hus" in found(page)


def test_choices_that_leave_nothing_are_loosened_for_the_neighbours(client, fjordvik):
    page = client.get("/finn-hjelp/?sok=vil+ikke+på+skolen&alder=0-5&niva=3")

    assert "Dette er nærmest" in text(page)
    assert "naervaersteam" in found(page)


def test_a_waiting_time_older_than_sixty_days_says_so(client, fjordvik):
    assert "mer enn 60 dager gammelt" in text(client.get("/finn-hjelp/ppt/"))
    assert "mer enn 60 dager gammelt" not in text(client.get("/finn-hjelp/utekontakten/"))


def test_what_has_ended_says_why_and_cannot_be_asked_for(client, fjordvik):
    page = text(client.get("/finn-hjelp/vekketjeneste/"))

    assert "Avsluttet" in page and "opplevde det som press" in page
    assert "Slik tar du kontakt" not in page


@pytest.mark.parametrize(
    "query",
    [
        "sok=%00",
        "sok=trist%00",
        "sok=" + "a" * 10_000,
        "sok=" + "trist+" * 2_000,
        "sok=%F0%9F%98%A2",
        "sok=%27%3A*%26%7C%21%28%29",
        "sok='%20OR%201=1--",
        "sok=%ED%A0%80",
        "sok=%3Cscript%3Ealert(1)%3C/script%3E",
        "sok=الطفل+لا+يريد",
        "alder=99",
        "alder=%00",
        "tema=bluff",
        "tema=" + "&tema=".join(["x"] * 500),
        "niva=4&niva=1",
        "sted=M%C3%A5nen",
        "sted=%00",
        "sok=&alder=&niva=&sted=",
        "ukjent=1",
    ],
)
def test_whatever_stands_in_the_address_gets_a_page(client, fjordvik, query):
    response = client.get(f"/finn-hjelp/?{query}")

    assert response.status_code == 200
    assert "<script>alert" not in text(response)


@pytest.mark.parametrize("query", ["alder=99", "tema=bluff", "niva=4", "sted=Oslo"])
def test_an_unknown_choice_is_left_out_and_told(client, fjordvik, query):
    page = client.get(f"/finn-hjelp/?{query}")

    assert "Vi kjente ikke igjen et av valgene" in text(page)
    assert len(found(page)) == len(EVERY_KEY) - 1


def test_a_very_long_question_is_read_in_part_and_that_is_told(client, fjordvik):
    assert "Vi leste bare de første 200 tegnene." in text(client.get("/finn-hjelp/", {"sok": "trist " * 100}))


@pytest.mark.parametrize("key", ["finnes-ikke", "naervaersteam'", "%F0%9F%98%A2", "a" * 5000, "0.1"])
def test_what_does_not_exist_is_not_found(client, fjordvik, key):
    assert client.get(f"/finn-hjelp/{key}/").status_code == 404


def test_no_page_leads_to_something_that_is_not_there(client, fjordvik):
    pages = ["/finn-hjelp/", "/finn-hjelp/?sok=redd+hjemme", *(f"/finn-hjelp/{key}/" for key in EVERY_KEY)]
    links = {part.split('"')[0] for page in pages for part in text(client.get(page)).split(' href="')[1:]}

    assert {link for link in links if link.startswith("/finn-hjelp/")} <= {*pages, "/finn-hjelp/"}


def test_the_first_page_and_the_menu_lead_here(client, fjordvik):
    assert text(client.get("/")).count('href="/finn-hjelp/"') >= 2


def test_a_search_costs_four_statements_also_the_first_time(client, fjordvik, django_assert_max_num_queries):
    finder.forget_shelves()
    with django_assert_max_num_queries(4 + SAVEPOINT):
        client.get("/finn-hjelp/", {"sok": "datteren min vil ikke på skolen og er kjempetrist"})


@pytest.mark.parametrize(
    ("page", "most"), [("/finn-hjelp/?sok=trist", 3), ("/finn-hjelp/", 2), ("/finn-hjelp/ppt/", 2)]
)
def test_the_next_time_it_costs_less(client, fjordvik, django_assert_max_num_queries, page, most):
    client.get(page)
    with django_assert_max_num_queries(most + SAVEPOINT):
        client.get(page)


@pytest.mark.parametrize("page", ["/finn-hjelp/", "/finn-hjelp/?alder=0-5", "/finn-hjelp/modig/"])
def test_a_page_seen_before_is_answered_as_unchanged_for_one_statement(
    client, fjordvik, django_assert_max_num_queries, page
):
    mark = client.get(page)["ETag"]

    with django_assert_max_num_queries(1 + SAVEPOINT):
        assert client.get(page, headers={"if-none-match": mark}).status_code == 304


def test_htmx_gets_the_list_and_the_count_alone_and_never_in_place_of_the_whole_page(client, fjordvik):
    part = client.get("/finn-hjelp/?alder=0-5", headers={"hx-request": "true"})

    assert "<html" not in text(part)
    assert 'hx-swap-oob="innerHTML:#antall"' in text(part) and "lekevenn" in found(part)
    assert "HX-Request" in part["Vary"]
    whole = client.get("/finn-hjelp/?alder=0-5", headers={"if-none-match": part["ETag"]})
    assert whole.status_code == 200


def test_help_published_from_now_on_is_found_at_once_and_help_taken_back_is_gone(client, town, fjordvik):
    client.get("/finn-hjelp/")
    with town.sits(at=NOW) as editor:
        actions.take_back(editor, Kind.MEASURE, "modig", starts=TODAY, now=NOW + timedelta(minutes=1))

    assert client.get("/finn-hjelp/modig/").status_code == 404
    assert "modig" not in found(client.get("/finn-hjelp/"))
