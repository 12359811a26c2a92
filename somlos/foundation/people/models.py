"""Children, those who care for them, and own lists. What is about a child lies in a compartment of that child's."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from somlos.foundation.access.models import Compartment, Seat, Subject
from somlos.foundation.access.rules import Protection
from somlos.foundation.accounts.models import User
from somlos.foundation.organisations.models import Municipality, Unit
from somlos.foundation.people.rules import CarerKind, ChosenBy, Ready
from somlos.foundation.vault.fields import SealedTextField
from somlos.kernel.table import Privacy, Table


def _codes(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


def _known(codes: type[StrEnum], column: str) -> Q:
    return Q(**{f"{column}__in": [code.value for code in codes]})


def _lies_in() -> "models.ForeignKey[Compartment, Compartment]":
    return models.ForeignKey(
        Compartment, models.PROTECT, related_name="+", db_comment="Where it lies, and who may see it"
    )


class Child(models.Model):
    """A child or young person, from pregnancy to 24. Its key is a subject; what is known of it stands in its versions."""

    privacy: ClassVar = Privacy.map(internal="subject compartment contact registered_at registered_by")

    subject = models.OneToOneField(
        Subject, models.PROTECT, primary_key=True, related_name="+", db_comment="Whose data is protected"
    )
    compartment = _lies_in()
    contact = models.ForeignKey(
        Compartment,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Where contact data lies; empty until there is any (W2)",
    )
    registered_at = models.DateTimeField(db_comment="When it was registered here first")
    registered_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")

    class Meta:
        verbose_name_plural = "children"


class ChildVersion(Table):
    """What is known of a child, as one wrote it once; the newest is shown. A correction is a new version (W11)."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment number made_at made_by",
        personal="subject name called anonymous_key birth_date expected_on language interpreter_needed",
        sensitive="protection",
    )

    subject = models.ForeignKey(Child, models.PROTECT, related_name="versions", db_comment="Which child")
    compartment = _lies_in()
    number = models.PositiveIntegerField(db_comment="1, 2, 3 …; the highest is shown")
    name = SealedTextField(
        label="child.name", null=True, db_comment="The name; empty while there is only an anonymous key"
    )
    called = SealedTextField(label="child.called", null=True, db_comment="What the child wants to be called")
    anonymous_key = SealedTextField(
        label="child.anonymous_key", null=True, db_comment="A word for a child that is not named yet (R10)"
    )
    birth_date = models.DateField(null=True, db_comment="Day of birth")
    expected_on = models.DateField(null=True, db_comment="Day the birth is expected, for the unborn (R25)")
    language = models.CharField(max_length=8, blank=True, db_comment="Code of the language spoken best")
    interpreter_needed = models.BooleanField(db_comment="Whether an interpreter is needed")
    protection = models.CharField(
        max_length=24,
        choices=_codes(Protection),
        db_comment="Protection protection as it was told; access has the truth",
    )
    made_at = models.DateTimeField(db_comment="When")
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject", "number"), name="child_has_one_version_of_a_number"),
            models.CheckConstraint(
                condition=Q(name__isnull=False) | Q(anonymous_key__isnull=False), name="child_has_a_name_or_a_key"
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=True) | Q(expected_on__isnull=True), name="child_is_born_or_expected"
            ),
            models.CheckConstraint(condition=_known(Protection, "protection"), name="child_has_a_known_protection"),
        )
        indexes: ClassVar = [models.Index(fields=("compartment",), name="child_version_in_its_place")]


class Carer(Table):
    """Somebody who cares for a child, as it was told by whom and when; sealed with the child's key (R10, W6)."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment kind made_at made_by ended_at ended_by stated_on",
        personal="subject name user own_subject stated_by",
    )

    subject = models.ForeignKey(Child, models.PROTECT, related_name="carers", db_comment="Whose carer")
    compartment = _lies_in()
    name = SealedTextField(label="carer.name", db_comment="What the carer is called")
    kind = models.CharField(
        max_length=40, choices=_codes(CarerKind), db_comment="What they are to the child, and with what responsibility"
    )
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="As whom they sign in; empty without a national id",
    )
    own_subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="The carer's own situation, apart from the child's (R3)",
    )
    stated_by = SealedTextField(label="carer.stated_by", db_comment="Who said that they have the responsibility")
    stated_on = models.DateField(db_comment="When it was said")
    made_at = models.DateTimeField(db_comment="When it was written down")
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")
    ended_at = models.DateTimeField(null=True, db_comment="When it stopped being so, or was corrected by a new row")
    ended_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_comment="By whom that was written down"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_known(CarerKind, "kind"), name="carer_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False), name="carer_ended_says_by_whom"),
        )  # fmt: skip
        indexes: ClassVar = [models.Index(fields=("compartment",), name="carer_in_its_place")]


class ContactCard(Table):
    """How to reach a child's home or one carer: one row a child, in its contact compartment, none for a protected address (W2, W6)."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment carer made_at made_by", personal="subject phone email address"
    )

    subject = models.ForeignKey(Child, models.PROTECT, related_name="contact_cards", db_comment="Which child")
    compartment = _lies_in()
    carer = models.ForeignKey(
        Carer, models.PROTECT, null=True, related_name="contact_cards", db_comment="Whose; empty for the home"
    )
    phone = SealedTextField(label="contact.phone", null=True, db_comment="Telephone")
    email = SealedTextField(label="contact.email", null=True, db_comment="E-mail")
    address = SealedTextField(label="contact.address", null=True, db_comment="Where they live")
    made_at = models.DateTimeField(db_comment="When; the newest of a carer is shown")
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")

    class Meta:
        indexes: ClassVar = [models.Index(fields=("compartment",), name="contact_card_in_its_place")]


class TrustedPerson(Table):
    """Somebody the child or the family has chosen to have with them."""

    privacy: ClassVar = Privacy.map(
        internal="id compartment chosen_by starts made_at made_by ended_at ended_by", personal="subject name"
    )

    subject = models.ForeignKey(Child, models.PROTECT, related_name="trusted_persons", db_comment="Whose")
    compartment = _lies_in()
    name = SealedTextField(label="trusted_person.name", db_comment="What they are called")
    chosen_by = models.CharField(max_length=10, choices=_codes(ChosenBy), db_comment="child or family")
    starts = models.DateField(db_comment="From when")
    made_at = models.DateTimeField(db_comment="When it was written down")
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")
    ended_at = models.DateTimeField(null=True, db_comment="When it stopped being so")
    ended_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_comment="By whom that was written down"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_known(ChosenBy, "chosen_by"), name="trusted_person_is_chosen_by_somebody"),
            models.CheckConstraint(condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False), name="trusted_person_ended_says_by_whom"),
        )  # fmt: skip
        indexes: ClassVar = [models.Index(fields=("compartment",), name="trusted_person_in_its_place")]


class ChildList(Table):
    """A unit's own list: a class, a department, a nurse's children. Nobody looks for a child outside own lists (R10)."""

    privacy: ClassVar = Privacy.map(internal="id unit name starts ends made_at made_by")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_comment="The service whose list it is")
    name = models.CharField(max_length=80, db_comment="What the list is called; nothing about a child")
    starts = models.DateField(db_comment="First day")
    ends = models.DateField(db_comment="First day it is no longer used")
    made_at = models.DateTimeField(db_comment="When")
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="child_list_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(name=""), name="child_list_has_a_name"),
            models.UniqueConstraint(fields=("unit", "name", "starts"), name="child_list_is_one_of_its_name"),
        )


class ListSeat(Table):
    """A post that has a list."""

    privacy: ClassVar = Privacy.map(internal="id list seat added_at added_by ended_at ended_by")

    list = models.ForeignKey(ChildList, models.PROTECT, related_name="seats", db_comment="Which list")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="Whose")
    added_at = models.DateTimeField(db_comment="From when")
    added_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")
    ended_at = models.DateTimeField(null=True, db_comment="Until when")
    ended_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_comment="By whom it was taken away"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("list", "seat"), condition=Q(ended_at__isnull=True), name="a_seat_has_a_list_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="list_seat_ended_says_by_whom",
            ),
        )


class ListEntry(Table):
    """A child on a list; lies with the child, so that a list of names cannot be had without a relation to each."""

    privacy: ClassVar = Privacy.map(
        internal="id list compartment entered_at entered_by ended_at ended_by", personal="subject"
    )

    list = models.ForeignKey(ChildList, models.PROTECT, related_name="entries", db_comment="Which list")
    subject = models.ForeignKey(Child, models.PROTECT, related_name="entries", db_comment="Which child")
    compartment = _lies_in()
    entered_at = models.DateTimeField(db_comment="From when")
    entered_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="By whom")
    ended_at = models.DateTimeField(null=True, db_comment="Until when")
    ended_by = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="+", db_comment="By whom it was taken off"
    )

    class Meta:
        verbose_name_plural = "list entries"
        constraints = (
            models.UniqueConstraint(fields=("list", "subject"), condition=Q(ended_at__isnull=True), name="a_child_is_on_a_list_once"),
            models.CheckConstraint(condition=Q(ended_at__isnull=True, ended_by__isnull=True) | Q(ended_at__isnull=False, ended_by__isnull=False), name="list_entry_ended_says_by_whom"),
        )  # fmt: skip
        indexes: ClassVar = [models.Index(fields=("compartment",), name="list_entry_in_its_place")]


class ReadinessStep(Table):
    """One thing a municipality has decided before a real child is stored, with name and date (R7). Never changed."""

    privacy: ClassVar = Privacy.map(internal="id municipality step decided_at decided_by", personal="decided_by_words")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_comment="Who decided")
    step = models.CharField(max_length=30, choices=_codes(Ready), db_comment="What was decided")
    decided_at = models.DateTimeField(db_comment="When")
    decided_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", db_comment="Who switched it on")
    decided_by_words = SealedTextField(
        label="readiness.decided_by_words",
        box_field="municipality_id",
        db_comment="Name and title of the one who decided, as it was then",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("municipality", "step"), name="a_step_is_decided_once"),
            models.CheckConstraint(condition=_known(Ready, "step"), name="readiness_step_is_known"),
        )
