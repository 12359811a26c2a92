"""The reader's own choices, and the gallery of components."""

from django.conf import settings as django_settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from somlos.ui.gallery import all_components
from somlos.ui.pages import SCHEME_COOKIE, SCHEMES, page, redirect

_A_YEAR = 365 * 24 * 3600


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language and colours in a cookie each, and return to the page they were chosen on."""
    if request.method != "POST":
        return page(request, "ui/settings.html")
    if not _from_our_page(request):
        return redirect("/")
    response = redirect(_safe(request, request.POST.get("neste", "")))
    language = request.POST.get("sprak", "")
    if language in dict(django_settings.LANGUAGES):
        _remember(response, django_settings.LANGUAGE_COOKIE_NAME, language)
    scheme = request.POST.get(SCHEME_COOKIE, "")
    if scheme in SCHEMES:
        _remember(response, SCHEME_COOKIE, scheme)
    return response


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with its examples, in demo and development only."""
    if not (getattr(django_settings, "DEMO", False) or django_settings.DEBUG):
        raise Http404
    return page(request, "ui/gallery.html", {"components": all_components()})


def _remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie,
        value,
        max_age=_A_YEAR,
        secure=django_settings.CSRF_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _from_our_page(request: HttpRequest) -> bool:
    """Tell whether one of our own pages sent the form. A token would set a cookie on everybody who only reads."""
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    return (site or "same-origin") == "same-origin" and origin in {"", f"{request.scheme}://{request.get_host()}"}


def _safe(request: HttpRequest, to: str) -> str:
    ours = url_has_allowed_host_and_scheme(to, allowed_hosts=None, require_https=request.is_secure())
    return to if to.startswith("/") and ours else "/"
