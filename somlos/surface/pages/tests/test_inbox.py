"""The inbox and the nudge, as pages: only one's own, and nothing of what or about whom."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from somlos.foundation.access.actions import begin_session
from somlos.foundation.access.testing import signed_in
from somlos.foundation.notifications import actions, selectors
from somlos.foundation.notifications.notices import NoticeKind
from somlos.foundation.notifications.testing import run_waiting_jobs
from somlos.foundation.notifications.tests.mailbox import mail_server
from somlos.foundation.notifications.tests.people import employ, settle
from somlos.foundation.notifications.tests.stories import choose_nudges
from somlos.kernel.ids import new_id
from somlos.surface.pages.selectors.inbox import said_when

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

HOME = NoticeKind("pages.test_home", "Noe venter på deg.", "pages:home", leads_to_compartment=False, may_nudge=True)
MODEL = NoticeKind(
    "pages.test_model", "Det er skrevet noe nytt.", "pages:model", leads_to_compartment=False, may_nudge=False
)
PAGES = ("/varsler/", "/varsler/epost/")
POSTS = ("/varsler/lest/", "/varsler/epost/kode/", "/varsler/epost/av/")


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.SOMLOS_KEYS = tmp_path / "keys"


@pytest.fixture
def mailbox():
    with mail_server() as taken:
        yield taken


def browser_of(person, *, language="nb"):
    browser = Client()
    secret = begin_session(person.identity, kind=person.kind, lasts=timedelta(hours=1))
    browser.cookies[django_settings.SOMLOS_COOKIE] = secret or ""
    browser.cookies["sprak"] = language
    return browser


def text(answer):
    return " ".join(answer.content.decode().split())


def leave(kind, *, to, at=None):
    tove = employ()
    with signed_in(tove.identity):
        actions.notify(kind, to=to.user_id, now=at or timezone.now())


def inbox_of(person):
    with signed_in(person.identity, kind=person.kind):
        return selectors.inbox(person.user_id)


def code_in(envelope):
    words = envelope.original_content.decode().split()
    return next(word.strip(".") for word in words if word.strip(".").isdigit() and len(word.strip(".")) == 6)


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_asked_to_sign_in(page):
    assert Client().get(page).headers["Location"].startswith(reverse("pages:sign_in"))


@pytest.mark.parametrize("page", POSTS)
def test_what_is_posted_is_not_asked_for(page):
    assert browser_of(settle()).get(page).status_code == 405


def test_an_empty_inbox_says_what_comes_there():
    page = text(browser_of(settle()).get("/varsler/"))

    assert "Du har ingen varsler" in page and "Merk alle som lest" not in page


def test_everybody_reads_their_own_notices_and_nobody_elses():
    mother, father = settle(), settle()
    leave(HOME, to=mother)
    [waiting] = inbox_of(mother)

    assert "Noe venter på deg." in text(browser_of(mother).get("/varsler/"))
    assert "Noe venter på deg." not in text(browser_of(father).get("/varsler/"))
    assert browser_of(father).get(f"/varsler/{waiting.id}/").status_code == 404
    assert [found.is_read for found in inbox_of(mother)] == [False]


def test_a_notice_that_is_not_there_has_no_page():
    assert browser_of(settle()).get(f"/varsler/{new_id()}/").status_code == 404


def test_opening_a_notice_leads_to_its_page_and_marks_it_as_read():
    mother = settle()
    leave(MODEL, to=mother)
    [waiting] = inbox_of(mother)
    browser = browser_of(mother)

    answer = browser.get(f"/varsler/{waiting.id}/")

    assert (answer.status_code, answer.url) == (303, reverse("pages:model"))
    assert [found.is_read for found in inbox_of(mother)] == [True]


def test_only_what_stood_on_the_page_is_marked_as_read():
    mother, now = settle(), timezone.now()
    leave(HOME, to=mother, at=now - timedelta(hours=1))
    browser = browser_of(mother)
    shown = browser.get("/varsler/").context["page"].seen_until
    leave(MODEL, to=mother, at=now)

    answer = browser.post("/varsler/lest/", {"til": shown})

    assert (answer.status_code, answer.url) == (303, "/varsler/")
    assert {found.kind: found.is_read for found in inbox_of(mother)} == {HOME: True, MODEL: False}


@pytest.mark.parametrize("til", ["", "tull", "2026-13-45T99:99", "2026-11-24T08:00", "\x00", "🎈"])
def test_a_page_that_says_nothing_sensible_marks_what_is_there(til):
    mother = settle()
    leave(HOME, to=mother)

    assert browser_of(mother).post("/varsler/lest/", {"til": til}).status_code == 303
    assert [found.is_read for found in inbox_of(mother)] == [True]


def test_the_inbox_speaks_nynorsk():
    mother = settle()
    leave(HOME, to=mother)

    page = text(browser_of(mother, language="nn").get("/varsler/"))

    assert "Eitt varsel er nytt." in page and "Merk alle som lesne" in page


def test_nudges_are_not_offered_where_there_is_no_mail_server():
    browser = browser_of(settle())

    assert browser.get("/varsler/epost/").status_code == 404
    assert "e-post" not in text(browser.get("/varsler/"))


def test_nudges_are_chosen_confirmed_by_a_code_and_turned_off(mailbox):
    mother = settle()
    browser = browser_of(mother)
    offered = text(browser.get("/varsler/epost/"))

    asked = browser.post("/varsler/epost/", {"address": "Mor@Blåbær.example"})
    run_waiting_jobs()
    waiting = text(browser.get("/varsler/epost/"))
    confirmed = browser.post(
        "/varsler/epost/kode/", {"code": f" {code_in(mailbox.taken[0])[:3]} {code_in(mailbox.taken[0])[3:]}"}
    )
    on = text(browser.get("/varsler/epost/"))
    off = browser.post("/varsler/epost/av/")

    assert "Du har en ny melding i Fjordvik samarbeid. Logg inn for å lese." in offered
    assert mailbox.addresses == ["Mor@xn--blbr-roah.example"]
    assert "Skriv koden" in waiting and "Du får e-post" in on
    assert [answer.status_code for answer in (asked, confirmed, off)] == [303, 303, 303]
    with signed_in(mother.identity, kind="resident"):
        assert selectors.nudge_choice(mother.user_id) is None


def test_a_wrong_code_is_refused_with_a_sentence_and_counted(mailbox):
    mother = settle()
    browser = browser_of(mother)
    browser.post("/varsler/epost/", {"address": "mor@example.com"})
    run_waiting_jobs()

    wrong = [browser.post("/varsler/epost/kode/", {"code": "tull"}) for _ in range(5)]
    right = browser.post("/varsler/epost/kode/", {"code": code_in(mailbox.taken[0])})

    assert {answer.status_code for answer in wrong} == {422} and "Koden stemmer ikke." in text(wrong[0])
    assert right.status_code == 422 and "prøvd for mange ganger" in text(right)


@pytest.mark.parametrize(
    "address",
    ["", " ", "mor", "mor@", "@example.com", "mor@example..com", "mor@" + "x" * 300 + ".no", "mor\x00@example.com", "mor@exa\nmple.com",
     "mor@example.com\r\nBcc: far@example.com", "\u202emoc.elpmaxe@rom", "🎈@example.com", "mor@example.com, far@example.com"],
)  # fmt: skip
def test_what_is_no_address_is_refused_at_the_field_and_kept(mailbox, address):
    answer = browser_of(settle()).post("/varsler/epost/", {"address": address})

    assert answer.status_code == 422
    assert 'id="id_address_error"' in answer.content.decode()


def test_an_administrator_sees_how_many_letters_did_not_come_through(mailbox):
    assert "Til sammen kom 0 e-poster ikke fram" in text(browser_of(employ()).get("/varsler/epost/"))
    assert "Til sammen kom" not in text(browser_of(settle()).get("/varsler/epost/"))


def test_somebody_whose_letter_was_given_up_is_told(mailbox):
    mother = settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    mailbox.to_address = "550 no such mailbox"
    leave(HOME, to=mother)
    run_waiting_jobs()

    assert "Se etter om adressen er riktig" in text(browser_of(mother).get("/varsler/epost/"))


def test_the_inbox_asks_the_database_the_same_however_much_waits(django_assert_max_num_queries):
    mother = settle()
    browser = browser_of(mother)
    for kind in (HOME, MODEL):
        leave(kind, to=mother)

    with django_assert_max_num_queries(6):
        browser.get("/varsler/")


def test_every_kind_of_notice_leads_to_a_page_and_says_nothing_but_a_number():
    for kind in NoticeKind.all.values():
        if kind.code.partition(".")[2].startswith("test") or kind.code.startswith("test."):
            continue
        assert reverse(kind.target, kwargs={"place": new_id()} if kind.leads_to_compartment else None)
        assert "%" not in (kind.say(3) if "%" in str(kind.sentence) else kind.say(None))


def test_a_moment_is_told_as_one_says_it():
    now = datetime(2026, 3, 12, 14, 5, tzinfo=timezone.get_current_timezone())

    assert said_when(now - timedelta(hours=5), now) == "I dag kl. 9.05"
    assert said_when(now - timedelta(hours=20), now) == "I går kl. 18.05"
    assert said_when(now - timedelta(days=2), now) == "Tirsdag 10. mars"
    assert said_when(now - timedelta(days=400), now) == "5. februar 2025"
