"""Correct what a note says, or add to it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from somlos import ui
from somlos.child.concerns import actions, policy, selectors
from somlos.child.concerns.forms import NoteForm
from somlos.child.concerns.selectors import NoteToCorrect
from somlos.child.concerns.views.common import UNPROCESSABLE, is_health_staff, must_be_a_note, refuse
from somlos.child.concerns.views.offers import Band, all_bands, bands_for, form_of, steps, words_in
from somlos.foundation.access.doors import ActorRequest, door
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
@door(policy.ADD)
def correct(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Correct what a note says, or add to it; the former version stays in the note."""
    must_be_a_note(warrant)
    note = selectors.note_to_correct(warrant)
    offered = bands_for(request, note.child, all_bands(request))
    listed = {sign for band in offered for sign in band.signs}
    if left := tuple(sign for sign in note.words.signs if sign not in listed):
        offered.append(Band(_("Krysset av før"), left))
    if request.method != "POST":
        return _page(request, warrant, note, offered, form_of(request, offered, initial=_as_it_is(note)))
    form = form_of(request, offered, request.POST)
    if form.is_valid():
        try:
            actions.add_version(warrant, words_in(form), after=form.version, now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            ui.receipt(request, _("Endringen er lagret."))
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return _page(request, warrant, note, offered, form, status=UNPROCESSABLE)


def _as_it_is(note: NoteToCorrect) -> dict[str, object]:
    words = note.words
    return {
        "after": words.number,
        "noticed_on": note.noticed_on,
        "seen": words.seen,
        "child_words": words.child_words,
        "strengths": words.strengths,
        "signs": list(words.signs),
        "scale": str(note.scale or ""),
    }


def _page(
    request: ActorRequest,
    warrant: Warrant,
    note: NoteToCorrect,
    offered: list[Band],
    form: NoteForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "child": note.child,
        "place": warrant.compartment_id,
        "form": form,
        "bands": offered,
        "ticked": set(form["signs"].value() or ()),
        "steps": steps(request),
        "saves": False,
        "health": is_health_staff(request),
    }
    return ui.page(request, "concerns/write.html", context, status=status)
