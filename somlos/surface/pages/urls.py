"""Addresses of the pages that compose."""

from django.urls import path

from somlos.surface.pages.selectors.front import Reader
from somlos.surface.pages.views import front

app_name = "pages"
urlpatterns = [
    path("", front.first, name="first"),
    path("slik-jobber-vi/", front.model, name="model"),
    path("slik-jobber-vi/<str:key>/", front.step, name="step"),
    path("a-si-ja/", front.yes, name="yes"),
    path("a-si-ja/ung/", front.yes, {"reader": Reader.YOUTH}, name="yes_youth"),
    path("a-si-ja/barn/", front.yes, {"reader": Reader.CHILD}, name="yes_child"),
    path("personvern/", front.privacy, name="privacy"),
    path("personvern/ung/", front.privacy, {"reader": Reader.YOUTH}, name="privacy_youth"),
    path("personvern/barn/", front.privacy, {"reader": Reader.CHILD}, name="privacy_child"),
    path("tilgjengelighet/", front.accessibility, name="accessibility"),
]
