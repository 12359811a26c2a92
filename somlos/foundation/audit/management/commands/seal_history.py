"""Close what has been committed since the last seal."""

from typing import Any

from django.core.management.base import BaseCommand

from somlos.foundation.audit.actions import seal_history


class Command(BaseCommand):
    """Run every minute."""

    help = "Close the history committed since the last seal."

    def handle(self, **_: Any) -> None:
        """Seal once and tell how many rows."""
        self.stdout.write(f"{seal_history()} rows sealed")
