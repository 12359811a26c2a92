"""What the worker does, and how a room adds what it does on a clock.

    @every(MORNING, errand="concerns.remind")
    def remind(*, now: datetime) -> None: …

The name stands in the closed list of `access.errand()`; what the worker may read on it, the room's own migration says (W13).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from somlos.foundation.notifications import rules
from somlos.foundation.notifications.actions import letters, mail, queue

MORNING = "0 5 * * *"
"""Six in winter and seven in summer: the clock of the queue is UTC."""
NIGHT = "30 1 * * *"

_AGAIN = RetryStrategy(exponential_wait=4, retry_exceptions=[mail.NotTaken])
"""After 4 s, 16 s, 64 s … and at last 18 hours; the letter itself counts its attempts."""
_AGAIN_SOON = RetryStrategy(max_attempts=2, wait=60)


class Errand(Protocol):
    """Something the worker does on a clock."""

    def __call__(self, *, now: datetime) -> None:
        """Do it, as of now."""


def every(cron: str, *, errand: str) -> Callable[[Errand], Errand]:
    """Declare something the worker does on a clock, in one transaction on the named errand; one at a time, tried thrice."""

    def declare(do: Errand) -> Errand:
        @app.periodic(cron=cron)
        @app.task(name=errand, lock=errand, queueing_lock=errand, retry=_AGAIN_SOON)
        def run(timestamp: int = 0) -> None:  # noqa: ARG001  # the queue says for when
            with queue.on_errand(errand):
                do(now=timezone.now())

        return do

    return declare


@app.task(name=queue.NUDGING, retry=_AGAIN)
def nudge(user_id: str) -> None:
    """Send a nudge to somebody who chose it, unless there is nothing new, or one went within the hour."""
    if mail.is_offered():
        _send(letters.begin_nudge(UUID(user_id), now=timezone.now()))


@app.task(name=queue.CODE, retry=_AGAIN)
def code(choice_id: str) -> None:
    """Send the code that shows that an address is read by the one who gave it."""
    if mail.is_offered():
        _send(letters.begin_code(UUID(choice_id), now=timezone.now()))


@app.periodic(cron=NIGHT)
@app.task(name="notifications.tidy", queueing_lock="notifications.tidy", retry=_AGAIN_SOON)
def tidy(timestamp: int = 0) -> None:  # noqa: ARG001  # the queue says for when
    """Erase notices read long ago and letters that have gone."""
    letters.tidy(now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="notifications.take_up", queueing_lock="notifications.take_up", pass_context=True)
async def take_up(context: JobContext, timestamp: int = 0) -> None:  # noqa: ARG001  # the queue says for when
    """Put back in the queue what a worker was doing when it was killed."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        try:
            await jobs.retry_job(job, retry_at=timezone.now())
        except UniqueViolation:  # the same already waits, and is enough
            await jobs.finish_job(job, status=Status.FAILED, delete_job=True)


def _send(outgoing: letters.Outgoing | None) -> None:
    if outgoing is None:
        return
    try:
        mail.send(outgoing.letter_id, to=outgoing.address, words=outgoing.words)
    except mail.NotTaken as why:
        if not why.for_good and outgoing.attempt < rules.MOST_ATTEMPTS:
            raise
        letters.end_letter(outgoing.letter_id, state="given_up", now=timezone.now())
    else:
        letters.end_letter(outgoing.letter_id, state="sent", now=timezone.now())
