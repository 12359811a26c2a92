"""Read the plain texts of docs/ that everybody shall be able to read: headings, paragraphs, lists, and nothing else."""

from dataclasses import dataclass


class UnreadableNotice(Exception):
    """The text has something in it that the page does not know how to show."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a list when it has more than a paragraph's one line."""

    lines: tuple[str, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class NoticeSection:
    """A heading and what stands under it; what stands right after the lead has none."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A text with its title, a lead, and sections."""

    title: str
    lead: str
    sections: tuple[NoticeSection, ...]


def read_notice(text: str) -> Notice:
    """Read a text that begins with its title and a lead; refuses marks the page would show as they are."""
    paragraphs = [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
    if len(paragraphs) < 2 or not paragraphs[0].startswith("# "):
        raise UnreadableNotice("a notice begins with its title and a lead")
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for paragraph in paragraphs[2:]:
        if paragraph.startswith("## "):
            sections.append((paragraph.removeprefix("## "), []))
        else:
            sections[-1][1].append(_block(paragraph))
    return Notice(
        paragraphs[0].removeprefix("# "),
        _block(paragraphs[1]).lines[0],
        tuple(NoticeSection(heading, tuple(blocks)) for heading, blocks in sections if heading or blocks),
    )


def _block(paragraph: str) -> Block:
    is_list = paragraph.startswith("- ")
    lines = paragraph.removeprefix("- ").split("\n- ") if is_list else [paragraph]
    joined = tuple(" ".join(line.split()) for line in lines)
    if any(mark in line for line in joined for mark in ("**", "](", "`", "|", "# ")):
        raise UnreadableNotice(f"a mark the page cannot show: {paragraph[:40]}")
    return Block(joined, is_list)
