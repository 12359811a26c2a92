"""The pages of the wonder note: the walk, and the same six questions to each of them, with and without htmx."""

import re
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from fjordvik.testing import browser_of
from fjordvik.town import Town
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.pages import HTMX, at, get, place_in, plain, post, value_of, words
from somlos.child.concerns.tests.stories import ELLA
from somlos.kernel.ids import new_id

WITHOUT_AND_WITH_HTMX = pytest.mark.parametrize("headers", [{}, HTMX], ids=["whole page", "htmx"])


def test_ellas_note_is_walked_from_the_first_sentence_to_the_decision(town):
    tove, berit = browser_of("tove"), browser_of("berit")
    page = get(tove, "write", town.places["ella"])
    note = place_in(post(tove, "write", town.places["ella"], {"once": value_of(page, "once"), "seen": ELLA}))
    assert ELLA in words(get(tove, "note", note))
    assert get(berit, "note", note).status_code == 404

    place_in(post(tove, "discuss", note, {"seat": town.seats["berit"]}))
    assert ELLA in words(get(berit, "note", note))

    today = town.now.date().isoformat()
    place_in(post(tove, "child_talk", note, {"child-held_on": today, "child-said": "Jeg vil si hei til Oda."}))
    shared = {"home-held_on": today, "home-said": "Mor sier hun prater hjemme.", "home-shared": "Vi øver på å si hei."}
    place_in(post(tove, "home_talk", note, shared))
    place_in(post(berit, "decide", note, {"decision": "level_1", "reason": "Vi prøver hei-leken."}))

    said = words(get(tove, "note", note))
    assert "Nivå 1, vi prøver hos oss" in said and "Vi prøver hei-leken." in said
    assert "Dette deler vi med familien: Vi øver på å si hei." in said


@pytest.mark.parametrize(
    ("name", "prefix", "title"),
    [("child_talk", "child", "Snakket med barnet"), ("home_talk", "home", "Snakket med hjemmet")],
)
def test_a_talk_pressed_twice_is_there_once_also_when_it_was_decided_meanwhile(town, name, prefix, title):
    note, tove = told.save(town), browser_of("tove")
    told.discuss(town, note)
    page = get(tove, "note", note)
    talk = {f"{prefix}-once": value_of(page, f"{prefix}-once"), f"{prefix}-held_on": town.now.date().isoformat()}
    talk[f"{prefix}-said"] = "Vi snakket om å si hei."

    pressed = [place_in(post(tove, name, note, talk)) for _ in range(2)]
    told.decide(town, note, Decision.LEVEL_1)
    pressed.append(place_in(post(tove, name, note, talk)))

    assert pressed == [note] * 3
    assert words(get(tove, "note", note)).count(title) == 1


def test_following_for_four_weeks_is_offered_until_it_was_used_and_a_post_by_hand_is_told_so(town):
    note, tove, berit = told.save(town), browser_of("tove"), browser_of("berit")
    told.discuss(town, note)
    watch = {"decision": "watch", "reason": "Vi ser det an."}
    before = words(get(tove, "note", note))

    place_in(post(berit, "decide", note, watch))

    after, by_hand = [words(get(who, "note", note)) for who in (tove, berit)], post(tove, "decide", note, watch)
    assert "Følge med i fire uker" in before and "Legge undringen bort" in before
    assert all("Følge med i fire uker Kan brukes" not in said and "Legge undringen bort" in said for said in after)
    assert (by_hand.status_code, value_of(by_hand, "reason")) == (422, "Vi ser det an.")
    assert "Dere har fulgt med i fire uker allerede. Velg noe annet nå." in words(by_hand)
    assert 'value="watch"' not in by_hand.content.decode()


@dataclass(frozen=True, slots=True)
class Scene:
    """A note Tove wrote and discusses with Berit, who decides, and Kari, who reads; and a text on the red path Kari helps with."""

    town: Town
    child: UUID
    note: UUID
    red: UUID
    unit: UUID
    browsers: dict[str, Client] = field(default_factory=dict)

    def place(self, of):
        return getattr(self, of)

    def browser(self, who: str) -> Client:
        """Return the browser of somebody who signed in once."""
        if who not in self.browsers:
            self.browsers[who] = browser_of(who)
        return self.browsers[who]


def scene_in(town):
    note = told.save(town)
    told.discuss(town, note, who="berit")
    told.discuss(town, note, who="kari")
    red = told.keep_red(town)
    told.add_helper(town, red, who="kari")
    return Scene(town, town.places["ella"], note, red, told.save(town, about="liam", days_ago=8))


@pytest.fixture
def scene(town):
    """A scene of one's own, to change."""
    return scene_in(town)


@pytest.fixture(scope="module")
def still(still_town):
    """A scene to look at."""
    return scene_in(still_town)


ABOUT = {
    "write": "child", "urgent_from_draft": "child", "note": "note", "correct": "note", "discuss": "note", "child_talk": "note",
    "home_talk": "note", "decide": "note", "urgent_from_note": "note", "take_over": "unit", "red": "red", "add_helper": "red",
    "lift": "red",
}  # fmt: skip
"""What each page is about."""
READS = ("write", "note", "correct", "urgent_from_note", "take_over", "red")
FILLED = {
    "write": {"seen": "Noe nytt."},
    "urgent_from_draft": {"seen": "Noe nytt."},
    "correct": {"seen": "Noe nytt.", "after": "1"},
    "child_talk": {"child-held_on": "today", "child-said": "Hei."},
    "home_talk": {"home-held_on": "today", "home-said": "Hei."},
    "decide": {"decision": "level_1", "reason": "Vi prøver."},
    "urgent_from_note": {},
    "take_over": {"why": "away"},
    "lift": {"asked": "Barnevernvakta", "reason": "Det er trygt."},
}
"""What one posts where there is something to post."""


def filled(name, town):
    return {field: localdate(town.now).isoformat() if said == "today" else said for field, said in FILLED[name].items()}


WORKS = [
    ("tove", "write"), ("tove", "urgent_from_draft"), ("tove", "correct"), ("tove", "child_talk"), ("tove", "home_talk"),
    ("tove", "decide"), ("tove", "urgent_from_note"), ("tove", "lift"), ("kari", "write"), ("berit", "decide"),
    ("berit", "take_over"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "name"), WORKS)
@WITHOUT_AND_WITH_HTMX
def test_it_works_for_the_author_and_for_a_colleague_who_may(scene, who, name, headers):
    answer = post(who, name, scene.place(ABOUT[name]), filled(name, scene.town), **headers)

    assert answer.status_code == 303, words(answer)


LOOKS = [
    ("tove", "write"), ("tove", "note"), ("tove", "correct"), ("tove", "urgent_from_note"), ("tove", "red"), ("kari", "write"),
    ("kari", "note"), ("kari", "red"), ("berit", "note"), ("berit", "take_over"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "name"), LOOKS)
@WITHOUT_AND_WITH_HTMX
def test_it_is_shown_to_the_author_and_to_a_colleague_who_may(still, who, name, headers):
    answer = get(still.browser(who), name, still.place(ABOUT[name]), **headers)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ABOUT)
@pytest.mark.parametrize("who", ["harald", "nina", "lars", "anne", "marte"])
@WITHOUT_AND_WITH_HTMX
def test_a_stranger_gets_the_same_as_for_what_does_not_exist(still, who, name, headers):
    browser, there, nowhere = still.browser(who), at(name, still.place(ABOUT[name])), at(name, new_id())
    text = {"seen": "Noe jeg skrev.", "said": "Noe jeg skrev."}

    if name in READS:
        assert plain(browser.get(there, headers=headers), there) == plain(
            browser.get(nowhere, headers=headers), nowhere
        )
        assert browser.get(there, headers=headers).status_code == 404
    if name not in ("note", "red"):
        one, other = (browser.post(address, text, headers=headers) for address in (there, nowhere))
        assert plain(one, there) == plain(other, nowhere)
        assert one.status_code == 404
        assert "Noe jeg skrev." in words(one)


@pytest.mark.parametrize("name", [*ABOUT, "start", "urgent"])
def test_a_visitor_is_asked_to_sign_in_and_is_told_nothing(still, name):
    place = still.place(ABOUT[name]) if name in ABOUT else None
    if name in (*READS, "start", "urgent"):
        assert Client().get(at(name, place)).headers["Location"].startswith(reverse("pages:sign_in"))
    if name != "urgent":
        answer = Client().post(at(name, place), {"seen": "Noe jeg skrev."})
        assert answer.status_code == (405 if name in ("note", "red") else 401)


@pytest.mark.parametrize("name", [*ABOUT, "start", "urgent"])
@pytest.mark.parametrize("verb", ["get", "post", "put", "patch", "delete"])
def test_a_verb_a_page_does_not_take_is_said_so(still, name, verb):
    takes = {"get"} if name in (*READS, "start", "urgent") else set()
    takes |= {"post"} if name not in ("note", "red", "urgent") else set()
    place = still.place(ABOUT[name]) if name in ABOUT else None

    if verb not in takes:
        assert getattr(still.browser("tove"), verb)(at(name, place)).status_code == 405


@pytest.mark.parametrize("name", ["correct", "discuss", "child_talk", "home_talk", "decide", "urgent_from_note"])
@WITHOUT_AND_WITH_HTMX
def test_one_who_was_asked_to_discuss_reads_and_changes_nothing(still, name, headers):
    assert post(still.browser("kari"), name, still.note, {"said": "Noe jeg skrev."}, **headers).status_code == 403
    page = words(get(still.browser("kari"), "note", still.note))
    assert ELLA in page
    assert not any(words_ in page for words_ in ("Neste steg", "Rett eller legg til noe", "Gå den røde veien"))


@pytest.mark.parametrize("name", ["discuss", "child_talk", "home_talk", "decide", "add_helper", "lift"])
def test_after_an_error_at_a_step_the_choice_of_language_leads_back_to_the_page(still, name):
    of = ABOUT[name]

    answer = post(still.browser("tove"), name, still.place(of))

    assert answer.status_code == 422
    assert value_of(answer, "neste") == at(of, still.place(of))
    assert get(still.browser("tove"), of, still.place(of)).status_code == 200


@pytest.mark.parametrize("name", ["add_helper", "lift"])
def test_a_helper_reads_and_changes_nothing(still, name):
    assert (
        post(still.browser("kari"), name, still.red, filled(name, still.town) if name in FILLED else {}).status_code
        == 403
    )
    page = words(get(still.browser("kari"), "red", still.red))
    assert "Han er redd for å bli hentet." in page
    assert "Løft den røde veien" not in page and "La én kollega lese" not in page


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("write", "note"), ("urgent_from_draft", "note"), ("note", "child"), ("red", "note"), ("take_over", "red")],
)
def test_an_address_of_another_sort_is_an_address_of_nothing(still, name, wrong):
    browser = still.browser("tove" if name != "take_over" else "berit")
    answer = (
        browser.post(at(name, still.place(wrong)))
        if name == "urgent_from_draft"
        else browser.get(at(name, still.place(wrong)))
    )

    assert answer.status_code in (403, 404)


@pytest.mark.parametrize(
    "name", ["note", "correct", "discuss", "child_talk", "home_talk", "decide", "urgent_from_note"]
)
def test_a_child_one_began_without_a_name_is_no_note(town, name):
    begun = place_in(post("nina", "start", data={"key": "rød lue"}))
    browser = browser_of("nina")

    answers = [browser.post(at(name, begun))] if name not in READS else [browser.get(at(name, begun))]

    assert [answer.status_code for answer in answers] == [404]
    assert get("nina", "write", begun).status_code == 200


@pytest.mark.parametrize("name", ["start", "urgent"])
def test_a_resident_has_no_page_of_the_staffs(still, name):
    assert get(still.browser("marte"), name).status_code == 404


def test_whom_to_ask_without_a_name_is_a_line_with_a_number_to_press(still):
    page = get(still.browser("tove"), "note", still.note).content.decode()

    line = re.search(r'<ul class="s-phones">.*?</ul>', page, re.DOTALL)
    assert line and "<small>Hver torsdag kl. 12–13</small>" in line[0] and 'href="tel:00000012"' in line[0]
    assert "00 00 00 12" in line[0] and "</a>" in line[0]


def test_health_staff_are_told_where_health_information_belongs(still):
    town, sentence = still.town, "Helseopplysninger hører hjemme i journalen."

    assert sentence in words(get(still.browser("ingrid"), "note", town.notes["jonas"]))
    assert sentence in words(get(still.browser("ingrid"), "write", town.places["jonas"]))
    assert sentence not in words(get(still.browser("tove"), "note", still.note))
    assert sentence not in words(get(still.browser("tove"), "write", still.child))


def test_every_page_leads_back_to_min_dag_and_has_one_primary_button(still):
    for name in ("write", "note", "correct", "urgent_from_note", "red"):
        page = get(still.browser("tove"), name, still.place(ABOUT[name])).content.decode()
        main = page[page.index("<main") : page.index("</main>")]

        assert f'href="{reverse("pages:day")}"' in main, name
        buttons = [tag for tag in main.split("<button")[1:] if "hidden" not in tag.split(">")[0]]
        primary = [
            tag for tag in buttons if "data-variant" not in tag.split(">")[0] and 'type="submit"' in tag.split(">")[0]
        ]
        assert len(primary) <= 1, name


def test_a_page_in_nynorsk_is_in_nynorsk_all_through(still):
    browser = still.browser("berit")
    browser.cookies["sprak"] = "nn"

    page = words(get(browser, "note", still.note))

    assert "Kven ser undringa?" in page and "Hvem ser" not in page
    assert "Eg undrar meg" in words(get(browser, "start"))
