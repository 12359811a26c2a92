"""The addresses of the house: one line for each room that has pages."""

from django.urls import URLPattern, URLResolver, include, path

from somlos.foundation.access.doors import public
from somlos.ui import urls as ui

handler400 = "somlos.ui.errors.bad_request"
handler403 = "somlos.ui.errors.forbidden"
handler404 = "somlos.ui.errors.not_found"
handler500 = "somlos.ui.errors.failed"

for page in ui.urlpatterns:
    public(page.callback)  # the design system lies beneath the doors and cannot declare its own two pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(ui)),
    path("", include("somlos.foundation.people.urls")),
    path("", include("somlos.child.concerns.urls")),
    path("", include("somlos.surface.pages.urls")),
]
