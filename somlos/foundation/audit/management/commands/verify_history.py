"""Tell whether history is as it was sealed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from somlos.foundation.audit.actions import verify_history


class Command(BaseCommand):
    """Run by hand, by the auditor, and after every restore."""

    help = "Compare history with its seals; exits 1 and names the rows when something is not as it was."

    def handle(self, **_: Any) -> None:
        """Print each fault, or that there is none."""
        faults = verify_history()
        for fault in faults:
            self.stdout.write(f"seal {fault.seal}: {fault.table} {fault.row or ''}: {fault.what}")
        if faults:
            sys.exit(1)
        self.stdout.write("History is as it was sealed.")
