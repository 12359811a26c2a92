"""What is asked for, and how an error is said."""

from somlos.child.concerns.forms.note import KeyForm, NoteForm
from somlos.child.concerns.forms.red import LiftForm, MoveForm
from somlos.child.concerns.forms.steps import ColleagueForm, DecideForm, HomeTalkForm, TakeOverForm, TalkForm
from somlos.child.concerns.forms.words import BANDS, DECISIONS, WHY

__all__ = [
    "BANDS",
    "DECISIONS",
    "WHY",
    "ColleagueForm",
    "DecideForm",
    "HomeTalkForm",
    "KeyForm",
    "LiftForm",
    "MoveForm",
    "NoteForm",
    "TakeOverForm",
    "TalkForm",
]
