"""The door's own tables. Nobody but its functions reads or writes them (W1)."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from somlos.foundation.access.rules import Audience, BasisKind, Protection
from somlos.foundation.accounts.models import User
from somlos.kernel.ids import new_id
from somlos.kernel.table import Privacy, Table


def _codes(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.name.replace("_", " ").title()) for code in codes]


class Scope(Table):
    """A place where roles hold: a municipality or a unit in it. What it is called, `organisations` knows."""

    privacy: ClassVar = Privacy.map(public="id municipality")

    municipality = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        db_comment="The data controller; itself for a municipality",
    )


class Seat(Table):
    """A person at a scope, from and to: a post's primary key is a seat."""

    privacy: ClassVar = Privacy.map(internal="id user scope role starts ends")

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who sits here")
    scope = models.ForeignKey(
        Scope,
        models.PROTECT,
        related_name="+",
        db_comment="The service the person belongs to (R9)",
    )
    role = models.CharField(
        max_length=40,
        db_comment="employee, unit_leader, sector_director, administrator, editor or data_protection_officer",
    )
    starts = models.DateTimeField(db_comment="First moment")
    ends = models.DateTimeField(db_comment="First moment it no longer holds")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="seat_ends_after_it_starts"),)


class Subject(Table):
    """Somebody whose data is protected: a child, an adult of a family, a family."""

    privacy: ClassVar = Privacy.map(
        internal="id municipality scope provisional same_as",
        sensitive="national_hash protection",
    )

    municipality = models.ForeignKey(Scope, models.PROTECT, related_name="+", db_comment="The data controller")
    scope = models.ForeignKey(
        Scope,
        models.PROTECT,
        related_name="+",
        db_comment="The service that opened it: nobody finds a child across services (R10)",
    )
    national_hash = models.BinaryField(
        null=True,
        db_comment="Keyed hash of the national id; empty for the unborn and for those without",
    )
    provisional = models.BooleanField(db_comment="Nobody has said for certain who this is")
    protection = models.CharField(max_length=24, choices=_codes(Protection), db_comment="Address protection")
    same_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Two provisional subjects found to be one (W5)",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("scope", "national_hash"), name="subject_is_one_in_its_service"),
        )


class Compartment(Table):
    """The only thing that is opened: it belongs to one subject and has one audience."""

    privacy: ClassVar = Privacy.map(internal="id subject audience identity scope lockbox made_at")

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Whose data lies here")
    audience = models.CharField(max_length=20, choices=_codes(Audience), db_comment="Who it is for")
    identity = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        db_comment="The subject's identity compartment; itself when it is that one",
    )
    scope = models.ForeignKey(
        Scope,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="The service it belongs to, when it belongs to one",
    )
    lockbox = models.UUIDField(db_comment="Which data key seals the texts: the subject's, or one of its own")
    made_at = models.DateTimeField(db_comment="When it was opened first")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("id", "subject"), name="compartment_and_subject_agree"),)
        indexes: ClassVar = [models.Index(fields=("subject",), name="compartment_of_subject")]


class Basis(Table):
    """Why something is shared: a consent, a statute, a duty. Withdrawal is a state, never a comparison with a clock."""

    privacy: ClassVar = Privacy.map(
        internal="id kind purpose text_version starts ends withdrawn_at",
        sensitive="subject about giver capacity withdrawn_by",
    )

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Whose data may be shared")
    about = models.ForeignKey(
        Subject,
        models.PROTECT,
        related_name="+",
        db_comment="About whom: the child, or the giver's own situation (R3)",
    )
    kind = models.CharField(max_length=20, choices=_codes(BasisKind), db_comment="consent, statute or duty")
    giver = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="+",
        db_comment="Who gave it, or who decided it",
    )
    capacity = models.CharField(max_length=40, db_comment="In what capacity: guardian, youth, employee …")
    purpose = models.CharField(max_length=60, db_comment="Code of the purpose")
    text_version = models.CharField(max_length=40, db_comment="Which wording was said yes to")
    starts = models.DateTimeField(db_comment="From when")
    ends = models.DateTimeField(db_comment="Until when; a basis always ends")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was withdrawn; from then on it does not count")
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_comment="Who withdrew it")

    class Meta:
        verbose_name_plural = "bases"
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="basis_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_basis_says_by_whom",
            ),
        )


class Relation(Table):
    """How a person stands to a compartment, for a period, with a source. It always ends."""

    privacy: ClassVar = Privacy.map(
        internal="id seat compartment identity kind may_write may_invite named basis starts ends withdrawn shut source made_by made_at purpose",
        sensitive="user subject",
    )

    # Only the indexes below: one on the user or the seat alone would tempt the planner to read all of somebody's relations.
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, db_comment="Who")
    seat = models.ForeignKey(
        Seat,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_comment="At which post; empty for family",
    )
    compartment = models.ForeignKey(
        Compartment, models.PROTECT, related_name="+", db_index=False, db_comment="What it opens"
    )
    identity = models.ForeignKey(
        Compartment,
        models.PROTECT,
        related_name="+",
        db_comment="The subject's identity, opened for reading along with it (W2)",
    )
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        related_name="+",
        db_index=False,
        db_comment="Whose it is; carried so that a block needs no join",
    )
    kind = models.CharField(
        max_length=40,
        db_comment="What the person is to it: author, discussant, own_list, guardian …",
    )
    may_write = models.BooleanField(db_comment="Whether one may write through it")
    may_invite = models.BooleanField(db_comment="Whether one may bring others in")
    named = models.BooleanField(
        db_comment="Named for this subject, so that a strictly confidential address does not shut it"
    )
    basis = models.ForeignKey(
        Basis,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Why, when it rests on a basis",
    )
    starts = models.DateTimeField(db_comment="From when")
    ends = models.DateTimeField(db_comment="First moment it no longer holds")
    withdrawn = models.BooleanField(db_comment="Taken back; a state, so that no clock can bring it to life")
    shut = models.BooleanField(db_comment="Shut because the address is strictly confidential")
    source = models.CharField(max_length=20, db_comment="subject, invitation, basis, emergency or errand (W1)")
    made_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Who brought the person in",
    )
    made_at = models.DateTimeField(db_comment="When")
    purpose = models.CharField(max_length=60, db_comment="Code of the purpose")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="relation_ends_after_it_starts"),)
        indexes: ClassVar = [
            models.Index(fields=("user", "compartment"), name="relation_of_user"),
            models.Index(fields=("compartment",), name="relation_to_compartment"),
            models.Index(fields=("subject",), name="relation_to_subject"),
        ]


class Invitation(models.Model):
    """Who may bring whom into which audience; rooms declare it in their migrations."""

    privacy: ClassVar = Privacy.map(internal="id audience by_kind kind within may_write may_invite at_most_days")

    id = models.UUIDField(primary_key=True, default=new_id, db_comment="Random; says nothing")
    audience = models.CharField(max_length=20, choices=_codes(Audience), db_comment="Into which audience")
    by_kind = models.CharField(max_length=40, db_comment="What the inviter is to the compartment")
    kind = models.CharField(max_length=40, db_comment="What the invited becomes")
    within = models.CharField(max_length=20, db_comment="service: same service only; municipality; anyone")
    may_write = models.BooleanField(db_comment="Whether the invited may write")
    may_invite = models.BooleanField(db_comment="Whether the invited may bring in others")
    at_most_days = models.PositiveSmallIntegerField(db_comment="The longest such a relation lasts, in days")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("audience", "by_kind", "kind"),
                name="invitation_is_declared_once",
            ),
        )


class Block(Table):
    """Somebody shall not see a subject. Beats everything; append-only; no import may write it."""

    privacy: ClassVar = Privacy.map(internal="id made_at made_by", sensitive="subject user reason")

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Whom it protects")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who shall not see")
    reason = models.CharField(max_length=40, db_comment="Code of the reason")
    made_at = models.DateTimeField(db_comment="When")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who set it")

    class Meta:
        indexes: ClassVar = [models.Index(fields=("user",), name="block_of_user")]


class BlockLifted(Table):
    """A block that was lifted by a named person with a reason; a row of its own, so that the block stays in history."""

    privacy: ClassVar = Privacy.map(internal="id made_at made_by", sensitive="block reason")

    block = models.OneToOneField(Block, models.PROTECT, related_name="+", db_comment="Which")
    reason = models.CharField(max_length=40, db_comment="Code of the reason")
    made_at = models.DateTimeField(db_comment="When")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who lifted it")


class Session(Table):
    """A signed-in person at one post; only the hash of its secret is kept."""

    privacy: ClassVar = Privacy.map(
        internal="id seat kind began_at expires idle last_seen ended_at",
        personal="user",
        sensitive="secret_hash",
    )

    secret_hash = models.BinaryField(
        unique=True,
        db_comment="SHA-256 of a 256-bit secret that lies in the cookie only",
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_comment="Who")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+", db_comment="At which post")
    kind = models.CharField(max_length=20, db_comment="employee or resident")
    began_at = models.DateTimeField(db_comment="When it began, by the wall's clock")
    expires = models.DateTimeField(db_comment="When it ends whatever happens")
    idle = models.DurationField(db_comment="How long it lasts without use")
    last_seen = models.DateTimeField(db_comment="When it was last used, to the minute")
    ended_at = models.DateTimeField(null=True, db_comment="When it was ended by somebody")
