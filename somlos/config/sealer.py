"""Closes history every minute: `python -m somlos.config.sealer`."""

import os
import sys
import time
from io import StringIO

import django
from django.core.management import CommandError, call_command
from django.db import Error

from somlos.config import lifeline

EVERY = 60  # seconds


def main() -> None:
    """Seal what has been committed since the last time, minute after minute."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "somlos.config.settings")
    lifeline.hold()
    django.setup()
    while True:
        try:
            call_command("seal_history", stdout=StringIO())
        except (Error, OSError, CommandError) as error:
            sys.stderr.write(f"History was not sealed this minute: {error}\n")
        time.sleep(EVERY)


if __name__ == "__main__":
    main()
