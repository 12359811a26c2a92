"""Pages that use the design system the way a room does."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from somlos import ui
from somlos.ui import errors
from somlos.ui.components.field.examples import Wonder

handler400 = "somlos.ui.errors.bad_request"
handler403 = "somlos.ui.errors.forbidden"
handler404 = "somlos.ui.errors.not_found"
handler500 = "somlos.ui.errors.failed"


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return ui.page(request, "ui/settings.html")


def wonder(request: HttpRequest) -> HttpResponse:
    form = Wonder(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ui.receipt(request, "Undringen er lagret.")
        return ui.redirect("desk")
    status = 422 if form.errors else 200
    return ui.page(request, "wonder.html#fields", {"form": form}, status=status)


def live(request: HttpRequest) -> HttpResponse:
    form = Wonder(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ui.receipt(request, "Undringen er lagret.")
        return ui.redirect("live")
    return ui.page(request, "live.html#fields", {"form": form}, status=422 if form.errors else 200)


def draft(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"Kladden er lagret: {len(request.POST['draft'])} tegn")


def signed_out(request: HttpRequest) -> HttpResponse:
    typed = [errors.Typed("Hva har du sett?", request.POST.get("seen", "")), errors.Typed("Kort sagt", "")]
    return errors.signed_out(request, sign_in="/inn/", typed=typed)


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    raise {"forbidden": PermissionDenied, "strange": SuspiciousOperation, "broken": RuntimeError}[how]


def unavailable(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=503)


urlpatterns = [
    path("", include("somlos.ui.urls")),
    path("min-dag/", desk, name="desk"),
    path("undring/", wonder, name="wonder"),
    path("levende/", live, name="live"),
    path("kladd/", draft, name="draft"),
    path("ute/", signed_out, name="signed_out"),
    path("nei/<str:how>/", refuse, name="refuse"),
    path("nede/", unavailable, name="unavailable"),
]
