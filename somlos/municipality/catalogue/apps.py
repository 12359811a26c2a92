"""The catalogue: what a municipality publishes about how it works."""

from django.apps import AppConfig


class Catalogue(AppConfig):
    """The room of steps, signs, telephone numbers and other texts that everybody may read."""

    name = "somlos.municipality.catalogue"
    label = "catalogue"
