"""Lay the catalogue: what a municipality publishes, each page through its versions. No row is ever changed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import somlos.kernel.ids
from somlos.foundation.access.postgres.guard import append_only, share

TABLES = ("actionguide", "page", "version", "stepversion", "signversion", "callversion", "wording", "statute")


class Migration(migrations.Migration):
    """The tables, their constraints, and who may read and add."""

    initial = True

    dependencies = [
        ("access", "0002_hang_the_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
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
                        choices=[
                            ("level", "level"),
                            ("step", "step"),
                            ("sign", "sign"),
                            ("call", "call"),
                            ("article", "article"),
                        ],
                        db_comment="level, step, sign, call or article",
                        max_length=12,
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        db_comment="What it is known by: 0.1 for a step, a short word for the others", max_length=60
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActionGuide",
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
                    "name",
                    models.CharField(db_comment="What the municipality is called on its public pages", max_length=80),
                ),
                (
                    "host",
                    models.CharField(
                        blank=True,
                        db_comment="Host name; empty for the one every other host shows",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "municipality",
                    models.OneToOneField(
                        db_comment="Whose guide it is",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.scope",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Version",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        db_comment="1 for the first; of those that have begun, the highest holds"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(db_comment="Where it stands among its kind")),
                ("gone", models.BooleanField(db_comment="This version says that the page is no more")),
                ("starts", models.DateField(db_comment="The first day it holds")),
                (
                    "statutes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        db_comment="Codes of the statutes it rests on",
                        size=None,
                    ),
                ),
                ("published_at", models.DateTimeField(db_comment="When it was published")),
                (
                    "published_by",
                    models.UUIDField(db_comment="The user who published it; no key, since a text outlives an account"),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_comment="Which page",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="catalogue.page",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="page",
            name="guide",
            field=models.ForeignKey(
                db_comment="In whose guide",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pages",
                to="catalogue.actionguide",
            ),
        ),
        migrations.CreateModel(
            name="Statute",
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
                ("code", models.CharField(db_comment="What texts point at", max_length=40)),
                ("law", models.CharField(db_comment="Short title of the law", max_length=120)),
                ("section", models.CharField(db_comment="The section, as it is cited", max_length=20)),
                ("about", models.CharField(db_comment="What it is about", max_length=200)),
                ("link", models.URLField(db_comment="Where it can be read")),
                ("starts", models.DateField(db_comment="The first day it applies")),
                ("ends", models.DateField(db_comment="The first day it no longer applies", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "starts"), name="statute_begins_once_on_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="statute_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
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
                    "language",
                    models.CharField(choices=[("nb", "nb"), ("nn", "nn")], db_comment="nb or nn", max_length=4),
                ),
                ("title", models.CharField(db_comment="The heading; for a sign, all it says", max_length=120)),
                (
                    "lead",
                    models.CharField(blank=True, db_comment="What it means, in a sentence or two", max_length=600),
                ),
                (
                    "parts",
                    models.JSONField(db_comment="Groups of lines: what each group is for, its heading and its lines"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_comment="Of which version",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wordings",
                        to="catalogue.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallVersion",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_comment="Which version",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="call",
                        serialize=False,
                        to="catalogue.version",
                    ),
                ),
                ("number", models.CharField(db_comment="As it is written: digits and spaces", max_length=20)),
                (
                    "situations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        db_comment="When it is the right one to ring",
                        size=None,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__regex", "^\\+?[0-9][0-9 ]*[0-9]$")), name="call_is_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "situations__contained_by",
                                ["danger", "violence", "neglect", "suicide", "child_rings", "unsure"],
                            ),
                            ("situations__len__gte", 1),
                        ),
                        name="call_is_for_known_situations",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignVersion",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_comment="Which version",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="sign",
                        serialize=False,
                        to="catalogue.version",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("body", "body"),
                            ("feelings", "feelings"),
                            ("friends", "friends"),
                            ("learning_and_home", "learning_and_home"),
                            ("strength", "strength"),
                        ],
                        db_comment="Where in a child's day; or a strength",
                        max_length=20,
                    ),
                ),
                (
                    "band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first_year", "first_year"),
                            ("from_1", "from_1"),
                            ("from_3", "from_3"),
                            ("from_6", "from_6"),
                            ("from_10", "from_10"),
                            ("from_13", "from_13"),
                            ("from_16", "from_16"),
                            ("from_18", "from_18"),
                        ],
                        db_comment="The age it belongs to; empty for strengths",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area", "strength"), ("band", "")),
                            models.Q(
                                ("area__in", ["body", "feelings", "friends", "learning_and_home"]),
                                (
                                    "band__in",
                                    [
                                        "first_year",
                                        "from_1",
                                        "from_3",
                                        "from_6",
                                        "from_10",
                                        "from_13",
                                        "from_16",
                                        "from_18",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="sign_has_an_age_unless_a_strength",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepVersion",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_comment="Which version",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="step",
                        serialize=False,
                        to="catalogue.version",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(db_comment="0 to 3")),
                (
                    "responsible",
                    models.CharField(
                        choices=[
                            ("author", "author"),
                            ("author_and_leader", "author_and_leader"),
                            ("own_service", "own_service"),
                            ("relay_holder", "relay_holder"),
                            ("family_team", "family_team"),
                        ],
                        db_comment="Code of whose step it is",
                        max_length=20,
                    ),
                ),
                (
                    "clock",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("days", "days"),
                            ("working_days", "working_days"),
                            ("statutory_days", "statutory_days"),
                        ],
                        db_comment="How the days are counted, if they are",
                        max_length=20,
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(db_comment="How many days; empty without a clock", null=True),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("level__lte", 3)), name="step_lies_on_a_level"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "responsible__in",
                                ["author", "author_and_leader", "own_service", "relay_holder", "family_team"],
                            )
                        ),
                        name="step_is_known_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clock", "none"), ("days__isnull", True)),
                            models.Q(("clock__in", ["days", "working_days", "statutory_days"]), ("days__gte", 1)),
                            _connector="OR",
                        ),
                        name="step_with_a_clock_has_days",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("page", "number"), name="page_has_one_version_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="version_is_counted_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(fields=("guide", "kind", "key"), name="page_has_one_key_in_its_guide"),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["level", "step", "sign", "call", "article"])),
                name="page_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("version", "language"), name="version_has_one_wording_in_a_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="wording_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["nb", "nn"])), name="wording_is_in_a_known_language"
            ),
        ),
        *(share(f"catalogue_{table}", select=["web", "worker"], insert=["web"]) for table in TABLES),
        *(append_only(f"catalogue_{table}") for table in TABLES if table != "actionguide"),
    ]
