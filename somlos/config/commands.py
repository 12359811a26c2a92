"""Management commands: those that use the database refuse to run where the program would refuse to serve."""

import os
import sys

import django
from django.core.management import execute_from_command_line

from somlos.config import lifeline
from somlos.config.start import why_not_start

# They make the database, read only the code, or say how to be used.
WITHOUT_DATABASE = frozenset(
    "check collectstatic compilemessages diffsettings findstatic help makemessages makemigrations migrate sqlmigrate version".split()
)


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "somlos.config.settings")
    lifeline.hold()
    named = next((word for word in sys.argv[1:] if not word.startswith("-")), "help")
    if named not in WITHOUT_DATABASE and "--help" not in sys.argv:
        django.setup()
        if why := why_not_start():
            sys.exit(why)
    execute_from_command_line(sys.argv)
