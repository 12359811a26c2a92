"""Carry a text somebody had typed through the sign-in that came in between.

When a form is posted after the session has ended, the page leaves the text as a parcel, bound to the browser and to the
person who typed it, and takes it again after the sign-in. Another person who signs in on the same machine gets nothing,
and a cancelled sign-in loses nothing: the parcel waits for an hour. Without the browser's secret it cannot be taken, and
without the key file it cannot be read.
"""

import json
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.core import signing
from django.db import connection, transaction

from somlos.foundation.accounts.rules import ways
from somlos.foundation.accounts.rules.parcels import NotKept, Parcel
from somlos.foundation.vault import keys
from somlos.kernel.refusal import Refused

LARGEST = 200_000
_SALT = "accounts.author"


def author_mark(user_id: UUID) -> str:
    """Return the mark a form carries in a hidden field, so that its text finds its author when the session is long gone."""
    return signing.dumps(str(user_id), salt=_SALT)


def author_of(mark: str) -> UUID:
    """Return whose form it was, by the mark it carries; refuses a mark we did not make within a week."""
    try:
        return UUID(signing.loads(mark, salt=_SALT, max_age=7 * 24 * 3600))
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(NotKept.UNKNOWN_AUTHOR) from None


def leave(parcel: Parcel, *, author: UUID, browser: str) -> None:
    """Leave a text for its author, for an hour, in this browser only."""
    if why := ways.why_not_return_to(parcel.path):
        raise Refused(why)
    content = json.dumps({"path": parcel.path, "typed": dict(parcel.typed)}).encode()
    if len(content) > LARGEST:
        raise Refused(NotKept.TOO_LARGE)
    sealed = keys.seal_parcel(content, bound_to=_bound_to(browser, author))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select accounts.leave_parcel(%s, %s, %s)", (_hash(browser), author, sealed))
        if cursor.fetchone() != (True,):
            raise Refused(NotKept.NO_ROOM)


def take(*, user_id: UUID, browser: str) -> list[Parcel]:
    """Take what this person left in this browser, oldest first; each is given out once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sealed from accounts.take_parcels(%s, %s)", (_hash(browser), user_id))
        rows = cursor.fetchall()
    parcels = []
    for (sealed,) in rows:
        try:
            opened = json.loads(keys.open_parcel(bytes(sealed), bound_to=_bound_to(browser, user_id)))
        except InvalidTag:
            continue
        parcels.append(Parcel(path=opened["path"], typed=opened["typed"]))
    return parcels


def _bound_to(browser: str, user_id: UUID) -> str:
    return f"accounts.parcel|{browser}|{user_id}"


def _hash(browser: str) -> bytes:
    return sha256(browser.encode()).digest()
