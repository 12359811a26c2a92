"""A child on one's own list: who it is, who cares for it, how well the address is hidden, how the home is reached."""

from dataclasses import dataclass
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from somlos import ui
from somlos.foundation.access.doors import ActorRequest, door
from somlos.foundation.access.rules import Protection
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.people import actions, forms, policy, selectors
from somlos.foundation.people.rules import ChosenBy, Decides
from somlos.foundation.people.selectors import CarerCard, kind_in_words, protection_in_words
from somlos.foundation.people.selectors.words import day_in_words, decides_in_words
from somlos.foundation.people.views.common import status_of, today
from somlos.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class CarerShown:
    """A carer as the page shows one."""

    carer_id: UUID
    name: str
    kind: str
    decides: str
    stated: str


def _must_be_identity(warrant: Warrant) -> None:
    # Another compartment of the same child, in the address of a page about who it is, is no page.
    if warrant.compartment_id != warrant.identity_id:
        raise Http404


@require_GET
@door(policy.READ)
def child(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show who a child is, and who is around it."""
    _must_be_identity(warrant)
    card = selectors.child_card(warrant)
    page = {
        "place": warrant.compartment_id,
        "card": card,
        "born": day_in_words(card.birth_date) if card.birth_date else "",
        "expected": day_in_words(card.expected_on) if card.expected_on else "",
        "protection": protection_in_words(card.protection) if card.protection != Protection.NONE else "",
        "carers": [_shown(each) for each in selectors.carers(warrant)],
        "trusted": selectors.trusted_persons(warrant),
        "lists": selectors.lists_of(warrant),
        "contact": selectors.contact_place(warrant),
        "on_own_list": warrant.through == policy.OWN_LIST.name,
    }
    return ui.page(request, "people/child.html", page)


@require_http_methods(["GET", "POST"])
@door(policy.CORRECT)
def correct(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Correct what is written of a child, or write the name of one that had only a word."""
    _must_be_identity(warrant)
    card = selectors.child_card(warrant)
    before: dict[str, object] = {
        "name": "" if card.anonymous else card.name,
        "called": card.called,
        "birth_date": card.birth_date,
        "expected_on": card.expected_on,
        "language": card.language_code,
        "interpreter_needed": card.interpreter_needed,
        "seen_version": card.version,
    }
    form = forms.CorrectForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_bound and form.is_valid():
        try:
            actions.correct(warrant, form.details(), seen_version=form.version, now=request.now)
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Opplysningene er rettet."))
            return ui.redirect("people:child", place=warrant.compartment_id)
    return _form_page(request, warrant, "people/correct.html", form, card=card)


@require_http_methods(["GET", "POST"])
@door(policy.REGISTER)
def add_carer(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write down somebody who cares for the child."""
    _must_be_identity(warrant)
    form = forms.CarerForm(request.POST if request.method == "POST" else None, initial={"stated_on": today(request)})
    if form.is_bound and form.is_valid():
        try:
            actions.register_carer(warrant, form.carer(), now=request.now)
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Omsorgspersonen er skrevet inn."))
            return ui.redirect("people:child", place=warrant.compartment_id)
    return _form_page(request, warrant, "people/add_carer.html", form)


@require_http_methods(["GET", "POST"])
@door(policy.REGISTER)
def end_carer(request: ActorRequest, warrant: Warrant, carer_id: UUID) -> HttpResponse:
    """Ask, and then write down that somebody does not care for the child any more."""
    _must_be_identity(warrant)
    carer = next((each for each in selectors.carers(warrant) if each.carer_id == carer_id), None)
    if carer is None:
        raise Http404
    if request.method == "POST":
        actions.end_carer(warrant, carer_id, now=request.now)
        ui.receipt(request, _("Det er skrevet ned."))
        return ui.redirect("people:child", place=warrant.compartment_id)
    return ui.page(request, "people/end_carer.html", {"place": warrant.compartment_id, "name": carer.name})


@require_http_methods(["GET", "POST"])
@door(policy.REGISTER)
def choose_trusted_person(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write down somebody the child or the family wants to have with them."""
    _must_be_identity(warrant)
    form = forms.TrustedPersonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        chosen_by = ChosenBy(told["chosen_by"])
        actions.choose_trusted_person(
            warrant, name=told["name"], chosen_by=chosen_by, starts=today(request), now=request.now
        )
        ui.receipt(request, _("Tillitspersonen er skrevet inn."))
        return ui.redirect("people:child", place=warrant.compartment_id)
    return _form_page(request, warrant, "people/trusted_person.html", form)


@require_http_methods(["GET", "POST"])
@door(policy.REGISTER)
def end_trusted_person(request: ActorRequest, warrant: Warrant, person_id: UUID) -> HttpResponse:
    """Ask, and then write down that the child or the family has chosen somebody else, or nobody."""
    _must_be_identity(warrant)
    person = next((each for each in selectors.trusted_persons(warrant) if each.person_id == person_id), None)
    if person is None:
        raise Http404
    if request.method == "POST":
        actions.end_trusted_person(warrant, person_id, now=request.now)
        ui.receipt(request, _("Det er skrevet ned."))
        return ui.redirect("people:child", place=warrant.compartment_id)
    return ui.page(request, "people/end_trusted_person.html", {"place": warrant.compartment_id, "name": person.name})


@require_http_methods(["GET", "POST"])
@door(policy.PROTECT)
def protect(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Set how well the child's address is hidden."""
    _must_be_identity(warrant)
    card = selectors.child_card(warrant)
    form = forms.ProtectForm(
        request.POST if request.method == "POST" else None, initial={"protection": card.protection}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.protect(warrant, Protection(form.cleaned_data["protection"]), now=request.now)
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Adressesperren er endret."))
            return ui.redirect("people:child", place=warrant.compartment_id)
    return _form_page(request, warrant, "people/protect.html", form)


@require_http_methods(["GET", "POST"])
@door(policy.REGISTER)
def write_contact(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Write down how the home or a carer is reached."""
    _must_be_identity(warrant)
    carers = [(str(each.carer_id), each.name) for each in selectors.carers(warrant)]
    form = forms.ContactForm(request.POST if request.method == "POST" else None, carers=carers)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        carer_id = UUID(told["carer"]) if told["carer"] else None
        try:
            actions.write_contact(
                warrant,
                carer_id=carer_id,
                phone=told["phone"],
                email=told["email"],
                address=told["address"],
                now=request.now,
            )
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Kontaktopplysningene er skrevet inn."))
            return ui.redirect("people:child", place=warrant.compartment_id)
    return _form_page(request, warrant, "people/write_contact.html", form)


@require_GET
@door(policy.READ_CONTACT)
def contact(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    """Show how the home is reached."""
    if warrant.compartment_id == warrant.identity_id:
        raise Http404
    page = {
        "back": warrant.identity_id,
        "name": selectors.child_card(warrant).name,
        "cards": selectors.contact_cards(warrant),
    }
    return ui.page(request, "people/contact.html", page)


@require_http_methods(["GET", "POST"])
@door(policy.TAKE_OFF)
def take_off(request: ActorRequest, warrant: Warrant, list_id: UUID) -> HttpResponse:
    """Ask, and then take the child off a list."""
    _must_be_identity(warrant)
    card = selectors.child_card(warrant)
    on = next((each for each in selectors.lists_of(warrant) if each.list_id == list_id), None)
    if on is None or request.actor is None or selectors.my_list(request.actor, list_id) is None:
        raise Http404
    if request.method == "POST":
        actions.take_off_list(warrant, list_id, now=request.now)
        ui.receipt(request, _("Barnet er tatt av listen."))
        return ui.redirect("people:list", list_id=list_id)
    page = {"place": warrant.compartment_id, "name": card.name, "list": on.name}
    return ui.page(request, "people/take_off.html", page)


def _form_page(request: ActorRequest, warrant: Warrant, template: str, form: Form, **more: object) -> HttpResponse:
    card = more.pop("card", None) or selectors.child_card(warrant)
    page = {"place": warrant.compartment_id, "card": card, "form": form, **more}
    return ui.page(request, template, page, status=status_of(form))


def _shown(carer: CarerCard) -> CarerShown:
    decides = [decides_in_words(each) for each in Decides if each in carer.decides]
    said = _("Oppgitt av %(who)s %(day)s") % {"who": carer.stated_by, "day": day_in_words(carer.stated_on)}
    return CarerShown(carer.carer_id, carer.name, kind_in_words(carer.kind), ", ".join(decides), said)
