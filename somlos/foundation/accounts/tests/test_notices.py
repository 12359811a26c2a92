"""Every reason has its sentence, in both forms of Norwegian, and the field for a national id number says it."""

import pytest
from django import forms
from django.core.checks import run_checks
from django.utils import translation

from somlos.foundation.accounts.forms import NationalIdField
from somlos.foundation.accounts.notices import words_for
from somlos.foundation.accounts.rules.national_id import WhyNot
from somlos.foundation.accounts.rules.parcels import NotKept
from somlos.foundation.accounts.rules.sign_in import NotSignedIn
from somlos.foundation.accounts.rules.ways import WayBack
from somlos.foundation.accounts.tests.conftest import written

REASONS = [*NotSignedIn, *WhyNot, *NotKept, *WayBack]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_whole_sentence(reason):
    said = words_for(reason)

    assert said.endswith(".") and said[0].isupper()


@pytest.mark.parametrize("reason", [NotSignedIn.WRONG_NONCE, NotSignedIn.KEY_REFUSED, NotSignedIn.PROVIDER_UNFIT])
def test_what_only_the_municipality_can_mend_has_a_code_to_pass_on(reason):
    assert f"«{reason.value}»" in words_for(reason)


def test_nobody_is_told_more_than_that_nobody_has_registered_them():
    with translation.override("nb"):
        assert words_for(NotSignedIn.NOT_EXPECTED).startswith("Ingen har registrert deg her ennå.")


class Asks(forms.Form):
    """A form as a room above would write it."""

    number = NationalIdField(real_allowed=False, required=False)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1785801003", WhyNot.NOT_ELEVEN_DIGITS),
        ("17858010038", WhyNot.WRONG_CONTROL_DIGITS),
        ("Kari Nordmann 178580 10039", WhyNot.NOT_ELEVEN_DIGITS),
        ("\u202e17858010039", WhyNot.NOT_ELEVEN_DIGITS),
    ],
)
def test_the_field_says_what_is_wrong_with_a_number(typed, why):
    form = Asks({"number": typed})

    assert form.errors["number"] == [words_for(why)]


def test_the_field_gives_the_number_it_read():
    form = Asks({"number": " 178580 10039 "})

    assert form.is_valid()
    assert form.cleaned_data["number"].digits == "17858010039"


@pytest.mark.parametrize("typed", ["", "   "])
def test_the_field_may_be_empty_where_it_may(typed):
    form = Asks({"number": typed})

    assert form.is_valid()
    assert form.cleaned_data["number"] is None


def test_the_program_says_before_it_serves_which_provider_cannot_be_used(trusted, settings, idporten):
    settings.SOMLOS_PROVIDERS = {"idporten": {**written(idporten), "people": "both"}}

    assert [error.msg for error in run_checks() if error.id == "accounts.E001"] == [
        "SOMLOS_PROVIDERS, idporten, people: must be one of real, synthetic"
    ]


def test_the_program_says_before_it_serves_that_its_key_is_missing(settings, idporten):
    settings.SOMLOS_PROVIDERS = {"idporten": {**written(idporten), "key_file": "/nowhere/key.pem"}}

    (error,) = [error for error in run_checks() if error.id == "accounts.E001"]
    assert "the key file /nowhere/key.pem cannot be read" in error.msg


def test_providers_that_can_be_used_are_passed_in_silence(trusted):
    assert [error for error in run_checks() if error.id == "accounts.E001"] == []
