"""Pages that show several rooms at once."""

from django.apps import AppConfig


class Pages(AppConfig):
    """The room of the public front, and of the pages that compose what other rooms know."""

    name = "somlos.surface.pages"
    label = "pages"
