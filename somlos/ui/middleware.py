"""An answer without words gets the page that says what happened."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from somlos.ui.errors import page_for


class PlainAnswers:
    """Draws a page for answers that carry only a number, such as 405. Lies innermost, where the frame can be asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with words when the view gave none."""
        response = self.get_response(request)
        if response.status_code < 400 or response.streaming or response.content:
            return response
        page = page_for(request, response.status_code)
        if page is None:
            return response
        for name, value in response.items():
            page.headers.setdefault(name, value)
        page.cookies.update(response.cookies)
        return page
