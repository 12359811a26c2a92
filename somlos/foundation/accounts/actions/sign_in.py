"""Sign in, in two halves with a provider between them.

`begin` sends the browser away, `finish` takes it back. Each is network steps and one or two short database steps that
never overlap: `depart` and `arrive` speak with the provider and touch no table, `remember`, `recall` and `claim` are one
statement each and speak with nobody (W26). Call them outside a transaction; the steps refuse to run inside one.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction

from somlos.foundation.accounts.actions.conversation import conversation
from somlos.foundation.accounts.actions.providers import providers
from somlos.foundation.accounts.rules import assurance, identity, ways
from somlos.foundation.accounts.rules.identity import Identity, Unnamed
from somlos.foundation.accounts.rules.providers import Provider
from somlos.foundation.accounts.rules.sign_in import Departure, Marks, NotSignedIn, SignedIn, Underway, Vouched
from somlos.foundation.vault.keys import keyed_hash
from somlos.kernel.refusal import Refused

_UNNAMED = {
    Unnamed.NOBODY: NotSignedIn.NAMES_NOBODY,
    Unnamed.REAL_PERSON: NotSignedIn.REAL_PERSON,
    Unnamed.MADE_UP_PERSON: NotSignedIn.MADE_UP_PERSON,
}


def new_browser() -> str:
    """Make the secret that ties a sign-in to the browser it began in; the page keeps it in a cookie."""
    return secrets.token_urlsafe(32)


def begin(provider: Provider, *, browser: str, return_to: str, language: str) -> str:
    """Begin a sign-in and return the address at the provider that the browser shall be sent to."""
    departure = depart(provider, return_to=return_to, language=language)
    remember(departure, browser=browser)
    return departure.url


def finish(answer: Mapping[str, str], *, browser: str, now: datetime) -> SignedIn:
    """Finish the sign-in the provider's answer belongs to and return who came in; refuses with a NotSignedIn."""
    underway = recall(answer.get("state", ""), browser=browser)
    trusted = providers().get(underway.provider)
    if trusted is None:
        raise Refused(NotSignedIn.NOT_ASKED_FOR)
    vouched = arrive(trusted, underway, answer)
    user_id = claim(vouched, language=underway.language, now=now)
    return SignedIn(
        user_id=user_id,
        identity_hash=identity_hash(vouched.identity),
        kind=vouched.kind,
        provider=vouched.provider,
        acr=vouched.acr,
        marks=vouched.marks,
        return_to=underway.return_to,
        language=underway.language,
    )


def depart(provider: Provider, *, return_to: str, language: str) -> Departure:
    """Push the request to the provider and return where to go and what to remember (network only)."""
    if why := ways.why_not_return_to(return_to):
        raise Refused(why)
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    request = {"state": state, "nonce": nonce, "ui_locales": language}
    if provider.acr:
        request["acr_values"] = " ".join(provider.acr)
    url = conversation(provider).push(request, verifier=verifier)
    return Departure(
        provider=provider.key,
        url=url,
        state=state,
        nonce=nonce,
        verifier=verifier,
        return_to=return_to,
        language=language,
    )


def remember(departure: Departure, *, browser: str) -> None:
    """Remember a departure for ten minutes (one statement)."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            "select accounts.begin_sign_in(%s, %s, %s, %s, %s, %s, %s)",
            (
                _hash(departure.state),
                _hash(browser),
                departure.provider,
                departure.nonce,
                departure.verifier,
                departure.return_to,
                departure.language,
            ),
        )


def recall(state: str, *, browser: str) -> Underway:
    """Recall a departure, once, in the browser it was made in (one statement, committed before anything else happens)."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            "select provider, nonce, verifier, return_to, language from accounts.finish_sign_in(%s, %s)",
            (_hash(state), _hash(browser)),
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused(NotSignedIn.NOT_ASKED_FOR)
    return Underway(*row)


def arrive(provider: Provider, underway: Underway, answer: Mapping[str, str]) -> Vouched:
    """Check the provider's answer, fetch the id token and return whom it vouches for (network only)."""
    talk = conversation(provider)
    said_by = answer.get("iss")
    if said_by != provider.issuer and (said_by is not None or talk.discovered().names_itself_in_answers):
        raise Refused(NotSignedIn.WRONG_ISSUER)
    if error := answer.get("error"):
        raise Refused(NotSignedIn.CANCELLED if error == "access_denied" else NotSignedIn.PROVIDER_REFUSED)
    if not answer.get("code"):
        raise Refused(NotSignedIn.PROVIDER_REFUSED)
    id_token = talk.exchange(answer["code"], verifier=underway.verifier)
    return vouched_by(provider, talk.read(id_token, nonce=underway.nonce))


def vouched_by(provider: Provider, claims: Mapping[str, object]) -> Vouched:
    """Return whom checked claims vouch for, if surely enough and of the sort of people we may know here."""
    acr = claims.get("acr")
    level = acr if isinstance(acr, str) else ""
    if assurance.why_not_enough(level, provider.acr):
        raise Refused(NotSignedIn.LEVEL_TOO_LOW)
    named = identity.named_in(claims, by=provider.identity, people=provider.people)
    if isinstance(named, Unnamed):
        raise Refused(_UNNAMED[named])
    return Vouched(
        identity=named, kind=provider.audience, provider=provider.key, acr=level, marks=marks_in(provider, claims)
    )


def claim(vouched: Vouched, *, language: str, now: datetime) -> UUID:
    """Return the user somebody is, if we expect them; the first time is remembered (one statement)."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(
            "select accounts.claim(%s, %s, %s, %s)",
            (identity_hash(vouched.identity), vouched.kind.value, language, now),
        )
        (user_id,) = cursor.fetchone() or (None,)
    if user_id is None:
        raise Refused(NotSignedIn.NOT_EXPECTED)
    found: UUID = user_id
    return found


def identity_hash(named: Identity) -> bytes:
    """Return the keyed hash by which a user is known; the number or account itself is kept nowhere in this room."""
    return keyed_hash("accounts.identity", named)


def marks_in(provider: Provider, claims: Mapping[str, object]) -> Marks:
    """Return the keyed hashes by which this provider can later end what these claims began."""

    def mark(claim: str) -> bytes | None:
        value = claims.get(claim)
        return (
            keyed_hash("accounts.mark", f"{provider.issuer}|{claim}|{value}")
            if isinstance(value, str) and value
            else None
        )

    return Marks(session=mark("sid"), subject=mark("sub"))


def _hash(secret: str) -> bytes:
    # 256 random bits need no key: there is nothing to guess.
    return sha256(secret.encode()).digest()
