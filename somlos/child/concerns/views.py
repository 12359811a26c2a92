"""The pages of the wonder note."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from somlos import ui
from somlos.child.concerns import actions, forms, policy, selectors
from somlos.child.concerns.actions import Words
from somlos.child.concerns.forms import DecideForm, DiscussForm, HomeTalkForm, KeyForm, LiftForm, NoteForm, RedForm, TakeOverForm, TalkForm
from somlos.child.concerns.rules import Decision, NoteState, RedReason, StepKind, WhyNot
from somlos.child.concerns.selectors import NotePage, StepTaken
from somlos.foundation.access.doors import ActorRequest, OwnRequest, door, own, role
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.people import selectors as people
from somlos.foundation.people.actions import begin_anonymous
from somlos.foundation.people.rules.readiness import WhyNotReady
from somlos.foundation.people.selectors import ChildCard
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue.rules.ages import age_in_months, band_at
from somlos.municipality.catalogue.rules.versions import Situation
from somlos.municipality.catalogue.rules.words import Language
from somlos.municipality.catalogue.selectors.calls import Call, who_to_call
from somlos.municipality.catalogue.selectors.guide import courage
from somlos.municipality.catalogue.selectors.signs import signs
from somlos.ui import Phone

_UNPROCESSABLE = 422


def _language() -> Language:
    return Language(get_language() or "nb")


def _today(request: ActorRequest | OwnRequest) -> date:
    return timezone.localdate(request.now)


def _refuse(form: Form, refused: Refused) -> None:
    if not isinstance(refused.reason, WhyNot):
        raise refused
    field, sentence = forms.WHY[refused.reason]
    form.add_error(field if field in form.fields else None, str(sentence))


def _must_be_staff(request: OwnRequest) -> None:
    if request.actor.seat_id is None:  # a resident writes no notes, and has another page that says whom to call
        raise Http404


@dataclass(frozen=True, slots=True)
class Choice:
    """One of my lists, to choose a child from."""

    title: str
    anchor: str
    children: tuple[ChildCard, ...]


@require_http_methods(["GET", "POST"])
@own
def start(request: OwnRequest) -> HttpResponse:
    """Show the children on one's own lists, to choose whom one wonders about; or begin under a word of one's own (R10)."""
    _must_be_staff(request)
    key = KeyForm(request.POST if request.method == "POST" else None)
    if key.is_bound and key.is_valid():
        try:
            warrant = begin_anonymous(request.actor, key=key.cleaned_data["key"], now=request.now)
        except Refused as refused:
            key.add_error("key", _("Barnet kan ikke skrives ned ennå. Snakk med den som har ansvaret for Sømløs hos dere.") if refused.reason is WhyNotReady.NOT_READY else _("Bruk et annet ord."))
        else:
            return ui.redirect("concerns:write", place=warrant.compartment_id)
    groups = [
        Choice(group.name or _("Andre barn du har skrevet om"), f"liste-{number}", group.children)
        for number, group in enumerate(people.my_children(request.now), start=1)
    ]
    return ui.page(request, "concerns/start.html", {"groups": groups, "key": key}, status=_UNPROCESSABLE if key.errors else 200)


@dataclass(frozen=True, slots=True)
class Band:
    """The signs of an age, as the form offers them."""

    title: str
    signs: tuple[str, ...]


def _bands(request: OwnRequest | ActorRequest, child: ChildCard) -> list[Band]:
    """Return the signs of the child's own age; of every age when the age is not known. A memory aid (R11)."""
    municipality = request.actor.municipality_id if request.actor else None
    if municipality is None:
        return []
    today = _today(request)
    born = child.birth_date or child.expected_on
    own_band = band_at(age_in_months(born, today)) if born else None
    return [
        Band(str(forms.BANDS[band.band]), tuple(sign.says for group in band.groups for sign in group.signs))
        for band in signs(municipality, on=today, language=_language()).bands
        if own_band is None or band.band is own_band
    ]


def _form(
    request: ActorRequest, bands: Iterable[Band], data: QueryDict | None = None, initial: dict[str, object] | None = None
) -> NoteForm:
    return NoteForm(data, initial=initial, today=_today(request), signs=[(sign, sign) for band in bands for sign in band.signs])


@require_http_methods(["GET", "POST"])
@door(policy.START)
def write(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write a wonder note about one child, keep it for later, or throw the draft away."""
    if warrant.compartment_id != warrant.identity_id:
        raise Http404
    child = people.child_card(warrant)
    bands = _bands(request, child)
    if request.method == "GET":
        draft = selectors.kept_draft(warrant)
        form = _form(request, bands, initial=dict(draft.words) if draft else None)
        return _write_page(request, warrant, child, bands, form, kept=draft is not None)
    form = _form(request, bands, request.POST)
    if "throw" in request.POST:
        actions.throw_draft(warrant, now=request.now)
        ui.receipt(request, _("Kladden er slettet."))
        return ui.redirect("concerns:start")
    if "keep" in request.POST:
        actions.keep_draft(warrant, form.typed(), now=request.now)
        ui.receipt(request, _("Kladden er lagret. Bare du ser den."))
        return ui.redirect("concerns:write", place=warrant.compartment_id)
    if form.is_valid():
        try:
            place = actions.save_note(warrant, _words(form), once=form.cleaned_data["once"], now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Undringen er lagret hos tjenesten din. Bare du ser den, til du drøfter den med noen."))
            return ui.redirect("concerns:note", place=place)
    request.keep.append(lambda: _keep(request, warrant.compartment_id, form))
    return _write_page(request, warrant, child, bands, form, kept=False, status=_UNPROCESSABLE)


def _keep(request: ActorRequest, place: UUID, form: NoteForm) -> None:
    """Keep the text of a form with errors, in the transaction after the one that was rolled back (W9)."""
    actions.keep_typed(request.actor, place, form.typed(), now=request.now)


def _words(form: NoteForm) -> Words:
    cleaned = form.cleaned_data
    return Words(
        noticed_on=cleaned["noticed_on"],
        seen=cleaned["seen"],
        child_words=cleaned["child_words"],
        strengths=cleaned["strengths"],
        signs=cleaned["signs"],
        scale=cleaned["scale"],
    )


def _write_page(
    request: ActorRequest, warrant: Warrant, child: ChildCard, bands: list[Band], form: NoteForm, *, kept: bool, status: int = 200
) -> HttpResponse:
    municipality = warrant.actor.municipality_id
    level = selectors.level_0(municipality, today=_today(request), language=_language()) if municipality else None
    return ui.page(
        request,
        "concerns/write.html",
        {
            "child": child,
            "place": warrant.compartment_id,
            "form": form,
            "bands": bands,
            "ticked": set(form["signs"].value() or ()),
            "steps": level.steps if level else (),
            "kept": kept,
            "saves": True,
        },
        status=status,
    )


def _must_be_note(warrant: Warrant) -> None:
    # One who wrote a note may read who the child is, and one who begins without a name is the author of that.
    if warrant.compartment_id == warrant.identity_id:
        raise Http404


@require_GET
@door(policy.READ)
def note(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show a note with what comes next."""
    _must_be_note(warrant)
    return _note_page(request, warrant)


def _note_page(request: ActorRequest, warrant: Warrant, *, status: int = 200, **shown: object) -> HttpResponse:
    page = selectors.note_page(warrant, today=_today(request), language=_language())
    municipality = warrant.actor.municipality_id
    beside = courage(municipality, on=_today(request), language=_language()) if municipality and page.open else None
    context: dict[str, object] = {
        "page": page,
        "lead": _lead(page),
        "done": [_taken(taken) for taken in page.taken],
        "decided_as": forms.DECISIONS[page.decision.decision].label if page.decision and page.decision.decision else "",
        "courage": beside,
        "discuss": DiscussForm(colleagues=page.may_ask),
        "child_talk": TalkForm(initial={"held_on": _today(request)}, prefix="child"),
        "home_talk": HomeTalkForm(initial={"held_on": _today(request)}, prefix="home"),
        "decide": DecideForm(),
        "wrong": [form for form in shown.values() if isinstance(form, Form) and form.errors],
        "opened": {name: name == _now(page) or name in shown for name in _FORM_OF.values()},
        "variants": {name: "primary" if name == _now(page) else "secondary" for name in _FORM_OF.values()},
        **shown,
    }
    return ui.page(request, "concerns/note.html", context, status=status)


_FORM_OF = {
    StepKind.DISCUSSED: "discuss",
    StepKind.CHILD_TALK: "child_talk",
    StepKind.HOME_TALK: "home_talk",
    StepKind.DECISION: "decide",
}


def _now(page: NotePage) -> str:
    """Return the form of the step that comes next: the one that stands open, with the page's one primary button."""
    key = next((step.key for step in page.steps if step.state == "now"), "")
    return _FORM_OF.get(StepKind(key), "") if key in set(StepKind) else ""


_LEADS = {
    NoteState.OPEN: gettext_lazy("Bare du ser undringen. Neste steg er å drøfte den med noen."),
    NoteState.DISCUSSED: gettext_lazy("Undringen er drøftet. Snakk med barnet først, så med hjemmet."),
    NoteState.WATCHING: gettext_lazy("Dere følger med i fire uker."),
    NoteState.PUT_ASIDE: gettext_lazy("Undringen er lagt bort. Bare du ser den nå."),
    NoteState.LEVEL_1: gettext_lazy("Dere prøver noe i egen tjeneste, sammen med barnet og hjemmet."),
    NoteState.LEVEL_2: gettext_lazy("Dere vil be en annen tjeneste om hjelp. Familien blir spurt først."),
    NoteState.REPORTED: gettext_lazy("Det er meldt til barnevernet. Innholdet i meldingen står ikke her."),
    NoteState.RED_PATH: gettext_lazy("Undringen er flyttet til den røde veien. Bare du ser den."),
}


def _lead(page: NotePage) -> str:
    return str(_LEADS[page.state])


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, in words."""

    number: str
    title: str
    when: str
    said: str
    shared: str
    shared_label: str


def _taken(taken: StepTaken) -> Taken:
    titles = {
        StepKind.DISCUSSED: _("Drøftet med %(colleague)s") % {"colleague": taken.colleague or _("en tidligere kollega")},
        StepKind.CHILD_TALK: _("Snakket med barnet"),
        StepKind.HOME_TALK: _("Snakket med hjemmet"),
        StepKind.DECISION: str(forms.DECISIONS[taken.decision].label) if taken.decision else "",
    }
    label = _("Dette deler vi med familien:") if taken.kind is StepKind.HOME_TALK else _("Dette ble vi enige om:")
    return Taken(taken.kind.value, titles[taken.kind], date_format(taken.held_on, "j. F"), taken.said, taken.shared, label)


@require_POST
@door(policy.DISCUSS)
def discuss(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Bring a colleague or the leader into the note."""
    _must_be_note(warrant)
    page = selectors.note_page(warrant, today=_today(request), language=_language())
    form = DiscussForm(request.POST, colleagues=page.may_ask)
    if form.is_valid():
        try:
            actions.discuss(warrant, seat_id=form.cleaned_data["seat"], step_version=page.version_of(StepKind.DISCUSSED), now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Kollegaen din kan nå se undringen og har fått beskjed."))
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return _note_page(request, warrant, status=_UNPROCESSABLE, discuss=form)


@require_POST
@door(policy.TALK)
def talk(request: ActorRequest, warrant: Warrant, who: str) -> HttpResponse:
    """Write down a talk with the child or the home."""
    _must_be_note(warrant)
    child = who == "barnet"
    form = TalkForm(request.POST, prefix="child") if child else HomeTalkForm(request.POST, prefix="home")
    kind = StepKind.CHILD_TALK if child else StepKind.HOME_TALK
    if form.is_valid():
        page: NotePage = selectors.note_page(warrant, today=_today(request), language=_language())
        try:
            actions.record_talk(warrant, kind, **form.cleaned_data, step_version=page.version_of(kind), now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Samtalen er skrevet ned."))
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return _note_page(request, warrant, status=_UNPROCESSABLE, **{"child_talk" if child else "home_talk": form})


@require_POST
@door(policy.DECIDE)
def decide(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Decide what becomes of the note."""
    _must_be_note(warrant)
    form = DecideForm(request.POST)
    if form.is_valid():
        page = selectors.note_page(warrant, today=_today(request), language=_language())
        try:
            actions.decide(warrant, **form.cleaned_data, step_version=page.version_of(StepKind.DECISION), now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Beslutningen er skrevet ned."))
            if form.cleaned_data["decision"] is Decision.PUT_ASIDE and warrant.through != policy.AUTHOR.name:
                return ui.redirect("pages:home")  # it is closed for everybody but its author now (R13)
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return _note_page(request, warrant, status=_UNPROCESSABLE, decide=form)


@require_http_methods(["GET", "POST"])
@door(policy.ADD)
def correct(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Correct what a note says, or add to it; the former version stays in the note."""
    _must_be_note(warrant)
    page = selectors.note_page(warrant, today=_today(request), language=_language())
    bands = _bands(request, page.child)
    if request.method == "GET":
        words = page.words
        form = _form(
            request,
            bands,
            initial={
                "after": words.number,
                "noticed_on": page.noticed_on,
                "seen": words.seen,
                "child_words": words.child_words,
                "strengths": words.strengths,
                "signs": list(words.signs),
                "scale": page.scale or "",
            },
        )
        return _correct_page(request, page, bands, form)
    form = _form(request, bands, request.POST)
    if form.is_valid():
        try:
            actions.add_version(warrant, _words(form), after=form.cleaned_data["after"] or 0, now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Endringen er lagret."))
            return ui.redirect("concerns:note", place=warrant.compartment_id)
    return _correct_page(request, page, bands, form, status=_UNPROCESSABLE)


def _correct_page(request: ActorRequest, page: NotePage, bands: list[Band], form: NoteForm, *, status: int = 200) -> HttpResponse:
    context = {
        "child": page.child,
        "place": page.place,
        "form": form,
        "bands": bands,
        "ticked": set(form["signs"].value() or ()),
        "steps": [step.step for step in page.steps],
        "saves": False,
    }
    return ui.page(request, "concerns/write.html", context, status=status)


# The red path


@dataclass(frozen=True, slots=True)
class Way:
    """One of the four ways in: what to do, whom to ring, and what never to do."""

    id: str
    title: str
    do: str
    never: str
    calls: tuple[Phone, ...]


_DO = {
    RedReason.DANGER: (Situation.DANGER, gettext_lazy("Ring med én gang."), ""),
    RedReason.VIOLENCE: (
        Situation.VIOLENCE,
        gettext_lazy("Ring politiet eller barnevernvakta. Du har selv plikt til å melde og til å avverge."),
        gettext_lazy("Ikke kontakt foreldrene, og ikke varsle noen hjemme."),
    ),
    RedReason.NEGLECT: (
        Situation.NEGLECT,
        gettext_lazy("Meld til barnevernet. Spør dem hvordan og når foreldrene skal få vite det."),
        gettext_lazy("Ikke snakk med foreldrene om meldingen før barnevernet har sagt hvordan."),
    ),
    RedReason.SELF_HARM: (
        Situation.SUICIDE,
        gettext_lazy("Hjelp fra helsetjenesten først. Den unge skal ikke være alene."),
        "",
    ),
}


def _numbers(request: ActorRequest | OwnRequest) -> tuple[Call, ...]:
    municipality = request.actor.municipality_id if request.actor else None
    return who_to_call(municipality, on=_today(request), language=_language()) if municipality else ()


def _ways(request: ActorRequest | OwnRequest) -> list[Way]:
    calls = _numbers(request)
    return [
        Way(reason.value, str(forms.REASONS[reason].label), str(do), str(never), _phones(calls, situation))
        for reason, (situation, do, never) in _DO.items()
    ]


def _phones(calls: Iterable[Call], *situations: Situation) -> tuple[Phone, ...]:
    return tuple(Phone(call.name, call.number, call.hours) for call in calls if call.situations & set(situations))


@require_GET
@own
def urgent(request: OwnRequest) -> HttpResponse:
    """Show the four ways in and whom to call, from every staff page (R2)."""
    _must_be_staff(request)
    return ui.page(request, "concerns/urgent.html", {"ways": _ways(request)})


@require_POST
@door(policy.START)
def urgent_from_draft(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Move what was typed about a child to the author alone, at once, and show whom to call."""
    if warrant.compartment_id != warrant.identity_id:
        raise Http404
    typed = _form(request, (), request.POST).typed()
    form = RedForm(request.POST)
    if form.is_valid():
        place = actions.keep_red(warrant, typed, reason=form.cleaned_data["reason"], now=request.now)
        return ui.redirect("concerns:red", place=place)
    actions.keep_draft(warrant, typed, now=request.now)
    return ui.page(
        request,
        "concerns/urgent.html",
        {"ways": _ways(request), "form": RedForm(), "typed": typed, "to": "draft", "place": warrant.compartment_id},
    )


@require_http_methods(["GET", "POST"])
@door(policy.MOVE)
def urgent_from_note(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Take a saved note out of everybody's sight but the author's, and show whom to call."""
    _must_be_note(warrant)
    form = RedForm(request.POST) if request.method == "POST" else RedForm()
    if form.is_bound and form.is_valid():
        try:
            place = actions.move_to_red(warrant, reason=form.cleaned_data["reason"], now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            return ui.redirect("concerns:red", place=place)
    context = {"ways": _ways(request), "form": form, "to": "note", "place": warrant.compartment_id}
    return ui.page(request, "concerns/urgent.html", context, status=_UNPROCESSABLE if form.is_bound else 200)


@require_GET
@door(policy.READ_OWN)
def red(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show a text on the red path to its owner, to copy or print for the report."""
    return _red_page(request, warrant)


def _red_page(request: ActorRequest, warrant: Warrant, *, status: int = 200, **shown: object) -> HttpResponse:
    page = selectors.red_page(warrant)
    if page is None:
        raise Http404
    context = {
        "page": page,
        "calls": _phones(_numbers(request), *(situation for reason, (situation, _do, _never) in _DO.items() if reason is page.reason)),
        "reason": forms.REASONS[page.reason],
        "helper": DiscussForm(colleagues=page.may_ask),
        "lift": LiftForm(),
        **shown,
    }
    return ui.page(request, "concerns/red.html", context, status=status)


@require_POST
@door(policy.ADD_HELPER)
def add_helper(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Let one colleague read a text on the red path."""
    page = selectors.red_page(warrant)
    if page is None:
        raise Http404
    form = DiscussForm(request.POST, colleagues=page.may_ask)
    if form.is_valid():
        try:
            actions.add_helper(warrant, seat_id=form.cleaned_data["seat"], now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Kollegaen din kan lese teksten i 30 dager."))
            return ui.redirect("concerns:red", place=warrant.compartment_id)
    return _red_page(request, warrant, status=_UNPROCESSABLE, helper=form)


@require_POST
@door(policy.LIFT)
def lift(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Lift the red path after asking child welfare or the police."""
    form = LiftForm(request.POST)
    if form.is_valid():
        try:
            actions.lift_red(warrant, **form.cleaned_data, now=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            ui.receipt(request, _("Den røde veien er løftet."))
            return ui.redirect("concerns:red", place=warrant.compartment_id)
    return _red_page(request, warrant, status=_UNPROCESSABLE, lift=form)


@require_http_methods(["GET", "POST"])
@role(policy.TAKE_OVER)
def take_over(request: OwnRequest, place: UUID) -> HttpResponse:
    """Take over a note of the unit whose author has left or is away, with the reason (R1)."""
    age = next((each for each in selectors.unit_ages(request.actor, today=_today(request)) if each.place == place), None)
    if age is None:
        raise Http404
    form = TakeOverForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.take_over(request.actor, place, reason=form.cleaned_data["reason"], now=request.now)
        ui.receipt(request, _("Du har tatt over undringen. Det er skrevet i loggen."))
        return ui.redirect("concerns:note", place=place)
    return ui.page(request, "concerns/take_over.html", {"age": age, "form": form}, status=_UNPROCESSABLE if form.is_bound else 200)
