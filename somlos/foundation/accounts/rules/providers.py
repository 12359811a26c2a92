"""Who we let vouch for people: one provider per audience, read from settings and told line by line what is wrong."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from pathlib import Path
from typing import Literal, TypeVar, get_args
from urllib.parse import urlsplit

from somlos.foundation.accounts.rules import assurance

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}

Algorithm = Literal["RS256", "PS256", "ES256"]
Choice = TypeVar("Choice", bound=Enum)


class UserKind(Enum):
    """As what somebody signs in. One person may be both, and is then two users."""

    EMPLOYEE = "employee"
    RESIDENT = "resident"


class NamedBy(Enum):
    """What in the id token says who it is."""

    NATIONAL_ID = "pid"
    WORK_ACCOUNT = "entra"


class People(Enum):
    """Whether the provider vouches for living people or for made-up ones."""

    REAL = "real"
    SYNTHETIC = "synthetic"


class Par(Enum):
    """Whether the request is pushed to the provider before the browser goes there."""

    REQUIRED = "required"
    NONE = "none"


class AssertionFor(Enum):
    """To whom our signed assertion is addressed."""

    ISSUER = "issuer"
    TOKEN_ENDPOINT = "token_endpoint"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Somebody who vouches for people of one audience, and how we speak with them."""

    key: str
    audience: UserKind
    label: str
    issuer: str
    client_id: str
    key_file: Path
    kid: str
    redirect_uri: str
    post_logout_redirect_uri: str
    acr: tuple[str, ...]
    identity: NamedBy
    people: People
    scopes: tuple[str, ...] = ("openid", "profile")
    par: Par = Par.REQUIRED
    algorithm: Algorithm = "RS256"
    assertion_for: AssertionFor = AssertionFor.ISSUER
    certificate_thumbprint: str = ""


class ProviderWrong(Exception):
    """A provider in the settings cannot be used; the sentence says which one, which line and why."""

    def __init__(self, key: str, line: str, why: str) -> None:
        super().__init__(f"SOMLOS_PROVIDERS, {key}, {line}: {why}")


def is_safe_address(url: str, *, people: People) -> bool:
    """Tell whether we may speak with this address: https, or this very machine when nobody there is real."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname) and not parts.username
    return parts.scheme == "http" and parts.hostname in _LOOPBACK and people is People.SYNTHETIC


def read_providers(written: Mapping[str, Mapping[str, object]]) -> dict[str, Provider]:
    """Read the providers as the settings write them; raises ProviderWrong at the first line that cannot be used."""
    read = {key: _read(key, lines) for key, lines in written.items()}
    for provider in read.values():
        if provider.people is not next(iter(read.values())).people:
            raise ProviderWrong(provider.key, "people", "real and made-up people never meet in one installation")
    return read


def _read(key: str, lines: Mapping[str, object]) -> Provider:
    _know_every_line(key, lines)
    provider = Provider(
        key=key,
        audience=_one_of(UserKind, key, "audience", lines),
        label=_text(key, "label", lines),
        issuer=_text(key, "issuer", lines),
        client_id=_text(key, "client_id", lines),
        key_file=Path(_text(key, "key_file", lines)),
        kid=_text(key, "kid", lines),
        redirect_uri=_text(key, "redirect_uri", lines),
        post_logout_redirect_uri=_text(key, "post_logout_redirect_uri", lines),
        acr=_words(key, "acr", lines),
        identity=_one_of(NamedBy, key, "identity", lines),
        people=_one_of(People, key, "people", lines),
        scopes=_words(key, "scopes", lines, default=("openid", "profile")),
        par=_one_of(Par, key, "par", lines, default=Par.REQUIRED),
        algorithm=_algorithm(key, lines),
        assertion_for=_one_of(AssertionFor, key, "assertion_for", lines, default=AssertionFor.ISSUER),
        certificate_thumbprint=_text(key, "certificate_thumbprint", lines, default=""),
    )
    _hold_together(provider)
    return provider


def _know_every_line(key: str, lines: Mapping[str, object]) -> None:
    known = {field.name: field for field in fields(Provider) if field.name != "key"}
    for line in lines:
        if line not in known:
            raise ProviderWrong(key, line, f"there is no such line; the lines are {', '.join(known)}")
    for line, field in known.items():
        if line not in lines and field.default is MISSING:
            raise ProviderWrong(key, line, "is missing")


def _hold_together(provider: Provider) -> None:
    for line in ("issuer", "redirect_uri", "post_logout_redirect_uri"):
        if not is_safe_address(getattr(provider, line), people=provider.people):
            raise ProviderWrong(
                provider.key, line, "must begin with https:// (http:// only on this machine, with synthetic people)"
            )
    if unknown := [acr for acr in provider.acr if acr not in assurance.KNOWN]:
        raise ProviderWrong(
            provider.key,
            "acr",
            f"does not know {', '.join(unknown)}; the levels are {', '.join(sorted(assurance.KNOWN))}",
        )
    if not provider.acr and provider.identity is NamedBy.NATIONAL_ID:
        raise ProviderWrong(provider.key, "acr", "must name a level when people are known by national id")
    if "openid" not in provider.scopes:
        raise ProviderWrong(provider.key, "scopes", "must hold openid")


def _text(key: str, line: str, lines: Mapping[str, object], *, default: str | None = None) -> str:
    if line not in lines and default is not None:
        return default
    value = lines[line]
    if not isinstance(value, str) or not value.strip():
        raise ProviderWrong(key, line, "must be a text")
    return value.strip()


def _words(
    key: str, line: str, lines: Mapping[str, object], *, default: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    if line not in lines and default is not None:
        return default
    value = lines[line]
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        raise ProviderWrong(key, line, "must be a list of texts")
    return tuple(value)


def _one_of(
    choices: type[Choice], key: str, line: str, lines: Mapping[str, object], *, default: Choice | None = None
) -> Choice:
    if line not in lines and default is not None:
        return default
    try:
        return choices(lines[line])
    except ValueError:
        raise ProviderWrong(key, line, f"must be one of {', '.join(str(choice.value) for choice in choices)}") from None


def _algorithm(key: str, lines: Mapping[str, object]) -> Algorithm:
    written = lines.get("algorithm", "RS256")
    for algorithm in get_args(Algorithm):
        if written == algorithm:
            chosen: Algorithm = algorithm
            return chosen
    raise ProviderWrong(key, "algorithm", f"must be one of {', '.join(get_args(Algorithm))}")
