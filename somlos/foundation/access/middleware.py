"""One request, one transaction: who asks, the view, the access log, commit, and only then the answer (W8, W9)."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, get_resolver, resolve
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.module_loading import import_string

from somlos.foundation.access import clock, looks, rules, selectors
from somlos.foundation.access.actions import DoorClosed, TooMany, log_refusal
from somlos.foundation.access.doors import ActorRequest, SignInNeeded
from somlos.foundation.access.postgres.base import acting_as
from somlos.foundation.access.rules import Because
from somlos.foundation.vault.ring import empty_ring
from somlos.kernel.refusal import Refused
from somlos.ui.errors import too_many

_log = logging.getLogger("somlos.access")
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # as begin_session makes them


class Request:
    """Owns the request: enters the session, opens the transaction, and lets nothing out before it is committed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        """Answer a request from one transaction, and write what was refused in one of its own."""
        request.now = clock.now()
        request.closed = None  # type: ignore[attr-defined]
        request.keep = []
        request.actor = None
        secret = _secret_of(request)
        if _opens_its_own(request):
            return _kept_nowhere(self.get_response(request), secret)
        with acting_as(secret), looks.gathered() as shown:
            try:
                with empty_ring(), transaction.atomic():
                    request.actor = selectors.me() if secret else None
                    response = self.get_response(request)
                    rolled_back = response.status_code >= HTTPStatus.BAD_REQUEST
                    if rolled_back:
                        transaction.set_rollback(True)
            except DatabaseError:
                _log.exception("the transaction could not be committed")
                response = _error(request, HTTPStatus.INTERNAL_SERVER_ERROR)
            else:
                if rolled_back:
                    response = self._write_after_rollback(request, response, shown)
        return _kept_nowhere(response, secret)

    def process_exception(self, request: ActorRequest, exception: Exception) -> HttpResponse | None:
        """Turn a closed door into its answer: what one may not know of does not exist."""
        if isinstance(exception, SignInNeeded):
            return _sign_in(request)
        if isinstance(exception, TooMany):
            return too_many(request)
        if isinstance(exception, Refused) and isinstance(exception.reason, Because):
            exception = DoorClosed(rules.Decision(exception.reason), "", None)
        if isinstance(exception, DoorClosed):
            request.closed = exception  # type: ignore[attr-defined]
            because = exception.decision.because
            return _error(
                request,
                HTTPStatus.NOT_FOUND if because in rules.UNSEEN else HTTPStatus.FORBIDDEN,
            )
        if isinstance(exception, Refused):
            return _error(request, HTTPStatus.BAD_REQUEST)
        return None

    def _write_after_rollback(
        self,
        request: ActorRequest,
        response: HttpResponse,
        shown: list[tuple[str, tuple[Any, ...]]],
    ) -> HttpResponse:
        closed: DoorClosed | None = request.closed  # type: ignore[attr-defined]
        keep = request.keep
        if not (shown or closed or keep):
            return response
        try:
            with empty_ring(), transaction.atomic():
                with connection.cursor() as cursor:
                    for sql, values in shown if closed is None else ():
                        cursor.execute(sql, values)
                        if sql == looks.ENTER and cursor.rowcount == 0:  # it closed since, and had been shown
                            log_refusal(values[0], values[1], Because.ENDED)
                if closed is not None:
                    log_refusal(
                        closed.compartment_id,
                        closed.permission,
                        closed.decision.because,
                    )
                for save in keep:
                    save()
        except (DatabaseError, DoorClosed, Refused):
            _log.exception("what was refused could not be written down")
            if shown and closed is None:
                return _error(request, HTTPStatus.SERVICE_UNAVAILABLE)
        return response


def _secret_of(request: HttpRequest) -> str:
    """Return the session secret of the cookie; what cannot be one is not asked about."""
    given = request.COOKIES.get(settings.SOMLOS_COOKIE, "")
    return given if _SECRET.fullmatch(given) else ""


def _opens_its_own(request: HttpRequest) -> bool:
    """Tell whether the page speaks with another system and so opens its own transactions (W26)."""
    try:
        return bool(getattr(resolve(request.path_info).func, "outside", False))
    except Resolver404:
        return False


def _kept_nowhere(response: HttpResponse, secret: str) -> HttpResponse:
    """Let no browser and nothing on the way keep what somebody who is signed in, or was a moment ago, was answered."""
    if secret or settings.SOMLOS_COOKIE in response.cookies or response.status_code == HTTPStatus.UNAUTHORIZED:
        patch_cache_control(response, no_store=True, private=True)
        patch_vary_headers(response, ["Cookie"])
    return response


def _error(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    handler = get_resolver().resolve_error_handler(status.value if status in (400, 403, 404) else 500)
    if status in (400, 403, 404):
        response = handler(request, Http404())  # type: ignore[call-arg]
    else:
        response = handler(request)
        response.status_code = status
    return response


def _sign_in(request: ActorRequest) -> HttpResponse:
    response: HttpResponse = import_string(settings.SOMLOS_SIGN_IN_NEEDED)(request)
    return response
