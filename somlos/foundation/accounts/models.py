"""Who can sign in, and what is remembered while they do. No page reads these tables: schema accounts has the doors."""

from typing import ClassVar

from django.db import models

from somlos.kernel.table import Privacy, Table


class User(Table):
    """Somebody who can sign in, as an employee or as a resident; expected before, claimed at the first sign-in (W7).

    Who it is, is known by a keyed hash only. A person who both works here and has a child here is two users: a sign-in
    at work never opens what is theirs at home, nor the other way round. `accounts.one_person` still finds both.
    """

    privacy: ClassVar = Privacy.map(internal="id kind expected_at claimed_at language", sensitive="identity_hash")

    identity_hash = models.BinaryField(db_comment="Keyed hash of the identity a provider vouches for")
    kind = models.CharField(max_length=10, db_comment="employee or resident")
    expected_at = models.DateTimeField(db_comment="When somebody registered that this person may come")
    claimed_at = models.DateTimeField(null=True, db_comment="First sign-in")
    language = models.CharField(
        max_length=2, default="nb", db_comment="In which form of Norwegian we write to them: nb or nn"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("identity_hash", "kind"), name="a_person_is_one_user_of_each_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=("employee", "resident")), name="a_user_is_employee_or_resident"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=("nb", "nn")), name="a_user_is_written_to_in_norwegian"
            ),
        )


class SignInUnderway(Table):
    """A browser that has gone to a provider and not come back yet; recalled once, and forgotten after ten minutes."""

    privacy: ClassVar = Privacy.map(
        internal="id provider state_hash browser_hash nonce language return_to begun_at expires_at",
        sensitive="verifier",
    )

    state_hash = models.BinaryField(unique=True, db_comment="SHA-256 of the random state the provider sends back")
    browser_hash = models.BinaryField(db_comment="SHA-256 of the secret in the cookie of the browser it began in")
    provider = models.CharField(max_length=40, db_comment="Key of the provider in the settings")
    nonce = models.CharField(max_length=100, db_comment="What the id token must repeat")
    verifier = models.CharField(max_length=130, db_comment="What the code is exchanged with (PKCE)")
    return_to = models.CharField(max_length=2_000, db_comment="The page of ours they were going to")
    language = models.CharField(max_length=2, db_comment="nb or nn, as the sign-in page was shown")
    begun_at = models.DateTimeField(db_comment="When, by the database's clock")
    expires_at = models.DateTimeField(db_index=True, db_comment="From when it is not recalled")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(return_to__startswith="/") & ~models.Q(return_to__startswith="//"),
                name="a_sign_in_leads_back_into_the_house",
            ),
        )


class Parcel(Table):
    """A text somebody had typed when their session ended, sealed; for its author, in the same browser, for an hour."""

    privacy: ClassVar = Privacy.map(internal="id browser_hash author left_at expires_at", sensitive="sealed")

    browser_hash = models.BinaryField(db_comment="SHA-256 of the secret in the cookie of the browser it was typed in")
    author = models.ForeignKey(User, on_delete=models.CASCADE, db_comment="Who typed it; nobody else gets it")
    sealed = models.BinaryField(db_comment="The text and its page, sealed with a key that is not in the database")
    left_at = models.DateTimeField(db_comment="When, by the database's clock")
    expires_at = models.DateTimeField(db_index=True, db_comment="From when it is thrown away unread")
