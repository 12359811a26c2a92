"""What is shown of notes, to whom."""

from somlos.child.concerns.selectors.drafts import KeptDraft, draft_in, joined, kept_draft, place_of_draft
from somlos.child.concerns.selectors.guide import LEVEL, Beside, GuideStep, beside_note, version_of
from somlos.child.concerns.selectors.lists import (
    Day,
    DraftInList,
    NoteAge,
    NoteInList,
    RedInList,
    UnitCount,
    my_day,
    unit_ages,
    unit_counts,
)
from somlos.child.concerns.selectors.notes import (
    InCircle,
    NotePage,
    NoteToCorrect,
    NoteWords,
    StepTaken,
    latest_number,
    leader_is_in,
    note_page,
    note_to_correct,
    spoken_with,
)
from somlos.child.concerns.selectors.red import RedPage, as_draft, red_page, words_to_move

__all__ = [
    "LEVEL",
    "Beside",
    "Day",
    "DraftInList",
    "GuideStep",
    "InCircle",
    "KeptDraft",
    "NoteAge",
    "NoteInList",
    "NotePage",
    "NoteToCorrect",
    "NoteWords",
    "RedInList",
    "RedPage",
    "StepTaken",
    "UnitCount",
    "as_draft",
    "beside_note",
    "draft_in",
    "joined",
    "kept_draft",
    "latest_number",
    "leader_is_in",
    "my_day",
    "note_page",
    "note_to_correct",
    "place_of_draft",
    "red_page",
    "spoken_with",
    "unit_ages",
    "unit_counts",
    "version_of",
    "words_to_move",
]
