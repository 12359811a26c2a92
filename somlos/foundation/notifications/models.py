"""Notices, who chose to be nudged by e-mail, and the letters that were sent for it."""

from typing import ClassVar

from django.db import models

from somlos.foundation.accounts.models import User
from somlos.kernel.table import Privacy, Table


class Notice(Table):
    """One line in somebody's inbox: that something waits, and where, never what and about whom.

    Its sentence belongs to its kind and is the same for everybody. Who reads which row is decided by the database, with
    policies made by access (W4): one's own, and only while one can open the compartment it is about.
    """

    privacy: ClassVar = Privacy.map(
        internal="id kind number at nudges nudged_at read_at done_at", personal="recipient about"
    )

    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_comment="Whose inbox it lies in")
    kind = models.CharField(max_length=60, db_comment="Short stable code of the kind; its sentence stands in the code")
    about = models.UUIDField(
        null=True, db_comment="The compartment it leads to; empty when it leads to a list or a number"
    )
    number = models.PositiveSmallIntegerField(
        null=True, db_comment="How many, or how many days, when the sentence says so"
    )
    at = models.DateTimeField(db_comment="When, by the story's clock")
    nudges = models.BooleanField(db_comment="Whether a nudge may be sent for it")
    nudged_at = models.DateTimeField(null=True, db_comment="When a nudge that covers it was begun")
    read_at = models.DateTimeField(null=True, db_comment="When its recipient said it was read")
    done_at = models.DateTimeField(null=True, db_comment="When its recipient had dealt with what it was about")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("recipient", "kind", "about"),
                condition=models.Q(read_at__isnull=True, done_at__isnull=True),
                nulls_distinct=False,
                name="the_same_notice_is_unread_once",
            ),
        )
        indexes = (models.Index(fields=["recipient", "at"], name="notice_of_recipient"),)


class NudgeChoice(Table):
    """What somebody chose about nudges: off until they gave an address and showed that they read it."""

    privacy: ClassVar = Privacy.map(
        internal="id asked_at asked_on asked_times tries confirmed_at",
        personal="user address_hash",
        sensitive="address",
    )

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+", db_comment="Who chose")
    address = models.BinaryField(
        null=True, db_comment="The e-mail address, sealed with a key outside the database; empty when off"
    )
    address_hash = models.BinaryField(
        null=True, db_comment="Keyed hash, to find an address that two persons chose (R24)"
    )
    asked_at = models.DateTimeField(null=True, db_comment="When the newest code was asked for; a code lasts an hour")
    asked_on = models.DateField(null=True, db_comment="The day the codes are counted for")
    asked_times = models.PositiveSmallIntegerField(default=0, db_comment="How many codes were asked for that day")
    tries = models.PositiveSmallIntegerField(default=0, db_comment="How often a wrong code was tried")
    confirmed_at = models.DateTimeField(null=True, db_comment="When the code came back; nothing is sent before")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(address__isnull=True, address_hash__isnull=True, confirmed_at__isnull=True)
                | models.Q(address__isnull=False, address_hash__isnull=False),
                name="a_confirmed_choice_has_an_address",
            ),
        )
        indexes = (models.Index(fields=["address_hash"], name="choice_of_address"),)


class Letter(Table):
    """One e-mail we set out to send: written down before the mail server is asked, and after it has answered."""

    privacy: ClassVar = Privacy.map(internal="id purpose state attempts begun_at ended_at", personal="recipient")

    recipient = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", db_comment="To whom; the address lies in the choice"
    )
    purpose = models.CharField(max_length=10, db_comment="nudge or code")
    state = models.CharField(max_length=10, db_comment="under_way, sent, unwanted (turned off meanwhile) or given_up")
    attempts = models.PositiveSmallIntegerField(default=0, db_comment="How often the mail server was asked")
    begun_at = models.DateTimeField(db_comment="When, by the wall's clock")
    ended_at = models.DateTimeField(null=True, db_comment="When it was sent, unwanted or given up")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(purpose__in=("nudge", "code")), name="a_letter_is_a_nudge_or_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(state="under_way", ended_at__isnull=True)
                | models.Q(state__in=("sent", "unwanted", "given_up"), ended_at__isnull=False),
                name="a_letter_ends_when_it_is_no_longer_under_way",
            ),
            models.UniqueConstraint(
                fields=("recipient", "purpose"), condition=models.Q(state="under_way"), name="one_letter_is_under_way"
            ),
        )
        indexes = (models.Index(fields=["recipient", "begun_at"], name="letter_to_recipient"),)
