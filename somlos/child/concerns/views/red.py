"""The red path (R2): whom to call, and what was written moved to its author alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from somlos import ui
from somlos.child.concerns import actions, policy, selectors
from somlos.child.concerns.forms import ColleagueForm, LiftForm, MoveForm
from somlos.child.concerns.views.common import (
    UNPROCESSABLE,
    language,
    must_be_a_note,
    must_be_staff,
    must_be_the_child,
    refuse,
    status_of,
    today,
    written_in,
)
from somlos.child.concerns.views.note import taken_in_words
from somlos.child.concerns.views.offers import form_of
from somlos.foundation.access.doors import ActorRequest, OwnRequest, door, own
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue.rules.versions import Situation
from somlos.municipality.catalogue.selectors.calls import Call, who_to_call
from somlos.ui import Phone


@dataclass(frozen=True, slots=True)
class Way:
    """One of the four ways in: what to do, whom to ring, and what never to do."""

    id: str
    title: str | Promise
    do: str | Promise
    never: str | Promise
    calls: tuple[Phone, ...] = ()


_WAYS = {
    Situation.DANGER: Way("fare", gettext_lazy("Barnet er i fare nå"), gettext_lazy("Ring med én gang."), ""),
    Situation.VIOLENCE: Way(
        "vold",
        gettext_lazy("Vold, overgrep, tvangsekteskap, kjønnslemlestelse eller kontroll"),
        gettext_lazy("Ring politiet eller barnevernvakta. Du har selv plikt til å melde og til å avverge."),
        gettext_lazy("Ikke kontakt foreldrene, og ikke varsle noen hjemme."),
    ),
    Situation.NEGLECT: Way(
        "svikt",
        gettext_lazy("Annen alvorlig svikt i omsorgen"),
        gettext_lazy("Meld til barnevernet. Spør dem hvordan og når foreldrene skal få vite det."),
        gettext_lazy("Ikke snakk med foreldrene om meldingen før barnevernet har sagt hvordan."),
    ),
    Situation.SUICIDE: Way(
        "selvmord",
        gettext_lazy("Selvmordstanker eller selvskading"),
        gettext_lazy("Hjelp fra helsetjenesten først. Den unge skal ikke være alene."),
        "",
    ),
}


def _calls(request: ActorRequest | OwnRequest) -> tuple[Call, ...]:
    municipality = request.actor.municipality_id if request.actor else None
    return who_to_call(municipality, on=today(request), language=language()) if municipality else ()


def _ways(calls: Iterable[Call]) -> list[Way]:
    return [Way(way.id, way.title, way.do, way.never, _phones(calls, situation)) for situation, way in _WAYS.items()]


def _whom_to_ring(calls: Iterable[Call]) -> dict[str, object]:
    """Return the four ways in, and whom to ring when one is not sure: child welfare."""
    return {"ways": _ways(calls), "unsure": _phones(calls, Situation.NEGLECT)}


def _phones(calls: Iterable[Call], situation: Situation) -> tuple[Phone, ...]:
    return tuple(Phone(call.name, call.number, call.hours) for call in calls if situation in call.situations)


@require_GET
@own
def urgent(request: OwnRequest) -> HttpResponse:
    """Show the four ways in and whom to call, from every staff page (R2)."""
    must_be_staff(request, policy.LISTED)
    return ui.page(request, "concerns/urgent.html", _whom_to_ring(_calls(request)))


@require_POST
@door(policy.START)
def urgent_from_draft(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Move what was typed about a child to the author alone, at once, and show whom to call."""
    must_be_the_child(warrant)
    form = form_of(request, (), request.POST)
    typed = form.typed()
    if not typed:
        return ui.redirect("concerns:urgent")
    place = actions.keep_red(warrant, typed, once=form.mark, now=request.now)
    return ui.redirect("concerns:red", place=place)


@require_http_methods(["GET", "POST"])
@door(policy.MOVE)
def urgent_from_note(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show whom to call, and move what a saved note says out of everybody's sight but the author's."""
    must_be_a_note(warrant)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            place = actions.move_to_red(warrant, now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            return ui.redirect("concerns:red", place=place)
    context = {**_whom_to_ring(_calls(request)), "form": form, "place": warrant.compartment_id}
    return ui.page(request, "concerns/urgent.html", context, status=status_of(form))


@require_GET
@door(policy.READ_OWN)
def red(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show a text on the red path to its owner, to copy or print for the report."""
    return _show(request, warrant)


@require_POST
@door(policy.ADD_HELPER)
def add_helper(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Let one colleague read a text on the red path."""
    form = _helper_form(request.POST)
    if form.is_valid():
        try:
            actions.add_helper(warrant, seat_id=form.cleaned_data["seat"], now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            ui.receipt(request, _("Kollegaen din kan lese teksten i 30 dager, og har fått beskjed."))
            return ui.redirect("concerns:red", place=warrant.compartment_id)
    return _show(request, warrant, status=UNPROCESSABLE, helper=form)


@require_POST
@door(policy.LIFT)
def lift(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Lift the red path after asking child welfare or the police; the text goes back to the author's draft."""
    form = LiftForm(request.POST)
    if form.is_valid():
        try:
            is_draft = actions.lift_red(warrant, **form.cleaned_data, now=request.now)
        except Refused as refused:
            refuse(form, refused)
        else:
            if is_draft:
                ui.receipt(request, _("Den røde veien er løftet. Teksten ligger her som kladd."))
                return ui.redirect("concerns:write", place=warrant.identity_id)
            ui.receipt(request, _("Den røde veien er løftet."))
            return ui.redirect("concerns:red", place=warrant.compartment_id)
    return _show(request, warrant, status=UNPROCESSABLE, lift=form)


def _helper_form(data: QueryDict | None = None) -> ColleagueForm:
    return ColleagueForm(data, label=_("Hvem skal få lese?"))


def _show(request: ActorRequest, warrant: Warrant, *, status: int = 200, **filled: BaseForm) -> HttpResponse:
    page = selectors.red_page(warrant)
    if page is None:
        raise Http404
    forms: dict[str, BaseForm] = {"helper": _helper_form(), "lift": LiftForm()} | filled
    if isinstance(asked := forms["helper"], ColleagueForm):
        asked.offer(page.may_ask)
    context = {
        "page": page,
        "noticed": parse_date(page.noticed_on) if page.noticed_on else None,
        "done": [taken_in_words(taken) for taken in page.taken],
        "ways": _ways(_calls(request)),
        "wrong": list(filled.values()),
        "lost": written_in(request) if page.lifted_on else [],
        "opened": {name: name in filled for name in forms},
        **forms,
    }
    address = reverse("concerns:red", kwargs={"place": warrant.compartment_id})
    return ui.page(request, "concerns/red.html", context, status=status, address=address)
