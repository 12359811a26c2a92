"""National id numbers, levels of sign-in, ways back and providers, decided from facts in hand."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from somlos.foundation.accounts.rules import assurance
from somlos.foundation.accounts.rules.identity import Unnamed, named_in
from somlos.foundation.accounts.rules.national_id import (
    Kind,
    NationalId,
    Synthetic,
    WhyNot,
    parse,
    synthetic_number,
    why_not_accept,
)
from somlos.foundation.accounts.rules.providers import (
    NamedBy,
    Par,
    People,
    ProviderWrong,
    UserKind,
    is_safe_address,
    read_providers,
)
from somlos.foundation.accounts.rules.ways import WayBack, why_not_return_to


def number(nine: str, *, first_leaves: int = 0) -> str:
    """Complete nine digits, or the next that can be, with control digits; the first may leave a remainder as from 2032."""
    weights_1, weights_2 = (3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    for serial in range(int(nine[6:]), 1000):
        digits = f"{nine[:6]}{serial:03}"
        for weights, leaves in ((weights_1, first_leaves), (weights_2, 0)):
            digits += str((leaves - sum(w * int(d) for w, d in zip(weights, digits, strict=False))) % 11)
        if len(digits) == 11:
            return digits
    raise AssertionError(nine)


READ = [
    # nine digits   kind                synthetic          born
    ("178580100", Kind.BIRTH_NUMBER, Synthetic.TENOR, date(1980, 5, 17)),
    ("578580100", Kind.D_NUMBER, Synthetic.TENOR, date(1980, 5, 17)),
    ("177080102", Kind.BIRTH_NUMBER, Synthetic.NAV, date(1980, 5, 17)),
    ("018120501", Kind.BIRTH_NUMBER, Synthetic.TENOR, date(2020, 1, 1)),
    ("019254500", Kind.BIRTH_NUMBER, Synthetic.TENOR, date(1854, 12, 1)),
    ("318199901", Kind.BIRTH_NUMBER, Synthetic.TENOR, date(1999, 1, 31)),
    ("298200501", Kind.BIRTH_NUMBER, Synthetic.TENOR, date(2000, 2, 29)),
]


@pytest.mark.parametrize(("nine", "kind", "synthetic", "born"), READ)
def test_a_number_says_what_sort_it_is_and_when_somebody_was_born(nine, kind, synthetic, born):
    read = parse(number(nine))

    assert isinstance(read, NationalId)
    assert (read.kind, read.synthetic, read.born) == (kind, synthetic, born)


NOT_READ = [
    ("", WhyNot.NOT_ELEVEN_DIGITS),
    ("1234567890", WhyNot.NOT_ELEVEN_DIGITS),
    ("123456789012", WhyNot.NOT_ELEVEN_DIGITS),
    ("1785801003x", WhyNot.NOT_ELEVEN_DIGITS),
    ("１７８５８０１００３９", WhyNot.NOT_ELEVEN_DIGITS),
    ("17\x008580100391", WhyNot.NOT_ELEVEN_DIGITS),
    ("17858010038", WhyNot.WRONG_CONTROL_DIGITS),
    ("00000000000", WhyNot.NO_SUCH_DATE),
    (number("308280100"), WhyNot.NO_SUCH_DATE),
    (number("178080100"), WhyNot.NO_SUCH_DATE),
    (number("729380100"), WhyNot.NO_SUCH_DATE),
    (number("178540800"), WhyNot.NO_SUCH_DATE),
    (number("174580100"), WhyNot.HELP_NUMBER),
]


@pytest.mark.parametrize(("written", "why"), NOT_READ)
def test_what_holds_not_together_is_refused_with_its_reason(written, why):
    assert parse(written) is why
    assert why_not_accept(written, real_allowed=True) is why


@pytest.mark.parametrize("written", ["178580 10039", " 17858010039 ", "17.85.80-10039", "178580\u00a010039"])
def test_a_number_may_be_written_as_people_write_it(written):
    read = parse(written)

    assert isinstance(read, NationalId)
    assert read.digits == "17858010039"


@pytest.mark.parametrize("remainder", [1, 2, 3])
def test_the_first_control_digit_of_2032_may_leave_up_to_three(remainder):
    assert isinstance(parse(number("178580100", first_leaves=remainder)), NationalId)


def test_the_first_control_digit_may_leave_no_more_than_three():
    assert parse(number("178580102", first_leaves=4)) is WhyNot.WRONG_CONTROL_DIGITS


def test_a_real_number_is_accepted_only_where_real_people_are():
    # Made here from digits, so that no number that could be a person's stands in a file.
    real, made_up = number("170580102"), number("178580102")

    assert why_not_accept(real, real_allowed=True) is None
    assert why_not_accept(real, real_allowed=False) is WhyNot.REAL_PERSON
    assert why_not_accept(made_up, real_allowed=False) is None
    assert why_not_accept(made_up, real_allowed=True) is WhyNot.MADE_UP_PERSON


def test_a_number_is_never_shown_by_mistake():
    read = parse("17858010039")

    assert "17858010039" not in f"{read} {read!r}"
    assert "1980" not in repr(read)


DAYS = st.dates(min_value=date(1940, 1, 1), max_value=date(2039, 12, 31))
SERIALS = st.integers(min_value=0, max_value=999)


@given(born=DAYS, serial=SERIALS)
def test_every_synthetic_number_made_here_reads_as_the_day_it_was_made_for(born, serial):
    made = synthetic_number(born, serial=serial) or ""
    assume(made)

    read = parse(made)

    assert isinstance(read, NationalId)
    assert (read.born, read.synthetic, read.kind) == (born, Synthetic.TENOR, Kind.BIRTH_NUMBER)


@given(born=DAYS, serial=SERIALS, place=st.integers(0, 10), wrong=st.integers(1, 9))
def test_a_single_wrong_digit_is_always_noticed(born, serial, place, wrong):
    made = synthetic_number(born, serial=serial) or ""
    assume(made)

    slipped = made[:place] + str((int(made[place]) + wrong) % 10) + made[place + 1 :]

    assert parse(slipped) is WhyNot.WRONG_CONTROL_DIGITS


def test_most_serials_give_a_number():
    made = [synthetic_number(date(2021, 3, 4), serial=serial) for serial in range(500, 1000)]

    assert sum(one is not None for one in made) > 350


LEVELS = [
    # acr                        required                                why not
    ("idporten-loa-high", ["idporten-loa-high"], None),
    ("idporten-loa-high", ["idporten-loa-substantial"], None),
    ("eidas-loa-high", ["idporten-loa-high"], None),
    ("high", ["idporten-loa-high"], None),
    ("idporten-loa-substantial", ["idporten-loa-high"], assurance.NotEnough.TOO_LOW),
    ("eidas-loa-substantial", ["idporten-loa-high"], assurance.NotEnough.TOO_LOW),
    ("idporten-loa-low", ["idporten-loa-substantial"], assurance.NotEnough.TOO_LOW),
    ("idporten-loa-substantial", ["idporten-loa-high", "idporten-loa-substantial"], None),
    ("entraid", ["entraid"], None),
    ("entraid", ["substantial", "entraid"], None),
    ("entraid", ["idporten-loa-low"], assurance.NotEnough.TOO_LOW),
    ("idporten-loa-high", ["entraid"], assurance.NotEnough.TOO_LOW),
    ("Level4", ["idporten-loa-low"], assurance.NotEnough.UNKNOWN_LEVEL),
    ("", ["idporten-loa-low"], assurance.NotEnough.NO_LEVEL),
    (None, ["entraid"], assurance.NotEnough.NO_LEVEL),
    (None, [], None),
]


@pytest.mark.parametrize(("acr", "required", "why"), LEVELS)
def test_a_sign_in_is_sure_enough_when_it_reaches_a_level_that_is_asked_for(acr, required, why):
    assert assurance.why_not_enough(acr, required) is why


@pytest.mark.parametrize("path", ["/", "/min-dag/", "/notat/1?steg=2#neste", "/s%C3%B8k/?q=//x"])
def test_a_sign_in_may_lead_back_to_any_page_of_ours(path):
    assert why_not_return_to(path) is None


@pytest.mark.parametrize(
    "path",
    [
        "",
        "min-dag/",
        "https://ond.example/",
        "//ond.example/",
        "/\\ond.example/",
        "\\\\ond.example",
        "/\t/ond.example/",
        "\t//ond.example/",
        "/ /ond.example/",
        "/a\r\nSet-Cookie: x",
        "javascript:alert(1)",
        "/\x00",
        "/søk/",
        "/\u2028/",
    ],
)
def test_a_sign_in_never_leads_out_of_the_house(path):
    assert why_not_return_to(path) is WayBack.LEAVES_THE_HOUSE


def test_an_endless_way_back_is_refused():
    assert why_not_return_to("/" + "a" * 2000) is WayBack.TOO_LONG


LINES: dict[str, object] = {
    "audience": "resident",
    "label": "ID-porten",
    "issuer": "https://test.idporten.no",
    "client_id": "somlos",
    "key_file": "/run/keys/idporten.pem",
    "kid": "2026-11",
    "redirect_uri": "https://fjordvik.example/logg-inn/tilbake/",
    "post_logout_redirect_uri": "https://fjordvik.example/",
    "acr": ["idporten-loa-high"],
    "identity": "pid",
    "people": "synthetic",
}


def test_a_provider_is_read_with_the_careful_choices_where_nothing_is_said():
    provider = read_providers({"idporten": LINES})["idporten"]

    assert provider.audience is UserKind.RESIDENT
    assert provider.par is Par.REQUIRED
    assert provider.key_file == Path("/run/keys/idporten.pem")
    assert provider.scopes == ("openid", "profile")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"issuer": "http://idporten.no"}, "issuer: must begin with https://"),
        ({"issuer": "http://127.0.0.1:8000", "people": "real"}, "issuer: must begin with https://"),
        ({"redirect_uri": "ftp://fjordvik.example/"}, "redirect_uri: must begin with https://"),
        ({"acr": []}, "acr: must name a level"),
        ({"acr": "idporten-loa-high"}, "acr: must be a list of texts"),
        ({"acr": ["Level4"]}, "acr: does not know Level4"),
        ({"people": "both"}, "people: must be one of real, synthetic"),
        ({"audience": "child"}, "audience: must be one of employee, resident"),
        ({"client_id": " "}, "client_id: must be a text"),
        ({"scopes": ["profile"]}, "scopes: must hold openid"),
        ({"algorithm": "none"}, "algorithm: must be one of RS256"),
        ({"secret": "hunter2"}, "secret: there is no such line"),
    ],
)
def test_a_provider_written_wrongly_is_told_which_line_and_why(changed, sentence):
    with pytest.raises(ProviderWrong, match=f"SOMLOS_PROVIDERS, idporten, {sentence}"):
        read_providers({"idporten": {**LINES, **changed}})


def test_real_and_made_up_people_never_meet_in_one_installation():
    with pytest.raises(ProviderWrong, match="SOMLOS_PROVIDERS, test, people: real and made-up people never meet"):
        read_providers({"idporten": {**LINES, "people": "real"}, "test": LINES})


@pytest.mark.parametrize("line", ["issuer", "people", "acr", "identity", "key_file"])
def test_nothing_that_matters_has_a_silent_choice(line):
    with pytest.raises(ProviderWrong, match=f"{line}: is missing"):
        read_providers({"idporten": {key: value for key, value in LINES.items() if key != line}})


@pytest.mark.parametrize(
    ("url", "people", "safe"),
    [
        ("https://login.idporten.no/authorize", People.REAL, True),
        ("http://127.0.0.1:4000/auth", People.SYNTHETIC, True),
        ("http://127.0.0.1:4000/auth", People.REAL, False),
        ("http://login.idporten.no/authorize", People.SYNTHETIC, False),
        ("https://somebody@idporten.no/", People.REAL, False),
        ("file:///etc/passwd", People.SYNTHETIC, False),
        ("https:///nowhere", People.REAL, False),
    ],
)
def test_we_speak_with_https_and_with_this_machine_only_in_play(url, people, safe):
    assert is_safe_address(url, people=people) is safe


TENANT, ACCOUNT = "6b1fd2c0-0f9e-4a8e-9d58-0d6a0a3b9f11", "0E2B5C7A-1111-4222-8333-444455556666"


@pytest.mark.parametrize(
    ("claims", "by", "people", "named"),
    [
        ({"pid": "17858010039"}, NamedBy.NATIONAL_ID, People.SYNTHETIC, "pid:17858010039"),
        ({"pid": "17858010039"}, NamedBy.NATIONAL_ID, People.REAL, Unnamed.MADE_UP_PERSON),
        ({"pid": number("170580102")}, NamedBy.NATIONAL_ID, People.SYNTHETIC, Unnamed.REAL_PERSON),
        ({"pid": "17858010038"}, NamedBy.NATIONAL_ID, People.SYNTHETIC, Unnamed.NOBODY),
        ({"sub": "17858010039"}, NamedBy.NATIONAL_ID, People.SYNTHETIC, Unnamed.NOBODY),
        ({"tid": TENANT, "oid": ACCOUNT}, NamedBy.WORK_ACCOUNT, People.REAL, f"entra:{UUID(TENANT)}:{UUID(ACCOUNT)}"),
        ({"tid": TENANT, "oid": "tove"}, NamedBy.WORK_ACCOUNT, People.REAL, Unnamed.NOBODY),
        ({"oid": ACCOUNT}, NamedBy.WORK_ACCOUNT, People.REAL, Unnamed.NOBODY),
    ],
)
def test_an_id_token_names_somebody_we_may_know_here_or_nobody(claims, by, people, named):
    assert named_in(claims, by=by, people=people) == named
