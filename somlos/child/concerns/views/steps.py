"""Take a note through its steps."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from somlos import ui
from somlos.child.concerns import actions, policy
from somlos.child.concerns.forms import ColleagueForm, DecideForm, HomeTalkForm, TalkForm
from somlos.child.concerns.rules import Decision, StepKind
from somlos.child.concerns.views.common import UNPROCESSABLE, must_be_a_note, refuse
from somlos.child.concerns.views.note import show
from somlos.foundation.access.doors import ActorRequest, door
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused


@require_POST
@door(policy.DISCUSS)
def discuss(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Bring a colleague or the leader into the note."""
    must_be_a_note(warrant)
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            actions.discuss(warrant, seat_id=form.cleaned_data["seat"], now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            ui.receipt(request, _("Kollegaen din kan nå se undringen og har fått beskjed."))
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return show(request, warrant, status=UNPROCESSABLE, discuss=form)


@require_POST
@door(policy.TALK)
def child_talk(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write down a talk with the child."""
    return _talk(request, warrant, StepKind.CHILD_TALK, "child_talk", TalkForm(request.POST, prefix="child"))


@require_POST
@door(policy.TALK)
def home_talk(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write down a talk with the home."""
    return _talk(request, warrant, StepKind.HOME_TALK, "home_talk", HomeTalkForm(request.POST, prefix="home"))


def _talk(request: ActorRequest, warrant: Warrant, kind: StepKind, name: str, form: TalkForm) -> HttpResponse:
    must_be_a_note(warrant)
    if form.is_valid():
        try:
            told = {name: form.cleaned_data[name] for name in ("held_on", "said", "shared")}
            actions.record_talk(warrant, kind, **told, once=form.mark or new_id(), now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            ui.receipt(request, _("Samtalen er skrevet ned."))
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return show(request, warrant, status=UNPROCESSABLE, **{name: form})


@require_POST
@door(policy.DECIDE)
def decide(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Decide what becomes of the note; put aside, it closes for everybody but its author."""
    must_be_a_note(warrant)
    form = DecideForm(request.POST)
    if form.is_valid():
        decision: Decision = form.cleaned_data["decision"]
        try:
            actions.decide(warrant, **form.cleaned_data, now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            return _decided(request, warrant, decision)
    return show(request, warrant, status=UNPROCESSABLE, decide=form)


def _decided(request: ActorRequest, warrant: Warrant, decision: Decision) -> HttpResponse:
    if decision is Decision.PUT_ASIDE and warrant.through != policy.AUTHOR.name:
        ui.receipt(request, _("Undringen er lagt bort. Fra nå av ser bare den som skrev, hva som sto i den."))
        return ui.redirect("pages:day")
    ui.receipt(request, _("Beslutningen er skrevet ned."))
    return ui.redirect("concerns:note", place=warrant.compartment_id)
