"""The wonder note: its texts in versions, its steps, drafts, and what was moved to the red path."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from somlos.child.concerns.rules import Decision, NoteState, StepKind
from somlos.foundation.access.models import Compartment, Scope, Subject
from somlos.foundation.accounts.models import User
from somlos.foundation.vault.fields import SealedTextField
from somlos.kernel.table import Privacy, Table


class AboutChild(Table):
    """A row about a child: it lies in one compartment of one subject."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="About whom")
    compartment = models.ForeignKey(
        Compartment, models.PROTECT, related_name="+", db_comment="Where it lies, and so who may open it"
    )

    class Meta:
        abstract = True


class Note(AboutChild):
    """A wonder note. One lies in each circle; what it says lies in its versions."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment unit author author_seat saved_at watched_until decided_at decided_by erase_on reminded_on leader_told_on basis",
        personal="noticed_on",
        sensitive="subject state scale",
    )

    unit = models.ForeignKey(Scope, models.PROTECT, related_name="+", db_comment="The service it was written in")
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who wrote it")
    author_seat = models.UUIDField(db_comment="At which post it was written")
    basis = models.CharField(max_length=40, db_comment="Why it may be written: the service's own statutory task (R13)")
    noticed_on = models.DateField(db_comment="The day the author noticed; corrected with a version")
    saved_at = models.DateTimeField(db_comment="When it was saved; all clocks count from here")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in NoteState], db_comment="Where the note is"
    )
    scale = models.PositiveSmallIntegerField(
        null=True, db_comment="Worry, 1 to 10, voluntary; emptied at the decision (R11)"
    )
    watched_until = models.DateField(null=True, db_comment="The day to look again; set once")
    decided_at = models.DateTimeField(null=True, db_comment="When it was decided")
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_comment="Who recorded the decision"
    )
    erase_on = models.DateField(
        null=True, db_comment="When a note put aside, or what is left of one on the red path, is erased (R2, R13)"
    )
    reminded_on = models.DateField(null=True, db_comment="The day the author was reminded of what is late")
    leader_told_on = models.DateField(null=True, db_comment="The day the leader was told that a note is late")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("compartment",), name="one_note_lies_in_each_circle"),
            models.CheckConstraint(
                condition=Q(scale__isnull=True) | Q(scale__range=(1, 10)), name="scale_is_from_1_to_10"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in NoteState]), name="note_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_decided_note_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NoteState.PUT_ASIDE.value, NoteState.RED_PATH.value])
                | Q(erase_on__isnull=False, scale__isnull=True),
                name="a_note_put_aside_says_when_it_is_erased",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(scale__isnull=True), name="the_scale_ends_with_the_decision"
            ),
        )


class NoteVersion(AboutChild):
    """What a note says; a correction is a new version, and the newest is shown."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment note number written_at written_by",
        sensitive="subject seen child_words strengths signs",
    )

    note = models.ForeignKey(Note, models.CASCADE, related_name="versions", db_comment="Of which note")
    number = models.PositiveSmallIntegerField(db_comment="1, 2, 3 …")
    seen = SealedTextField(label="note.seen", db_comment="What the author saw and heard")
    child_words = SealedTextField(label="note.child_words", null=True, db_comment="The child's own words")
    strengths = SealedTextField(label="note.strengths", null=True, db_comment="What goes well")
    signs = SealedTextField(
        label="note.signs", null=True, db_comment="Signs ticked as a memory aid, as JSON; never counted"
    )
    written_at = models.DateTimeField(db_comment="When")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("note", "number"), name="note_has_one_version_of_a_number"),)


class NoteStep(AboutChild):
    """A step of the guide that was taken: who was asked, a talk, the decision."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment note kind with_seat step_version recorded_at recorded_by",
        personal="held_on",
        sensitive="subject said shared decision",
    )

    note = models.ForeignKey(Note, models.CASCADE, related_name="steps", db_comment="Of which note")
    kind = models.CharField(
        max_length=4, choices=[(k.value, k.value) for k in StepKind], db_comment="Key of the step in the guide"
    )
    step_version = models.UUIDField(
        null=True, db_comment="The version of the step that was worked by; empty when none was published"
    )
    held_on = models.DateField(db_comment="The day it happened")
    with_seat = models.UUIDField(null=True, db_comment="With which colleague, when it was a discussion")
    decision = models.CharField(max_length=12, blank=True, db_comment="What was decided, when it is the decision")
    said = SealedTextField(label="step.said", null=True, db_comment="What was said, or the reason for the decision")
    shared = SealedTextField(
        label="step.shared", null=True, db_comment="What the author and the home agreed to share from the talk"
    )
    recorded_at = models.DateTimeField(db_comment="When it was written down")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="By whom")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in StepKind]), name="step_is_in_the_guide"),
            models.CheckConstraint(
                condition=Q(kind=StepKind.DECISION.value, decision__in=[d.value for d in Decision])
                | (~Q(kind=StepKind.DECISION.value) & Q(decision="")),
                name="a_decision_says_what_was_decided",
            ),
        )


class Draft(AboutChild):
    """What an author has typed and not saved; for the author alone, about this child alone."""

    privacy: ClassVar = Privacy.map(internal="id compartment author becomes written_at live", sensitive="subject words")

    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Whose it is")
    becomes = models.UUIDField(
        db_comment="The place of the note, or the text on the red path, its form becomes: used up when there is one"
    )
    words = SealedTextField(label="draft.words", db_comment="The form's fields, as JSON")
    written_at = models.DateTimeField(db_comment="When")
    live = models.BooleanField(
        default=True, db_comment="Neither thrown away nor written anew; the others are erased the next day"
    )


class RedText(AboutChild):
    """What was written before the red path was taken; in a compartment of the author's own (R2)."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment author unit moved_at erase_on lifted_at lifted_by", sensitive="subject words"
    )

    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Whose it is")
    unit = models.ForeignKey(Scope, models.PROTECT, related_name="+", db_comment="The service it was written in")
    words = SealedTextField(label="red.words", db_comment="What was written, as JSON")
    moved_at = models.DateTimeField(db_comment="When it was moved")
    erase_on = models.DateField(db_comment="Its own retention rule: erased this day")
    lifted_at = models.DateTimeField(
        null=True, db_comment="When a named person lifted it after asking child welfare or the police"
    )
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_comment="Who lifted it")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("compartment",), name="one_red_text_lies_in_each_place"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_lifted_text_says_by_whom",
            ),
        )
