"""What is wrong with a file, in sentences: what happened and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from somlos.foundation.people.rules.files import Fault, Wrong

_SAID = {
    Fault.TOO_LARGE: gettext_lazy("Filen er for stor. Del den i flere filer på høyst én megabyte."),
    Fault.EMPTY: gettext_lazy("Filen er tom."),
    Fault.SPREADSHEET: gettext_lazy(
        "Dette er et regneark, ikke en CSV-fil. Velg «Lagre som» og «CSV UTF-8» i regnearket."
    ),
    Fault.UNKNOWN_ENCODING: gettext_lazy(
        "Vi kan ikke lese bokstavene i filen. Lagre den som «CSV UTF-8» og prøv igjen."
    ),
    Fault.MIXED_ENCODING: gettext_lazy(
        "Filen er skrevet på to måter, så æ, ø og å kan bli feil. Åpne den, se over navnene og lagre den som «CSV UTF-8»."
    ),
    Fault.NOT_TEXT: gettext_lazy(
        "Filen har tegn som ikke hører hjemme i en tekst. Lagre listen på nytt som «CSV UTF-8»."
    ),
    Fault.BROKEN_QUOTES: gettext_lazy("Et anførselstegn mangler sitt motstykke. Rett det og prøv igjen."),
    Fault.TOO_MANY_LINES: gettext_lazy("Filen har for mange linjer. Del den i flere filer på høyst 500 barn."),
    Fault.NO_CHILDREN: gettext_lazy("Filen har overskrifter, men ingen barn."),
    Fault.MISSING_COLUMN: gettext_lazy("Kolonnen mangler. Legg den til i første linje."),
    Fault.UNKNOWN_COLUMN: gettext_lazy("Denne kolonnen bruker vi ikke. Slett den; vi lagrer ikke mer enn vi trenger."),
    Fault.COLUMN_TWICE: gettext_lazy("Kolonnen står to ganger. Slett den ene."),
    Fault.TOO_MANY_CELLS: gettext_lazy(
        "Linjen har flere felt enn overskriften. Se etter om et skilletegn står inne i et navn."
    ),
    Fault.NOT_A_DAY: gettext_lazy("Dette er ingen dag. Skriv den som 05.01.2026 eller 2026-01-05."),
    Fault.NOT_YES_OR_NO: gettext_lazy("Skriv ja eller nei, eller la feltet stå tomt."),
    Fault.NO_NAME: gettext_lazy("Navnet mangler."),
    Fault.NO_DAY: gettext_lazy("Skriv fødselsdato, fødselsnummer eller termin."),
    Fault.TOO_LONG: gettext_lazy("Navnet er for langt."),
    Fault.BORN_AND_EXPECTED: gettext_lazy("Skriv enten fødselsdato eller termin, ikke begge."),
    Fault.BORN_IN_THE_FUTURE: gettext_lazy(
        "Fødselsdatoen er ikke kommet ennå. Er barnet ikke født, skriver du termin."
    ),
    Fault.TOO_OLD: gettext_lazy("Sømløs er for barn og unge til og med 24 år. Se etter om året er riktig."),
    Fault.EXPECTED_TOO_FAR_OFF: gettext_lazy("Termin er for langt fram. Se etter om året er riktig."),
    Fault.EXPECTED_IN_THE_PAST: gettext_lazy("Termin er for lenge siden. Er barnet født, skriver du fødselsdato."),
    Fault.UNKNOWN_LANGUAGE: gettext_lazy(
        "Språket kjenner vi ikke. Skriv for eksempel «dari», eller la feltet stå tomt."
    ),
    Fault.UNKNOWN_PROTECTION: gettext_lazy("Skriv «nei» eller «fortrolig», eller la feltet stå tomt."),
    Fault.STRICT_ADDRESS: gettext_lazy(
        "Et barn med strengt fortrolig adresse står ikke på noen liste. Slett linjen og snakk med lederen din."
    ),
    Fault.NOT_A_NUMBER: gettext_lazy(
        "Fødselsnummeret henger ikke sammen. Se etter om et siffer mangler eller er byttet om."
    ),
    Fault.REAL_PERSON: gettext_lazy("Her brukes bare oppdiktede personer. Slett filen; den har et ekte fødselsnummer."),
    Fault.MADE_UP_PERSON: gettext_lazy("Fødselsnummeret er til en oppdiktet person."),
    Fault.BIRTH_DATE_DIFFERS: gettext_lazy("Fødselsnummeret og fødselsdatoen sier ikke samme dag."),
    Fault.CARER_TWICE: gettext_lazy("Samme foresatt står to ganger på linjen. Slett den ene."),
    Fault.CARER_WITHOUT_NAME: gettext_lazy("Navnet på den foresatte mangler."),
    Fault.UNKNOWN_CARER: gettext_lazy(
        "Skriv «ja» eller «nei» for foreldreansvar, eller fosterforelder, institusjon, barnevernet, verge eller representant."
    ),
    Fault.PHONE_OF_PROTECTED: gettext_lazy(
        "Adressen er fortrolig. Slett telefonnummeret; da skriver vi ikke hvordan hjemmet nås."
    ),
    Fault.CARER_IS_THE_CHILD: gettext_lazy("Barnet og den foresatte har samme fødselsnummer."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is wrong: on which line, in which column, and what to do."""

    line: int
    column: str
    sentence: str


def said_of(wrong: Iterable[Wrong]) -> tuple[Said, ...]:
    """Return what is wrong with a file in sentences, none of which repeats what stood in a field."""
    return tuple(Said(each.line, each.column, _sentence(each)) for each in wrong)


def _sentence(wrong: Wrong) -> str:
    if wrong.fault is Fault.CHILD_TWICE:
        return _("Samme barn står også på linje %(line)d. Slett den ene.") % {"line": wrong.other}
    return str(_SAID[wrong.fault])
