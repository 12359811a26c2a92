"""Something to fill in: a form's own field with its words, value and errors, or a plain one for a search."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

from somlos.ui.forms import Option
from somlos.ui.library import draw, register


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or checkbox of a group."""

    input: SafeString
    id: str
    label: str
    description: str


@register.simple_tag
def form_field(
    form: BaseForm, name: str, *, cards: bool = False, hide_label: bool = False, rows: int = 0
) -> SafeString:
    """Draw one field of the form. `cards` frames each choice; `rows` is the height of a text; optional fields say so."""
    bound = form[name]
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(bound.as_hidden())
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _group(bound, cards=cards, hide_label=hide_label)
    if isinstance(widget, forms.CheckboxInput):
        return draw("field", "check", **_words(bound), input=_input(bound))
    attributes = {"rows": str(rows)} if rows else {}
    return draw("field", **_words(bound), input=_input(bound, **attributes), hide_label=hide_label)


@register.simple_tag
def field(
    name: str,
    *,
    label: str,
    value: str = "",
    type: str = "text",
    description: str = "",
    error: str = "",
    id: str = "",
    hide_label: bool = False,
    required: bool = True,
) -> SafeString:
    """Draw a field that belongs to no form class, such as a search."""
    id = id or f"id_{name}"
    return draw(
        "field",
        "plain",
        name=name,
        label=label,
        value=value,
        type=type,
        description=description,
        errors=[error] if error else [],
        id=id,
        hide_label=hide_label,
        required=required,
        described=described_by(id, description=bool(description), error=bool(error)),
    )


def described_by(id: str, *, description: bool, error: bool) -> str:
    """Return the ids of what describes the field: what is asked for first, then what is wrong."""
    return " ".join([f"{id}_helptext"] * description + [f"{id}_error"] * error)


def first_input(bound: BoundField) -> str:
    """Return the id a link to the field leads to; for a group that is its first choice."""
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return next((choice.id_for_label or "" for choice in bound), bound.auto_id or "")
    return bound.id_for_label or bound.auto_id or ""


def _words(bound: BoundField) -> dict[str, Any]:
    return {
        "id": bound.id_for_label or bound.auto_id,
        "label": bound.label,
        "description": bound.help_text,
        "errors": bound.errors,
        "required": bound.field.required,
    }


def _input(bound: BoundField, **attributes: str) -> SafeString:
    id = str(bound.id_for_label or bound.auto_id)
    described = described_by(id, description=bool(bound.help_text), error=bool(bound.errors))
    given: dict[str, str | bool] = {"class": "ds-input", **attributes}
    if described:
        given["aria-describedby"] = described
    return bound.as_widget(attrs=given)


def _group(bound: BoundField, *, cards: bool, hide_label: bool) -> SafeString:
    id = str(bound.auto_id)
    choices = [_choice(bound, number) for number in range(len(bound))]
    described = described_by(id, description=bool(bound.help_text), error=bool(bound.errors))
    words = _words(bound) | {
        "id": id,
        "choices": choices,
        "cards": cards,
        "hide_label": hide_label,
        "described": described,
    }
    return draw("field", "group", **words)


def _choice(bound: BoundField, number: int) -> Choice:
    choice = bound[number]
    says = choice.data["label"]
    description = str(says.description) if isinstance(says, Option) else ""
    id = choice.id_for_label or ""
    attributes = {"class": "ds-input"}
    if description:
        attributes["aria-describedby"] = f"{id}_helptext"
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return Choice(_tag({**choice.data["attrs"], **attributes}, choice.data), id, str(says), description)


def _tag(attributes: dict[str, Any], choice: Mapping[str, Any]) -> SafeString:
    """Draw the button itself; Django's own way goes through four templates, and a group may have thirty."""
    given = {name: choice[name] for name in ("type", "name", "value")} | attributes
    said = [
        name if value is True else f'{name}="{escape(str(value))}"'
        for name, value in given.items()
        if value not in (None, False)
    ]
    return mark_safe(f"<input {' '.join(said)}>")  # noqa: S308
