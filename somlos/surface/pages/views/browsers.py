"""What browsers and search engines ask for of themselves."""

from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from somlos import ui
from somlos.foundation.access.doors import ActorRequest, public

_FOUND = ("pages:model", "pages:finder", "pages:yes", "pages:privacy", "pages:accessibility")
_A_DAY = 24 * 3600


@public
@require_safe
def favicon(request: ActorRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Lead a browser that has not read our pages to the mark they show."""
    response = ui.redirect(static("ui/mark.svg"))
    patch_cache_control(response, public=True, max_age=_A_DAY)
    return response


@public
@require_safe
def robots(request: ActorRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """Let search engines read what is for everybody, and ask them to leave the rest alone."""
    found = "".join(f"Allow: {reverse(name)}\n" for name in _FOUND)
    told = f"User-agent: *\nAllow: {reverse('pages:first')}$\nAllow: /static/\n{found}Disallow: /\n"
    response = HttpResponse(told, content_type="text/plain; charset=utf-8")
    patch_cache_control(response, public=True, max_age=_A_DAY)
    return response
