"""Put Fjordvik in place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from fjordvik.town import build
from somlos.foundation.organisations.selectors import is_empty


class Command(BaseCommand):
    """Run once on an empty demo database."""

    help = "Put the fictional municipality Fjordvik in place."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --if-empty, so that a second start builds nothing."""
        parser.add_argument("--if-empty", action="store_true")

    def handle(self, *, if_empty: bool, **_: Any) -> None:
        """Build, unless somebody lives here already."""
        if not is_empty():
            if not if_empty:
                self.stderr.write("There is a municipality here already, so nothing was built.")
            return
        build(timezone.now(), crowded=True)
        self.stdout.write("Fjordvik is in place.")
