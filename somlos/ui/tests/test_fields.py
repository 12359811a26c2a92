from datetime import date

import pytest
from django import forms
from django.template import Context, Engine

from somlos.ui.components.field.examples import Wonder
from somlos.ui.forms import DateField, Option, TextField
from somlos.ui.tests.reading import Element, read


class Note(forms.Form):
    seen = TextField(
        label="Hva så du?", help_text="Skriv det du så.", rows=3, missing="Skriv hva du har sett.", max_length=40
    )
    title = TextField(label="Kort sagt", required=False)
    on = DateField(label="Når?", required=False, latest=date(2026, 3, 12))
    home = forms.ChoiceField(
        label="Snakket med hjemmet?",
        widget=forms.RadioSelect,
        choices=(("yes", "Ja"), ("no", Option("Nei", "Du får en guide."))),
        error_messages={"required": "Velg om du har snakket med hjemmet."},
    )


def drawn(form: forms.Form, name: str, template: str = "{% form_field form name %}") -> Element:
    return read(
        Engine.get_default().from_string("{% load ui %}" + template).render(Context({"form": form, "name": name}))
    )


def test_a_field_is_named_described_and_told_what_is_wrong():
    field = drawn(Note({}), "seen")

    text = field.one("textarea")
    assert field.one("label").attributes["for"] == text.attributes["id"]
    assert text.attributes["aria-describedby"] == "id_seen_helptext id_seen_error"
    assert text.attributes["aria-invalid"] == "true"
    assert field.one(id="id_seen_helptext").text == "Skriv det du så."
    assert field.one(id="id_seen_error").text == "Skriv hva du har sett."


def test_what_was_written_stays_when_the_form_is_refused():
    written = "x" * 41 + " <b>å</b>"
    form = Note({"seen": written, "on": "31.02.2026", "home": "no"})

    assert drawn(form, "seen").one("textarea").text == written
    day = drawn(form, "on").one("input")
    assert (day.attributes["type"], day.attributes["value"]) == ("text", "31.02.2026")
    assert "checked" in drawn(form, "home").one("input", value="no").attributes


def test_a_text_is_never_cut_off_by_the_browser():
    assert "maxlength" not in drawn(Note(), "seen").one("textarea").attributes


def test_a_text_that_is_too_long_is_told_by_how_much():
    assert Note({"seen": "x" * 41, "home": "no"}).errors["seen"] == [
        "Teksten er for lang: den har 41 tegn, og det er plass til 40."
    ]


@pytest.mark.parametrize("bad", ["Ella\x00", "Ella\ud800"])
def test_a_text_no_database_can_hold_is_refused_with_a_sentence(bad):
    (said,) = Note({"seen": bad, "home": "no"}).errors["seen"]

    assert said.endswith(".") and "Skriv" in said.title()


def test_a_text_is_tidied_but_not_changed():
    form = Note({"seen": "  Satt alene.\r\nGråt. 😢 \u202e ", "title": "To\nlinjer", "home": "no"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen"] == "Satt alene.\nGråt. 😢"
    assert form.cleaned_data["title"] == "To linjer"


@pytest.mark.parametrize("written", ["2026-01-05", "05.01.2026", "5.1.2026", "5.1.26", "05/01/2026"])
def test_a_day_is_understood_as_people_write_it(written):
    form = Note({"seen": "Satt alene.", "on": written, "home": "no"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("i går", "Skriv datoen som dag, måned og år, for eksempel 05.01.2026."),
        ("2026-03-13", "Datoen kan ikke være senere enn 12.03.2026."),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_what_to_do(written, said):
    assert Note({"seen": "Satt alene.", "on": written, "home": "no"}).errors["on"] == [said]


def test_a_day_that_is_known_can_be_picked():
    field = drawn(Note({"on": "05.01.2026"}), "on").one("input")
    first = drawn(Note(initial={"on": date(2026, 1, 5)}), "on").one("input")

    assert field.attributes["type"] == "text"
    assert (first.attributes["type"], first.attributes["value"]) == ("date", "2026-01-05")


def test_a_group_is_one_question_with_its_choices():
    group = drawn(Note({}), "home").one("fieldset")

    assert group.one("legend").text == "Snakket med hjemmet?"
    assert group.attributes["aria-describedby"] == "id_home_error"
    assert [label.attributes["for"] for label in group.all("label")] == ["id_home_0", "id_home_1"]
    assert group.one("input", value="no").attributes["aria-describedby"] == "id_home_1_helptext"
    assert group.one(id="id_home_1_helptext").text == "Du får en guide."


def test_what_one_may_leave_out_says_so():
    assert drawn(Note(), "title").one("label").text == "Kort sagt valgfritt"
    assert drawn(Note(), "seen").one("label").text == "Hva så du?"


def test_the_summary_leads_to_each_field_that_is_wrong():
    summary = drawn(Note({"on": "i går"}), "", "{% error_summary form %}")

    assert summary.one("h2").text == "Tre ting må rettes før du kan gå videre"
    assert [link.attributes["href"] for link in summary.all("a")] == ["#id_seen", "#id_on", "#id_home_0"]
    assert "autofocus" in summary.one("div").attributes


def test_one_thing_is_one_thing():
    assert drawn(Note({"seen": "Satt alene."}), "", "{% error_summary form %}").one("h2").text.startswith("Én ting")


def test_there_is_no_summary_when_nothing_is_wrong():
    assert drawn(Wonder(), "", "{% error_summary form %}").children == []
