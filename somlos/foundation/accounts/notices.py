"""What this room says to people when something is in the way: a sentence for each reason."""

from enum import Enum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from somlos.foundation.accounts.rules.national_id import WhyNot
from somlos.foundation.accounts.rules.parcels import NotKept
from somlos.foundation.accounts.rules.sign_in import NotSignedIn
from somlos.foundation.accounts.rules.ways import WayBack

_SENTENCES: dict[Enum, object] = {
    NotSignedIn.CANCELLED: _("Du avbrøt innloggingen. Prøv igjen når du vil."),
    NotSignedIn.NOT_ASKED_FOR: _(
        "Innloggingen tok lang tid, eller den ble startet et annet sted. Start på nytt herfra."
    ),
    NotSignedIn.NOT_EXPECTED: _(
        "Ingen har registrert deg her ennå. Er du ansatt, spør lederen din. Er du forelder eller ungdom, spør den du kjenner i tjenesten."
    ),
    NotSignedIn.LEVEL_TOO_LOW: _(
        "Her trengs en sikrere innlogging, for eksempel med BankID. Logg inn på nytt, og velg den."
    ),
    NotSignedIn.NAMES_NOBODY: _("Innloggingen fortalte oss ikke hvem du er. Prøv å logge inn på en annen måte."),
    NotSignedIn.REAL_PERSON: _("Dette er en prøve av Sømløs. Her logger bare oppdiktede personer inn."),
    NotSignedIn.MADE_UP_PERSON: _("Her kan ikke testpersoner logge inn."),
    NotSignedIn.PROVIDER_SILENT: _("Innloggingstjenesten svarer ikke nå. Vent litt, og prøv igjen."),
    WhyNot.NOT_ELEVEN_DIGITS: _(
        "Et fødselsnummer har elleve siffer. Se om et siffer mangler eller er skrevet to ganger."
    ),
    WhyNot.NO_SUCH_DATE: _("Nummeret begynner ikke med en dato som finnes. Se på de seks første sifrene."),
    WhyNot.HELP_NUMBER: _("Dette er et hjelpenummer fra helsetjenesten. Skriv fødselsnummeret eller D-nummeret."),
    WhyNot.WRONG_CONTROL_DIGITS: _("Nummeret henger ikke sammen. Se om to siffer er byttet om, eller om ett er feil."),
    WhyNot.REAL_PERSON: _("Dette er en prøve av Sømløs. Her registrerer vi bare oppdiktede personer."),
    WhyNot.MADE_UP_PERSON: _("Dette nummeret er en testpersons. Skriv nummeret til en som finnes."),
    NotKept.UNKNOWN_AUTHOR: _("Vi kunne ikke ta vare på det du skrev. Kopier teksten før du logger inn igjen."),
    NotKept.TOO_LARGE: _("Teksten er for lang til at vi kan ta vare på den mens du logger inn. Kopier den først."),
    NotKept.NO_ROOM: _("Vi kunne ikke ta vare på det du skrev. Kopier teksten før du logger inn igjen."),
    WayBack.LEAVES_THE_HOUSE: _("Vi kan ikke sende deg dit etter innloggingen. Start fra forsiden."),
    WayBack.TOO_LONG: _("Vi kan ikke sende deg dit etter innloggingen. Start fra forsiden."),
}


def words_for(reason: Enum) -> str:
    """Return the sentence a page says about a reason of this room's.

    What only somebody who runs the program can mend gets one common sentence, with the reason's code to pass on.
    """
    if reason in _SENTENCES:
        return str(_SENTENCES[reason])
    return gettext(
        "Vi fikk ikke logget deg inn. Prøv igjen. Skjer det på nytt, si fra til kommunen og oppgi «%(code)s»."
    ) % {"code": reason.value}
