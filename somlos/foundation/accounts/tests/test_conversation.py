"""A provider is believed only when everything holds: asked of one that lies, and of the certified one."""

import base64
import hmac
import json
from dataclasses import replace
from enum import Enum
from time import monotonic

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.db import transaction

from somlos.foundation.accounts.actions import conversation as words
from somlos.foundation.accounts.actions.conversation import Conversation, InsideTransaction, OurKeyWrong
from somlos.foundation.accounts.actions.sign_in import arrive, depart, vouched_by
from somlos.foundation.accounts.actions.sign_out import sign_out_address
from somlos.foundation.accounts.rules.providers import Par, People, Provider
from somlos.foundation.accounts.rules.sign_in import NotSignedIn, Underway
from somlos.foundation.accounts.tests.lying_provider import key_named
from somlos.foundation.accounts.tests.test_rules import number
from somlos.kernel.refusal import Refused

UNDERWAY = Underway(provider="idporten", nonce="the-nonce", verifier="v" * 64, return_to="/", language="nb")


def why(provider: Provider, **answer: str) -> Enum | None:
    """Return why an answer from the provider lets nobody in; None when it does."""
    try:
        arrive(provider, UNDERWAY, {"code": "c", **answer})
    except Refused as refusal:
        return refusal.reason
    return None


def test_a_provider_that_tells_the_truth_is_believed(misled):
    vouched = arrive(misled, UNDERWAY, {"code": "c", "iss": misled.issuer})

    assert vouched.identity == "pid:17858010039"
    assert vouched.acr == "idporten-loa-high"
    assert vouched.marks.session and vouched.marks.subject and vouched.marks.session != vouched.marks.subject


LIES = [
    ({"nonce": "another"}, NotSignedIn.WRONG_NONCE),
    ({"nonce": None}, NotSignedIn.WRONG_NONCE),
    ({"iss": "https://idporten.no"}, NotSignedIn.WRONG_ISSUER),
    ({"iss": None}, NotSignedIn.WRONG_ISSUER),
    ({"aud": "another-client"}, NotSignedIn.WRONG_AUDIENCE),
    ({"aud": ["another-client", "a-third"]}, NotSignedIn.WRONG_AUDIENCE),
    ({"aud": ["somlos-innbygger", "another"], "azp": "another"}, NotSignedIn.WRONG_AUDIENCE),
    ({"exp": 1_700_000_000}, NotSignedIn.TOKEN_EXPIRED),
    ({"exp": None}, NotSignedIn.TOKEN_UNREADABLE),
    ({"exp": "tomorrow"}, NotSignedIn.TOKEN_UNREADABLE),
    ({"iat": 99_999_999_999}, NotSignedIn.TOKEN_UNREADABLE),
    ({"nbf": 99_999_999_999}, NotSignedIn.TOKEN_UNREADABLE),
    ({"acr": "idporten-loa-substantial"}, NotSignedIn.LEVEL_TOO_LOW),
    ({"acr": None}, NotSignedIn.LEVEL_TOO_LOW),
    ({"acr": ["idporten-loa-high"]}, NotSignedIn.LEVEL_TOO_LOW),
    ({"pid": None}, NotSignedIn.NAMES_NOBODY),
    ({"pid": "17858010038"}, NotSignedIn.NAMES_NOBODY),
    ({"pid": 17858010039}, NotSignedIn.NAMES_NOBODY),
]


@pytest.mark.parametrize(("lie", "reason"), LIES)
def test_an_id_token_that_lies_lets_nobody_in(misled, lying, lie, reason):
    lying.claims = lie

    assert why(misled) is reason


def test_a_token_signed_by_another_key_lets_nobody_in(misled, lying):
    lying.signed_with, lying.header = key_named("another"), {"kid": "provider-1"}

    assert why(misled) is NotSignedIn.WRONG_SIGNATURE


@pytest.mark.parametrize("token", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "ikke et token"])
def test_what_is_no_signed_token_lets_nobody_in(misled, lying, token):
    lying.answers["/token"] = (200, f'{{"access_token": "a", "token_type": "Bearer", "id_token": "{token}"}}')

    assert why(misled) is NotSignedIn.WRONG_SIGNATURE


def test_the_providers_public_key_is_never_taken_for_a_shared_secret(misled, lying):
    claims = lying.token().split(".")[1]
    header = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "kid": "provider-1"}).encode()).decode().rstrip("=")
    mac = hmac.digest(lying.key.as_pem(private=False), f"{header}.{claims}".encode(), "sha256")
    forged = f"{header}.{claims}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"
    lying.answers["/token"] = (200, json.dumps({"access_token": "a", "token_type": "Bearer", "id_token": forged}))

    assert why(misled) is NotSignedIn.WRONG_SIGNATURE


def test_a_new_key_of_the_provider_is_fetched_when_it_is_first_used(misled, lying, monkeypatch):
    assert why(misled) is None
    lying.signed_with = key_named("provider-2")
    lying.published.append(dict(lying.signed_with.as_dict(private=False)))
    monkeypatch.setattr(words, "_KEYS_REST", 0.0)

    assert why(misled) is None
    assert lying.asked.count("/jwks") == 2


def test_unknown_keys_do_not_make_us_ask_again_and_again(misled, lying):
    assert why(misled) is None
    lying.signed_with = key_named("never-published")

    assert [why(misled) for _ in range(5)] == [NotSignedIn.WRONG_SIGNATURE] * 5
    assert lying.asked.count("/jwks") == 1


def test_a_key_for_secrets_is_not_taken_for_one_that_signs(misled, lying):
    lying.signed_with = key_named("hides")
    lying.published.append({**lying.signed_with.as_dict(private=False), "use": "enc"})

    assert why(misled) is NotSignedIn.WRONG_SIGNATURE


UNFIT = [
    {"issuer": "https://idporten.no"},
    {"pushed_authorization_request_endpoint": None},
    {"token_endpoint": None},
    {"token_endpoint": "http://10.0.0.7/token"},
    {"jwks_uri": "file:///etc/passwd"},
    {"code_challenge_methods_supported": ["plain"]},
    {"code_challenge_methods_supported": None},
]


@pytest.mark.parametrize("says", UNFIT)
def test_a_provider_that_is_not_what_we_trust_is_not_spoken_with(misled, lying, says):
    lying.about_itself = says

    with pytest.raises(Refused) as refusal:
        depart(misled, return_to="/", language="nb")
    assert refusal.value.reason is NotSignedIn.PROVIDER_UNFIT
    assert lying.asked == ["/.well-known/openid-configuration"]


def test_a_request_is_sent_unpushed_only_when_the_settings_say_so(misled, lying):
    lying.about_itself = {"pushed_authorization_request_endpoint": None}

    departure = depart(replace(misled, par=Par.NONE), return_to="/", language="nn")

    assert departure.url.startswith(f"{lying.issuer}/auth?")
    for part in ("code_challenge_method=S256", "response_type=code", "ui_locales=nn", "acr_values=idporten-loa-high"):
        assert part in departure.url
    assert departure.verifier not in departure.url


SILENCE = [
    ("/.well-known/openid-configuration", (500, "oops")),
    ("/.well-known/openid-configuration", (200, "<html>")),
    ("/.well-known/openid-configuration", (200, "[]")),
    ("/.well-known/openid-configuration", (302, "https://ond.example/")),
    ("/par", (502, "<html>")),
    ("/par", (302, "https://ond.example/")),
]


@pytest.mark.parametrize(("path", "answer"), SILENCE)
def test_a_provider_that_answers_nonsense_counts_as_silent(misled, lying, path, answer):
    lying.answers[path] = answer

    with pytest.raises(Refused) as refusal:
        depart(misled, return_to="/", language="nb")
    assert refusal.value.reason is NotSignedIn.PROVIDER_SILENT


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((503, "<html>"), NotSignedIn.PROVIDER_SILENT),
        ((200, "not json"), NotSignedIn.PROVIDER_SILENT),
        ((200, '{"access_token": "a"}'), NotSignedIn.TOKEN_UNREADABLE),
        ((400, '{"error": "invalid_grant"}'), NotSignedIn.CODE_REFUSED),
        ((401, '{"error": "invalid_client"}'), NotSignedIn.KEY_REFUSED),
        ((400, '{"error": "slow_down"}'), NotSignedIn.PROVIDER_REFUSED),
    ],
)
def test_every_answer_to_the_code_has_its_reason(misled, lying, answer, reason):
    lying.answers["/token"] = answer

    assert why(misled) is reason


def test_nobody_waits_long_for_a_provider(misled, lying, monkeypatch):
    monkeypatch.setattr(words, "PATIENCE", (0.2, 0.2))
    lying.pause = 1.0
    began = monotonic()

    assert why(misled) is NotSignedIn.PROVIDER_SILENT
    assert monotonic() - began < 1


def test_a_provider_that_is_not_there_counts_as_silent(misled):
    assert why(replace(misled, issuer="http://127.0.0.1:1")) is NotSignedIn.PROVIDER_SILENT


def test_an_answer_in_anothers_name_is_refused(misled):
    assert why(misled, iss="https://ond.example") is NotSignedIn.WRONG_ISSUER


def test_a_provider_that_names_itself_must_do_so_every_time(misled, lying):
    lying.about_itself = {"authorization_response_iss_parameter_supported": True}

    assert why(misled) is NotSignedIn.WRONG_ISSUER
    assert why(misled, iss=misled.issuer) is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"error": "access_denied"}, NotSignedIn.CANCELLED),
        ({"error": "login_required"}, NotSignedIn.PROVIDER_REFUSED),
        ({"code": ""}, NotSignedIn.PROVIDER_REFUSED),
    ],
)
def test_an_answer_without_a_code_lets_nobody_in(misled, answer, reason):
    assert why(misled, **answer) is reason


def test_real_people_never_come_into_a_demonstration_nor_made_up_ones_into_a_municipality(misled):
    # Made from digits here, so that no number that could be a person's stands in a file.
    claims = {"acr": "idporten-loa-high", "pid": number("170580100")}

    with pytest.raises(Refused) as refusal:
        vouched_by(misled, claims)
    assert refusal.value.reason is NotSignedIn.REAL_PERSON

    with pytest.raises(Refused) as refusal:
        vouched_by(replace(misled, people=People.REAL), claims | {"pid": "17858010039"})
    assert refusal.value.reason is NotSignedIn.MADE_UP_PERSON


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_provider_with_a_transaction_open(misled):
    with transaction.atomic(), pytest.raises(InsideTransaction):
        depart(misled, return_to="/", language="nb")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read"),
        (b"no key", "holds no private key"),
        ("small", "too small"),
        ("public", "holds no private key"),
    ],
)
def test_a_key_of_ours_that_cannot_be_used_is_told_in_a_sentence(misled, tmp_path, content, sentence):
    file = tmp_path / "ours.pem"
    if content == "small":
        content = rsa.generate_private_key(65537, 1024).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    if content == "public":
        content = key_named("provider-1").as_pem(private=False)
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(OurKeyWrong, match=sentence):
        words.our_key(replace(misled, key_file=file))


def test_the_way_out_names_us_and_needs_no_id_token(misled, lying):
    address = sign_out_address(misled, language="nn")

    assert address is not None and address.startswith(f"{lying.issuer}/end?client_id=somlos-innbygger&")
    assert "id_token_hint" not in address


def test_a_provider_without_a_way_out_is_let_be(misled, lying):
    lying.about_itself = {"end_session_endpoint": None}

    assert sign_out_address(misled, language="nb") is None


def test_a_conversation_asks_for_the_document_once(misled, lying):
    talk = Conversation(misled)

    talk.discovered()
    talk.discovered()

    assert lying.asked == ["/.well-known/openid-configuration"]
