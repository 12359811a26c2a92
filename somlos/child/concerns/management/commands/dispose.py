"""Erase what has been kept as long as it may be."""

from typing import Any

from django.core.management.base import BaseCommand

from somlos.child.concerns import actions
from somlos.foundation.access import clock


class Command(BaseCommand):
    """Run every night by the program, as the archivist; by hand it tells how much was erased, and never what."""

    help = "Erase notes put aside, texts on the red path and drafts whose day has come, and forget their keys."

    def handle(self, *, verbosity: int, **_: Any) -> None:
        """Erase, and tell how much."""
        erased = actions.dispose(now=clock.now())
        if verbosity:
            self.stdout.write(
                f"{erased.notes} notes, {erased.red_texts} texts on the red path and {erased.drafts} drafts erased."
            )
