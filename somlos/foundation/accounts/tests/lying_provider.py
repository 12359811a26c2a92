"""A provider that lies: it speaks the protocol, and says whatever a test makes it say."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "somlos-innbygger"


@lru_cache
def key_named(kid: str) -> RSAKey:
    """Return a signing key of that name, the same all through a run, since making one takes a while."""
    return RSAKey.generate_key(2048, parameters={"kid": kid, "use": "sig"})


class LyingProvider:
    """Tells the truth until a test changes what it says about itself, about its keys or about who signed in."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.key = key_named("provider-1")
        self.published: list[dict[str, Any]] = [dict(self.key.as_dict(private=False))]
        self.about_itself: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.signed_with: RSAKey = self.key
        self.answers: dict[str, tuple[int, str]] = {}
        self.pause = 0.0
        self.asked: list[str] = []

    def document(self) -> dict[str, Any]:
        """Say where everything is."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "pushed_authorization_request_endpoint": f"{self.issuer}/par",
            "end_session_endpoint": f"{self.issuer}/end",
            "code_challenge_methods_supported": ["S256"],
            **self.about_itself,
        }

    def token(self, **changed: Any) -> str:
        """Sign a token that would be accepted but for what was changed; None leaves a claim out."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "somebody",
            "sid": "this-time",
            "iat": now,
            "exp": now + 120,
            "nonce": "the-nonce",
            "acr": "idporten-loa-high",
            "pid": "17858010039",
            **self.claims,
            **changed,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": "RS256", "kid": self.signed_with.kid, **self.header}
        return jwt.encode({name: value for name, value in header.items() if value}, said, self.signed_with)

    def answer(self, path: str) -> tuple[int, str]:
        """Return status and body for a path."""
        self.asked.append(path)
        time.sleep(self.pause)
        if path in self.answers:
            return self.answers[path]
        if path == "/.well-known/openid-configuration":
            return 200, json.dumps(self.document())
        if path == "/jwks":
            return 200, json.dumps({"keys": self.published})
        if path == "/par":
            return 201, json.dumps({"request_uri": "urn:ietf:params:oauth:request_uri:1", "expires_in": 60})
        if path == "/token":
            return 200, json.dumps({"access_token": "a", "token_type": "Bearer", "id_token": self.token()})
        return 404, "{}"

    @staticmethod
    @contextmanager
    def running() -> Iterator["LyingProvider"]:
        """Run on a free port for as long as the block lasts."""

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, body = liar.answer(self.path)
                self.send_response(status)
                self.send_header("content-type", "application/json")
                if 300 <= status < 400:
                    self.send_header("location", body)
                self.end_headers()
                with suppress(BrokenPipeError):  # whoever asked had no patience left
                    self.wfile.write(body.encode())

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["content-length"]))
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        liar = LyingProvider(server.server_port)
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield liar
        finally:
            server.shutdown()
            server.server_close()
