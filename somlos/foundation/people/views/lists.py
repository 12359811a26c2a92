"""Own lists: which there are, what is on them, and putting a child on one by hand."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from somlos import ui
from somlos.foundation.access.doors import OwnRequest, own, role
from somlos.foundation.organisations import selectors as organisations
from somlos.foundation.people import actions, forms, policy, selectors
from somlos.foundation.people.selectors import ChildCard, ListCard
from somlos.foundation.people.selectors.words import day_in_words
from somlos.foundation.people.views.common import must_be_staff, status_of, today
from somlos.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Shown:
    """One list as the page shows it."""

    list_id: UUID | None
    anchor: str
    name: str
    children: tuple[ChildCard, ...]


@require_GET
@own
def mine(request: OwnRequest) -> HttpResponse:
    """Show the children on one's own lists."""
    must_be_staff(request)
    groups = {group.list_id: group for group in selectors.my_children(request.now)}
    lists = selectors.my_lists(request.actor, today=today(request))
    shown = [
        Shown(
            each.list_id, f"liste-{number}", each.name, groups[each.list_id].children if each.list_id in groups else ()
        )
        for number, each in enumerate(lists, start=1)
    ]
    if loose := [
        child
        for list_id, group in groups.items()
        if list_id not in {each.list_id for each in lists}
        for child in group.children
    ]:
        shown.append(Shown(None, "uten-liste", _("På ingen liste nå"), tuple(loose)))
    may_keep = request.actor.role in policy.KEEP_LISTS.roles and request.actor.unit_id is not None
    return ui.page(request, "people/lists.html", {"lists": shown, "may_keep": may_keep})


@require_http_methods(["GET", "POST"])
@role(policy.KEEP_LISTS)
def new(request: OwnRequest) -> HttpResponse:
    """Make a list."""
    colleagues = organisations.colleagues(request.actor)
    form = forms.ListForm(
        request.POST if request.method == "POST" else None, colleagues=colleagues, initial={"starts": today(request)}
    )
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.make_list(
                request.actor,
                name=told["name"],
                starts=told["starts"],
                ends=form.ends,
                share_with=[UUID(seat) for seat in told.get("share_with", ())],
                now=request.now,
            )
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Listen er laget. Nå kan du legge inn barna."))
            return ui.redirect("people:list", list_id=made)
    return ui.page(request, "people/new_list.html", {"form": form}, status=status_of(form))


@require_GET
@own
def one(request: OwnRequest, list_id: UUID) -> HttpResponse:
    """Show one of one's own lists, with the children on it and who else has it."""
    return _list_page(request, _mine(request, list_id))


@require_POST
@role(policy.KEEP_LISTS)
def share(request: OwnRequest, list_id: UUID) -> HttpResponse:
    """Let a colleague have the list too."""
    mine = _mine(request, list_id)
    form = forms.ShareForm(request.POST, colleagues=organisations.colleagues(request.actor))
    if form.is_valid():
        try:
            actions.share_list(request.actor, list_id, seat_id=UUID(form.cleaned_data["seat"]), now=request.now)
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Listen er delt."))
            return ui.redirect("people:list", list_id=list_id)
    return _list_page(request, mine, form)


@require_POST
@role(policy.KEEP_LISTS)
def take_from(request: OwnRequest, list_id: UUID) -> HttpResponse:
    """Take the list from a colleague."""
    mine = _mine(request, list_id)
    having = [each for each in organisations.colleagues(request.actor) if each.seat_id in mine.seat_ids]
    form = forms.TakeForm(request.POST, colleagues=having)
    if form.is_valid():
        try:
            actions.take_list_from(request.actor, list_id, seat_id=UUID(form.cleaned_data["seat"]), now=request.now)
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Listen er tatt fra kollegaen."))
            return ui.redirect("people:list", list_id=list_id)
    return _list_page(request, mine, take=form)


@require_http_methods(["GET", "POST"])
@role(policy.KEEP_LISTS)
def add_child(request: OwnRequest, list_id: UUID) -> HttpResponse:
    """Put a child on the list by hand."""
    mine = _mine(request, list_id)
    form = forms.ChildForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            warrant = actions.put_on_list(
                request.actor, list_id, form.details(), national_id=form.number, now=request.now
            )
        except Refused as refused:
            forms.refuse(form, refused)
        else:
            ui.receipt(request, _("Barnet står på listen. Skriv gjerne inn hvem som har omsorgen."))
            return ui.redirect("people:child", place=warrant.identity_id)
    return ui.page(request, "people/add_child.html", {"form": form, "list": mine}, status=status_of(form))


def _mine(request: OwnRequest, list_id: UUID) -> ListCard:
    must_be_staff(request)
    mine = selectors.my_list(request.actor, list_id)
    if mine is None:
        raise Http404
    return mine


def _list_page(
    request: OwnRequest, mine: ListCard, share: forms.ShareForm | None = None, take: forms.TakeForm | None = None
) -> HttpResponse:
    children = selectors.children_on(mine.list_id, now=request.now)
    colleagues = organisations.colleagues(request.actor)
    having = [each for each in colleagues if each.seat_id in mine.seat_ids]
    others = [each for each in colleagues if each.seat_id not in mine.seat_ids]
    share = share or forms.ShareForm(colleagues=others)
    take = take or forms.TakeForm(colleagues=having)
    page = {
        "list": mine,
        "children": children,
        "having": having,
        "others": others,
        "lasts": _("Gjelder fra %(first)s til %(last)s.")
        % {"first": day_in_words(mine.starts), "last": day_in_words(mine.last)},
        "runs": mine.ends > today(request) and request.actor.role in policy.KEEP_LISTS.roles,
        "share": share,
        "take": take,
    }
    return ui.page(request, "people/list.html", page, status=status_of(share, take))
