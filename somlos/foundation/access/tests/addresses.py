"""Small pages of the tests' own, one for each thing that can happen to a request on its way through the door."""

from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from somlos.foundation.access import actions, selectors
from somlos.foundation.access.doors import ActorRequest, OwnRequest, door, own, public, role
from somlos.foundation.access.rules import Because, RolePermission
from somlos.foundation.access.tests.town import OWN_LIST, READ, WRITE, heard, kept, say
from somlos.foundation.access.warrants import Warrant
from somlos.kernel.ids import new_id
from somlos.kernel.refusal import Refused

handler400 = "somlos.ui.errors.bad_request"
handler403 = "somlos.ui.errors.forbidden"
handler404 = "somlos.ui.errors.not_found"
handler500 = "somlos.ui.errors.failed"

LEADS = RolePermission("test.lead", frozenset({"unit_leader"}))


@public
def front(request: ActorRequest) -> HttpResponse:
    return HttpResponse("for all")


@own
def who(request: OwnRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("select access.my_user()")
        (told,) = cursor.fetchone()
    return HttpResponse(f"{request.actor.user_id} {told}")


@own
def my_list(request: OwnRequest) -> HttpResponse:
    listed = selectors.open_list([OWN_LIST], ["identity"], permission="test.list")
    return HttpResponse(" ".join(name for each in listed for name in heard(each.identity_id)))


@role(LEADS)
def lead(request: ActorRequest) -> HttpResponse:
    return HttpResponse("numbers")


@door(READ)
def note(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    return HttpResponse(" ".join(heard(warrant.compartment_id)))


@door(WRITE)
def add(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    say(warrant, request.POST["said"])
    return HttpResponseRedirect("/")


@door(READ)
def wrong(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    say(warrant, "half done")
    place = warrant.compartment_id

    def save() -> None:
        say(actions.open_door(request.actor, place, to=WRITE, now=request.now), "kept")

    request.keep.append(save)
    return HttpResponse(" ".join(heard(place)), status=422)


@door(READ)
def bursts(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    raise ValueError(" ".join(heard(warrant.compartment_id)))


@door(READ)
def refuses(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    say(warrant, "half done")
    raise Refused(Because(request.GET.get("why", "wrong_relation")))


@door(WRITE)
def cannot_be_committed(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    with connection.cursor() as cursor:
        # No such user: the foreign key is deferred, so that this is found out after the page was rendered.
        cursor.execute("select access.block(%s, %s, %s, 'test')", [new_id(), warrant.identity_id, new_id()])
        assert cursor.fetchone() == (True,)
    return HttpResponse(" ".join(heard(warrant.compartment_id)))


@door(READ)
def loses_its_connection(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    content = " ".join(heard(warrant.compartment_id))
    connection.connection.pgconn.finish()
    return HttpResponse(content)


@door(READ)
def closes_behind_it(request: ActorRequest, warrant: Warrant) -> HttpResponse:
    content = " ".join(heard(warrant.compartment_id))
    kept("owner").execute(
        "update access_relation set withdrawn = true where compartment_id = %s", (warrant.compartment_id,)
    )
    return HttpResponse(content, status=422)


@door(READ)
def another_too(request: ActorRequest, warrant: Warrant, other: UUID) -> HttpResponse:
    second = actions.open_door(request.actor, other, to=READ, now=request.now)
    return HttpResponse(" ".join(heard(warrant.compartment_id) + heard(second.compartment_id)))


def sign_in_needed(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/sign-in/")


def nothing_declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for nobody")


urlpatterns = [
    path("ui/", include("somlos.ui.urls")),  # what the error pages lean on
    path("", front),
    path("who/", who),
    path("list/", my_list),
    path("lead/", lead),
    path("<uuid:place>/", note),
    path("<uuid:place>/add/", add),
    path("<uuid:place>/wrong/", wrong),
    path("<uuid:place>/bursts/", bursts),
    path("<uuid:place>/refuses/", refuses),
    path("<uuid:place>/cannot-be-committed/", cannot_be_committed),
    path("<uuid:place>/loses-its-connection/", loses_its_connection),
    path("<uuid:place>/closes-behind-it/", closes_behind_it),
    path("<uuid:place>/and/<uuid:other>/", another_too),
]
