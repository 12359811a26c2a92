"""The worker as `make run` starts it: a process of its own, in its own role."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connections

from somlos.foundation.notifications.tests.people import employ, settle
from somlos.foundation.notifications.tests.stories import LIST, choose_nudges, leave

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

ROOT = Path(__file__).resolve().parents[4]


def surroundings() -> dict[str, str]:
    """Return what the process is told by its surroundings: where the database, the keys and the mail server are."""
    home = connections["worker"].settings_dict
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "somlos.config.settings",
        "DATABASE_URL": f"postgresql://postgres@/{home['NAME']}?host={quote(str(home['HOST']), safe='')}",
        "SOMLOS_SPEAKS_AS": "worker",
        "SOMLOS_KEYS": str(settings.SOMLOS_KEYS),
        "SOMLOS_SMTP_HOST": settings.SOMLOS_SMTP_HOST,
        "SOMLOS_SMTP_PORT": str(settings.SOMLOS_SMTP_PORT),
        "SOMLOS_SMTP_TLS": "none",
    }


def test_the_workers_own_process_sends_what_waits(mailbox):
    tove, mother = employ(), settle()
    choose_nudges(mother, "mor@example.com", mailbox)
    leave(LIST, by=tove, to=mother)

    ran = subprocess.run(
        [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "Launching a worker on all queues\n")
    assert mailbox.addresses == ["mor@example.com"]
    with connections["worker"].cursor() as cursor:
        cursor.execute("select task_name, status from procrastinate_jobs where status = 'failed'")
        assert cursor.fetchall() == []
