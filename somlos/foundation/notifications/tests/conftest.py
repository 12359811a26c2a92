"""What the tests of this room share."""

from collections.abc import Iterator

import pytest

from somlos.foundation.notifications.tests.mailbox import Mailbox, mail_server


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    """Keys of their own for each test."""
    settings.SOMLOS_KEYS = tmp_path / "keys"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server that takes what it is given."""
    with mail_server() as taken:
        yield taken
