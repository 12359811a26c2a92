"""Sign out at the provider too, and hear from it when somebody signed out elsewhere."""

from urllib.parse import urlencode

from somlos.foundation.accounts.actions.conversation import conversation
from somlos.foundation.accounts.actions.sign_in import marks_in
from somlos.foundation.accounts.rules.providers import Provider
from somlos.foundation.accounts.rules.sign_in import Marks, NotSignedIn
from somlos.kernel.refusal import Refused

_EVENT = "http://schemas.openid.net/event/backchannel-logout"


def sign_out_address(provider: Provider, *, language: str) -> str | None:
    """Return where the browser signs out at the provider; None when the provider has no such place.

    We name ourselves by client id and not by an old id token, so no id token is kept anywhere.
    """
    endpoint = conversation(provider).discovered().end_session_endpoint
    if endpoint is None:
        return None
    words = {
        "client_id": provider.client_id,
        "post_logout_redirect_uri": provider.post_logout_redirect_uri,
        "ui_locales": language,
    }
    return f"{endpoint}?{urlencode(words)}"


def signed_out_elsewhere(provider: Provider, logout_token: str) -> Marks:
    """Check a logout token (OpenID Connect Back-Channel Logout 1.0) and return the marks of what has ended.

    Network only. End the sessions with the session's mark, or with the subject's when it has none. The same token twice
    ends nothing twice, so its id need not be remembered.
    """
    claims = conversation(provider).read(logout_token, nonce=None)
    events = claims.get("events")
    marks = marks_in(provider, claims)
    is_logout = (
        isinstance(events, dict) and isinstance(events.get(_EVENT), dict) and "nonce" not in claims and "jti" in claims
    )
    if not is_logout or (marks.session is None and marks.subject is None):
        raise Refused(NotSignedIn.TOKEN_UNREADABLE)
    return marks
