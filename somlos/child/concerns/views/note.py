"""A note with what comes next."""

from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from somlos import ui
from somlos.child.concerns import policy, selectors
from somlos.child.concerns.forms import DECISIONS, ColleagueForm, DecideForm, HomeTalkForm, TalkForm
from somlos.child.concerns.rules import Decision, NoteState, StepKind
from somlos.child.concerns.selectors import NotePage, StepTaken
from somlos.child.concerns.views.common import (
    closed_days,
    is_health_staff,
    language,
    must_be_a_note,
    today,
    written_in,
)
from somlos.foundation.access.doors import ActorRequest, door
from somlos.foundation.access.warrants import Warrant
from somlos.municipality.catalogue.selectors.guide import Courage
from somlos.ui import Phone

_FORM_OF = {
    StepKind.DISCUSSED: "discuss",
    StepKind.CHILD_TALK: "child_talk",
    StepKind.HOME_TALK: "home_talk",
    StepKind.DECISION: "decide",
}
_LEADS = {
    NoteState.OPEN: gettext_lazy("Bare du ser undringen. Neste steg er å drøfte den med noen."),
    NoteState.DISCUSSED: gettext_lazy("Undringen er drøftet. Snakk med barnet først, så med hjemmet."),
    NoteState.WATCHING: gettext_lazy("Dere følger med i fire uker."),
    NoteState.PUT_ASIDE: gettext_lazy("Undringen er lagt bort. Bare den som skrev, ser den nå."),
    NoteState.LEVEL_1: gettext_lazy("Dere prøver noe i egen tjeneste, sammen med barnet og hjemmet."),
    NoteState.LEVEL_2: gettext_lazy("Dere vil be en annen tjeneste om hjelp. Familien blir spurt først."),
    NoteState.REPORTED: gettext_lazy("Det er meldt til barnevernet. Innholdet i meldingen står ikke her."),
    NoteState.RED_PATH: gettext_lazy("Det som sto her, er flyttet til den røde veien. Bare du ser det."),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, in words."""

    number: str
    title: str
    when: str
    said: str
    shared: str
    shared_label: str


@require_GET
@door(policy.READ)
def note(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show a note with what comes next."""
    must_be_a_note(warrant)
    return show(request, warrant)


def show(request: ActorRequest, warrant: Warrant, *, status: int = 200, **filled: BaseForm) -> HttpResponse:
    """Show a note; a form that has to be put right stands there as it was filled in, open."""
    page = selectors.note_page(warrant, closed=closed_days(request), today=today(request), language=language())
    now = _now(page)
    forms: dict[str, BaseForm] = {
        "discuss": ColleagueForm(),
        "child_talk": TalkForm(initial={"held_on": today(request)}, prefix="child"),
        "home_talk": HomeTalkForm(initial={"held_on": today(request)}, prefix="home"),
        "decide": DecideForm(),
    } | filled
    if isinstance(asked := forms["discuss"], ColleagueForm):
        asked.offer(page.may_ask)
    if isinstance(decide := forms["decide"], DecideForm) and page.watched_until:
        decide.without(Decision.WATCH)
    context = {
        "page": page,
        "lead": str(_LEADS[page.state]),
        "done": [taken_in_words(taken) for taken in page.taken],
        "decided_as": DECISIONS[page.decision.decision].label if page.decision and page.decision.decision else "",
        "courage": page.beside.courage if page.open else None,
        "anonymous_talk": _whom_to_ask(page.beside.courage),
        "wrong": list(filled.values()),
        "lost": [] if page.open else written_in(request),
        "opened": {name: name == now or name in filled for name in forms},
        "variants": {name: "primary" if name == (next(iter(filled), now)) else "secondary" for name in forms},
        "health": is_health_staff(request),
        **forms,
    }
    address = reverse("concerns:note", kwargs={"place": warrant.compartment_id})
    return ui.page(request, "concerns/note.html", context, status=status, address=address)


def _whom_to_ask(courage: Courage | None) -> tuple[Phone, ...]:
    """Return whom to ring to ask without saying who it is about; none when there is no number."""
    talk = courage.anonymous if courage else None
    return (Phone(talk.who, talk.phone, talk.when),) if talk and talk.phone else ()


def _now(page: NotePage) -> str:
    """Return the form of the step that comes next: the one that stands open, with the page's one primary button."""
    key = next((step.key for step in page.beside.steps if step.state == "now"), "")
    name = _FORM_OF.get(StepKind(key), "") if key in set(StepKind) else ""
    return name if page.is_author else "decide"


def taken_in_words(taken: StepTaken) -> Taken:
    """Return a step that was taken, in words."""
    titles = {
        StepKind.DISCUSSED: _("Drøftet med %(colleague)s")
        % {"colleague": taken.colleague or _("en tidligere kollega")},
        StepKind.CHILD_TALK: _("Snakket med barnet"),
        StepKind.HOME_TALK: _("Snakket med hjemmet"),
        StepKind.DECISION: str(DECISIONS[taken.decision].label) if taken.decision else "",
    }
    label = _("Dette deler vi med familien:") if taken.kind is StepKind.HOME_TALK else _("Dette ble vi enige om:")
    return Taken(
        taken.kind.value, titles[taken.kind], date_format(taken.held_on, "j. F"), taken.said, taken.shared, label
    )
