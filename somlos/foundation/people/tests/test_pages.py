"""The pages of own lists: that they work, whom they show nothing, and what they say to bad input."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from somlos.foundation.access import actions as access
from somlos.foundation.access.postgres.base import story_time
from somlos.foundation.organisations.tests.fjordvik import Fjordvik
from somlos.foundation.people import actions, policy, selectors
from somlos.foundation.people.rules import Details
from somlos.foundation.people.tests.children import BORN, a_list, browser_of, ella_on, mother, number
from somlos.foundation.vault.keys import seal_parcel

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

SPRING = {"starts": "2026-01-01", "last": "2026-07-31"}
ODD_TEXT = ["مرحبا", "👩‍👧 Ella", "\u202eElla", "E" * 120]


@pytest.fixture(autouse=True)
def a_day_in_march(fjordvik: Fjordvik) -> Iterator[None]:
    with story_time(fjordvik.now):
        yield


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def errors_of(answer) -> str:
    assert answer.status_code == 422, answer.content.decode()
    return text(answer)


def go(browser: Client, answer):
    assert answer.status_code == 303, answer.content.decode()
    return browser.get(answer.headers["Location"])


def file_of(content: str | bytes, **more: str) -> dict[str, object]:
    encoded = content.encode() if isinstance(content, str) else content
    told = {"stated_by": "foreldrene", "stated_on": "01.02.2026"} | more
    return {"file": SimpleUploadedFile("liste.csv", encoded), **told}


# They work


def test_a_list_is_made_filled_by_hand_and_shown(fjordvik: Fjordvik):
    tove = browser_of(fjordvik, "Tove")
    assert "Du har ingen liste ennå" in text(tove.get("/lister/"))

    page = go(
        tove, tove.post("/lister/ny/", {"name": "Blåklokke", "share_with": [str(fjordvik.seats["Åse"])], **SPRING})
    )
    assert "Gjelder fra 1. januar 2026 til 31. juli 2026." in text(page)
    assert "Åse Moen, barnehagelærer" in text(page)
    where = page.request["PATH_INFO"]

    child = go(
        tove,
        tove.post(
            f"{where}barn/",
            {"name": "Ella Berg", "birth_date": "01.12.2020", "language": "prs", "interpreter_needed": "on"},
        ),
    )
    assert "Trenger tolk. Bruk aldri et barn som tolk." in text(child)
    for page in (tove.get("/lister/"), tove.get(where), browser_of(fjordvik, "Åse").get("/lister/")):
        assert "Ella Berg" in text(page)


def test_a_child_is_corrected_and_those_around_it_are_written_in(fjordvik: Fjordvik, ella):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/barn/{ella}/"
    seen = {"name": "Ella Bergh", "birth_date": "2020-12-01", "seen_version": "1"}
    assert "Ella Bergh" in text(go(tove, tove.post(f"{page}rett/", seen)))

    carer = {"name": "Mona Berg", "kind": "parent_with_responsibility", "stated_by": "mor", "stated_on": "01.02.2026"}
    shown = text(go(tove, tove.post(f"{page}omsorg/", carer | {"national_id": mother().national_id.digits})))
    assert "forelder med foreldreansvar · sier ja eller nei til å dele" in shown
    assert "Oppgitt av mor 1. februar 2026" in shown
    assert "Bestemor Rut" in text(
        go(tove, tove.post(f"{page}tillitsperson/", {"name": "Bestemor Rut", "chosen_by": "child"}))
    )
    assert "Slik når du hjemmet" in text(go(tove, tove.post(f"{page}kontakt/", {"carer": "", "phone": "00 00 00 01"})))
    where = re.search(r"/lister/kontakt/[^/]+/", tove.get(page).content.decode())
    assert where
    assert "00 00 00 01" in text(tove.get(where[0]))


def test_what_is_ended_is_asked_about_first_and_then_gone(fjordvik: Fjordvik, ella):
    with fjordvik.sits("Tove") as actor:
        warrant = access.open_door(actor, ella, to=policy.REGISTER, now=fjordvik.now)
        carer = actions.register_carer(warrant, mother(), now=fjordvik.now)
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/barn/{ella}/"

    assert "Mona Berg" in text(tove.get(f"{page}omsorg/{carer}/slutt/"))
    assert "Mona Berg" not in text(go(tove, tove.post(f"{page}omsorg/{carer}/slutt/")))
    assert tove.post(f"{page}omsorg/{carer}/slutt/").status_code == 404


def test_a_child_is_taken_off_a_list_after_a_question(fjordvik: Fjordvik, blue, ella):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/barn/{ella}/av/{blue}/"

    assert "Skal barnet av listen?" in text(tove.get(page))
    assert "Ella" not in text(go(tove, tove.post(page)))
    assert tove.get(page).status_code in {403, 404}


def test_a_protected_address_is_shown_as_protected_and_its_contact_is_gone(fjordvik: Fjordvik, ella):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/barn/{ella}/"
    go(tove, tove.post(f"{page}kontakt/", {"carer": "", "phone": "00 00 00 01"}))
    shown = go(tove, tove.post(f"{page}adresse/", {"protection": "confidential"}))

    assert "fortrolig" in text(shown)
    assert "/lister/kontakt/" not in shown.content.decode()
    assert "Adressen er sperret" in errors_of(tove.post(f"{page}kontakt/", {"carer": "", "phone": "1"}))


def test_the_list_is_shared_with_a_colleague(fjordvik: Fjordvik, blue, ella):
    tove = browser_of(fjordvik, "Tove")
    assert "Hanne Bø, styrer" in text(
        go(tove, tove.post(f"/lister/{blue}/del/", {"seat": str(fjordvik.seats["Hanne"])}))
    )
    assert "Ella Berg" in text(browser_of(fjordvik, "Hanne").get("/lister/"))
    assert "Velg noen i tjenesten din." in errors_of(
        tove.post(f"/lister/{blue}/del/", {"seat": str(fjordvik.seats["Per"])})
    )
    assert "Velg en kollega." in errors_of(tove.post(f"/lister/{blue}/del/", {}))


def test_the_list_is_taken_from_a_colleague(fjordvik: Fjordvik, blue, ella):
    tove, page, aase = browser_of(fjordvik, "Tove"), f"/lister/{blue}/ta-fra/", str(fjordvik.seats["Åse"])

    assert "Hvem har listen Du Del listen med" in text(go(tove, tove.post(page, {"seat": aase})))
    assert "Ella Berg" not in text(browser_of(fjordvik, "Åse").get("/lister/"))
    assert "Kollegaen har ikke listen." in errors_of(tove.post(page, {"seat": aase}))
    assert "Velg en kollega." in errors_of(tove.post(page, {}))


# Files


def test_a_file_is_looked_through_and_then_read_in(fjordvik: Fjordvik, blue):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/{blue}/fil/"
    content = "navn;født;foresatt 1;foresatt 1 foreldreansvar\nÅse Ærø;05.01.2021;Mona;ja\nElla;2021-02-03;;\n"

    preview = tove.post(page, file_of(content.encode("cp1252")))
    assert preview.status_code == 200
    assert "Filen har 2 barn. Ingenting er lagret ennå." in text(preview)
    assert "Windows-1252" in text(preview)
    assert "Ella" not in text(tove.get(f"/lister/{blue}/"))
    assert b"05.01.2021" in preview.content

    parcel = re.search(rb'name="parcel" value="([^"]+)"', preview.content)
    assert parcel
    done = go(tove, tove.post(page, {"parcel": parcel[1].decode()}))
    assert "Listen er lest inn. 2 nye barn." in text(done)
    assert "Åse Ærø" in text(done)
    again = go(tove, tove.post(page, {"parcel": parcel[1].decode()}))
    assert "Listen er lest inn. 2 var som før." in text(again)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Den valgte filen er tom.|Filen er tom."),
        (b"PK\x03\x04...", "Dette er et regneark, ikke en CSV-fil."),
        ("navn;født\n".encode("utf-16"), "Vi kan ikke lese bokstavene i filen."),
        (b"navn;f\xc3\xb8dt\nElla;05.01.2021\x00\n", "Filen har tegn som ikke hører hjemme i en tekst."),
        ("navn;alder\nElla;5\n", "alder Denne kolonnen bruker vi ikke."),
        ("navn\nElla\n", "fødselsdato Kolonnen mangler."),
        ("navn;født\nElla;31.02.2021\n", "2 født Dette er ingen dag."),
        ("navn;født\nElla;05.01.2021\nElla;05.01.2021\n", "Samme barn står også på linje 2."),
        ("navn;født;foresatt 1;foresatt 1 rolle;foresatt 2;foresatt 2 rolle\nElla;05.01.2021;Mona;ja;Mona;ja\n", "Samme foresatt står to ganger"),
        ("navn;født;adressesperre\nNoah;05.01.2019;strengt fortrolig\n", "står ikke på noen liste. Slett linjen"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_and_nothing_is_stored(fjordvik: Fjordvik, blue, content, said):
    tove = browser_of(fjordvik, "Tove")
    shown = errors_of(tove.post(f"/lister/{blue}/fil/", file_of(content)))

    assert any(one in shown for one in said.split("|")), shown
    assert 'data-l="Kolonne"' in tove.post(f"/lister/{blue}/fil/", file_of(content)).content.decode()
    assert "foreldrene" in tove.post(f"/lister/{blue}/fil/", file_of(content)).content.decode()
    assert "Ingen barn ennå" in text(tove.get(f"/lister/{blue}/"))


def test_a_file_that_is_missing_too_large_or_of_an_unknown_day_is_told_at_its_field(fjordvik: Fjordvik, blue):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/{blue}/fil/"

    assert "Velg en fil på høyst én megabyte." in errors_of(
        tove.post(page, {"stated_by": "mor", "stated_on": "01.02.2026"})
    )
    assert "Filen er for stor." in errors_of(tove.post(page, file_of(b"x" * 1_000_001)))
    assert "Velg en fil på høyst én megabyte." in errors_of(tove.post(page, file_of(b"x" * 3_000_000)))
    assert "Dagen kan ikke være fram i tid." in errors_of(tove.post(page, file_of("navn", stated_on="01.02.2027")))


def test_a_parcel_is_opened_only_for_who_packed_it_and_their_list(fjordvik: Fjordvik, blue):
    forged = seal_parcel(b"{}", bound_to="list|somebody|else").hex()
    tove = browser_of(fjordvik, "Tove")
    other = a_list(fjordvik, name="Rød")
    preview = tove.post(f"/lister/{blue}/fil/", file_of("navn;født\nElla;05.01.2021\n"))
    parcel = re.search(rb'name="parcel" value="([^"]+)"', preview.content)
    assert parcel

    for page, browser, packed in (
        (blue, tove, forged),
        (blue, tove, "ikke base64 \x00"),
        (other, tove, parcel[1].decode()),
        (blue, browser_of(fjordvik, "Åse"), parcel[1].decode()),
    ):
        assert "Vi kan ikke lese filen lenger." in errors_of(browser.post(f"/lister/{page}/fil/", {"parcel": packed}))


# Whom they show nothing


PAGES_OF_A_CHILD = ("", "rett/", "omsorg/", "tillitsperson/", "adresse/", "kontakt/")


@pytest.mark.parametrize("page", PAGES_OF_A_CHILD)
@pytest.mark.parametrize("who", ["Hanne", "Per", "Ragnhild", "Anders"])
def test_a_child_on_another_list_does_not_exist(fjordvik: Fjordvik, ella, who, page):
    browser = browser_of(fjordvik, who)
    real, made_up = browser.get(f"/lister/barn/{ella}/{page}"), browser.get(f"/lister/barn/{uuid4()}/{page}")

    assert (real.status_code, made_up.status_code) == (404, 404)
    assert real.content.replace(str(ella).encode(), b"") == re.sub(rb"[0-9a-f-]{36}", b"", made_up.content) or text(
        real
    ) == text(made_up)


@pytest.mark.parametrize("page", ["", "barn/", "fil/"])
def test_another_list_does_not_exist(fjordvik: Fjordvik, blue, page):
    browser = browser_of(fjordvik, "Hanne")
    real, made_up = browser.get(f"/lister/{blue}/{page}"), browser.get(f"/lister/{uuid4()}/{page}")

    assert (real.status_code, made_up.status_code, text(real)) == (404, 404, text(made_up))


def test_another_compartment_in_the_address_of_a_child_is_no_page(fjordvik: Fjordvik, ella):
    with fjordvik.sits("Tove") as tove:
        warrant = access.open_door(tove, ella, to=policy.REGISTER, now=fjordvik.now)
        actions.write_contact(warrant, carer_id=None, phone="00 00 00 01", now=fjordvik.now)
        contact = selectors.contact_place(warrant)
    browser = browser_of(fjordvik, "Tove")

    assert browser.get(f"/lister/barn/{contact}/").status_code == 404
    assert browser.get(f"/lister/kontakt/{ella}/").status_code == 404


def test_an_id_of_another_child_in_the_address_is_no_page(fjordvik: Fjordvik, blue, ella):
    with fjordvik.sits("Tove") as tove:
        other = actions.put_on_list(
            tove, blue, Details(name="Odd Lie", birth_date=BORN), carers=[mother()], now=fjordvik.now
        )
        carer = selectors.carers(other)[0].carer_id
    browser = browser_of(fjordvik, "Tove")

    assert browser.get(f"/lister/barn/{ella}/omsorg/{carer}/slutt/").status_code == 404
    assert browser.post(f"/lister/barn/{ella}/omsorg/{carer}/slutt/").status_code == 404
    assert browser.get(f"/lister/barn/{ella}/av/{uuid4()}/").status_code == 404
    answer = browser.post(f"/lister/barn/{ella}/kontakt/", {"carer": str(carer), "phone": "1"})
    assert "Velg en fra listen." in errors_of(answer)


def test_a_stale_tab_saves_nothing_after_the_right_to_see_ended(fjordvik: Fjordvik, blue, ella):
    aase, page = browser_of(fjordvik, "Åse"), f"/lister/barn/{ella}/rett/"
    assert aase.get(page).status_code == 200
    with fjordvik.sits("Tove") as tove:
        actions.take_off_list(
            access.open_door(tove, ella, to=policy.TAKE_OFF, now=fjordvik.now), blue, now=fjordvik.now
        )

    answer = aase.post(page, {"name": "Ella Bergh", "seen_version": "1"})

    assert answer.status_code in {403, 404}
    assert "Ella Berg," not in text(answer)


@pytest.mark.parametrize("page", ["/lister/", "/lister/ny/", "/klar/"])
def test_a_visitor_is_asked_to_sign_in(page):
    assert Client().get(page).status_code in {302, 303}


def test_only_who_has_the_role_is_let_in(fjordvik: Fjordvik):
    assert browser_of(fjordvik, "Anders").get("/lister/ny/").status_code == 404
    assert browser_of(fjordvik, "Tove").get("/klar/").status_code == 404
    assert browser_of(fjordvik, "Anders").get("/klar/").status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_answers_another_verb(fjordvik: Fjordvik, blue, ella, method):
    tove = browser_of(fjordvik, "Tove")
    for page in (
        "/lister/",
        "/lister/ny/",
        f"/lister/{blue}/",
        f"/lister/{blue}/fil/",
        *(f"/lister/barn/{ella}/{page}" for page in PAGES_OF_A_CHILD),
    ):
        assert getattr(tove, method)(page).status_code == 405


@pytest.mark.parametrize("page", ["/lister/", "/lister/kontakt/{ella}/", "/lister/barn/{ella}/", "/lister/{blue}/"])
def test_a_page_that_only_shows_takes_no_post(fjordvik: Fjordvik, blue, ella, page):
    assert browser_of(fjordvik, "Tove").post(page.format(ella=ella, blue=blue)).status_code == 405


# Bad input


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": ""}, "Skriv navnet."),
        ({"name": "E" * 121}, "Teksten er for lang"),
        ({"name": "Ella\x00"}, "Teksten har et usynlig tegn"),
        ({"name": "Ella \ud800".encode("utf-8", "surrogatepass")}, ""),
        ({"birth_date": "31.02.2021"}, "Skriv datoen som dag, måned og år"),
        ({"birth_date": ""}, "Skriv fødselsdato, fødselsnummer eller termin."),
        ({"birth_date": "2031-01-01"}, "Fødselsdatoen er ikke kommet ennå."),
        ({"birth_date": "1931-01-01"}, "Sømløs er for barn og unge"),
        ({"expected_on": "2026-06-01"}, "Skriv enten fødselsdato eller termin, ikke begge."),
        ({"language": "klingon"}, "Velg et språk fra listen."),
        ({"national_id": "123"}, "Et fødselsnummer har elleve siffer."),
        ({"national_id": "12345678901"}, "Fødselsnummeret henger ikke sammen."),
        ({"birth_date": "2020-12-02", "national_id": number(BORN).digits}, "sier ikke samme dag"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_written_is_kept(fjordvik: Fjordvik, blue, told, said):
    tove = browser_of(fjordvik, "Tove")
    answer = tove.post(
        f"/lister/{blue}/barn/", {"name": "Ella Berg", "called": "Lillemor", "birth_date": "2020-12-01"} | told
    )
    if not said:
        assert answer.status_code in {303, 422}
        return

    assert said in errors_of(answer)
    assert "Lillemor" in answer.content.decode()


@pytest.mark.parametrize("name", ODD_TEXT)
def test_any_name_is_kept_as_it_is_written(fjordvik: Fjordvik, blue, name):
    tove = browser_of(fjordvik, "Tove")
    shown = go(tove, tove.post(f"/lister/{blue}/barn/", {"name": name, "birth_date": "05.01.2021"}))

    assert name.replace("\u202e", "") in shown.content.decode()


def test_a_form_posted_twice_makes_one_child_and_one_list(fjordvik: Fjordvik, blue):
    tove = browser_of(fjordvik, "Tove")
    child = {"name": "Ella Berg", "birth_date": "01.12.2020"}
    go(tove, tove.post(f"/lister/{blue}/barn/", child))
    assert "Et barn med dette navnet og denne dagen står alt på listen." in errors_of(
        tove.post(f"/lister/{blue}/barn/", child)
    )
    new = {"name": "Rød", **SPRING}
    go(tove, tove.post("/lister/ny/", new))
    assert "Det finnes alt en liste med dette navnet" in errors_of(tove.post("/lister/ny/", new))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": ""}, "Gi listen et navn."),
        ({"last": "2025-01-01"}, "Siste dag må være etter første dag."),
        ({"last": "2028-01-01"}, "En liste kan gjelde i litt over ett år."),
        ({"starts": "2025-01-01", "last": "2026-03-01"}, "Listen gjelder ikke lenger."),
        ({"share_with": str(uuid4())}, "Velg noen i tjenesten din."),
    ],
)
def test_what_is_wrong_with_a_list_is_said_at_the_field(fjordvik: Fjordvik, told, said):
    answer = browser_of(fjordvik, "Tove").post("/lister/ny/", {"name": "Rød", **SPRING} | told)

    assert said in errors_of(answer)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": ""}, "Velg hva personen er for barnet."),
        ({"stated_by": ""}, "Skriv hvem som har oppgitt det."),
        ({"stated_on": "2027-01-01"}, "Dagen kan ikke være fram i tid."),
        ({"name": "Mona Berg"}, "Denne personen er skrevet inn fra før."),
    ],
)
def test_what_is_wrong_with_a_carer_is_said_at_the_field(fjordvik: Fjordvik, ella, told, said):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/barn/{ella}/omsorg/"
    mona = {"name": "Mona Berg", "kind": "foster_parent", "stated_by": "mor", "stated_on": "2026-02-01"}
    go(tove, tove.post(page, mona))

    assert said in errors_of(tove.post(page, mona | {"name": "Finn Berg"} | told))


def test_two_who_correct_at_once_are_told(fjordvik: Fjordvik, ella):
    tove, page = browser_of(fjordvik, "Tove"), f"/lister/barn/{ella}/rett/"
    told = {"name": "Ella Bergh", "birth_date": "2020-12-01", "seen_version": "1"}
    go(tove, tove.post(page, told))

    assert "Noen andre har endret dette mens du skrev." in errors_of(tove.post(page, told | {"name": "Ella Bærg"}))
    assert "Ella Bærg" in tove.post(page, told | {"name": "Ella Bærg"}).content.decode()


# Readiness


def test_the_administrator_switches_steps_on_and_a_child_waits_for_the_last(fjordvik: Fjordvik, blue, settings):
    settings.DEMO = False
    anders, tove = browser_of(fjordvik, "Anders"), browser_of(fjordvik, "Tove")
    child = {"name": "Ella Berg", "birth_date": "01.12.2020"}
    assert "Kommunen er ikke klar for ekte personer ennå." in errors_of(tove.post(f"/lister/{blue}/barn/", child))

    assert "5 ting står igjen" in text(anders.get("/klar/"))
    assert "Velg hva som er bestemt." in errors_of(anders.post("/klar/", {"step": "alt"}))
    for step in ("dpia_read", "basis_chosen", "retention_chosen", "consent_texts_approved", "access_reviewed"):
        page = go(anders, anders.post("/klar/", {"step": step}))
    assert "Anders Vik, rådgiver, 2. mars 2026" in text(page)
    assert "Dette er slått på fra før." in errors_of(anders.post("/klar/", {"step": "dpia_read"}))
    go(tove, tove.post(f"/lister/{blue}/barn/", child))


# Cost and language


def test_a_page_with_a_hundred_children_costs_eight_statements_at_most(fjordvik: Fjordvik, blue):
    with fjordvik.sits("Tove") as tove:
        for nth in range(100):
            actions.put_on_list(
                tove,
                blue,
                Details(name=f"Barn {nth}", birth_date=BORN),
                national_id=number(BORN, nth),
                now=fjordvik.now,
            )
            access.leave()
    browser = browser_of(fjordvik, "Tove")
    for page in ("/lister/", f"/lister/{blue}/"):
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(page)
        assert answer.content.decode().count("/lister/barn/") == 100
        counted = [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(("BEGIN", "COMMIT"))]
        assert len(counted) <= 8, counted


def test_pages_are_written_in_nynorsk_too(fjordvik: Fjordvik, blue, ella):
    tove = browser_of(fjordvik, "Tove", language="nn")

    assert "Lag ei liste" in text(tove.get("/lister/"))
    assert "Har barnet strengt fortruleg adresse" in text(tove.get(f"/lister/{blue}/barn/"))


def test_a_child_on_a_list_that_has_not_begun_is_shown_on_it(fjordvik: Fjordvik):
    with fjordvik.sits("Tove") as tove:
        autumn = actions.make_list(
            tove, name="Solsikke", starts=date(2026, 8, 1), ends=date(2026, 12, 24), now=fjordvik.now
        )
    ella_on(fjordvik, autumn)

    shown = text(browser_of(fjordvik, "Tove").get("/lister/"))

    assert "Solsikke 1 Åpne Solsikke Ella Berg" in shown
    assert "På ingen liste nå" not in shown
