"""What the municipality decides before a real child is stored (R7)."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from somlos import ui
from somlos.foundation.access.doors import OwnRequest, role
from somlos.foundation.people import actions, forms, policy, selectors
from somlos.foundation.people.rules import Ready
from somlos.foundation.people.rules.readiness import WhyNotReady
from somlos.foundation.people.selectors import step_in_words
from somlos.foundation.people.selectors.words import day_in_words
from somlos.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
@role(policy.SWITCH_ON)
def steps(request: OwnRequest) -> HttpResponse:
    """Show what is decided and by whom, and switch a step on."""
    wrong = ""
    if request.method == "POST":
        step = next((step for step in Ready if step == request.POST.get("step")), None)
        if step is None:
            wrong = _("Velg hva som er bestemt.")
        else:
            try:
                actions.switch_on(request.actor, step, now=request.now)
            except Refused as refused:
                if refused.reason is not WhyNotReady.ALREADY_DECIDED:
                    raise
                wrong = str(forms.WHY[refused.reason][1])
            else:
                ui.receipt(request, _("Slått på: %(step)s.") % {"step": step_in_words(step)})
                return ui.redirect("people:readiness")
    decided = selectors.steps(request.actor.municipality_id) if request.actor.municipality_id else ()
    page = {
        "steps": [
            {
                "code": each.step.value,
                "words": step_in_words(each.step),
                "by": _("%(name)s, %(day)s") % {"name": each.by, "day": day_in_words(each.at.date())}
                if each.at
                else "",
            }
            for each in decided
        ],
        "left": sum(each.at is None for each in decided),
        "demo": settings.DEMO,
        "wrong": wrong,
    }
    return ui.page(request, "people/readiness.html", page, status=422 if wrong else 200)
