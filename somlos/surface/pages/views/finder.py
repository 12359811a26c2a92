"""Finding help: the question lies in the address, and nothing of it is kept."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from somlos.foundation.access.doors import ActorRequest, public
from somlos.surface.pages.forms.finder import read_question
from somlos.surface.pages.selectors import finder as gathered
from somlos.surface.pages.selectors import frame
from somlos.surface.pages.views.front import answer
from somlos.ui import pages as ui

_TEMPLATE = "pages/finder/finder.html#swapped"


@public
@require_safe
def finder(request: ActorRequest) -> HttpResponse:
    """Show what answers a question. A page with somebody's own words on it is kept in no browser."""
    question = read_question(request.GET)
    if not question.text:
        return answer(request, _TEMPLATE, lambda guide: gathered.finder_page(guide, question))
    page = gathered.finder_page(frame.guide_of(request), question)
    if page is None:
        raise Http404
    response = ui.page(request, _TEMPLATE, {"page": page})
    patch_cache_control(response, no_store=True)
    return response


@public
@require_safe
def help_page(request: ActorRequest, key: str) -> HttpResponse:
    """Show a service or a measure in full."""
    return answer(request, "pages/finder/help.html", lambda guide: gathered.help_page(guide, key))
