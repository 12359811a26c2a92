"""Providers to sign in with: the certified one, and one that lies."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings

from somlos.foundation.accounts.rules.providers import NamedBy, People, Provider, UserKind
from somlos.foundation.accounts.tests.listener import Listener
from somlos.foundation.accounts.tests.lying_provider import LyingProvider
from tools.provider.running import KID, Client, RunningProvider, new_key, running

HOME = "http://127.0.0.1:9/logg-inn/tilbake/"
OUTSIDE = "http://127.0.0.1:9/"

IDPORTEN = Provider(
    key="idporten",
    audience=UserKind.RESIDENT,
    label="ID-porten",
    issuer="http://127.0.0.1:9",
    client_id="somlos-innbygger",
    key_file=Path("/nowhere"),
    kid=KID,
    redirect_uri=HOME,
    post_logout_redirect_uri=OUTSIDE,
    acr=("idporten-loa-high",),
    identity=NamedBy.NATIONAL_ID,
    people=People.SYNTHETIC,
)
ANSATTPORTEN = replace(
    IDPORTEN,
    key="ansattporten",
    label="Ansattporten",
    audience=UserKind.EMPLOYEE,
    client_id="somlos-ansatt",
    acr=("entraid",),
    identity=NamedBy.WORK_ACCOUNT,
)


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    """Listen where the provider tells that somebody signed out elsewhere."""
    with Listener.listening() as listening:
        yield listening


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory, listener: Listener) -> Iterator[RunningProvider]:
    """Run the certified provider once for all these tests, on a port of its own."""
    told = {"backchannel_logout_uri": listener.url, "backchannel_logout_session_required": True}
    clients = [
        Client(IDPORTEN.client_id, HOME, OUTSIDE, told),
        Client(ANSATTPORTEN.client_id, HOME, OUTSIDE, {}),
        Client("somlos-uten-par", HOME, OUTSIDE, {"require_pushed_authorization_requests": False}),
    ]
    with running(clients, tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def idporten(certified: RunningProvider) -> Provider:
    """Return the provider families sign in with."""
    return replace(IDPORTEN, issuer=certified.issuer, key_file=certified.key_file)


@pytest.fixture
def ansattporten(certified: RunningProvider) -> Provider:
    """Return the provider employees sign in with."""
    return replace(ANSATTPORTEN, issuer=certified.issuer, key_file=certified.key_file)


@pytest.fixture
def trusted(idporten: Provider, ansattporten: Provider, settings: LazySettings) -> None:
    """Write both providers into the settings, as a municipality would."""
    settings.SOMLOS_PROVIDERS = {provider.key: written(provider) for provider in (idporten, ansattporten)}


@pytest.fixture
def lying() -> Iterator[LyingProvider]:
    """Run a provider that says whatever a test makes it say."""
    with LyingProvider.running() as provider:
        yield provider


@pytest.fixture(scope="session")
def our_key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a key of ours that no provider knows."""
    file = tmp_path_factory.mktemp("ours") / "client.pem"
    new_key(file)
    return file


@pytest.fixture
def misled(lying: LyingProvider, our_key_file: Path) -> Provider:
    """Return the settings of somebody who trusts the provider that lies."""
    return replace(IDPORTEN, issuer=lying.issuer, key_file=our_key_file)


def written(provider: Provider) -> dict[str, object]:
    """Return a provider's lines as the settings write them."""
    return {
        "audience": provider.audience.value,
        "label": provider.label,
        "issuer": provider.issuer,
        "client_id": provider.client_id,
        "key_file": str(provider.key_file),
        "kid": provider.kid,
        "redirect_uri": provider.redirect_uri,
        "post_logout_redirect_uri": provider.post_logout_redirect_uri,
        "acr": list(provider.acr),
        "identity": provider.identity.value,
        "people": provider.people.value,
    }
