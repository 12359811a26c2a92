"""The settings of the tests: the product's own, without what only serving needs."""

from somlos.config.settings import *  # noqa: F403

DEMO = True
PRODUCTION = False
SECRET_KEY = "only-for-tests"  # noqa: S105
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
