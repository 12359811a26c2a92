"""Min dag: what waits for me, and for a leader how much waits in the unit."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from somlos import ui
from somlos.foundation.access.doors import OwnRequest, own
from somlos.foundation.organisations.selectors import post_of
from somlos.surface.pages.selectors.day import day_page


@require_GET
@own
def home(request: OwnRequest) -> HttpResponse:
    """Send an employee to Min dag, and show a resident what there is for them."""
    if request.actor.kind == "employee":
        return ui.redirect("pages:day")
    return ui.page(request, "pages/day/resident.html")


@require_GET
@own
def day(request: OwnRequest) -> HttpResponse:
    """Show Min dag to an employee."""
    if request.actor.kind != "employee":
        return ui.redirect("pages:home")
    return ui.page(request, "pages/day/day.html", {"page": day_page(request.actor, post_of(request), now=request.now)})
