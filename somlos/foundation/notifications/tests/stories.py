"""Small stories the tests of nudges begin with."""

from django.utils import timezone

from somlos.foundation.access.testing import signed_in
from somlos.foundation.notifications import actions
from somlos.foundation.notifications.actions.choice import code_for
from somlos.foundation.notifications.models import NudgeChoice
from somlos.foundation.notifications.notices import NoticeKind
from somlos.foundation.notifications.testing import run_waiting_jobs
from somlos.foundation.notifications.tests.mailbox import Mailbox
from somlos.foundation.notifications.tests.people import Person, as_owner

LIST = NoticeKind("test.list", "Noe venter i listen din.", "pages:first", leads_to_compartment=False, may_nudge=True)
OTHER = NoticeKind("test.other", "Noe annet venter.", "pages:first", leads_to_compartment=False, may_nudge=True)
QUIET = NoticeKind("test.quiet", "Dette haster ikke.", "pages:first", leads_to_compartment=False, may_nudge=False)


def choose_nudges(person: Person, address: str, mailbox: Mailbox) -> None:
    """Choose nudges to an address, and type the code that came there."""
    with signed_in(person.identity, kind=person.kind):
        actions.choose_address(person.user_id, address, now=timezone.now())
    run_waiting_jobs()
    with signed_in(person.identity, kind=person.kind):
        actions.confirm_address(person.user_id, code_for(NudgeChoice.objects.get()), now=timezone.now())
    mailbox.taken.clear()


def leave(kind: NoticeKind, *, by: Person, to: Person) -> None:
    """Leave a notice, as a change would."""
    with signed_in(by.identity, kind=by.kind):
        actions.notify(kind, to=to.user_id, now=timezone.now())


def let_time_pass(hours: float) -> None:
    """Move what the queue waits for, and what has been sent, back in time."""
    passed = f"{hours} hours"
    as_owner("update procrastinate_jobs set scheduled_at = scheduled_at - %s::interval", (passed,))
    as_owner("alter table notifications_letter no force row level security")
    as_owner(
        "update notifications_letter set begun_at = begun_at - %s::interval, ended_at = ended_at - %s::interval",
        (passed, passed),
    )
    as_owner("alter table notifications_letter force row level security")
