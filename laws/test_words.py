"""What can happen and what can be noticed: said in both forms of Norwegian, and with a way to forget."""

import re

import pytest
from django.forms import BaseForm, BooleanField, ChoiceField, UUIDField
from django.urls import reverse

from somlos.foundation.access.history import Happening, Keeps
from somlos.foundation.notifications.notices import NoticeKind
from somlos.ui.forms import TextField
from somlos.ui.words import CARRIED
from tools import house

HAPPENINGS = [(room, kind) for room, _, kind in house.declared(Happening, "history")]
NOTICES = [(room, kind) for room, _, kind in house.declared(NoticeKind, "notices")]
SLOT = re.compile(r"{(\w*)}|%\((\w+)\)")


@pytest.mark.parametrize(("room", "kind"), HAPPENINGS, ids=lambda each: getattr(each, "code", ""))
def test_what_can_happen_is_said_in_nynorsk_and_says_how_it_forgets(room: house.Room, kind: Happening) -> None:
    sentence = str(kind.sentence)
    in_nynorsk = room.nynorsk().get(sentence)

    assert in_nynorsk, f"{kind.code} has no nynorsk in {room.label}/locale/nn: «{sentence}»"
    assert set(SLOT.findall(in_nynorsk)) == set(SLOT.findall(sentence)), (
        f"{kind.code}: the nynorsk fills other words in"
    )
    assert "{actor}" in sentence, f"{kind.code} does not say who"
    assert isinstance(kind.keeps, Keeps), f"{kind.code} does not say how it forgets"
    assert re.fullmatch(rf"{room.label}\.[a-z0-9_]+", kind.code), f"{kind.code} is a short code of {room.label}'s"


@pytest.mark.parametrize(("room", "kind"), NOTICES, ids=lambda each: getattr(each, "code", ""))
def test_a_notice_is_said_in_nynorsk_and_leads_to_a_page(room: house.Room, kind: NoticeKind) -> None:
    sentence = str(kind.sentence)
    in_nynorsk = room.nynorsk().get(sentence)

    assert in_nynorsk, f"{kind.code} has no nynorsk in {room.label}/locale/nn: «{sentence}»"
    assert set(SLOT.findall(in_nynorsk)) == set(SLOT.findall(sentence)), (
        f"{kind.code}: the nynorsk fills other words in"
    )
    assert {slot for pair in SLOT.findall(sentence) for slot in pair if slot} <= {"number"}, (
        f"{kind.code}: a notice says that something waits, never what and about whom"
    )
    place = {"place": "00000000-0000-4000-8000-000000000000"} if kind.leads_to_compartment else {}
    assert reverse(kind.target, kwargs=place)
    assert re.fullmatch(rf"{room.label}\.[a-z0-9_]+", kind.code), f"{kind.code} is a short code of {room.label}'s"


def test_no_field_somebody_writes_in_is_taken_for_one_a_form_carries() -> None:
    forms = {
        thing
        for room in house.rooms()
        for module in room.modules()
        if ".forms" in module.__name__
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, BaseForm) and hasattr(thing, "base_fields")
    }
    fields = [(form.__name__, name, field) for form in forms for name, field in form.base_fields.items()]

    assert any(isinstance(field, TextField) for _, _, field in fields)
    for form, name, field in fields:
        assert not (isinstance(field, TextField) and name in CARRIED), f"{form}.{name} is written in, and would be lost"
        if isinstance(field, ChoiceField | BooleanField | UUIDField) or field.widget.is_hidden:
            assert name in CARRIED | _GIVEN_BACK, f"{form}.{name} is chosen, not written: name it in ui.words.CARRIED"


_GIVEN_BACK = {"signs", "where", "home"}
"""Signs are words too; the others are chosen in an address, and no form of theirs is posted."""


def test_there_is_something_to_look_at() -> None:
    assert HAPPENINGS and NOTICES
