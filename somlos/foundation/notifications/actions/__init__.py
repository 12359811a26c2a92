"""The things one can do with notices and nudges."""

from somlos.foundation.notifications.actions.choice import choose_address, confirm_address, count_wrong_code, turn_off
from somlos.foundation.notifications.actions.inbox import mark_all_read, mark_read, notify, settle
from somlos.foundation.notifications.actions.mail import is_offered
from somlos.foundation.notifications.actions.queue import defer, on_errand

__all__ = [
    "choose_address",
    "confirm_address",
    "count_wrong_code",
    "defer",
    "is_offered",
    "mark_all_read",
    "mark_read",
    "notify",
    "on_errand",
    "settle",
    "turn_off",
]
