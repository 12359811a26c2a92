"""History as a Django app."""

from django.apps import AppConfig


class Audit(AppConfig):
    """Append-only history and access log."""

    name = "somlos.foundation.audit"
    label = "audit"
