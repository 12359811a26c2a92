"""The whole way in and out, with the certified provider: what it refuses, and what we do."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pytest
import requests
from django.db import connections

from somlos.foundation.accounts.actions import sign_in
from somlos.foundation.accounts.actions.sign_out import sign_out_address, signed_out_elsewhere
from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.identity import by_national_id, by_work_account
from somlos.foundation.accounts.rules.national_id import NationalId, parse
from somlos.foundation.accounts.rules.providers import Par, UserKind
from somlos.foundation.accounts.rules.sign_in import Departure, NotSignedIn, Underway
from somlos.foundation.accounts.rules.ways import WayBack
from somlos.foundation.accounts.tests.conftest import HOME, OUTSIDE
from somlos.kernel.refusal import Refused
from tools.provider.running import Browser, new_key

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MOTHER = "17858010039"
HIGH = "idporten-loa-high"
TENANT, ACCOUNT = UUID("6b1fd2c0-0f9e-4a8e-9d58-0d6a0a3b9f11"), UUID("0e2b5c7a-1111-4222-8333-444455556666")


def refused(do: Callable[[], object]) -> object:
    """Return the reason something is refused with."""
    with pytest.raises(Refused) as refusal:
        do()
    return refusal.value.reason


def expect_mother() -> UUID:
    """Expect a mother, as a kindergarten does when it registers her."""
    read = parse(MOTHER)
    assert isinstance(read, NationalId)
    return expect(by_national_id(read), kind=UserKind.RESIDENT, now=NOW)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_mother_who_is_expected_signs_in_and_comes_back_to_the_page_she_wanted(trusted, idporten):
    user_id = expect_mother()
    browser, visitor = sign_in.new_browser(), Browser()

    url = sign_in.begin(idporten, browser=browser, return_to="/innboks/", language="nn")
    answer = visitor.sign_in(url, account=MOTHER, acr=HIGH, home=HOME)
    arrived = sign_in.finish(answer, browser=browser, now=NOW)

    assert arrived.user_id == user_id
    assert (arrived.kind, arrived.acr, arrived.provider) == (UserKind.RESIDENT, HIGH, "idporten")
    assert (arrived.return_to, arrived.language) == ("/innboks/", "nn")
    with connections["owner"].cursor() as cursor:
        cursor.execute("select claimed_at, language from accounts_user")
        assert cursor.fetchall() == [(NOW, "nn")]


@pytest.mark.django_db(transaction=True)
def test_an_employee_signs_in_with_a_work_account(trusted, ansattporten):
    user_id = expect(by_work_account(tenant=TENANT, account=ACCOUNT), kind=UserKind.EMPLOYEE, now=NOW)
    browser = sign_in.new_browser()

    url = sign_in.begin(ansattporten, browser=browser, return_to="/", language="nb")
    answer = Browser().sign_in(url, account=f"{TENANT}:{ACCOUNT}", acr="entraid", home=HOME)

    assert sign_in.finish(answer, browser=browser, now=NOW).user_id == user_id


@pytest.mark.django_db(transaction=True)
def test_nobody_comes_in_who_is_not_expected(trusted, idporten):
    browser = sign_in.new_browser()
    url = sign_in.begin(idporten, browser=browser, return_to="/", language="nb")
    answer = Browser().sign_in(url, account=MOTHER, acr=HIGH, home=HOME)

    assert refused(lambda: sign_in.finish(answer, browser=browser, now=NOW)) is NotSignedIn.NOT_EXPECTED


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_taken_once(trusted, idporten):
    expect_mother()
    browser = sign_in.new_browser()
    url = sign_in.begin(idporten, browser=browser, return_to="/", language="nb")
    answer = Browser().sign_in(url, account=MOTHER, acr=HIGH, home=HOME)
    sign_in.finish(answer, browser=browser, now=NOW)

    assert refused(lambda: sign_in.finish(answer, browser=browser, now=NOW)) is NotSignedIn.NOT_ASKED_FOR


@pytest.mark.django_db(transaction=True)
def test_an_answer_brought_to_another_browser_is_refused_and_still_good_in_the_right_one(trusted, idporten):
    expect_mother()
    browser = sign_in.new_browser()
    url = sign_in.begin(idporten, browser=browser, return_to="/", language="nb")
    answer = Browser().sign_in(url, account=MOTHER, acr=HIGH, home=HOME)

    assert refused(lambda: sign_in.finish(answer, browser=sign_in.new_browser(), now=NOW)) is NotSignedIn.NOT_ASKED_FOR
    assert sign_in.finish(answer, browser=browser, now=NOW).kind is UserKind.RESIDENT


@pytest.mark.django_db(transaction=True)
def test_two_tabs_of_one_browser_may_both_sign_in(trusted, idporten):
    expect_mother()
    browser = sign_in.new_browser()
    urls = [sign_in.begin(idporten, browser=browser, return_to=path, language="nb") for path in ("/a/", "/b/")]

    answers = [Browser().sign_in(url, account=MOTHER, acr=HIGH, home=HOME) for url in urls]

    assert [sign_in.finish(answer, browser=browser, now=NOW).return_to for answer in answers] == ["/a/", "/b/"]


@pytest.mark.django_db(transaction=True)
def test_who_gives_up_at_the_provider_is_not_signed_in(trusted, idporten):
    browser = sign_in.new_browser()
    url = sign_in.begin(idporten, browser=browser, return_to="/", language="nb")

    answer = Browser().cancel(url, home=HOME)

    assert refused(lambda: sign_in.finish(answer, browser=browser, now=NOW)) is NotSignedIn.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_a_provider_taken_out_of_the_settings_lets_nobody_in(trusted, idporten, settings):
    browser = sign_in.new_browser()
    url = sign_in.begin(idporten, browser=browser, return_to="/", language="nb")
    answer = Browser().sign_in(url, account=MOTHER, acr=HIGH, home=HOME)
    settings.SOMLOS_PROVIDERS = {}

    assert refused(lambda: sign_in.finish(answer, browser=browser, now=NOW)) is NotSignedIn.NOT_ASKED_FOR


def test_a_level_below_what_we_ask_for_is_refused_by_us(idporten):
    departure = sign_in.depart(idporten, return_to="/", language="nb")
    answer = Browser().sign_in(departure.url, account=MOTHER, acr="idporten-loa-substantial", home=HOME)

    assert refused(lambda: sign_in.arrive(idporten, underway(departure), answer)) is NotSignedIn.LEVEL_TOO_LOW


def test_a_code_is_exchanged_once(idporten):
    departure = sign_in.depart(idporten, return_to="/", language="nb")
    answer = Browser().sign_in(departure.url, account=MOTHER, acr=HIGH, home=HOME)
    sign_in.arrive(idporten, underway(departure), answer)

    assert refused(lambda: sign_in.arrive(idporten, underway(departure), answer)) is NotSignedIn.CODE_REFUSED


def test_a_code_is_worth_nothing_without_its_verifier(idporten):
    departure = sign_in.depart(idporten, return_to="/", language="nb")
    answer = Browser().sign_in(departure.url, account=MOTHER, acr=HIGH, home=HOME)
    stolen = replace(underway(departure), verifier="v" * 64)

    assert refused(lambda: sign_in.arrive(idporten, stolen, answer)) is NotSignedIn.CODE_REFUSED


def test_an_id_token_asked_for_by_somebody_else_is_refused(idporten):
    departure = sign_in.depart(idporten, return_to="/", language="nb")
    answer = Browser().sign_in(departure.url, account=MOTHER, acr=HIGH, home=HOME)
    another = replace(underway(departure), nonce="another")

    assert refused(lambda: sign_in.arrive(idporten, another, answer)) is NotSignedIn.WRONG_NONCE


@pytest.mark.parametrize("said_by", ["https://ond.example", None])
def test_an_answer_that_says_another_provider_or_none_is_refused(idporten, said_by):
    departure = sign_in.depart(idporten, return_to="/", language="nb")
    answer = Browser().sign_in(departure.url, account=MOTHER, acr=HIGH, home=HOME)
    mixed_up = {
        **{name: value for name, value in answer.items() if name != "iss"},
        **({"iss": said_by} if said_by else {}),
    }

    assert refused(lambda: sign_in.arrive(idporten, underway(departure), mixed_up)) is NotSignedIn.WRONG_ISSUER


def test_the_provider_refuses_us_with_another_key(idporten, tmp_path):
    new_key(tmp_path / "wrong.pem")
    wrong = replace(idporten, key_file=tmp_path / "wrong.pem")

    assert refused(lambda: sign_in.depart(wrong, return_to="/", language="nb")) is NotSignedIn.KEY_REFUSED


def test_the_provider_refuses_a_request_that_was_not_pushed(idporten):
    unpushed = replace(idporten, par=Par.NONE)

    departure = sign_in.depart(unpushed, return_to="/", language="nb")
    answer = requests.get(departure.url, allow_redirects=False, timeout=10)

    assert "error=invalid_request" in answer.headers["location"]
    assert (
        "Pushed%20Authorization%20Request" in answer.headers["location"]
        or "Pushed+Authorization+Request" in answer.headers["location"]
    )


def test_where_the_settings_say_so_and_the_provider_lets_us_a_request_goes_unpushed(idporten):
    unpushed = replace(idporten, par=Par.NONE, client_id="somlos-uten-par")

    departure = sign_in.depart(unpushed, return_to="/", language="nb")
    answer = Browser().sign_in(departure.url, account=MOTHER, acr=HIGH, home=HOME)

    assert sign_in.arrive(unpushed, underway(departure), answer).identity == f"pid:{MOTHER}"


def test_the_provider_takes_each_of_our_assertions_once_and_we_never_use_one_twice(idporten, pushed):
    for _ in range(2):
        sign_in.depart(idporten, return_to="/", language="nb")
    first, second = (body["client_assertion"] for body in pushed)

    again = requests.post(f"{idporten.issuer}/request", data=pushed[0], timeout=10)

    assert first != second
    assert again.status_code == 401
    assert again.json()["error"] == "invalid_client"


def test_our_assertion_is_for_the_provider_itself_and_lives_a_minute(idporten, pushed):
    sign_in.depart(idporten, return_to="/", language="nb")

    header, claims = (json.loads(unpadded(part)) for part in pushed[0]["client_assertion"].split(".")[:2])

    assert header == {"alg": "RS256", "kid": idporten.kid, "typ": "JWT"}
    assert (claims["iss"], claims["sub"], claims["aud"]) == (idporten.client_id, idporten.client_id, idporten.issuer)
    assert claims["exp"] - claims["iat"] == 60


def test_the_address_the_browser_goes_to_tells_nothing(idporten):
    departure = sign_in.depart(idporten, return_to="/barn/1/", language="nb")

    for secret in (departure.state, departure.nonce, departure.verifier, "barn", HIGH):
        assert secret not in departure.url


@pytest.mark.parametrize("path", ["https://ond.example/", "//ond.example", "/\\ond.example"])
def test_a_sign_in_that_would_lead_out_of_the_house_is_not_begun(idporten, path):
    assert refused(lambda: sign_in.depart(idporten, return_to=path, language="nb")) is WayBack.LEAVES_THE_HOUSE


def test_secrets_of_a_sign_in_are_not_shown_by_mistake(idporten):
    departure = sign_in.depart(idporten, return_to="/", language="nb")

    for secret in (departure.state, departure.nonce, departure.verifier):
        assert secret not in repr(departure) and secret not in repr(underway(departure))


def test_signing_out_at_the_provider_tells_us_which_sign_in_has_ended(idporten, listener):
    departure, visitor = sign_in.depart(idporten, return_to="/", language="nb"), Browser()
    answer = visitor.sign_in(departure.url, account=MOTHER, acr=HIGH, home=HOME)
    vouched = sign_in.arrive(idporten, underway(departure), answer)

    address = sign_out_address(idporten, language="nb")
    assert address is not None
    gone = visitor.press(visitor.open(address), logout="yes")
    ended = signed_out_elsewhere(idporten, listener.hear()["logout_token"])

    assert gone.headers["location"] == OUTSIDE
    assert ended.session == vouched.marks.session is not None
    assert ended.subject == vouched.marks.subject is not None


EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT: dict[str, Any] = {"events": {EVENT: {}}, "jti": "1", "nonce": None}
NO_LOGOUT: list[tuple[dict[str, Any], NotSignedIn]] = [
    ({"nonce": "an id token has one"}, NotSignedIn.TOKEN_UNREADABLE),
    ({"events": None}, NotSignedIn.TOKEN_UNREADABLE),
    ({"events": {"http://schemas.openid.net/event/another": {}}}, NotSignedIn.TOKEN_UNREADABLE),
    ({"events": EVENT}, NotSignedIn.TOKEN_UNREADABLE),
    ({"sid": None, "sub": None}, NotSignedIn.TOKEN_UNREADABLE),
    ({"jti": None}, NotSignedIn.TOKEN_UNREADABLE),
    ({"exp": 1_700_000_000}, NotSignedIn.TOKEN_EXPIRED),
    ({"iss": "https://ond.example"}, NotSignedIn.WRONG_ISSUER),
    ({"aud": "another-client"}, NotSignedIn.WRONG_AUDIENCE),
]


def test_a_logout_token_ends_a_sign_in(misled, lying):
    assert signed_out_elsewhere(misled, lying.token(**LOGOUT)).session


@pytest.mark.parametrize(("lie", "reason"), NO_LOGOUT)
def test_nothing_but_a_logout_token_ends_a_sign_in(misled, lying, lie, reason):
    told = lying.token(**{**LOGOUT, **lie})

    assert refused(lambda: signed_out_elsewhere(misled, told)) is reason


def underway(departure: Departure) -> Underway:
    """Return what is remembered of a departure, for tests that need no table."""
    return Underway(departure.provider, departure.nonce, departure.verifier, departure.return_to, departure.language)


def unpadded(part: str) -> bytes:
    """Decode a part of a token."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.fixture
def pushed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Keep a copy of every request that is pushed, on its way out."""
    bodies: list[dict[str, str]] = []
    send = requests.Session.send

    def copying(session: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        if str(request.url).endswith("/request") and request.body:
            body = request.body if isinstance(request.body, str) else bytes(request.body).decode()
            bodies.append(dict(parse_qsl(body)))
        return send(session, request, **options)

    monkeypatch.setattr(requests.Session, "send", copying)
    return bodies
