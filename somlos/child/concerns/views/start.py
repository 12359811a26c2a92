"""Begin to wonder: choose the child, or begin under a word of one's own."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from somlos import ui
from somlos.child.concerns import policy
from somlos.child.concerns.forms import KeyForm
from somlos.child.concerns.views.common import must_be_staff, status_of
from somlos.foundation.access.doors import OwnRequest, own
from somlos.foundation.people import selectors as people
from somlos.foundation.people.actions import begin_anonymous
from somlos.foundation.people.rules.readiness import WhyNotReady
from somlos.foundation.people.selectors import ChildCard, Group
from somlos.kernel.refusal import Refused

_MOST_DIGITS = 3
_NOT_A_NAME = gettext_lazy("Bruk et annet ord. Det skal ikke være et navn eller et nummer.")


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
    must_be_staff(request, policy.LISTED)
    key = KeyForm(request.POST if request.method == "POST" else None)
    mine = people.my_children(request.now)
    if key.is_bound and key.is_valid() and _is_a_name(key.cleaned_data["key"], mine):
        key.add_error("key", _NOT_A_NAME)
    if key.is_bound and key.is_valid():
        try:
            warrant = begin_anonymous(request.actor, key=key.cleaned_data["key"], now=request.now)
        except Refused as refused:
            key.add_error("key", _why(refused))
        else:
            return ui.redirect("concerns:write", place=warrant.compartment_id)
    groups = [
        Choice(group.name or _("Andre barn du har skrevet om"), f"liste-{number}", group.children)
        for number, group in enumerate(mine, start=1)
    ]
    return ui.page(request, "concerns/start.html", {"groups": groups, "key": key}, status=status_of(key))


def _why(refused: Refused) -> str:
    if refused.reason is WhyNotReady.NOT_READY:
        return _("Barn kan ikke skrives inn ennå. Snakk med den som har ansvaret for Sømløs hos dere.")
    return str(_NOT_A_NAME)


def _is_a_name(key: str, groups: tuple[Group, ...]) -> bool:
    """Tell whether a word is the name of a child on one's own lists, or has as many digits as a date or a number."""
    said = key.casefold()
    names = {
        name.casefold() for group in groups for child in group.children for name in (child.name, child.called) if name
    }
    firsts = {name.split()[0] for name in names}
    return said in names | firsts or sum(letter.isdigit() for letter in key) > _MOST_DIGITS
