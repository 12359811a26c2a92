"""What a municipality publishes. A row is never changed: a correction is a new version (see README)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from somlos.foundation.access.models import Scope
from somlos.kernel.table import Privacy, Table
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.help import OLDEST, Facts, Life, Theme
from somlos.municipality.catalogue.rules.versions import Area, ClockKind, Kind, Responsible, Situation
from somlos.municipality.catalogue.rules.words import LONGEST_LINE, LONGEST_TITLE, Language


def _values(codes: Iterable[StrEnum]) -> list[str]:
    return [code.value for code in codes]


def _codes(codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(code, code) for code in _values(codes)]


class ActionGuide(Table):
    """All a municipality publishes about how it works, and the host name it is shown under."""

    privacy: ClassVar = Privacy.map(public="id municipality name host")

    municipality = models.OneToOneField(Scope, models.PROTECT, related_name="+", db_comment="Whose guide it is")
    name = models.CharField(max_length=80, db_comment="What the municipality is called on its public pages")
    host = models.CharField(
        max_length=120, blank=True, unique=True, db_comment="Host name; empty for the one every other host shows"
    )


class Page(Table):
    """Something the guide says, through all its versions."""

    privacy: ClassVar = Privacy.map(public="id guide kind key")

    guide = models.ForeignKey(ActionGuide, models.PROTECT, related_name="pages", db_comment="In whose guide")
    kind = models.CharField(
        max_length=12, choices=_codes(Kind), db_comment="level, step, sign, call, article, service or measure"
    )
    key = models.CharField(max_length=60, db_comment="What it is known by: 0.1 for a step, a short word for the others")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("guide", "kind", "key"), name="page_has_one_key_in_its_guide"),
            models.CheckConstraint(condition=Q(kind__in=_values(Kind)), name="page_is_of_a_known_kind"),
        )


class Version(Table):
    """A page as published once; it holds from its first day until a later version's."""

    privacy: ClassVar = Privacy.map(
        public="id page number place gone starts statutes published_at", internal="published_by"
    )

    page = models.ForeignKey(Page, models.PROTECT, related_name="versions", db_comment="Which page")
    number = models.PositiveSmallIntegerField(db_comment="1 for the first; of those that have begun, the highest holds")
    place = models.PositiveSmallIntegerField(db_comment="Where it stands among its kind")
    gone = models.BooleanField(db_comment="This version says that the page is no more")
    starts = models.DateField(db_comment="The first day it holds")
    statutes = ArrayField(models.CharField(max_length=40), db_comment="Codes of the statutes it rests on")
    published_at = models.DateTimeField(db_comment="When it was published")
    published_by = models.UUIDField(db_comment="The user who published it; no key, since a text outlives an account")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("page", "number"), name="page_has_one_version_of_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_is_counted_from_one"),
        )


class StepVersion(models.Model):
    """What is decided about a step in one version: whose it is and how long it may take."""

    privacy: ClassVar = Privacy.map(public="version level responsible clock days")

    version = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="step", db_comment="Which version"
    )
    level = models.PositiveSmallIntegerField(db_comment="0 to 3")
    responsible = models.CharField(max_length=20, choices=_codes(Responsible), db_comment="Code of whose step it is")
    clock = models.CharField(
        max_length=20, choices=_codes(ClockKind), db_comment="How the days are counted, if they are"
    )
    days = models.PositiveSmallIntegerField(null=True, db_comment="How many days; empty without a clock")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(level__lte=3), name="step_lies_on_a_level"),
            models.CheckConstraint(condition=Q(responsible__in=_values(Responsible)), name="step_is_known_persons"),
            models.CheckConstraint(
                condition=Q(clock=ClockKind.NONE.value, days__isnull=True)
                | Q(clock__in=_values(kind for kind in ClockKind if kind is not ClockKind.NONE), days__gte=1),
                name="step_with_a_clock_has_days",
            ),
        )


class SignVersion(models.Model):
    """Where and at what age a sign is seen, in one version."""

    privacy: ClassVar = Privacy.map(public="version area band")

    version = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="sign", db_comment="Which version"
    )
    area = models.CharField(max_length=20, choices=_codes(Area), db_comment="Where in a child's day; or a strength")
    band = models.CharField(
        max_length=12, blank=True, choices=_codes(AgeBand), db_comment="The age it belongs to; empty for strengths"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(area=Area.STRENGTH.value, band="")
                | Q(area__in=_values(area for area in Area if area is not Area.STRENGTH), band__in=_values(AgeBand)),
                name="sign_has_an_age_unless_a_strength",
            ),
        )


class CallVersion(models.Model):
    """A number to ring and when it is the right one, in one version."""

    privacy: ClassVar = Privacy.map(public="version number situations")

    version = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="call", db_comment="Which version"
    )
    number = models.CharField(max_length=20, db_comment="As it is written: digits and spaces")
    situations = ArrayField(models.CharField(max_length=20), db_comment="When it is the right one to ring")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(number__regex=r"^\+?[0-9][0-9 ]*[0-9]$"), name="call_is_a_number"),
            models.CheckConstraint(
                condition=Q(situations__contained_by=_values(Situation), situations__len__gte=1),
                name="call_is_for_known_situations",
            ),
        )


class HelpVersion(models.Model):
    """For whom a service or a measure is, what about, where and how one reaches it, in one version."""

    privacy: ClassVar = Privacy.map(
        public="version age_from age_to pregnant themes levels places self_contact phone waiting_on services life"
    )

    version = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="help", db_comment="Which version"
    )
    age_from = models.PositiveSmallIntegerField(db_comment="The youngest it is for, in years")
    age_to = models.PositiveSmallIntegerField(db_comment="The oldest it is for, in years, that year too")
    pregnant = models.BooleanField(db_comment="It is for those who expect a child, too")
    themes = ArrayField(models.CharField(max_length=20), db_comment="Codes of what it is about")
    levels = ArrayField(models.PositiveSmallIntegerField(), db_comment="1 to 3; none when it is open to everybody")
    places = ArrayField(models.CharField(max_length=60), db_comment="Where it is; none when in the whole municipality")
    self_contact = models.BooleanField(db_comment="One can make contact oneself")
    phone = models.CharField(max_length=20, blank=True, db_comment="As it is written: digits and spaces")
    waiting_on = models.DateField(null=True, db_comment="The day the waiting time was told; empty when none is told")
    services = ArrayField(models.CharField(max_length=60), db_comment="Keys of the services that offer a measure")
    life = models.CharField(
        max_length=12, blank=True, choices=_codes(Life), db_comment="How far a measure has come; empty for a service"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(age_from__lte=F("age_to"), age_to__lte=OLDEST), name="help_is_for_an_age_of_childhood"
            ),
            models.CheckConstraint(
                condition=Q(themes__contained_by=_values(Theme), levels__contained_by=[1, 2, 3]),
                name="help_is_about_known_themes",
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^\+?[0-9][0-9 ]*[0-9]$"), name="help_is_rung_on_a_number"
            ),
            models.CheckConstraint(
                condition=Q(life="", services__len=0) | Q(life__in=_values(Life), services__len__gte=1),
                name="measure_has_a_life_and_services",
            ),
        )

    @property
    def facts(self) -> Facts:
        """What is decided, as the rules know it."""
        return Facts(
            ages=(self.age_from, self.age_to),
            pregnant=self.pregnant,
            themes=tuple(map(Theme, self.themes)),
            levels=tuple(self.levels),
            places=tuple(self.places),
            self_contact=self.self_contact,
            phone=self.phone,
            waiting_on=self.waiting_on,
        )


class WordingQuerySet(models.QuerySet["Wording"]):
    """Wordings, chosen by day and language."""

    def valid(self, on: date, language: Language) -> "WordingQuerySet":
        """Keep one wording a page: of the version that holds on the day, in the language or else in bokmål."""
        return self.filter(version__starts__lte=on)._one_for_each("version__page_id", "-version__number", language)

    def of_versions(self, versions: Iterable[UUID], language: Language) -> "WordingQuerySet":
        """Keep one wording for each of these versions, in the language or else in bokmål."""
        return self.filter(version__in=set(versions))._one_for_each("version_id", "version_id", language)

    def _one_for_each(self, of: str, best: str, language: Language) -> "WordingQuerySet":
        wanted = Case(When(language=language, then=Value(0)), default=Value(1))
        return (
            self.filter(language__in={language, Language.BOKMAL})
            .order_by(of, best, wanted)
            .distinct(of)
            .select_related("version__page", "version__step", "version__sign", "version__call", "version__help")
            .defer("searched")
        )


class Wording(Table):
    """What a version says in one language."""

    privacy: ClassVar = Privacy.map(public="id version language title lead parts searched")

    version = models.ForeignKey(Version, models.PROTECT, related_name="wordings", db_comment="Of which version")
    language = models.CharField(max_length=4, choices=_codes(Language), db_comment="nb or nn")
    title = models.CharField(max_length=LONGEST_TITLE, db_comment="The heading; for a sign, all it says")
    lead = models.CharField(max_length=LONGEST_LINE, blank=True, db_comment="What it means, in a sentence or two")
    parts = models.JSONField(db_comment="Groups of lines: what each group is for, its heading and its lines")
    searched = models.GeneratedField(
        expression=Func(F("title"), F("lead"), F("parts"), function="catalogue_searched"),
        output_field=SearchVectorField(),
        db_persist=True,
        db_comment="What it can be found by: title before what people also say, before lead, before the rest",
    )

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "language"), name="version_has_one_wording_in_a_language"),
            models.CheckConstraint(condition=~Q(title=""), name="wording_has_a_title"),
            models.CheckConstraint(condition=Q(language__in=_values(Language)), name="wording_is_in_a_known_language"),
        )


class Statute(Table):
    """A section of a law, from a day to a day; texts point at its code and never quote its number."""

    privacy: ClassVar = Privacy.map(public="id code law section about link starts ends")

    code = models.CharField(max_length=40, db_comment="What texts point at")
    law = models.CharField(max_length=120, db_comment="Short title of the law")
    section = models.CharField(max_length=20, db_comment="The section, as it is cited")
    about = models.CharField(max_length=200, db_comment="What it is about")
    link = models.URLField(db_comment="Where it can be read")
    starts = models.DateField(db_comment="The first day it applies")
    ends = models.DateField(null=True, db_comment="The first day it no longer applies")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("code", "starts"), name="statute_begins_once_on_a_day"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=models.F("starts")), name="statute_ends_after_it_starts"
            ),
        )
