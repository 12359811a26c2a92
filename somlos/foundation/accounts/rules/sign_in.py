"""A sign-in on its way: what is remembered between the two halves, who came back, and every reason to turn somebody away."""

from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from somlos.foundation.accounts.rules.identity import Identity
from somlos.foundation.accounts.rules.providers import UserKind


class NotSignedIn(Enum):
    """Why nobody was signed in."""

    CANCELLED = "cancelled"
    NOT_ASKED_FOR = "not_asked_for"
    NOT_EXPECTED = "not_expected"
    LEVEL_TOO_LOW = "level_too_low"
    NAMES_NOBODY = "names_nobody"
    REAL_PERSON = "real_person"
    MADE_UP_PERSON = "made_up_person"
    PROVIDER_SILENT = "provider_silent"
    PROVIDER_UNFIT = "provider_unfit"
    PROVIDER_REFUSED = "provider_refused"
    KEY_REFUSED = "key_refused"
    CODE_REFUSED = "code_refused"
    WRONG_ISSUER = "wrong_issuer"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_NONCE = "wrong_nonce"
    WRONG_SIGNATURE = "wrong_signature"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105
    TOKEN_UNREADABLE = "token_unreadable"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Departure:
    """A browser on its way to a provider, and what must be remembered until it comes back."""

    provider: str
    url: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    return_to: str
    language: str


@dataclass(frozen=True, slots=True)
class Underway:
    """What was remembered while the browser was away; it can be recalled once."""

    provider: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    return_to: str
    language: str


@dataclass(frozen=True, slots=True)
class Marks:
    """Keyed hashes by which a provider can later say that a sign-in has ended; they name nobody."""

    session: bytes | None
    subject: bytes | None


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody a provider vouches for, before we know whether we know them."""

    identity: Identity = field(repr=False)
    kind: UserKind
    provider: str
    acr: str
    marks: Marks = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user who has come in, and where they were going."""

    user_id: UUID
    identity_hash: bytes = field(repr=False)
    kind: UserKind
    provider: str
    acr: str
    marks: Marks = field(repr=False)
    return_to: str
    language: str
