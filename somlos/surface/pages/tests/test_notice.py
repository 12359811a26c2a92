"""Reading the plain texts that everybody shall be able to read."""

import pytest

from somlos.surface.pages.rules.notice import Block, NoticeSection, UnreadableNotice, read_notice


def test_a_notice_is_a_title_a_lead_and_sections_of_paragraphs_and_lists():
    notice = read_notice("# Personvern\n\nHer står\ndet.\n\n## Kort fortalt\n\nVi spør.\n\n- ett\n- to\n  og mer\n")

    assert (notice.title, notice.lead) == ("Personvern", "Her står det.")
    assert notice.sections == (
        NoticeSection("Kort fortalt", (Block(("Vi spør.",), False), Block(("ett", "to og mer"), True))),
    )


def test_what_stands_right_after_the_lead_has_no_heading():
    assert read_notice("# Personvern\n\nHer.\n\nOg her.").sections == (
        NoticeSection("", (Block(("Og her.",), False),)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Personvern\n\nHer.",
        "# Personvern",
        "# P\n\nHer.\n\n## K\n\n**fet** skrift",
        "# P\n\nHer.\n\n## K\n\n[lenke](https://a.example)",
        "# P\n\nHer.\n\n### Dypt\n\nja",
    ],
)
def test_a_mark_the_page_cannot_show_is_refused(text):
    with pytest.raises(UnreadableNotice):
        read_notice(text)
