"""Municipalities, units, posts, closed periods and absence. Names of employees are sealed with the municipality's key (W6)."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from somlos.foundation.access.models import Scope, Seat
from somlos.foundation.organisations.rules import Ownership, UnitKind
from somlos.foundation.vault.fields import SealedTextField
from somlos.kernel.table import Privacy, Table


def _codes(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Municipality(models.Model):
    """A data controller: a municipality, a county, a private kindergarten (R9). Its key is a scope."""

    privacy: ClassVar = Privacy.map(public="scope name number ownership level_names")

    scope = models.OneToOneField(
        Scope, models.PROTECT, primary_key=True, related_name="+", db_comment="Where its roles hold"
    )
    name = models.CharField(max_length=120, db_comment="What it is called")
    number = models.CharField(max_length=4, blank=True, db_comment="Municipality number; empty for others")
    ownership = models.CharField(
        max_length=10, choices=_codes(Ownership), db_comment="municipal, county, state, private or other"
    )
    level_names = models.JSONField(db_comment="Level code to what this municipality calls it, from the top")

    class Meta:
        verbose_name_plural = "municipalities"
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="municipality_has_a_name"),
            models.CheckConstraint(
                condition=Q(ownership__in=[each.value for each in Ownership]), name="municipality_is_owned_by_somebody"
            ),
        )


class Unit(models.Model):
    """A service or a part of one, in the tree of its municipality. Its key is a scope."""

    privacy: ClassVar = Privacy.map(public="scope municipality parent name kind level ownership phone")

    scope = models.OneToOneField(
        Scope, models.PROTECT, primary_key=True, related_name="+", db_comment="Where its roles hold"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="units", db_comment="The data controller"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_comment="The unit above; empty right under the top"
    )
    name = models.CharField(max_length=120, db_comment="What it is called")
    kind = models.CharField(max_length=30, choices=_codes(UnitKind), db_comment="What it does")
    level = models.CharField(max_length=20, db_comment="Level code; its word stands with the municipality")
    ownership = models.CharField(
        max_length=10, choices=_codes(Ownership), db_comment="municipal, county, state, private or other (R9)"
    )
    phone = models.CharField(max_length=20, blank=True, db_comment="Public number")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in UnitKind]), name="unit_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(ownership__in=[each.value for each in Ownership]), name="unit_is_owned_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("scope")), name="unit_is_not_below_itself"
            ),
        )


class Post(models.Model):
    """Somebody's work: its key is a seat, which says from when, until when, in which service and in which role."""

    privacy: ClassVar = Privacy.map(internal="seat municipality title works_at", personal="name")

    seat = models.OneToOneField(
        Seat, models.PROTECT, primary_key=True, related_name="+", db_comment="Who, where, from and to"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", db_comment="The employer, whose key seals the name"
    )
    name = SealedTextField(label="post.name", box_field="municipality_id", db_comment="What the employee is called")
    title = models.CharField(max_length=120, db_comment="What the work is called")
    works_at = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="The place one works when it is not the service; gives no access (R9)",
    )

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(title=""), name="post_has_a_title"),)


class ClosedPeriod(Table):
    """Days a unit is closed; no deadline falls there (R17)."""

    privacy: ClassVar = Privacy.map(public="id unit starts ends reason")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="closed_periods", db_comment="Which unit")
    starts = models.DateField(db_comment="First closed day")
    ends = models.DateField(db_comment="First day it is open again")
    reason = models.CharField(max_length=200, db_comment="Why, in words a family may read")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="closed_period_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(reason=""), name="closed_period_says_why"),
            models.UniqueConstraint(fields=("unit", "starts"), name="unit_closes_once_from_a_day"),
        )


class Absence(Table):
    """Days somebody is away, and who stands in; asked before anything is escalated (R17). Not why."""

    privacy: ClassVar = Privacy.map(internal="id post starts ends deputy noted_at")

    post = models.ForeignKey(Post, models.PROTECT, related_name="absences", db_comment="Who is away")
    starts = models.DateField(db_comment="First day away")
    ends = models.DateField(db_comment="First day back")
    deputy = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_comment="Who stands in")
    noted_at = models.DateTimeField(db_comment="When it was written down; the latest counts")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="absence_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("post")), name="nobody_stands_in_for_themselves"
            ),
        )
