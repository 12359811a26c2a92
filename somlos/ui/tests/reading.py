"""Reading HTML in tests: what is inside what, and what names what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "rect",
}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    words: str = ""

    def all(self, name: str = "", /, **attributes: str) -> list["Element"]:
        return [one for one in self.within() if one.fits(name, attributes)]

    def one(self, name: str = "", /, **attributes: str) -> "Element":
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} of {name} {attributes}"
        return found[0]

    def fits(self, name: str, attributes: dict[str, str]) -> bool:
        wanted = {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}
        return (not name or self.name == name) and all(
            self.attributes.get(key) == value for key, value in wanted.items()
        )

    def within(self) -> Iterator["Element"]:
        for child in self.children:
            yield child
            yield from child.within()

    @property
    def text(self) -> str:
        return " ".join(self.words.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says {names} twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words += data


def read(html: str) -> Element:
    """Parse the HTML, refusing what is not closed or says an attribute twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is never closed"
    return reader.root
