"""What was done, and what was looked at. No foreign keys, so that history never stands in the way of the living."""

from typing import ClassVar

from django.db import models

from somlos.foundation.vault.fields import SealedTextField
from somlos.kernel.table import Privacy, Table


class Event(Table):
    """One sentence of history. The database adds `written` and `xact`, which nobody can send."""

    privacy: ClassVar = Privacy.map(
        internal="id at user_id seat_id kind object_kind object_id box_id compartment_id",
        sensitive="subject_id actor_words said because",
    )

    at = models.DateTimeField(db_comment="When, by the story's clock")
    user_id = models.UUIDField(null=True, db_comment="Who; empty for the system itself")
    seat_id = models.UUIDField(null=True, db_comment="At which post")
    kind = models.CharField(max_length=60, db_comment="What happened: a short stable code of the room")
    subject_id = models.UUIDField(null=True, db_comment="About whom")
    compartment_id = models.UUIDField(null=True, db_comment="Where it can be read; empty when it is about no child")
    box_id = models.UUIDField(db_comment="Whose key seals the words: the compartment's or the municipality's")
    object_kind = models.CharField(max_length=60, db_comment="What it happened to")
    object_id = models.UUIDField(null=True, db_comment="Which one")
    actor_words = SealedTextField(
        label="event.actor_words",
        box_field="box_id",
        db_comment="Who, in words, as it was then",
    )
    said = SealedTextField(
        label="event.said",
        box_field="box_id",
        db_comment="The words the sentence needs, as JSON",
    )
    because = SealedTextField(
        label="event.because",
        box_field="box_id",
        null=True,
        db_comment="The reason the actor gave",
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=("compartment_id", "at"), name="event_of_compartment")]


class Look(Table):
    """One line of the access log: who was shown what, or refused. Written by the door's functions only."""

    privacy: ClassVar = Privacy.map(
        internal="id at seat_id scope_id compartment_id permission through basis_id result because purpose day",
        sensitive="user_id subject_id",
    )

    at = models.DateTimeField(db_comment="When, by the story's clock")
    day = models.DateField(db_comment="The day in Norway; a list is logged once a person, compartment and day (W10)")
    user_id = models.UUIDField(null=True, db_comment="Who")
    seat_id = models.UUIDField(null=True, db_comment="At which post")
    scope_id = models.UUIDField(null=True, db_comment="In which service")
    subject_id = models.UUIDField(null=True, db_comment="Whose data; empty when nothing was there")
    compartment_id = models.UUIDField(null=True, db_comment="Which compartment; as asked for when refused")
    permission = models.CharField(max_length=60, db_comment="To do what")
    through = models.CharField(max_length=40, db_comment="Through which relation")
    basis_id = models.UUIDField(null=True, db_comment="On which basis")
    result = models.CharField(max_length=10, db_comment="opened, listed or refused")
    because = models.CharField(max_length=40, db_comment="Why it was refused; empty when opened")
    purpose = models.CharField(max_length=60, db_comment="Code of the purpose")

    class Meta:
        indexes: ClassVar = [models.Index(fields=("subject_id", "at"), name="look_at_subject")]
        constraints = (
            models.UniqueConstraint(
                fields=("user_id", "day", "compartment_id"),  # in this order a list finds its whole day in one place
                condition=models.Q(result="listed"),
                name="a_list_is_logged_once_a_day",
            ),
        )


class Seal(models.Model):
    """What was committed since the last seal, closed: each row's hash, their Merkle root, chained and signed."""

    privacy: ClassVar = Privacy.map(internal="number at from_xact to_xact rows leaves root head signature")

    number = models.PositiveBigIntegerField(primary_key=True, db_comment="1, 2, 3 …")
    at = models.DateTimeField(db_comment="When it was closed, by the database's clock")
    from_xact = models.PositiveBigIntegerField(db_comment="First transaction it may hold")
    to_xact = models.PositiveBigIntegerField(db_comment="First transaction it does not hold")
    rows = models.PositiveIntegerField(db_comment="How many rows")
    leaves = models.BinaryField(db_comment="Table mark, id and SHA-256 of each row, 49 bytes each, in order")
    root = models.BinaryField(db_comment="Merkle root of the leaves")
    head = models.BinaryField(db_comment="SHA-256 of this seal and the former head")
    signature = models.BinaryField(db_comment="Ed25519 over the head, by a key outside the database")
