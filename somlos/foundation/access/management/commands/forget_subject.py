"""Forget a subject, or one compartment of it, for good."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connections


class Command(BaseCommand):
    """Run by hand, by the archivist, when the retention plan or a person says so."""

    help = "Empty every key of a subject, or of one compartment: no text of it opens again, in history either."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the id of a subject, or of a compartment with a key of its own."""
        parser.add_argument("forgotten", help="id of the subject or the compartment")

    def handle(self, *, forgotten: str, **_: Any) -> None:
        """Forget, and tell how many keys were emptied."""
        try:
            lockbox = UUID(forgotten)
        except ValueError as error:
            raise CommandError("That is not an id.") from error
        with connections["archivist"].cursor() as cursor:
            cursor.execute("select access.forget(%s)", [lockbox])
            (emptied,) = cursor.fetchone()
        if not emptied:
            raise CommandError("There is nothing to forget under that id.")
        self.stdout.write(
            f"{emptied} keys emptied. In backups they are gone when those are overwritten, after at most 35 days."
        )
