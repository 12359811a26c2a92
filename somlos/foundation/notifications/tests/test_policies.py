"""Who reads which notice, and who reads the queue: asked of the database itself, as each role."""

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from somlos.foundation.access.testing import signed_in
from somlos.foundation.notifications import actions
from somlos.foundation.notifications.models import Notice
from somlos.foundation.notifications.notices import NoticeKind
from somlos.foundation.notifications.tests.people import expect_resident, found_municipality

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LIST = NoticeKind("test.list", "Noe venter i listen din.", "pages:home", leads_to_compartment=False, may_nudge=True)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.SOMLOS_KEYS = tmp_path / "keys"


def test_a_notice_left_for_somebody_else_is_read_by_that_person_alone():
    _, tove = found_municipality()
    mother, hers = expect_resident()

    with signed_in(tove):
        actions.notify(LIST, to=mother, now=NOW)
        actions.notify(LIST, to=mother, now=NOW)
        seen_by_tove = Notice.objects.count()
    with signed_in(hers, kind="resident"):
        seen_by_mother = [notice.kind for notice in Notice.objects.all()]

    assert (seen_by_tove, seen_by_mother) == (0, ["test.list"])


def test_a_page_does_not_read_the_queue():
    _, tove = found_municipality()
    for table in ("jobs", "events", "workers", "periodic_defers"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            signed_in(tove),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"select * from procrastinate_{table}")
