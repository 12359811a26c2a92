"""The words exchanged with a provider: its discovery document and keys, the pushed request, the code for an id token.

Everything here is network and nothing is database. It refuses to run inside a transaction: a provider that takes five
seconds to answer must never hold a connection and its locks for five seconds (W26). A token's life is a matter between
two machines, so it is judged by this machine's clock and not by the story's.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT, private_key_jwt_sign
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.db import connections
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, InvalidKeyIdError, JoseError, MissingClaimError
from joserfc.jwk import ECKey, KeySet, RSAKey

from somlos.foundation.accounts.rules.providers import AssertionFor, Par, Provider, is_safe_address
from somlos.foundation.accounts.rules.sign_in import NotSignedIn
from somlos.kernel.refusal import Refused

PATIENCE: Final = (3.0, 6.0)  # seconds to connect, seconds to be answered
LEEWAY: Final = 30
ASSERTION_LIFE: Final = 60
_DOCUMENT_LIFE: Final = 3600.0
_KEYS_LIFE: Final = 600.0
_KEYS_REST: Final = 20.0  # an unknown key id may make us ask again, but a flood of them may not
_SMALLEST_RSA: Final = 2048


@dataclass(frozen=True, slots=True)
class Discovered:
    """What a provider says about itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    pushed_authorization_request_endpoint: str | None
    end_session_endpoint: str | None
    names_itself_in_answers: bool


class InsideTransaction(Exception):
    """Somebody would have waited for a provider with a transaction open."""


def must_be_outside_transaction() -> None:
    """Refuse to wait for the network while a transaction is open; a test case's own outer transaction does not count."""
    for connection in connections.all(initialized_only=True):
        blocks = connection.atomic_blocks
        if blocks and not getattr(blocks[-1], "_from_testcase", False):
            raise InsideTransaction(connection.alias)


class _OurAssertion(PrivateKeyJWT):  # type: ignore[misc]
    """Our signed word that we are who we say; a new one every time, since a provider takes each only once."""

    def __init__(self, provider: Provider, audience: str, key: RSAKey | ECKey) -> None:
        super().__init__(alg=provider.algorithm)
        self.provider, self.audience, self.key = provider, audience, key

    def sign(self, auth: object, token_endpoint: str) -> str:
        """Sign an assertion for the audience this provider wants, whichever address it is sent to."""
        header = {"kid": self.provider.kid, "typ": "JWT"}
        if self.provider.certificate_thumbprint:
            header["x5t#S256"] = self.provider.certificate_thumbprint
        return str(
            private_key_jwt_sign(
                self.key,
                self.provider.client_id,
                self.audience,
                alg=self.provider.algorithm,
                header=header,
                expires_in=ASSERTION_LIFE,
            )
        )


class Conversation:
    """An ongoing acquaintance with one provider: remembers its document and its keys for a while."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._lock = Lock()
        self._document: tuple[float, Discovered] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def discovered(self) -> Discovered:
        """Return what the provider says about itself, at most an hour old."""
        with self._lock:
            if self._document is None or time.monotonic() - self._document[0] > _DOCUMENT_LIFE:
                self._document = (time.monotonic(), self._ask_document())
            return self._document[1]

    def push(self, request: Mapping[str, str], *, verifier: str) -> str:
        """Push a request to the provider and return the address the browser shall go to."""
        document = self.discovered()
        with self._session(document) as session:
            url, _ = session.create_authorization_url(
                document.authorization_endpoint, code_verifier=verifier, **request
            )
            if self.provider.par is Par.NONE:
                return str(url)
            answer = self._answered(
                lambda: session.post(
                    document.pushed_authorization_request_endpoint,
                    data=dict(parse_qsl(urlsplit(url).query)),
                    auth=session.client_auth("private_key_jwt"),
                    withhold_token=True,
                    allow_redirects=False,
                )
            )
        pushed = _json(answer)
        if answer.status_code not in (200, 201) or not isinstance(pushed.get("request_uri"), str):
            raise Refused(_why(pushed))
        ticket = urlencode({"client_id": self.provider.client_id, "request_uri": pushed["request_uri"]})
        return f"{document.authorization_endpoint}?{ticket}"

    def exchange(self, code: str, *, verifier: str) -> str:
        """Give the provider the code and return the id token, unread."""
        document = self.discovered()
        with self._session(document) as session:
            try:
                token = self._answered(
                    lambda: session.fetch_token(
                        document.token_endpoint,
                        grant_type="authorization_code",
                        code=code,
                        code_verifier=verifier,
                        allow_redirects=False,
                    )
                )
            except OAuthError as refusal:
                raise Refused(_why({"error": refusal.error})) from refusal
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise Refused(NotSignedIn.TOKEN_UNREADABLE)
        return id_token

    def read(self, token: str, *, nonce: str | None) -> dict[str, Any]:
        """Return what a token of the provider's says, once signature, sender, addressee, age and nonce hold."""
        claims = self._opened(token)
        expected = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.provider.issuer},
            aud={"essential": True, "value": self.provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            expected.validate(claims)
        except ExpiredTokenError as late:
            raise Refused(NotSignedIn.TOKEN_EXPIRED) from late
        except (InvalidClaimError, MissingClaimError) as wrong:
            raise Refused(_WRONG_CLAIMS.get(wrong.claim, NotSignedIn.TOKEN_UNREADABLE)) from wrong
        if claims.get("azp", self.provider.client_id) != self.provider.client_id:
            raise Refused(NotSignedIn.WRONG_AUDIENCE)
        if nonce is not None and claims.get("nonce") != nonce:
            raise Refused(NotSignedIn.WRONG_NONCE)
        return claims

    def _opened(self, token: str) -> dict[str, Any]:
        for keys in (self._known_keys, self._fresh_keys):
            try:
                return dict(jwt.decode(token, keys(), algorithms=["RS256", "PS256", "ES256"]).claims)
            except InvalidKeyIdError:
                continue
            except (JoseError, ValueError) as wrong:
                raise Refused(NotSignedIn.WRONG_SIGNATURE) from wrong
        raise Refused(NotSignedIn.WRONG_SIGNATURE)

    def _known_keys(self) -> KeySet:
        return self._keys_younger_than(_KEYS_LIFE)

    def _fresh_keys(self) -> KeySet:
        return self._keys_younger_than(_KEYS_REST)

    def _keys_younger_than(self, seconds: float) -> KeySet:
        document = self.discovered()
        with self._lock:
            if self._keys is None or time.monotonic() - self._keys[0] > seconds:
                self._keys = (time.monotonic(), self._ask_keys(document))
            return self._keys[1]

    def _ask_document(self) -> Discovered:
        said = self._get(self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        methods = said.get("code_challenge_methods_supported", ["S256"])
        if said.get("issuer") != self.provider.issuer or not isinstance(methods, list) or "S256" not in methods:
            raise Refused(NotSignedIn.PROVIDER_UNFIT)
        pushed = self._place(said, "pushed_authorization_request_endpoint")
        if pushed is None and self.provider.par is Par.REQUIRED:
            raise Refused(NotSignedIn.PROVIDER_UNFIT)
        return Discovered(
            issuer=self.provider.issuer,
            authorization_endpoint=self._needed_place(said, "authorization_endpoint"),
            token_endpoint=self._needed_place(said, "token_endpoint"),
            jwks_uri=self._needed_place(said, "jwks_uri"),
            pushed_authorization_request_endpoint=pushed,
            end_session_endpoint=self._place(said, "end_session_endpoint"),
            names_itself_in_answers=said.get("authorization_response_iss_parameter_supported") is True,
        )

    def _place(self, said: Mapping[str, object], name: str) -> str | None:
        url = said.get(name)
        if url is None:
            return None
        if not isinstance(url, str) or not is_safe_address(url, people=self.provider.people):
            raise Refused(NotSignedIn.PROVIDER_UNFIT)
        return url

    def _needed_place(self, said: Mapping[str, object], name: str) -> str:
        url = self._place(said, name)
        if url is None:
            raise Refused(NotSignedIn.PROVIDER_UNFIT)
        return url

    def _ask_keys(self, document: Discovered) -> KeySet:
        said = self._get(document.jwks_uri)
        try:
            return KeySet.import_key_set(said)  # type: ignore[arg-type]
        except (JoseError, KeyError, TypeError, AttributeError, ValueError) as wrong:
            raise Refused(NotSignedIn.PROVIDER_UNFIT) from wrong

    def _get(self, url: str) -> dict[str, Any]:
        answer = self._answered(lambda: requests.get(url, timeout=PATIENCE, allow_redirects=False))
        if answer.status_code != 200:
            raise Refused(NotSignedIn.PROVIDER_SILENT)
        return _json(answer)

    def _answered(self, ask: Any) -> Any:
        must_be_outside_transaction()
        try:
            return ask()
        except OAuthError:
            raise
        except (requests.RequestException, ValueError) as silence:
            raise Refused(NotSignedIn.PROVIDER_SILENT) from silence

    def _session(self, document: Discovered) -> OAuth2Session:
        session = OAuth2Session(
            self.provider.client_id,
            scope=" ".join(self.provider.scopes),
            redirect_uri=self.provider.redirect_uri,
            token_endpoint_auth_method="private_key_jwt",  # noqa: S106  # the name of a method
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )
        to_issuer = self.provider.assertion_for is AssertionFor.ISSUER
        audience = document.issuer if to_issuer else document.token_endpoint
        session.register_client_auth_method(_OurAssertion(self.provider, audience, our_key(self.provider)))
        return session


class OurKeyWrong(Exception):
    """The key we prove ourselves with cannot be used; the sentence says why."""


def our_key(provider: Provider) -> RSAKey | ECKey:
    """Return the private key we prove ourselves with, read each time so that it can be replaced without a restart."""
    try:
        pem = provider.key_file.read_bytes()
    except OSError as missing:
        raise OurKeyWrong(
            f"{provider.key}: the key file {provider.key_file} cannot be read ({missing.strerror})"
        ) from missing
    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError) as broken:
        raise OurKeyWrong(
            f"{provider.key}: {provider.key_file} holds no private key in PEM without a password"
        ) from broken
    if provider.algorithm == "ES256" and isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name == "secp256r1":
        return ECKey.import_key(pem)
    if provider.algorithm != "ES256" and isinstance(key, rsa.RSAPrivateKey) and key.key_size >= _SMALLEST_RSA:
        return RSAKey.import_key(pem)
    raise OurKeyWrong(
        f"{provider.key}: {provider.key_file} holds a key too small or of another sort than {provider.algorithm}"
    )


@lru_cache(maxsize=16)
def conversation(provider: Provider) -> Conversation:
    """Return the conversation this process has with a provider."""
    return Conversation(provider)


_WRONG_CLAIMS = {"iss": NotSignedIn.WRONG_ISSUER, "aud": NotSignedIn.WRONG_AUDIENCE}
_ERRORS = {"invalid_client": NotSignedIn.KEY_REFUSED, "invalid_grant": NotSignedIn.CODE_REFUSED}


def _why(answer: Mapping[str, object]) -> NotSignedIn:
    return _ERRORS.get(str(answer.get("error")), NotSignedIn.PROVIDER_REFUSED)


def _json(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except ValueError as wrong:
        raise Refused(NotSignedIn.PROVIDER_SILENT) from wrong
    if not isinstance(said, dict):
        raise Refused(NotSignedIn.PROVIDER_SILENT)
    return said
