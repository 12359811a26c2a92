"""Keep wonder notes, what they say, their steps, drafts, and texts on the red path."""

import django.db.models.deletion
from django.db import migrations, models

import somlos.foundation.vault.fields
import somlos.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0003_let_people_read_their_own_notices"),
        ("accounts", "0002_lay_the_doors_of_sign_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_comment="Random; says nothing",
                        default=somlos.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "becomes",
                    models.UUIDField(
                        db_comment="The place of the note, or the text on the red path, its form becomes: used up when there is one"
                    ),
                ),
                (
                    "words",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id", db_comment="The form's fields, as JSON", label="draft.words"
                    ),
                ),
                ("written_at", models.DateTimeField(db_comment="When")),
                (
                    "live",
                    models.BooleanField(
                        db_comment="Neither thrown away nor written anew; the others are erased the next day",
                        default=True,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_comment="Whose it is",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        db_comment="Where it lies, and so who may open it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_comment="About whom",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.subject",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_comment="Random; says nothing",
                        default=somlos.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("author_seat", models.UUIDField(db_comment="At which post it was written")),
                (
                    "basis",
                    models.CharField(
                        db_comment="Why it may be written: the service's own statutory task (R13)", max_length=40
                    ),
                ),
                ("noticed_on", models.DateField(db_comment="The day the author noticed; corrected with a version")),
                ("saved_at", models.DateTimeField(db_comment="When it was saved; all clocks count from here")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("discussed", "discussed"),
                            ("watching", "watching"),
                            ("put_aside", "put_aside"),
                            ("level_1", "level_1"),
                            ("level_2", "level_2"),
                            ("reported", "reported"),
                            ("red_path", "red_path"),
                        ],
                        db_comment="Where the note is",
                        max_length=12,
                    ),
                ),
                (
                    "scale",
                    models.PositiveSmallIntegerField(
                        db_comment="Worry, 1 to 10, voluntary; emptied at the decision (R11)", null=True
                    ),
                ),
                ("watched_until", models.DateField(db_comment="The day to look again; set once", null=True)),
                ("decided_at", models.DateTimeField(db_comment="When it was decided", null=True)),
                (
                    "erase_on",
                    models.DateField(
                        db_comment="When a note put aside, or what is left of one on the red path, is erased (R2, R13)",
                        null=True,
                    ),
                ),
                (
                    "reminded_on",
                    models.DateField(db_comment="The day the author was reminded of what is late", null=True),
                ),
                (
                    "leader_told_on",
                    models.DateField(db_comment="The day the leader was told that a note is late", null=True),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_comment="Who wrote it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        db_comment="Where it lies, and so who may open it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_comment="Who recorded the decision",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_comment="About whom",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.subject",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_comment="The service it was written in",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoteStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_comment="Random; says nothing",
                        default=somlos.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("0.2", "0.2"), ("0.3", "0.3"), ("0.4", "0.4"), ("0.5", "0.5")],
                        db_comment="Key of the step in the guide",
                        max_length=4,
                    ),
                ),
                (
                    "step_version",
                    models.UUIDField(
                        db_comment="The version of the step that was worked by; empty when none was published",
                        null=True,
                    ),
                ),
                ("held_on", models.DateField(db_comment="The day it happened")),
                ("with_seat", models.UUIDField(db_comment="With which colleague, when it was a discussion", null=True)),
                (
                    "decision",
                    models.CharField(blank=True, db_comment="What was decided, when it is the decision", max_length=12),
                ),
                (
                    "said",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id",
                        db_comment="What was said, or the reason for the decision",
                        label="step.said",
                        null=True,
                    ),
                ),
                (
                    "shared",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id",
                        db_comment="What the author and the home agreed to share from the talk",
                        label="step.shared",
                        null=True,
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_comment="When it was written down")),
                (
                    "compartment",
                    models.ForeignKey(
                        db_comment="Where it lies, and so who may open it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        db_comment="Of which note",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="concerns.note",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_comment="By whom",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_comment="About whom",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.subject",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoteVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_comment="Random; says nothing",
                        default=somlos.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(db_comment="1, 2, 3 …")),
                (
                    "seen",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id", db_comment="What the author saw and heard", label="note.seen"
                    ),
                ),
                (
                    "child_words",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id",
                        db_comment="The child's own words",
                        label="note.child_words",
                        null=True,
                    ),
                ),
                (
                    "strengths",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id", db_comment="What goes well", label="note.strengths", null=True
                    ),
                ),
                (
                    "signs",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id",
                        db_comment="Signs ticked as a memory aid, as JSON; never counted",
                        label="note.signs",
                        null=True,
                    ),
                ),
                ("written_at", models.DateTimeField(db_comment="When")),
                (
                    "compartment",
                    models.ForeignKey(
                        db_comment="Where it lies, and so who may open it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        db_comment="Of which note",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="concerns.note",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_comment="About whom",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.subject",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_comment="Who",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RedText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_comment="Random; says nothing",
                        default=somlos.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "words",
                    somlos.foundation.vault.fields.SealedTextField(
                        box_field="compartment_id", db_comment="What was written, as JSON", label="red.words"
                    ),
                ),
                ("moved_at", models.DateTimeField(db_comment="When it was moved")),
                ("erase_on", models.DateField(db_comment="Its own retention rule: erased this day")),
                (
                    "lifted_at",
                    models.DateTimeField(
                        db_comment="When a named person lifted it after asking child welfare or the police", null=True
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_comment="Whose it is",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        db_comment="Where it lies, and so who may open it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        db_comment="Who lifted it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.user",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_comment="About whom",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.subject",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_comment="The service it was written in",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("compartment",), name="one_note_lies_in_each_circle"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("scale__isnull", True), ("scale__range", (1, 10)), _connector="OR"),
                name="scale_is_from_1_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["open", "discussed", "watching", "put_aside", "level_1", "level_2", "reported", "red_path"],
                    )
                ),
                name="note_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_decided_note_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["put_aside", "red_path"]), _negated=True),
                    models.Q(("erase_on__isnull", False), ("scale__isnull", True)),
                    _connector="OR",
                ),
                name="a_note_put_aside_says_when_it_is_erased",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_at__isnull", True), ("scale__isnull", True), _connector="OR"),
                name="the_scale_ends_with_the_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="notestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["0.2", "0.3", "0.4", "0.5"])), name="step_is_in_the_guide"
            ),
        ),
        migrations.AddConstraint(
            model_name="notestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ["put_aside", "watch", "level_1", "level_2", "report"]), ("kind", "0.5")),
                    models.Q(models.Q(("kind", "0.5"), _negated=True), ("decision", "")),
                    _connector="OR",
                ),
                name="a_decision_says_what_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="noteversion",
            constraint=models.UniqueConstraint(fields=("note", "number"), name="note_has_one_version_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="redtext",
            constraint=models.UniqueConstraint(fields=("compartment",), name="one_red_text_lies_in_each_place"),
        ),
        migrations.AddConstraint(
            model_name="redtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_lifted_text_says_by_whom",
            ),
        ),
    ]
