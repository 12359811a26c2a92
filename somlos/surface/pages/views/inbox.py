"""The inbox, and the nudge by e-mail. Only one's own; nothing here says what or about whom."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from somlos import ui
from somlos.foundation.access.doors import OwnRequest, own
from somlos.foundation.notifications import actions
from somlos.foundation.notifications import selectors as notifications
from somlos.foundation.notifications.rules import NotChosen
from somlos.kernel.refusal import Refused
from somlos.surface.pages.forms.nudges import WHY, AddressForm, CodeForm
from somlos.surface.pages.selectors.inbox import address_of, inbox_page, nudge_page

_UNPROCESSABLE = 422


@require_GET
@own
def inbox(request: OwnRequest) -> HttpResponse:
    """Show what waits."""
    return ui.page(request, "pages/inbox/inbox.html", {"page": inbox_page(request.actor, now=request.now)})


@require_GET
@own
def notice(request: OwnRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice as read and go to the page it leads to, which has a door of its own."""
    waiting = notifications.notice(request.actor.user_id, notice_id)
    if waiting is None:
        raise Http404
    actions.mark_read([waiting.id], now=request.now)
    return ui.redirect(address_of(waiting))


@require_POST
@own
def all_read(request: OwnRequest) -> HttpResponse:
    """Mark as read what stood on the page when it was shown, and nothing that has come since."""
    actions.mark_all_read(before=_seen_until(request), now=request.now)
    return ui.redirect("pages:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@own
def nudges(request: OwnRequest) -> HttpResponse:
    """Show what one chose about nudges, and ask for them to an address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and actions.is_offered():
        try:
            actions.choose_address(request.actor.user_id, form.cleaned_data["address"], now=request.now)
        except Refused as refused:
            form.add_error("address", str(_why(refused)))
        else:
            return ui.redirect("pages:nudges")
    return _nudges(request, form, CodeForm())


@require_POST
@own
def confirm(request: OwnRequest) -> HttpResponse:
    """Turn nudges on with the code from the letter; a wrong one is counted."""
    form, user_id = CodeForm(request.POST), request.actor.user_id
    if form.is_valid():
        try:
            actions.confirm_address(user_id, form.cleaned_data["code"], now=request.now)
        except Refused as refused:
            form.add_error("code", str(_why(refused)))
            request.keep.append(lambda: actions.count_wrong_code(user_id))
        else:
            ui.receipt(request, _("Nå får du en e-post når noe nytt venter."))
            return ui.redirect("pages:nudges")
    return _nudges(request, AddressForm(), form)


@require_POST
@own
def turn_off(request: OwnRequest) -> HttpResponse:
    """Turn nudges off and forget the address."""
    actions.turn_off(request.actor.user_id)
    ui.receipt(request, _("Du får ikke e-post, og adressen er slettet."))
    return ui.redirect("pages:nudges" if actions.is_offered() else "pages:inbox")


def _nudges(request: OwnRequest, address: AddressForm, code: CodeForm) -> HttpResponse:
    page = nudge_page(request.actor)
    if page is None:
        raise Http404
    status = _UNPROCESSABLE if address.errors or code.errors else 200
    return ui.page(request, "pages/inbox/nudges.html", {"page": page, "address": address, "code": code}, status=status)


def _seen_until(request: OwnRequest) -> datetime:
    try:
        given = parse_datetime(request.POST.get("til", ""))
    except ValueError:
        given = None
    return given if given and timezone.is_aware(given) else request.now


def _why(refused: Refused) -> object:
    if not isinstance(refused.reason, NotChosen):
        raise refused
    return WHY[refused.reason]
