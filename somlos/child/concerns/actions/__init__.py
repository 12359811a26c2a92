"""The things one can do with a wonder note."""

from somlos.child.concerns.actions.disposal import Erased, dispose
from somlos.child.concerns.actions.drafts import keep_draft, keep_typed, throw_draft
from somlos.child.concerns.actions.notes import Words, add_version, save_note
from somlos.child.concerns.actions.red import add_helper, keep_red, lift_red, move_to_red
from somlos.child.concerns.actions.steps import decide, discuss, record_talk
from somlos.child.concerns.actions.taking_over import take_over

__all__ = [
    "Erased",
    "Words",
    "add_helper",
    "add_version",
    "decide",
    "discuss",
    "dispose",
    "keep_draft",
    "keep_red",
    "keep_typed",
    "lift_red",
    "move_to_red",
    "record_talk",
    "save_note",
    "take_over",
    "throw_draft",
]
