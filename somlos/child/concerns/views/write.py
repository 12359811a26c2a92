"""Write a wonder note about one child; keep it for later, or throw the draft away."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from somlos import ui
from somlos.child.concerns import actions, policy, selectors
from somlos.child.concerns.forms import WHY, NoteForm
from somlos.child.concerns.rules import WhyNot
from somlos.child.concerns.views.common import UNPROCESSABLE, is_health_staff, must_be_the_child, refuse
from somlos.child.concerns.views.offers import all_bands, bands_for, form_of, steps, words_in
from somlos.foundation.access.doors import ActorRequest, door
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.people import selectors as people
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
@door(policy.START)
def write(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write a wonder note about one child, keep it for later, or throw the draft away."""
    must_be_the_child(warrant)
    if "throw" in request.POST:
        actions.throw_draft(warrant, now=request.now)
        ui.receipt(request, _("Kladden er slettet."))
        return ui.redirect("concerns:start")
    if request.POST.get("keep") == "auto":
        return _keep_by_itself(request, warrant)
    if request.method != "POST":
        draft = selectors.kept_draft(warrant)
        initial = dict(draft.words) if draft else None
        return _page(request, warrant, form_of(request, [], initial=initial), kept=draft is not None)
    form = form_of(request, all_bands(request) if "signs" in request.POST else [], request.POST)
    answer = _keep(request, warrant, form) if "keep" in request.POST else _save(request, warrant, form)
    return answer or _page(request, warrant, form, status=UNPROCESSABLE)


def _save(request: ActorRequest, warrant: Warrant, form: NoteForm) -> HttpResponse | None:
    if form.is_valid():
        try:
            place = actions.save_note(warrant, words_in(form), once=form.mark or new_id(), now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            ui.receipt(
                request, _("Undringen er lagret hos tjenesten din. Bare du ser den, til du drøfter den med noen.")
            )
            return ui.redirect("concerns:note", place=place)
    typed = form.typed()
    if typed:  # the transaction of this answer is rolled back, so the draft is kept in the next one (W9)
        request.keep.append(
            lambda: actions.keep_typed(request.actor, warrant.compartment_id, typed, once=form.mark, now=request.now)
        )
    return None


def _keep(request: ActorRequest, warrant: Warrant, form: NoteForm) -> HttpResponse | None:
    if typed := form.typed():
        try:
            actions.keep_draft(warrant, typed, once=form.mark, now=request.now)
        except Refused as refused:
            form.full_clean()
            refuse(form, refused)
            return None
        ui.receipt(request, _("Kladden er lagret. Du finner den på Min dag, og bare du ser den."))
    return ui.redirect("pages:day")


def _keep_by_itself(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Keep the draft while its author writes, and answer with one sentence."""
    form = form_of(request, [], request.POST)
    said = _("Kladden er lagret.")
    if typed := form.typed():
        try:
            actions.keep_draft(warrant, typed, once=form.mark, now=request.now)
        except Refused:
            said = str(WHY[WhyNot.SAVED_ALREADY][1])
    else:
        actions.throw_draft(warrant, now=request.now)
        said = ""
    return ui.page(request, "concerns/kept.html#kept", {"said": said})


def _page(
    request: ActorRequest, warrant: Warrant, form: NoteForm, *, kept: bool = False, status: int = 200
) -> HttpResponse:
    child = people.child_card(warrant)
    context = {
        "child": child,
        "place": warrant.compartment_id,
        "form": form,
        "bands": bands_for(request, child, all_bands(request)),
        "ticked": set(form["signs"].value() or ()),
        "steps": steps(request),
        "kept": kept,
        "saves": True,
        "health": is_health_staff(request),
    }
    return ui.page(request, "concerns/write.html", context, status=status)
