"""Start the certified provider, with clients and their keys, and act as a browser that meets its pages."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import requests
from joserfc.jwk import RSAKey

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KID = "2026-11"


class ProviderMissing(Exception):
    """The provider cannot run here; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody who may ask the provider to sign people in, and what the provider shall know about them."""

    client_id: str
    redirect_uri: str
    post_logout_redirect_uri: str
    says: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RunningProvider:
    """The provider while it runs, and where the clients' private key lies."""

    issuer: str
    key_file: Path


def node() -> str:
    """Return the Node to run the provider with: the environment's own, else the machine's."""
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.exists() else shutil.which("node")
    if found is None:
        raise ProviderMissing("There is no Node here: run make once, it brings its own.")
    if not (ROOT / "node_modules" / "oidc-provider").is_dir():
        raise ProviderMissing("oidc-provider is not installed: run make once.")
    return found


def new_key(at: Path) -> RSAKey:
    """Make a private key in a file only we may read."""
    key = RSAKey.generate_key(2048, parameters={"kid": KID, "use": "sig", "alg": "RS256"})
    at.touch(mode=0o600)
    at.write_bytes(key.as_pem(private=True))
    return key


@contextmanager
def running(clients: list[Client], folder: Path) -> Iterator[RunningProvider]:
    """Run the provider on a port of its own for as long as the block lasts."""
    key_file = folder / "client.pem"
    public = new_key(key_file).as_dict(private=False)
    known = [
        {
            "client_id": client.client_id,
            "redirect_uris": [client.redirect_uri],
            "post_logout_redirect_uris": [client.post_logout_redirect_uri],
            "jwks": {"keys": [public]},
            **client.says,
        }
        for client in clients
    ]
    started = subprocess.Popen(
        [node(), str(HERE / "op.mjs"), json.dumps(known)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert started.stdin and started.stdout
    try:
        issuer = started.stdout.readline().strip()
        if not issuer:
            raise ProviderMissing("The provider did not start.")
        yield RunningProvider(issuer=issuer, key_file=key_file)
    finally:
        started.stdin.close()
        started.stdout.close()
        try:
            started.wait(timeout=5)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


class Browser:
    """A browser that meets the provider's pages, and stops where they send it home."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.trust_env = False

    def sign_in(self, url: str, *, account: str, acr: str, home: str) -> dict[str, str]:
        """Sign in as somebody at a level and return what the provider sends home."""
        return self._answer(url, {"do": "sign-in", "account": account, "acr": acr}, home)

    def cancel(self, url: str, *, home: str) -> dict[str, str]:
        """Press the button that gives up, and return what the provider sends home."""
        return self._answer(url, {"do": "cancel"}, home)

    def open(self, url: str) -> requests.Response:
        """Open an address and stay where it leads."""
        return self.session.get(url, timeout=10)

    def press(self, page: requests.Response, **typed: str) -> requests.Response:
        """Fill in the form of a page and press its button, without following where it leads."""
        action = re.search(r'action="([^"]+)"', page.text)
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', page.text))
        where = urljoin(page.url, action[1]) if action else page.url
        return self.session.post(where, data={**hidden, **typed}, allow_redirects=False, timeout=10)

    def _answer(self, url: str, typed: Mapping[str, str], home: str) -> dict[str, str]:
        answer = self.press(self.open(url), **typed)
        while answer.is_redirect and not answer.headers["location"].startswith(home):
            answer = self.session.get(
                urljoin(answer.url, answer.headers["location"]), allow_redirects=False, timeout=10
            )
        if not answer.is_redirect:
            raise AssertionError(f"the provider stopped with {answer.status_code}: {answer.text[:200]}")
        return dict(parse_qsl(urlsplit(answer.headers["location"]).query))
