import re
from pathlib import Path

import pytest

from tools import assets, texts

PO = 'msgid ""\nmsgstr "Language: nn\\n"\n\n'


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(texts, "ROOT", tmp_path)
    room = tmp_path / "somlos" / "child" / "concerns"
    (room / "templates").mkdir(parents=True)
    (room / "apps.py").write_text("")
    return room


def found(room: Path) -> set[str | tuple[str, str]]:
    return {text.words for text in texts.texts_in(room)}


def translate(room: Path, text: str) -> None:
    path = texts.po_of(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PO + text, encoding="utf-8")


def test_texts_are_found_in_templates_whatever_the_tag(room):
    (room / "templates" / "note.html").write_text(
        """{% load i18n ui %}{% translate "Lagre" %}{% card heading=_("Neste steg") id="n" %}{% endcard %}{{ page|default:_("Ingen") }}
        {% blocktranslate trimmed with name=page.name %}
            Undring om {{ name }}
        {% endblocktranslate %}{% blocktranslate count n=page.n %}{{ n }} undring{% plural %}{{ n }} undringer{% endblocktranslate %}"""
    )

    assert found(room) == {
        "Lagre",
        "Neste steg",
        "Ingen",
        "Undring om %(name)s",
        ("%(n)s undring", "%(n)s undringer"),
    }


def test_texts_are_found_in_code_but_not_in_tests(room):
    (room / "rules.py").write_text(
        'from x import gettext_lazy as _\nA = _("Vent")\nB = ngettext("én dag", "%d dager", n)\n'
    )
    (room / "tests").mkdir()
    (room / "tests" / "test_rules.py").write_text('A = _("Bare en prøve")\n')

    assert found(room) == {"Vent", ("én dag", "%d dager")}


def test_a_text_without_nynorsk_fails_the_check_and_one_with_it_passes(room, capsys):
    (room / "rules.py").write_text('A = _("Ikke ennå")\n')

    assert texts.check([room]) == 1
    assert "no nynorsk: 'Ikke ennå'" in capsys.readouterr().out

    translate(room, 'msgid "Ikke ennå"\nmsgstr "Ikkje enno"\n')
    texts.update([room])

    assert texts.check([room]) == 0


@pytest.mark.parametrize(
    ("said", "why"),
    [('msgstr "%(nmae)s ventar"', "other placeholders"), ('msgstr ""', "no nynorsk")],
)
def test_a_translation_that_would_break_the_sentence_is_told(room, capsys, said, why):
    (room / "rules.py").write_text('A = _("%(name)s venter")\n')
    translate(room, f'msgid "%(name)s venter"\n{said}\n')

    assert texts.check([room]) == 1
    assert why in capsys.readouterr().out


def test_a_translation_stays_when_other_texts_come_and_go(room):
    (room / "rules.py").write_text('A = _("Ikke ennå")\nB = _("Ny")\n')
    translate(room, 'msgid "Ikke ennå"\nmsgstr "Ikkje enno"\n\nmsgid "Borte"\nmsgstr "Borte"\n')

    texts.update([room])

    kept = texts.po_of(room).read_text(encoding="utf-8")
    assert 'msgstr "Ikkje enno"' in kept and 'msgid "Ny"' in kept and "Borte" not in kept


def test_images_inside_a_style_sheet_become_files(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "ASSETS", tmp_path)

    css = assets.with_images_as_files(
        """a{mask:url("data:image/svg+xml;charset=utf-8,%3Csvg%3E%3C/svg%3E")}b{mask:url('data:image/svg+xml;charset=utf-8,<svg x="(1)"/>')}"""
    )

    assert "data:" not in css
    assert {file.read_text() for file in (tmp_path / "marks").iterdir()} == {"<svg></svg>", '<svg x="(1)"/>'}
    assert all(f'url("marks/{file.name}")' in css for file in (tmp_path / "marks").iterdir())


def test_colours_are_said_in_the_tokens_and_nowhere_else():
    sources = [*(assets.UI / "css").glob("*.css"), *(assets.UI / "components").rglob("*.css")]
    elsewhere = [source for source in sources if source.name not in {"tokens.css", "print.css"}]

    assert [source.name for source in elsewhere if re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(", source.read_text())] == []
