"""Exchange the keys that wrap data keys, and, when asked, the data keys that new texts are sealed with."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from somlos.foundation.vault import actions


class Command(BaseCommand):
    """Run by hand, by the archivist: once a year, and at once when a key may have been seen."""

    help = "Wrap every data key with a new key of its municipality's; no text is touched, and all of them still open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one municipality, or all; and whether new texts shall have new data keys too."""
        parser.add_argument("--municipality", type=UUID, help="only this one's keys")
        parser.add_argument("--data-keys", action="store_true", help="seal new texts with new data keys as well")

    def handle(self, *, municipality: UUID | None, data_keys: bool, **_: Any) -> None:
        """Rotate, and tell how many keys were exchanged."""
        for each in [municipality] if municipality else actions.municipalities():
            rotated = actions.rotate(each)
            renewed = f", {actions.renew(each)} data keys made for new texts" if data_keys else ""
            self.stdout.write(f"{each}: {rotated} data keys wrapped again{renewed}")
