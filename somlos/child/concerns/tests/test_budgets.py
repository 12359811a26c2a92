"""What a page costs, in statements sent to the database, all of them counted; and that it does not grow with the data."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fjordvik.testing import browser_of, statements
from somlos.child.concerns.rules import Decision
from somlos.child.concerns.tests import stories as told
from somlos.child.concerns.tests.pages import at, get, place_in, value_of
from somlos.foundation.people import actions as people
from somlos.foundation.people.rules.children import Details

NOTE, DAY, LIST, WRITE = 12, 8, 8, 15
LIFT = 16  # a text moves between two places of its author's, each with its own door


def cost(ask):
    """Return the answer and what it cost."""
    with statements() as sent:
        answer = ask()
    return answer, len(sent)


def costs(town, browser, note):
    """Return what the pages one looks at cost."""
    pages = {
        "note": at("note", note),
        "form": at("write", town.places["ella"]),
        "day": reverse("pages:day"),
        "start": at("start"),
        "correct": at("correct", note),
    }
    found = {}
    for name, address in pages.items():
        answer, found[name] = cost(lambda address=address: browser.get(address))
        assert answer.status_code == 200
    return found


def test_what_one_looks_at_costs_the_same_with_one_note_and_with_sixty(town, record_property):
    tove, berit = browser_of("tove"), browser_of("berit")
    note = told.save(town)
    told.discuss(town, note, who="berit")
    told.discuss(town, note, who="kari")
    few, leaders = costs(town, tove, note), cost(lambda: berit.get(reverse("pages:day")))[1]

    told.save_many(town, 60)
    for number in range(2, 6):
        told.correct(town, note, f"Rettelse {number}.", after=number - 1)
        told.talk(town, note)
    told.keep_draft(town, about="liam")
    told.keep_red(town)
    many, many_leaders = costs(town, tove, note), cost(lambda: berit.get(reverse("pages:day")))[1]

    record_property("statements", str(many))
    assert many == few and many_leaders == leaders
    assert many["note"] <= NOTE
    assert max(many["day"], many_leaders) <= DAY
    assert many["form"] <= NOTE


@pytest.mark.parametrize("who", ["marius", "solveig", "ingrid", "anne"])
def test_min_dag_costs_as_little_for_whoever_it_is(town, who):
    browser = browser_of(who)

    assert cost(lambda: browser.get(reverse("pages:day")))[1] <= DAY


def test_the_list_one_begins_with_costs_the_same_with_a_hundred_children(town):
    tove = browser_of("tove")
    few = cost(lambda: get(tove, "start"))[1]
    with town.acting("tove") as (actor, now):
        for number in range(100):
            details = Details(name=f"Barn {number}", birth_date=localdate(now).replace(year=now.year - 4))
            people.put_on_list(actor, town.lists["Revehiet"], details, now=now)

    answer, many = cost(lambda: get(tove, "start"))

    assert answer.content.decode().count("/undring/ny/") > 100
    assert many == few <= LIST


def test_saving_a_note_costs_at_most_fifteen_also_with_signs_and_over_a_draft(town):
    tove = browser_of("tove")
    form = at("write", town.places["ella"])
    once = value_of(tove.get(form), "once")
    tove.post(form, {"once": once, "seen": "Ella pe", "keep": "auto"})
    sign = value_of(tove.get(form), "signs")

    answer, spent = cost(lambda: tove.post(form, {"once": once, "seen": "Ella pekte.", "signs": [sign], "scale": "3"}))

    place_in(answer)
    assert spent <= WRITE


def test_every_other_form_costs_at_most_fifteen(town, record_property):
    tove, berit, today = browser_of("tove"), browser_of("berit"), localdate(town.now).isoformat()
    note, other, third = told.save(town), told.save(town, about="liam", days_ago=8), told.save(town, "Noe annet.")
    talked = {"child-held_on": today, "child-said": "Hei.", "child-shared": "Vi øver."}
    decided = {"decision": "put_aside", "reason": "Det gikk bra.", "told": "on"}
    asked = [
        (tove, "discuss", note, {"seat": town.seats["berit"]}),
        (tove, "discuss", note, {"seat": town.seats["kari"]}),
        (tove, "correct", note, {"seen": "Mer.", "after": "1"}),
        (tove, "child_talk", note, talked),
        (berit, "decide", note, decided),
        (berit, "take_over", other, {"why": "away"}),
        (tove, "urgent_from_draft", town.places["liam"], {"seen": "Han var redd."}),
        (tove, "write", town.places["ella"], {"seen": "Kladd.", "keep": "ja"}),
        (tove, "write", town.places["ella"], {"seen": "Kladd.", "keep": "auto"}),
        (tove, "write", town.places["ella"], {"throw": "ja"}),
    ]

    spent = {}
    for browser, name, place, data in asked:
        answer, spent[f"{name} {data.get('keep', '')}".strip()] = cost(
            lambda b=browser, n=name, p=place, d=data: b.post(at(n, p), d)
        )
        assert answer.status_code in (200, 303), name
    for who in ("berit", "kari"):
        told.discuss(town, third, who=who, days_ago=-0.1)
    told.talk(town, third)
    answer, spent["urgent_from_note"] = cost(lambda: tove.post(at("urgent_from_note", third)))
    red = place_in(answer)
    spent["add_helper"] = cost(lambda: tove.post(at("add_helper", red), {"seat": town.seats["kari"]}))[1]
    spent["lift"] = cost(lambda: tove.post(at("lift", red), {"asked": "Vakta", "reason": "Trygt."}))[1]

    record_property("statements", str(spent))
    assert spent.pop("lift") <= LIFT
    assert {name: number for name, number in spent.items() if number > WRITE} == {}


def test_a_decision_costs_the_same_however_many_are_in_the_circle(town):
    tove, alone, crowded = browser_of("tove"), told.save(town), told.save(town, about="liam")
    for note, circle in ((alone, ("berit",)), (crowded, ("berit", "kari"))):
        for who in circle:
            told.discuss(town, note, who=who)
    decision = {"decision": Decision.PUT_ASIDE.value, "reason": "Det gikk bra."}

    spent = [cost(lambda note=note: tove.post(at("decide", note), decision))[1] for note in (alone, crowded)]

    assert spent[0] == spent[1] <= WRITE
