"""Filling a list from a file: look through it first, then store all of it or nothing.

Between the two the file lies nowhere: it travels with the page, sealed for this person and this list.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from datetime import date
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from somlos import ui
from somlos.foundation.access.doors import OwnRequest, role
from somlos.foundation.people import actions, forms, policy, selectors
from somlos.foundation.people.actions import Imported, NotImported
from somlos.foundation.people.rules.files import Encoding, Read
from somlos.foundation.people.selectors import ListCard
from somlos.foundation.people.selectors.files import Said, said_of
from somlos.foundation.people.views.common import UNPROCESSABLE, must_be_staff, status_of, today
from somlos.foundation.vault.keys import open_parcel, seal_parcel
from somlos.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
@role(policy.KEEP_LISTS)
def from_file(request: OwnRequest, list_id: UUID) -> HttpResponse:
    """Look through a file, and store it when it has been looked through."""
    must_be_staff(request)
    mine = selectors.my_list(request.actor, list_id)
    if mine is None:
        raise Http404
    if request.method == "POST" and "parcel" in request.POST:
        return _store(request, mine)
    form = forms.FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()), today=today(request))
    if not (form.is_bound and form.is_valid()):
        return ui.page(request, "people/import.html", {"list": mine, "form": form}, status=status_of(form))
    told = form.cleaned_data
    read = actions.read(told["file"], stated_by=told["stated_by"], stated_on=told["stated_on"], now=request.now)
    if read.wrong:
        return _wrong(request, mine, form, said_of(read.wrong))
    return _preview(request, mine, read, told["file"], told["stated_by"], told["stated_on"])


def _wrong(request: OwnRequest, mine: ListCard, form: forms.FileForm, wrong: tuple[Said, ...]) -> HttpResponse:
    page = {"list": mine, "form": form, "wrong": wrong}
    return ui.page(request, "people/import.html", page, status=UNPROCESSABLE)


def _preview(
    request: OwnRequest, mine: ListCard, read: Read, content: bytes, stated_by: str, stated_on: date
) -> HttpResponse:
    letter = json.dumps(
        {"file": b64encode(content).decode(), "stated_by": stated_by, "stated_on": stated_on.isoformat()}
    )
    page = {
        "list": mine,
        "rows": read.rows,
        "older_letters": read.encoding is Encoding.WINDOWS_1252,
        "parcel": b64encode(seal_parcel(letter.encode(), bound_to=_bound(request, mine))).decode(),
    }
    return ui.page(request, "people/preview.html", page)


def _store(request: OwnRequest, mine: ListCard) -> HttpResponse:
    try:
        sealed = b64decode(request.POST["parcel"], validate=True)
        letter = json.loads(open_parcel(sealed, bound_to=_bound(request, mine)))
    except (InvalidTag, NotBase64, ValueError):
        form = forms.FileForm(today=today(request))
        said = Said(1, "", _("Vi kan ikke lese filen lenger. Velg den på nytt."))
        return _wrong(request, mine, form, (said,))
    try:
        done = actions.import_list(
            request.actor,
            mine.list_id,
            b64decode(letter["file"]),
            stated_by=letter["stated_by"],
            stated_on=date.fromisoformat(letter["stated_on"]),
            now=request.now,
        )
    except NotImported as refused:
        return _wrong(request, mine, forms.FileForm(today=today(request)), said_of(refused.wrong))
    except Refused as refused:
        if refused.reason not in forms.WHY:
            raise
        said = Said(1, "", str(forms.WHY[refused.reason][1]))
        return _wrong(request, mine, forms.FileForm(today=today(request)), (said,))
    ui.receipt(request, _counted(done))
    return ui.redirect("people:list", list_id=mine.list_id)


def _counted(done: Imported) -> str:
    told = [
        ngettext("%(number)d nytt barn.", "%(number)d nye barn.", done.new) % {"number": done.new},
        ngettext("%(number)d barn er endret.", "%(number)d barn er endret.", done.changed) % {"number": done.changed},
        ngettext("%(number)d var som før.", "%(number)d var som før.", done.unchanged) % {"number": done.unchanged},
    ]
    counts = (done.new, done.changed, done.unchanged)
    return " ".join([_("Listen er lest inn."), *(words for words, number in zip(told, counts, strict=True) if number)])


def _bound(request: OwnRequest, mine: ListCard) -> str:
    return f"list|{request.actor.user_id}|{mine.list_id}"
