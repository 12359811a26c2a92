"""Ella's note in a browser: from Min dag on a phone to the decision, by her pedagogical leader and the leader of the unit."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from fjordvik import cast
from fjordvik.town import Town
from journeys.conftest import NARROW, PHONE, WIDE, PageAt
from somlos.kernel.ids import new_id

pytestmark = [pytest.mark.django_db(transaction=True, databases="__all__"), pytest.mark.usefixtures("served")]

SEEN = "Tre ganger denne uka har Ella pekt i stedet for å si ordet. 🐦"
OWN_WORDS = "Jeg vil tørre å si hei til Oda."
HOME = "Mor sier at hun prater hele tiden hjemme."
SHARED = "Vi øver på å si hei, hjemme og i barnehagen."
WHY = "Vi prøver hei-leken i fire uker."
MOST_TAPS = 8
"""On a phone, from signed in to saved, besides the typing (R11)."""

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("js", [True, False], ids=["with script", "without script"])


@pytest.fixture
def served(live_server: LiveServer, town: Town) -> LiveServer:  # noqa: ARG001 - a Fjordvik of the test's own is served
    return live_server


def be(page: Page, key: str) -> None:
    """Sign in as somebody of the cast, as anybody who tries Sømløs does, and come to Min dag."""
    who = cast.person(key)
    page.goto(reverse("pages:sign_in"))
    page.get_by_role("link", name="Velg en person").click()
    page.get_by_role("button", name=f"{who.name}, {who.title}").click()
    expect(page).to_have_url(re.compile(re.escape(reverse("pages:day")) + "$"))


def main(page: Page) -> Locator:
    """Return the page without its top and foot."""
    return page.get_by_role("main")


def seen_field(page: Page) -> Locator:
    """Return the one field that must be filled in."""
    return page.get_by_label("Hva har du sett eller hørt?")


def begin(page: Page, child: str = "Ella Strandli") -> None:
    """Go from Min dag to the form about a child."""
    page.goto(reverse("pages:day"))
    main(page).get_by_role("link", name="Jeg undrer meg").click()
    main(page).get_by_role("link", name=child).click()
    expect(seen_field(page)).to_be_visible()


def press(part: Page | Locator, name: str) -> None:
    """Press a button by its words."""
    part.get_by_role("button", name=name, exact=True).click()


def done(page: Page) -> Locator:
    """Return the steps that were taken."""
    return page.get_by_role("region", name="Dette er gjort")


def step(page: Page, title: str) -> Locator:
    """Return a step of the note, unfolded."""
    part = page.locator("details").filter(has=page.locator("summary").get_by_text(title, exact=True))
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def save(page: Page) -> str:
    """Save a note about Ella and return its address."""
    begin(page)
    seen_field(page).fill(SEEN)
    press(page, "Lagre undringen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Undring om Ella")
    return page.url


def discuss(page: Page, colleague: str = "Berit Haugsnes") -> None:
    """Bring a colleague into the note that is shown."""
    part = step(page, "0.2 Drøft med kollega eller leder")
    part.get_by_label(colleague).check()
    press(part, "Drøft undringen")
    expect(done(page)).to_contain_text(f"Drøftet med {colleague}")


def expect_told(page: Page, field: Locator, sentence: str) -> None:
    """See that an error stands at its field, for eyes and for a screen reader, and in the summary that leads there."""
    expect(page.locator(".ds-validation-message")).to_have_text([sentence])
    expect(page.locator(".ds-validation-message")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    message = page.locator(".ds-validation-message").get_attribute("id")
    said_of = field.or_(page.locator("fieldset").filter(has=field))
    expect(said_of.and_(page.locator(f"[aria-describedby~='{message}']"))).to_be_visible()
    led = page.locator(".ds-error-summary").get_by_role("link", name=sentence)
    expect(led).to_be_visible()
    leads_to = page.locator(led.get_attribute("href") or "nowhere")
    expect(leads_to.or_(leads_to.locator("input")).first).to_be_visible()


def expect_nothing_there(page: Page, address: str) -> None:
    """See that an address answers as one that never was."""
    nowhere = reverse("concerns:note", kwargs={"place": new_id()})
    answers = []
    for each in (address, nowhere):
        answer = page.goto(each)
        assert answer is not None
        answers.append((answer.status, main(page).inner_text()))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("width", [WIDE, PHONE])
@WITH_AND_WITHOUT_SCRIPT
def test_ellas_note_goes_from_the_first_sentence_to_the_decision(page_at: PageAt, width: int, js: bool) -> None:
    tove, berit, kari = (page_at(width, js=js) for _ in range(3))
    for page, key in ((tove, "tove"), (berit, "berit"), (kari, "kari")):
        be(page, key)

    begin(tove)
    press(tove, "Lagre undringen")
    expect_told(tove, seen_field(tove), "Skriv hva du har sett eller hørt. Én setning er nok for å lagre.")
    seen_field(tove).fill(SEEN)
    press(tove, "Lagre undringen")
    expect(tove.get_by_role("heading", level=1)).to_have_text("Undring om Ella")
    expect(tove.get_by_role("status").filter(has_text="Undringen er lagret hos tjenesten din.")).to_be_visible()
    expect(tove.get_by_text(SEEN)).to_be_visible()
    note = tove.url

    for colleague in (berit, kari):
        expect_nothing_there(colleague, note)
    berit.goto(reverse("pages:day"))
    expect(main(berit)).to_contain_text("En undring")
    expect(main(berit)).not_to_contain_text("Ella")
    expect(main(berit)).not_to_contain_text("Tove")

    part = step(tove, "0.2 Drøft med kollega eller leder")
    press(part, "Drøft undringen")
    expect_told(tove, tove.get_by_label("Berit Haugsnes"), "Velg en kollega eller lederen din.")
    discuss(tove)

    berit.goto(reverse("pages:day"))
    expect(main(berit).get_by_role("link", name="Ella Strandli")).to_be_visible()
    berit.get_by_role("link", name=re.compile("^Varsler, 1 ny$")).click()
    expect(main(berit)).not_to_contain_text("Ella")
    main(berit).get_by_role("link", name="Noen vil drøfte en undring med deg.").click()
    expect(berit).to_have_url(note)
    expect(berit.get_by_text(SEEN)).to_be_visible()
    expect(berit.get_by_role("link", name="Rett eller legg til noe")).to_have_count(0)

    child = step(tove, "0.3 Snakk med barnet")
    press(child, "Skriv ned samtalen med barnet")
    expect_told(tove, child.get_by_label("Hva sa barnet?"), "Skriv kort hva dere snakket om.")
    child.get_by_label("Hva sa barnet?").fill(OWN_WORDS)
    press(child, "Skriv ned samtalen med barnet")
    expect(done(tove)).to_contain_text("Snakket med barnet")

    home = step(tove, "0.4 Snakk med hjemmet")
    home.get_by_label("Hva snakket dere om?").fill(HOME)
    home.get_by_label("Hva vil du dele med familien fra samtalen?").fill(SHARED)
    press(home, "Skriv ned samtalen med hjemmet")
    expect(done(tove)).to_contain_text("Snakket med hjemmet")

    berit.reload()
    for words in (OWN_WORDS, HOME, SHARED):
        expect(berit.get_by_text(words)).to_be_visible()
    together = step(berit, "0.5 Bestem")
    together.get_by_label("Nivå 1, vi prøver hos oss").check()
    press(together, "Skriv ned beslutningen")
    expect_told(berit, together.get_by_label("Hvorfor?"), "Skriv kort hvorfor dere bestemmer dette.")
    expect(together.get_by_label("Nivå 1, vi prøver hos oss")).to_be_checked()
    together.get_by_label("Hvorfor?").fill(WHY)
    press(together, "Skriv ned beslutningen")
    expect(berit.get_by_role("status").filter(has_text="Beslutningen er skrevet ned.")).to_be_visible()

    tove.goto(reverse("pages:inbox"))
    main(tove).get_by_role("link", name="Det er bestemt noe om en undring du har skrevet.").click()
    expect(tove).to_have_url(note)
    expect(tove.get_by_role("heading", name="Nivå 1, vi prøver hos oss")).to_be_visible()
    expect(tove.get_by_text(WHY).first).to_be_visible()
    expect(tove.locator("details").filter(has_text="0.5 Bestem")).to_have_count(0)
    expect(tove.get_by_role("heading", name="Neste steg")).to_have_count(0)

    expect_nothing_there(kari, note)
    kari.goto(reverse("pages:day"))
    expect(main(kari)).not_to_contain_text("Ella")
    kari.goto(reverse("pages:inbox"))
    expect(main(kari)).to_contain_text("Du har ingen varsler")


@dataclass(slots=True)
class Thumb:
    """A thumb on a phone that counts. Putting the cursor in a field to type is part of the typing, and is counted apart."""

    page: Page
    taps: int = 0
    fields: int = 0

    def tap(self, what: Locator) -> None:
        """Tap a link, a button, something that folds out or a box to tick."""
        self.taps += 1
        what.tap()

    def type(self, field: Locator, words: str) -> None:
        """Tap a text field, and type on the keyboard."""
        self.fields += 1
        field.tap()
        expect(field).to_be_focused()
        self.page.keyboard.insert_text(words)


@pytest.mark.parametrize("everything", [False, True], ids=["one sentence", "with what may wait"])
@WITH_AND_WITHOUT_SCRIPT
def test_on_a_phone_it_takes_at_most_eight_taps_from_signed_in_to_saved(
    page_at: PageAt, record_property: Callable[[str, object], None], js: bool, everything: bool
) -> None:
    page = page_at(PHONE, js=js, is_mobile=True)
    be(page, "tove")
    thumb = Thumb(page)

    thumb.tap(main(page).get_by_role("link", name="Jeg undrer meg"))
    thumb.tap(main(page).get_by_role("link", name="Ella Strandli"))
    thumb.type(seen_field(page), SEEN)
    if everything:
        thumb.tap(page.get_by_text("Mer om barnet, hvis du vil"))
        thumb.type(page.get_by_label("Hva sier barnet selv?"), OWN_WORDS)
        thumb.type(page.get_by_label("Hva går bra?"), "Hun bygger tårn med Oda.")
        thumb.tap(page.get_by_text("Tegn etter alder, en huskeliste"))
        for number in range(2):
            thumb.tap(page.get_by_role("checkbox").nth(number))
    thumb.tap(page.get_by_role("button", name="Lagre undringen"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Undring om Ella")
    expect(page.get_by_text(SEEN)).to_be_visible()
    if everything:
        expect(page.get_by_text(OWN_WORDS)).to_be_visible()
        expect(page.get_by_role("heading", name="Tegn på huskelista")).to_be_visible()
    record_property("taps", str(thumb.taps))
    record_property("fields typed in", str(thumb.fields))
    assert thumb.taps <= MOST_TAPS


def test_what_is_typed_keeps_itself_and_is_there_after_a_reload_and_in_no_other_childs_form(page_at: PageAt) -> None:
    page = page_at(PHONE)
    be(page, "tove")
    begin(page)

    seen_field(page).press_sequentially("Ella pekte igjen.")
    expect(page.locator("#kladd")).to_have_text("Kladden er lagret.")
    page.reload()

    expect(seen_field(page)).to_have_value("Ella pekte igjen.")
    expect(page.get_by_text("Dette er kladden din.")).to_be_visible()
    begin(page, "Liam Kleiva")
    expect(seen_field(page)).to_have_value("")
    page.goto(reverse("pages:day"))
    main(page).get_by_role("region", name="Kladder").get_by_role("link", name="Ella Strandli").click()
    expect(seen_field(page)).to_have_value("Ella pekte igjen.")
    press(page, "Lagre undringen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Undring om Ella")
    page.goto(reverse("pages:day"))
    expect(page.get_by_role("heading", name="Kladder")).to_have_count(0)


def test_without_script_a_draft_is_kept_by_a_press(page_at: PageAt) -> None:
    page = page_at(PHONE, js=False)
    be(page, "tove")
    begin(page)

    seen_field(page).fill("Ella pekte igjen.")
    press(page, "Gjør ferdig senere")

    expect(page.get_by_text("Kladden er lagret. Du finner den på Min dag, og bare du ser den.")).to_be_visible()
    main(page).get_by_role("region", name="Kladder").get_by_role("link", name="Ella Strandli").click()
    expect(seen_field(page)).to_have_value("Ella pekte igjen.")


@WITH_AND_WITHOUT_SCRIPT
def test_one_press_on_the_red_path_moves_what_was_typed_to_its_author_alone(page_at: PageAt, js: bool) -> None:
    tove, berit = page_at(PHONE, js=js), page_at(js=js)
    be(tove, "tove")
    be(berit, "berit")
    begin(tove)
    seen_field(tove).fill("Ella har et merke på armen.")
    if js:
        expect(tove.locator("#kladd")).to_have_text("Kladden er lagret.")

    press(tove, "Gå den røde veien")

    expect(tove.get_by_role("heading", level=1)).to_have_text("Den røde veien")
    expect(tove.get_by_text("Ella har et merke på armen.")).to_be_visible()
    expect(tove.get_by_text("Ikke kontakt foreldrene, og ikke varsle noen hjemme.")).to_be_visible()
    red = tove.url
    begin(tove)
    expect(seen_field(tove)).to_have_value("")
    tove.goto(reverse("pages:day"))
    expect(tove.get_by_role("heading", name="Kladder")).to_have_count(0)
    expect_nothing_there(berit, red)
    berit.goto(reverse("pages:inbox"))
    expect(main(berit)).to_contain_text("Noen i enheten din har gått den røde veien.")
    expect(main(berit)).not_to_contain_text("Ella")


def test_a_saved_note_with_its_forms_unfolded_is_readable_and_fits(
    page_at: PageAt, readable: Callable[[Page], None], small_targets: Callable[[Page], list[str]]
) -> None:
    tove, berit = page_at(NARROW), page_at()
    be(tove, "tove")
    be(berit, "berit")
    note = save(tove)
    discuss(tove)
    berit.goto(note)
    steps = ["0.2 Drøft med kollega eller leder", "0.3 Snakk med barnet", "0.4 Snakk med hjemmet", "0.5 Bestem"]

    for page, titles in ((tove, steps), (berit, steps[3:])):
        for title in titles:
            expect(step(page, title).get_by_role("button")).to_be_visible()
        readable(page)
    assert small_targets(tove) == []
    press(step(tove, steps[3]), "Skriv ned beslutningen")
    expect(tove.locator(".ds-error-summary")).to_be_visible()
    readable(tove)
