"""The settings of the benchmark: as pages are served, on a database of its own."""

from somlos.config import database, embedded, environment
from somlos.config.settings import *  # noqa: F403
from somlos.config.settings import INSTALLED_APPS as _THERE

FOLDER = environment.VAR / "bench"
POSTGRES = FOLDER / f"postgres-{embedded.binaries().version}"

DEMO = False  # the clock of the database is then its own, as in production
PRODUCTION = False
DEBUG = False
SECRET_KEY = "only-for-the-benchmark"  # noqa: S105
INSTALLED_APPS = [app for app in _THERE if app != "fjordvik"]
DATABASES = database.aliases(database.embedded(POSTGRES, name="empty"))
SOMLOS_KEYS = FOLDER / "keys"
SOMLOS_ANCHOR = FOLDER / "heads.log"
SOMLOS_SMTP_HOST = ""
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["localhost"]
