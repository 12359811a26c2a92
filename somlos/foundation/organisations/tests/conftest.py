"""A municipality to be in, founded and filled as a municipality is: by its own actions."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from somlos.foundation.organisations.tests.fjordvik import Fjordvik, lay_fjordvik


@pytest.fixture
def fjordvik(transactional_db: None, settings: Settings, tmp_path: Path) -> Fjordvik:
    """Fjordvik with two kindergartens, a school and the school health service, on a Monday in March."""
    settings.SOMLOS_KEYS, settings.SOMLOS_ANCHOR = tmp_path / "keys", tmp_path / "anchor" / "heads.log"
    return lay_fjordvik(datetime(2026, 3, 2, 8, tzinfo=UTC))
