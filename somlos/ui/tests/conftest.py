"""The design system's tests ask no database: the frame is a plain one, and the addresses are only our own."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import clear_url_caches


@pytest.fixture(autouse=True)
def plain_house():
    """Let the room stand alone: no frame from above, no doors, no transaction."""
    middleware = [
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "somlos.ui.middleware.PlainAnswers",
    ]
    engine: dict[str, Any] = settings.TEMPLATES[0]
    loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    options = engine["OPTIONS"] | {"loaders": [("template_partials.loader.Loader", loaders)]}
    with override_settings(
        SOMLOS_FRAME="",
        MIDDLEWARE=middleware,
        ROOT_URLCONF="somlos.ui.tests.addresses",
        DEMO=True,
        TEMPLATES=[engine | {"DIRS": [Path(__file__).parent / "templates"], "OPTIONS": options}],
    ):
        clear_url_caches()
        yield
    clear_url_caches()
