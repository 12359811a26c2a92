"""Add services and measures, and let every wording be found by what it says and by what people say instead."""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from somlos.foundation.access.postgres.guard import append_only, share

# Letters are made plain as rules.finding.fold does, so that one can be found without having them on the keyboard.
# Capitals stand there too: in a database whose locale is C, lower() knows only A to Z.
_SEARCHED = """
create function catalogue_searched(title text, lead text, parts jsonb) returns tsvector
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $f$
    with plain as (
        select
            translate(replace(replace(lower(title), 'æ', 'ae'), 'Æ', 'ae'), letters, bare) as title,
            translate(replace(replace(lower(lead), 'æ', 'ae'), 'Æ', 'ae'), letters, bare) as lead,
            translate(replace(replace(lower(jsonb_path_query_array(parts, '$[*] ? (@.part == "also_say").said[*]')::text), 'æ', 'ae'), 'Æ', 'ae'), letters, bare) as also_said,
            translate(replace(replace(lower(jsonb_path_query_array(parts, '$[*] ? (@.part != "also_say").said[*]')::text), 'æ', 'ae'), 'Æ', 'ae'), letters, bare) as rest
        from (values ('åøäöáàâãčçćđéèêëíìîïłñńŋóòôõšśŧúùûüýÿžźÅØÄÖÁÀÂÃČÇĆĐÉÈÊËÍÌÎÏŁÑŃŊÓÒÔÕŠŚŦÚÙÛÜÝŸŽŹ', 'aoaoaaaacccdeeeeiiiilnnnoooosstuuuuyyzzaoaoaaaacccdeeeeiiiilnnnoooosstuuuuyyzz')) as fold (letters, bare)
    )
    select
        setweight(to_tsvector('norwegian'::regconfig, title), 'A')
        || setweight(to_tsvector('norwegian'::regconfig, also_said), 'B')
        || setweight(to_tsvector('norwegian'::regconfig, lead), 'C')
        || setweight(to_tsvector('norwegian'::regconfig, rest), 'D')
    from plain
$f$;
revoke execute on function catalogue_searched(text, text, jsonb) from public;
grant execute on function catalogue_searched(text, text, jsonb) to somlos_web
"""
_KINDS = ["level", "step", "sign", "call", "article", "service", "measure"]
_THEMES = [
    "absence",
    "friendship",
    "anxiety",
    "withdrawal",
    "home",
    "violence",
    "parting",
    "next_of_kin",
    "substances",
    "money",
    "language",
    "learning",
    "starting_school",
    "interplay",
    "leisure",
    "work",
    "illness",
]
_LIVES = ["idea", "trial", "in_use", "ended"]


class Migration(migrations.Migration):
    """Two kinds of page more, what is decided about them, and a column to search in."""

    dependencies = [
        ("catalogue", "0001_lay_the_catalogue"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="page", name="page_is_of_a_known_kind"),
        migrations.AlterField(
            model_name="page",
            name="kind",
            field=models.CharField(
                choices=[(kind, kind) for kind in _KINDS],
                db_comment="level, step, sign, call, article, service or measure",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", _KINDS)), name="page_is_of_a_known_kind"),
        ),
        migrations.CreateModel(
            name="HelpVersion",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_comment="Which version",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="help",
                        serialize=False,
                        to="catalogue.version",
                    ),
                ),
                ("age_from", models.PositiveSmallIntegerField(db_comment="The youngest it is for, in years")),
                (
                    "age_to",
                    models.PositiveSmallIntegerField(db_comment="The oldest it is for, in years, that year too"),
                ),
                ("pregnant", models.BooleanField(db_comment="It is for those who expect a child, too")),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), db_comment="Codes of what it is about", size=None
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        db_comment="1 to 3; none when it is open to everybody",
                        size=None,
                    ),
                ),
                (
                    "places",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        db_comment="Where it is; none when in the whole municipality",
                        size=None,
                    ),
                ),
                ("self_contact", models.BooleanField(db_comment="One can make contact oneself")),
                (
                    "phone",
                    models.CharField(blank=True, db_comment="As it is written: digits and spaces", max_length=20),
                ),
                (
                    "waiting_on",
                    models.DateField(
                        db_comment="The day the waiting time was told; empty when none is told", null=True
                    ),
                ),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        db_comment="Keys of the services that offer a measure",
                        size=None,
                    ),
                ),
                (
                    "life",
                    models.CharField(
                        blank=True,
                        choices=[(life, life) for life in _LIVES],
                        db_comment="How far a measure has come; empty for a service",
                        max_length=12,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("age_from__lte", models.F("age_to")), ("age_to__lte", 24)),
                        name="help_is_for_an_age_of_childhood",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("levels__contained_by", [1, 2, 3]),
                            ("themes__contained_by", _THEMES),
                        ),
                        name="help_is_about_known_themes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phone", ""), ("phone__regex", "^\\+?[0-9][0-9 ]*[0-9]$"), _connector="OR"),
                        name="help_is_rung_on_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("life", ""), ("services__len", 0)),
                            models.Q(("life__in", _LIVES), ("services__len__gte", 1)),
                            _connector="OR",
                        ),
                        name="measure_has_a_life_and_services",
                    ),
                ],
            },
        ),
        share("catalogue_helpversion", select=["web", "worker"], insert=["web"]),
        append_only("catalogue_helpversion"),
        migrations.RunSQL(_SEARCHED, "drop function catalogue_searched(text, text, jsonb)"),
        migrations.AddField(
            model_name="wording",
            name="searched",
            field=models.GeneratedField(
                db_comment="What it can be found by: title before what people also say, before lead, before the rest",
                db_persist=True,
                expression=models.Func(
                    models.F("title"), models.F("lead"), models.F("parts"), function="catalogue_searched"
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.RunSQL(
            "create index catalogue_wording_searched on catalogue_wording using gin (searched)",
            "drop index catalogue_wording_searched",
        ),
    ]
