"""Headers that every answer carries and that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_UNUSED = "accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi payment usb"
PERMISSIONS = ", ".join(f"{feature}=()" for feature in _UNUSED.split())


class Headers:
    """Tells the browser which of its powers no page here will ever use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers put on."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        return response
