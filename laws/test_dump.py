"""A dump of the database holds no name and no text that anybody can read."""

import re
from collections.abc import Iterator

import pytest

from fjordvik import cast, town
from fjordvik.town import Town
from laws.opened import dump, forms, open_everything
from laws.story import Story, tell, this_database

SAID = {
    "contact.phone": "99 88 77 66", "contact.email": "strandli.hjemme@example.org", "contact.address": "Nausttunet 14, Fjordvik",
    "child.anonymous_key": "rød lue ved grinda", "carer.name": "Borghild Tangvald", "trusted_person.name": "Tante Solbjørg",
    "child.name": "Oda Fjelltveit", "child.called": "Odamor",
}  # fmt: skip
"""What the story says in short fields; longer ones get a sentence each."""


def says(label: str) -> str:
    """Return what is written in a field."""
    return SAID.get(label, f"Barnet sa noe viktig ved frokosten, og det står i {label.replace('.', ' ')}.")


@pytest.fixture(scope="module")
def story(still_town: Town) -> Story:
    return tell(still_town, this_database(), says)


@pytest.fixture(scope="module")
def dumps(story: Story, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    assert story.told
    return dump(this_database(), tmp_path_factory.mktemp("dump"))


def never_in_the_clear(story: Story) -> Iterator[str]:
    """Yield every name, number and sentence of the story."""
    yield from (person.name for person in cast.everybody())
    yield from (person.number.digits for person in cast.everybody())
    yield from (child.name for child in cast.CHILDREN)
    yield from (town.number(town.born(child, story.town.now), child.serial).digits for child in cast.CHILDREN)
    yield from SAID.values()
    for each in open_everything(this_database()):
        if each.label.startswith("event."):
            continue  # history says what units, lists and posts are called too, which is no secret
        yield from (word for word in re.findall(r"[^\"{}\[\]:,.]{12,}", each.says) if " " in word.strip())


def test_no_name_no_number_and_no_sentence_lies_in_the_clear(story: Story, dumps: list[bytes], record_property) -> None:
    texts = sorted({text.strip() for text in never_in_the_clear(story)})
    record_property("texts", len(texts))

    readable = [text for text in texts for dumped in dumps if any(form in dumped for form in forms(text))]

    assert len(texts) > 80
    assert readable == []


def test_the_search_would_see_what_lies_in_the_clear(dumps: list[bytes]) -> None:
    for dumped in dumps:
        assert any(form in dumped for form in forms("Bjørkehaug barnehage"))
        assert any(form in dumped for form in forms("Revehiet"))
