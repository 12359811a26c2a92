"""A leader takes a note over."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from somlos import ui
from somlos.child.concerns import actions, policy, selectors
from somlos.child.concerns.forms import TakeOverForm
from somlos.child.concerns.views.common import closed_days, refuse, status_of, today
from somlos.foundation.access.doors import OwnRequest, role
from somlos.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
@role(policy.TAKE_OVER)
def take_over(request: OwnRequest, place: UUID) -> HttpResponse:
    """Take over a note of the unit whose author has left or is away, with the reason (R1)."""
    ages = selectors.unit_ages(closed=closed_days(request), today=today(request))
    age = next((each for each in ages if each.place == place), None)
    if age is None:
        raise Http404
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.take_over(request.actor, age, why=form.cleaned_data["why"], now=request.now)
        except Refused as refused:
            refuse(form, refused, day=date_format(age.away_from, "j. F"))
        else:
            ui.receipt(request, _("Du har tatt over undringen. Det er skrevet i loggen."))
            return ui.redirect("concerns:note", place=place)
    return ui.page(request, "concerns/take_over.html", {"age": age, "form": form}, status=status_of(form))
