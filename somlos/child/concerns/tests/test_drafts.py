"""What was typed is not lost, comes back to its writer in the same child's form, and nowhere else."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from fjordvik import cast
from fjordvik.testing import browser_of
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.pages import HTMX, at, get, place_in, post, value_of, words
from somlos.child.concerns.tests.stories import ELLA
from somlos.foundation.access.actions import SESSION_LASTS, begin_session, end_former_session, open_door
from somlos.foundation.people import actions as people
from somlos.foundation.people import policy as people_policy

CARRY_ON = reverse("pages:carry_on")


def sign_in_again(browser, who):
    """Let somebody sign in in a browser whose session has ended, and go where that leads."""
    person = cast.person(who)
    browser.cookies[django_settings.SOMLOS_COOKIE] = begin_session(
        person.identity_hash, kind=person.kind, lasts=SESSION_LASTS[person.kind]
    )
    return browser.get(CARRY_ON)


def out(browser):
    """Let the session in a browser end of itself."""
    end_former_session(browser.cookies[django_settings.SOMLOS_COOKIE].value)
    return browser


def test_a_form_posted_twice_gives_one_note(town):
    tove = browser_of("tove")
    form = {"once": value_of(get(tove, "write", town.places["ella"]), "once"), "seen": ELLA}

    first, again = (post(tove, "write", town.places["ella"], form) for _ in range(2))

    assert place_in(first) == place_in(again)
    assert words(tove.get(reverse("pages:day"))).count("Ella Strandli") == 1


def test_what_was_typed_with_an_error_lies_as_a_draft_in_the_same_childs_form_and_in_no_other(town):
    tove = browser_of("tove")

    answer = post(tove, "write", town.places["ella"], {"seen": "Ella pekte.", "scale": "99", "signs": ["Leker lite"]})

    assert answer.status_code == 422
    form = get(tove, "write", town.places["ella"])
    assert "Dette er kladden din." in words(form)
    assert value_of(form, "seen") == "Ella pekte."
    assert value_of(get(tove, "write", town.places["liam"]), "seen") == ""
    assert value_of(get("kari", "write", town.places["ella"]), "seen") == ""


def test_a_text_far_too_long_to_save_is_kept_whole_in_the_draft(town):
    tove, text = browser_of("tove"), "Ella pekte. " * 2_000

    answer = post(tove, "write", town.places["ella"], {"seen": text})

    assert (answer.status_code, value_of(answer, "seen")) == (422, text)
    assert value_of(get(tove, "write", town.places["ella"]), "seen") == text


def test_a_draft_is_kept_for_later_found_on_min_dag_and_saved_once(town):
    tove = browser_of("tove")
    once = value_of(get(tove, "write", town.places["ella"]), "once")
    kept = post(tove, "write", town.places["ella"], {"once": once, "seen": "Ella pekte.", "keep": "ja"})

    day = tove.get(kept.headers["Location"])
    form = get(tove, "write", town.places["ella"])

    assert "Kladden er lagret." in words(day)
    assert f'href="{at("write", town.places["ella"])}"' in day.content.decode()
    assert (value_of(form, "seen"), value_of(form, "once")) == ("Ella pekte.", once)
    place_in(post(tove, "write", town.places["ella"], {"once": once, "seen": "Ella pekte."}))
    assert value_of(get(tove, "write", town.places["ella"]), "seen") == ""
    late = post(tove, "write", town.places["ella"], {"once": once, "seen": "Ella pekte.", "keep": "ja"})
    assert late.status_code == 422 and "Undringen er lagret allerede." in words(late)


def test_a_draft_is_thrown_away_on_request(town):
    tove = browser_of("tove")
    post(tove, "write", town.places["ella"], {"seen": "Ella pekte.", "keep": "ja"})

    answer = post(tove, "write", town.places["ella"], {"seen": "Ella pekte.", "throw": "ja"})

    assert answer.status_code == 303
    assert value_of(get(tove, "write", town.places["ella"]), "seen") == ""


@pytest.mark.parametrize("name", ["keep", "save"])
def test_nothing_typed_leaves_no_draft(town, name):
    tove = browser_of("tove")

    post(
        tove,
        "write",
        town.places["ella"],
        {"seen": "", "noticed_on": "2026-03-02"} | ({"keep": "ja"} if name == "keep" else {}),
    )

    assert told.draft_of(town) is None


def test_the_draft_keeps_itself_while_one_writes_and_says_so_in_one_sentence(town):
    tove = browser_of("tove")
    once = value_of(get(tove, "write", town.places["ella"]), "once")

    answer = post(tove, "write", town.places["ella"], {"once": once, "seen": "Ella pe", "keep": "auto"}, **HTMX)

    assert (answer.status_code, answer.content.decode().strip()) == (200, "Kladden er lagret.")
    assert value_of(get(tove, "write", town.places["ella"]), "seen") == "Ella pe"
    place_in(post(tove, "write", town.places["ella"], {"once": once, "seen": "Ella pekte."}))
    late = post(tove, "write", town.places["ella"], {"once": once, "seen": "Ella pe", "keep": "auto"}, **HTMX)
    assert "Undringen er lagret allerede." in words(late)
    assert told.draft_of(town) is None


def test_after_the_session_ended_the_text_is_shown_and_lies_as_a_draft_after_signing_in(town):
    tove = out(browser_of("tove"))

    refused = post(tove, "write", town.places["ella"], {"seen": "Ella pekte.", "child_words": "Der borte."})
    back = sign_in_again(tove, "tove")

    assert refused.status_code == 401
    assert "Ella pekte." in words(refused) and "Der borte." in words(refused)
    assert back.headers["Location"] == at("write", town.places["ella"])
    form = tove.get(back.headers["Location"])
    assert (value_of(form, "seen"), value_of(form, "child_words")) == ("Ella pekte.", "Der borte.")
    assert "Det du hadde skrevet, ligger her som kladd." in words(form)
    assert value_of(get(tove, "write", town.places["liam"]), "seen") == ""


def test_somebody_else_who_signs_in_in_the_same_browser_gets_nothing_and_it_still_waits(town):
    browser = out(browser_of("tove"))
    post(browser, "write", town.places["ella"], {"seen": "Ella pekte."})

    sign_in_again(browser, "kari")
    others = value_of(get(browser, "write", town.places["ella"]), "seen")
    sign_in_again(browser, "tove")

    assert (others, value_of(get(browser, "write", town.places["ella"]), "seen")) == ("", "Ella pekte.")


def test_in_another_browser_it_is_not_given_out(town):
    post(out(browser_of("tove")), "write", town.places["ella"], {"seen": "Ella pekte."})

    answer = sign_in_again(Client(), "tove")

    assert answer.headers["Location"] == reverse("pages:home")
    assert told.draft_of(town) is None


def test_two_tabs_of_which_both_ended_lose_nothing(town):
    tove = out(browser_of("tove"))
    post(tove, "write", town.places["ella"], {"seen": "Ella pekte."})
    post(tove, "write", town.places["liam"], {"seen": "Liam var redd."})

    sign_in_again(tove, "tove")

    assert told.draft_of(town)["seen"] == "Ella pekte."
    assert told.draft_of(town, about="liam")["seen"] == "Liam var redd."


def test_what_was_typed_on_the_way_to_the_red_path_lies_as_a_draft_too(town):
    tove = out(browser_of("tove"))
    post(tove, "urgent_from_draft", town.places["liam"], {"seen": "Liam var redd."})

    back = sign_in_again(tove, "tove")

    assert back.headers["Location"] == at("write", town.places["liam"])
    assert told.draft_of(town, about="liam")["seen"] == "Liam var redd."


def test_what_has_no_place_to_lie_is_shown_once_to_copy(town):
    note, tove = told.save(town), browser_of("tove")
    out(tove)
    post(tove, "child_talk", note, {"child-said": "Jeg vil ikke hjem.", "child-held_on": "2026-03-02"})

    shown = sign_in_again(tove, "tove")

    assert shown.status_code == 200 and "Jeg vil ikke hjem." in words(shown)
    assert "2026-03-02" not in words(shown)
    assert tove.get(CARRY_ON).status_code == 303


def test_when_the_right_ended_with_the_session_the_text_is_shown_and_not_stored(town):
    tove = out(browser_of("tove"))
    post(tove, "write", town.places["ella"], {"seen": "Ella pekte."})
    with town.acting("kari") as (actor, now):
        warrant = open_door(actor, town.places["ella"], to=people_policy.SHUT_OUT, now=now)
        people.shut_out(warrant, user_id=town.users["tove"], reason="own_family", now=now)

    shown = sign_in_again(tove, "tove")

    assert shown.status_code == 200 and "Ella pekte." in words(shown)


def test_a_draft_that_keeps_itself_after_the_session_ended_leaves_no_parcel(town):
    tove = out(browser_of("tove"))

    for _ in range(30):
        answer = post(tove, "write", town.places["ella"], {"seen": "Ella pe", "keep": "auto"}, **HTMX)
    sent = post(tove, "write", town.places["ella"], {"seen": "Ella pekte."})
    sign_in_again(tove, "tove")

    assert (answer.status_code, sent.status_code) == (401, 401)
    assert told.draft_of(town)["seen"] == "Ella pekte."
