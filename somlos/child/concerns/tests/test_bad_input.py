"""Whatever is sent, a sentence comes back at the field, what was written stays, and nothing breaks."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fjordvik.testing import browser_of
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.pages import at, get, place_in, post, post_raw, value_of, words
from somlos.child.concerns.tests.stories import ELLA
from somlos.kernel.ids import new_id

INVISIBLE = "Teksten har et usynlig tegn som ikke kan lagres."
LONG = "Teksten er for lang"
NO_DAY = "Skriv datoen som dag, måned og år, for eksempel 05.01.2026."
NOT_YET = "Dagen har ikke vært ennå."

BAD_NOTE = [
    ("seen", "", "Skriv hva du har sett eller hørt. Én setning er nok for å lagre."),
    ("seen", " \n\t ", "Skriv hva du har sett eller hørt."),
    ("seen", "a" * 8_001, f"{LONG}: den har 8001 tegn, og det er plass til 8000."),
    ("seen", "Ella\x00pekte", INVISIBLE),
    ("child_words", "a" * 4_001, LONG),
    ("strengths", "a\x00", INVISIBLE),
    ("noticed_on", "31.02.2026", NO_DAY),
    ("noticed_on", "i går", NO_DAY),
    ("noticed_on", "2026-01-05\x00", NO_DAY),
    ("noticed_on", "9999-12-31", NOT_YET),
    ("noticed_on", "0001-01-01", "Det er mer enn to år siden."),
    ("signs", "ikke et tegn", "Velg tegn fra lista."),
    ("signs", "a\x00b", "Velg tegn fra lista."),
    ("scale", "11", "Velg et tall fra 1 til 10, eller la det stå åpent."),
    ("scale", "-1", "Velg et tall fra 1 til 10"),
    ("scale", "mye\x00", "Velg et tall fra 1 til 10"),
]


@pytest.fixture(scope="module")
def still(still_town):
    """A note that is discussed with its leader, and a text on the red path, to knock on."""
    note = told.save(still_town)
    told.discuss(still_town, note)
    return {
        "town": still_town, "child": still_town.places["ella"], "note": note, "red": told.keep_red(still_town),
        "tove": browser_of("tove"), "berit": browser_of("berit"),
    }  # fmt: skip


@pytest.mark.parametrize(("field", "sent", "sentence"), BAD_NOTE)
@pytest.mark.parametrize("name", ["write", "correct"])
def test_a_note_with_an_error_says_which_and_keeps_the_text(still, name, field, sent, sentence):
    typed = {"seen": "Ella pekte.", "child_words": "Der.", "after": "1", field: sent}

    answer = post(still["tove"], name, still["child" if name == "write" else "note"], typed)

    assert answer.status_code == 422
    assert sentence in words(answer)
    for kept in {"seen", "child_words"} - {field}:
        assert value_of(answer, kept) == typed[kept]
    if field in {"seen", "child_words", "strengths"} and "\x00" not in sent:
        assert value_of(answer, field) == sent


@pytest.mark.parametrize("mark", ["", "ikke-en-id", "\x00", "a" * 10_000, "1e4"])
def test_a_form_whose_mark_was_lost_is_saved_all_the_same(town, mark):
    note = place_in(post("tove", "write", town.places["ella"], {"seen": ELLA, "once": mark}))

    assert ELLA in words(get("tove", "note", note))


@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "9" * 40, "\x00", "2"])
def test_a_correction_that_does_not_know_what_it_corrects_is_not_saved(still, after):
    answer = post(still["tove"], "correct", still["note"], {"seen": "Mer.", "after": after})

    assert answer.status_code == 422
    assert "Noen har endret undringen mens du skrev." in words(answer)
    assert value_of(answer, "seen") == "Mer."


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👧 🏳️‍🌈 tegnet en sol ☀️",
        "\u202eElla pekte\u202c baklengs",
        "قالت إيلا: لا أريد",
        "<script>alert(1)</script> {{ seen }} {% url %}",
        "'; drop table concerns_note; --",
        "Linje én\r\nlinje to\rlinje tre",
        "å" * 8_000,
    ],
)
def test_whatever_people_write_is_shown_as_they_wrote_it(town, text):
    note = place_in(post("tove", "write", town.places["ella"], {"seen": text}))

    page = get("tove", "note", note)

    kept = text.replace("\u202e", "").replace("\u202c", "").replace("\r\n", "\n").replace("\r", "\n")
    assert words(page).count("<script>") == text.count("<script>")
    assert "<script>alert" not in page.content.decode()
    assert value_of(get("tove", "correct", note), "seen") == kept


def test_half_a_character_is_no_character_and_nothing_breaks(still):
    answer = post_raw(still["tove"], at("write", still["child"]), {"scale": "99"}, seen="Ella%ED%A0%80%FF pekte")

    assert answer.status_code == 422
    assert "Ella" in value_of(answer, "seen") and "pekte" in value_of(answer, "seen")


def test_a_day_is_read_as_people_write_it(town):
    yesterday = localdate(town.now) - timedelta(days=1)

    note = place_in(
        post("tove", "write", town.places["ella"], {"seen": ELLA, "noticed_on": yesterday.strftime("%d.%m.%Y")})
    )

    assert value_of(get("tove", "correct", note), "noticed_on") == yesterday.isoformat()


BAD_STEPS = [
    ("discuss", {}, "Velg en kollega eller lederen din."),
    ("discuss", {"seat": "berit"}, "Velg noen som er i samme tjeneste som deg nå."),
    ("discuss", {"seat": str(new_id())}, "Velg noen som er i samme tjeneste som deg nå."),
    ("discuss", {"seat": "\x00"}, "Velg noen som er i samme tjeneste som deg nå."),
    ("child_talk", {"child-said": "Hei."}, "Velg en dag."),
    ("child_talk", {"child-held_on": "today"}, "Skriv kort hva dere snakket om."),
    ("child_talk", {"child-held_on": "9999-12-31", "child-said": "Hei."}, NOT_YET),
    ("child_talk", {"child-held_on": "2020-01-01", "child-said": "Hei."}, "Dagen er før du la merke til noe."),
    ("home_talk", {"home-held_on": "today", "home-said": "a" * 6_001}, LONG),
    ("home_talk", {"home-held_on": "today", "home-said": "Hei.", "home-shared": "a\x00"}, INVISIBLE),
    ("decide", {"reason": "Fordi."}, "Velg hva dere bestemmer."),
    ("decide", {"decision": "level_3", "reason": "Fordi."}, "Velg én av mulighetene."),
    ("decide", {"decision": "level_1"}, "Skriv kort hvorfor dere bestemmer dette."),
    ("decide", {"decision": "level_1", "reason": "a" * 4_001}, LONG),
]


@pytest.mark.parametrize(("name", "sent", "sentence"), BAD_STEPS)
def test_a_step_with_an_error_says_which_and_keeps_the_text(still, name, sent, sentence):
    today = localdate(still["town"].now).isoformat()
    data = {field: today if said == "today" else said for field, said in sent.items()}

    answer = post(still["tove"], name, still["note"], data)

    assert answer.status_code == 422
    assert sentence in words(answer)
    for field, said in data.items():
        if field.endswith(("said", "reason")):
            assert value_of(answer, field) == said


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("lift", {"reason": "Trygt."}, "Skriv hvem i barnevernet eller politiet du har spurt."),
        ("lift", {"asked": "Vakta"}, "Skriv hvorfor."),
        ("lift", {"asked": "a" * 201, "reason": "Trygt."}, LONG),
        ("add_helper", {}, "Velg en kollega eller lederen din."),
        ("add_helper", {"seat": str(new_id())}, "Velg noen som er i samme tjeneste som deg nå."),
    ],
)
def test_the_red_path_says_what_is_missing(still, name, sent, sentence):
    answer = post(still["tove"], name, still["red"], sent)

    assert answer.status_code == 422
    assert sentence in words(answer)


@pytest.mark.parametrize(
    ("key", "sentence"), [("", "Skriv et ord du kjenner igjen."), ("a" * 61, LONG), ("a\x00", INVISIBLE)]
)
def test_a_child_begins_under_a_word_that_can_be_kept(still, key, sentence):
    answer = post(still["tove"], "start", data={"key": key})

    assert (answer.status_code, sentence in words(answer)) == (422, True)


@pytest.mark.parametrize("why", ["", "lei", "left\x00"])
def test_a_leader_says_why(town, why):
    note = told.save(town)

    assert post("berit", "take_over", note, {"why": why}).status_code == 422


REFUSALS = [
    ("decide", "tove", {"decision": "level_1", "reason": "Fordi."}, "Drøft undringen med lederen din først."),
    ("take_over", "berit", {"why": "left"}, "Den som skrev, arbeider her fortsatt."),
    ("take_over", "berit", {"why": "away"}, "Den som skrev, er ikke meldt borte."),
]


@pytest.mark.parametrize(("name", "who", "sent", "sentence"), REFUSALS)
def test_a_note_that_only_its_author_has_seen_is_refused_with_a_sentence(town, name, who, sent, sentence):
    note = told.save(town)

    answer = post(who, name, note, sent)

    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert "%(" not in words(answer)


def test_each_other_refusal_of_a_decision_has_its_sentence_at_its_field(town):
    note, tove = told.save(town), browser_of("tove")
    decide = {"decision": "watch", "reason": "Vi ser det an."}
    told.discuss(town, note, who="kari")
    without_leader = post(tove, "decide", note, decide)
    twice = post(tove, "discuss", note, {"seat": town.seats["kari"]})
    told.discuss(town, note, who="berit")
    told.talk(town, note)
    not_told = post(tove, "decide", note, decide | {"decision": "put_aside"})
    told.decide(town, note, Decision.WATCH)
    watched = post(tove, "decide", note, decide)
    told.decide(town, note, Decision.LEVEL_1)
    decided = post(tove, "decide", note, decide)

    assert "Dere bestemmer sammen: ta lederen med i drøftingen først." in words(without_leader)
    assert "Kollegaen er allerede med. Velg en annen." in words(twice)
    assert "Fortell dem at undringen legges bort, før dere gjør det." in words(not_told)
    assert value_of(not_told, "reason") == "Vi ser det an."
    assert "Dere har fulgt med i fire uker allerede." in words(watched)
    assert "Undringen er allerede avgjort." in words(decided)
    assert {answer.status_code for answer in (without_leader, twice, not_told, watched, decided)} == {422}


def test_a_stale_tab_of_a_note_on_the_red_path_is_told_so_and_its_text_is_given_back(town):
    note, tove = told.save(town), browser_of("tove")
    told.move_to_red(town, note)
    today = localdate(town.now).isoformat()

    talk = post(tove, "child_talk", note, {"child-held_on": today, "child-said": "Jeg vil ikke hjem."})
    again = post(tove, "urgent_from_note", note)

    assert [answer.status_code for answer in (talk, again)] == [422, 422]
    assert "Undringen er flyttet til den røde veien." in words(talk) and "Undringen er flyttet" in words(again)
    assert "Jeg vil ikke hjem." in words(talk)


def test_a_stale_tab_after_the_right_to_see_ended_gets_its_text_back_and_nothing_is_stored(town):
    note, berit = told.save(town), browser_of("berit")
    told.discuss(town, note)
    told.decide(town, note, Decision.PUT_ASIDE, by="tove")

    answer = post(berit, "decide", note, {"decision": "level_1", "reason": "Vi prøver hei-leken."})

    assert answer.status_code == 403
    assert "Vi prøver hei-leken." in words(answer)
    assert "Det er ikke lagret." in words(answer)


def test_the_id_of_another_child_in_the_body_changes_nothing(town):
    note = place_in(
        post("tove", "write", town.places["ella"], {"seen": ELLA, "place": town.places["liam"], "subject": new_id()})
    )

    assert "Undring om Ella" in words(get("tove", "note", note))
