"""Found a municipality, a county or a private body with its first administrator."""

import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from somlos.foundation.accounts.notices import words_for
from somlos.foundation.accounts.rules import national_id
from somlos.foundation.accounts.rules.identity import Identity, by_national_id, by_work_account
from somlos.foundation.organisations.actions import found_municipality
from somlos.foundation.organisations.rules.tree import Ownership

_LASTS = timedelta(days=3 * 365)


class Command(BaseCommand):
    """Run once for each data controller, by whoever runs the installation."""

    help = "Found a data controller with its first administrator, who opens units and employs the others."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the names; who the administrator is comes as a work account, or as a national id on standard input."""
        parser.add_argument("name", help="what the municipality is called, such as «Fjordvik kommune»")
        parser.add_argument("--administrator", required=True, help="full name of the first administrator")
        parser.add_argument("--title", default="systemansvarlig")
        parser.add_argument(
            "--ownership", choices=[each.value for each in Ownership], default=Ownership.MUNICIPAL.value
        )
        parser.add_argument("--tenant", type=UUID, help="the work account's directory; with --account")
        parser.add_argument(
            "--account", type=UUID, help="the work account; without it a national id is read from standard input"
        )

    def handle(self, name: str, **said: Any) -> None:
        """Found it, and say who can sign in."""
        now = timezone.now()
        found_municipality(
            name=name,
            ownership=Ownership(said["ownership"]),
            administrator=self._who(said["tenant"], said["account"]),
            administrator_name=said["administrator"],
            administrator_title=said["title"],
            ends=now + _LASTS,
            now=now,
        )
        self.stdout.write(f"{name} is founded. {said['administrator']} can sign in, open units and employ people.")

    def _who(self, tenant: UUID | None, account: UUID | None) -> Identity:
        if tenant and account:
            return by_work_account(tenant=tenant, account=account)
        self.stderr.write("The administrator's national id number, and Enter:")
        written = sys.stdin.readline().strip()
        read = national_id.parse(written)
        why = (
            read
            if isinstance(read, national_id.WhyNot)
            else national_id.why_not_accept(written, real_allowed=not settings.DEMO)
        )
        if isinstance(read, national_id.WhyNot) or why:
            raise CommandError(words_for(why) if why else "")
        return by_national_id(read)
