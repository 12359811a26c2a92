"""How tests act as somebody: through a session, as pages do."""

from somlos.foundation.access.actions import session_of as signed_in

__all__ = ["signed_in"]
