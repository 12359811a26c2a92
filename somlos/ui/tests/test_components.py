import re
import time
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Engine

from somlos.ui import components
from somlos.ui.components.avatar.avatar import initials
from somlos.ui.components.field.examples import Wonder
from somlos.ui.gallery import all_components
from somlos.ui.library import COMPONENTS
from somlos.ui.tests.reading import read

EXAMPLES = [
    pytest.param(example, id=f"{shown.name}-{example.title}")
    for shown in all_components()
    for example in shown.examples
]


def drawn(template: str, **values: object) -> str:
    return Engine.get_default().from_string("{% load ui %}" + template).render(Context(values))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_whole_html_without_inline_style_or_script(example):
    html = str(example.draw())

    page = read(html)

    assert not any("style" in one.attributes for one in page.within())
    assert not any(name.startswith("on") for one in page.within() for name in one.attributes)
    assert not page.all("script") and not page.all("style")
    assert "&lt;" not in html and "{%" not in html


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_id_in_an_example_is_said_once_and_every_reference_leads_to_one(example):
    page = read(str(example.draw()))

    ids = [one.attributes["id"] for one in page.within() if "id" in one.attributes]
    named = [
        one.attributes[key] for one in page.within() for key in ("for", "aria-labelledby") if key in one.attributes
    ]
    described = [id for one in page.within() for id in one.attributes.get("aria-describedby", "").split()]

    assert len(ids) == len(set(ids))
    assert set(named + described) <= set(ids)


def test_every_component_has_examples_and_says_what_it_is():
    for shown in all_components():
        assert shown.examples, shown.name
        assert shown.says, shown.name


def test_every_class_that_is_ours_has_a_rule():
    css = "\n".join(file.read_text() for file in COMPONENTS.parent.rglob("*.css"))
    ruled = set(re.findall(r"\.(s-[a-z0-9_-]+)", css))
    used = set()
    for file in COMPONENTS.parent.rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', file.read_text()):
            used |= set(
                re.findall(r"(?<![\w-])(s-[a-z0-9_-]*[a-z0-9])(?![\w-]*[{-])", re.sub(r"{%.*?%}", " ", classes))
            )

    assert used - ruled == set()


def test_every_rule_of_ours_has_somebody_who_uses_it():
    css = "\n".join(file.read_text() for file in COMPONENTS.glob("*/*.css"))
    ruled = set(re.findall(r"\.(s-[a-z0-9_-]+)", css))
    said = "\n".join(
        file.read_text() for kind in ("*.html", "*.py", "*.js", "README.md") for file in COMPONENTS.parent.rglob(kind)
    )

    assert {name for name in ruled if name not in said and name.rsplit("--", 1)[0] not in said} == set()


def test_a_misspelled_variant_is_refused():
    with pytest.raises(ValueError, match="variant is one of primary, secondary, tertiary, not 'secundary'"):
        drawn('{% button variant="secundary" %}Lagre{% endbutton %}')


def test_an_icon_nobody_has_is_refused_with_what_to_do():
    with pytest.raises(ImproperlyConfigured, match=r"run tools/assets\.py"):
        drawn('{% icon "Unicorn" %}')


def test_what_people_have_written_is_escaped_and_what_stands_between_the_tags_is_not():
    html = drawn(
        '{% row title meta=title %}{% tag icon="Clock" %}{{ title }}{% endtag %}{% endrow %}', title="<b>Ella</b>"
    )

    assert "<b>" not in html
    assert html.count("&lt;b&gt;Ella&lt;/b&gt;") == 3
    assert read(html).one("span", class_="ds-tag").all("svg")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ragnhild Havskum", "RH"),
        ("Ella", "E"),
        ("Ella Nordli, 5 år", "EN"),
        ("Siv-Anne Moe", "SM"),
        ("øyvind ås", "ØÅ"),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_the_last_name(name, expected):
    assert initials(name) == expected


def test_a_level_always_stands_with_its_words():
    assert read(drawn('{% level 2 "flere tjenester" %}')).text == "Nivå 2, flere tjenester"


def test_only_the_planned_steps_are_called_planned():
    steps = read(
        drawn(
            '{% thread %}{% step "Skrev" %}{% endstep %}{% step "Drøft" state="now" %}{% endstep %}'
            '{% step "Snakk" state="planned" %}{% endstep %}{% endthread %}'
        )
    ).all("li")

    assert [step.text for step in steps] == ["Skrev", "Drøft", "Planlagt: Snakk"]
    assert [step.attributes.get("aria-current") for step in steps] == [None, "step", None]


def test_a_table_keeps_its_roles_and_names_its_cells_for_the_phone():
    table = read(
        drawn(
            '{% table "Barn" columns="Barn|Nivå|Møte" %}<tr><th scope="row">Ella</th><td>1</td><td>12. mars</td></tr>'
            '<tr><th scope="row">Amir</th><td>2</td><td></td></tr>{% endtable %}'
        )
    ).one("table")

    assert [head.text for head in table.all("th", role="columnheader")] == ["Barn", "Nivå", "Møte"]
    assert [cell.attributes["data-l"] for cell in table.all("td", role="cell")] == ["Nivå", "Møte", "Nivå", "Møte"]
    assert len(table.all("tr", role="row")) == 3
    assert len(table.all("th", role="rowheader")) == 2
    assert table.one("caption").text == "Barn"


def test_pages_before_and_after_are_links_only_when_they_exist():
    first, last = read(drawn("{% pagination 1 3 %}")), read(drawn("{% pagination 3 3 %}"))

    assert [link.attributes["href"] for link in first.all("a")] == ["?side=2"]
    assert [link.attributes["href"] for link in last.all("a")] == ["?side=2"]
    assert drawn("{% pagination 1 1 %}") == ""


def test_a_number_can_be_dialled():
    link = read(
        drawn("{% phones numbers %}", numbers=[{"label": "Legevakt", "number": "116 117", "dial": "116117"}])
    ).one("a")

    assert link.attributes["href"] == "tel:116117"


def test_a_hundred_rows_cost_little():
    row = '<tr><th scope="row">{% person "Ella Nordli" "5 år" colour="sol" %}</th><td>{% level 2 "flere" %}</td><td>{% tag icon="Clock" %}I dag{% endtag %}</td></tr>'
    template = Engine.get_default().from_string(
        '{% load ui %}{% table "Barn" columns="Barn|Nivå|Frist" %}{% for n in hundred %}'
        + row
        + "{% endfor %}{% endtable %}"
    )
    template.render(Context({"hundred": range(100)}))

    start = time.process_time()
    template.render(Context({"hundred": range(100)}))

    assert time.process_time() - start < 0.1


def test_the_gallery_draws_every_component_folder():
    assert [shown.name for shown in all_components()] == [found.name for found in iter_modules(components.__path__)]
    assert import_module("somlos.ui.components.field.examples").Wonder is Wonder
