"""What time it is: the wall's clock in production, the story's in demo and tests (W16)."""

from datetime import datetime

from django.utils import timezone

from somlos.foundation.access.postgres import base

STORY_CLOCK = """
create or replace function access.clock() returns timestamptz language plpgsql stable set search_path = pg_catalog, pg_temp
as $f$ begin return coalesce(nullif(current_setting('somlos.now', true), '')::timestamptz, now()); end $f$
"""
"""Laid by the owner, as definer, in demo and test databases only."""


def now() -> datetime:
    """Return the story's time when one is told, else the wall's."""
    return base.story() or timezone.now()
