"""What codes are called on pages."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from somlos.foundation.access.rules import Protection
from somlos.foundation.people.rules import Age, CarerKind, Decides, Ready, Stage

_LANGUAGES = {
    "nb": gettext_lazy("norsk, bokmål"),
    "nn": gettext_lazy("norsk, nynorsk"),
    "se": gettext_lazy("nordsamisk"),
    "sma": gettext_lazy("sørsamisk"),
    "smj": gettext_lazy("lulesamisk"),
    "nsl": gettext_lazy("norsk tegnspråk"),
    "en": gettext_lazy("engelsk"),
    "ar": gettext_lazy("arabisk"),
    "prs": gettext_lazy("dari"),
    "es": gettext_lazy("spansk"),
    "et": gettext_lazy("estisk"),
    "fa": gettext_lazy("persisk"),
    "fi": gettext_lazy("finsk"),
    "fr": gettext_lazy("fransk"),
    "ku": gettext_lazy("kurdisk"),
    "lt": gettext_lazy("litauisk"),
    "lv": gettext_lazy("latvisk"),
    "pl": gettext_lazy("polsk"),
    "ps": gettext_lazy("pashto"),
    "ro": gettext_lazy("rumensk"),
    "ru": gettext_lazy("russisk"),
    "so": gettext_lazy("somali"),
    "sw": gettext_lazy("swahili"),
    "ta": gettext_lazy("tamil"),
    "th": gettext_lazy("thai"),
    "ti": gettext_lazy("tigrinja"),
    "tl": gettext_lazy("tagalog"),
    "tr": gettext_lazy("tyrkisk"),
    "uk": gettext_lazy("ukrainsk"),
    "ur": gettext_lazy("urdu"),
    "vi": gettext_lazy("vietnamesisk"),
    "zh": gettext_lazy("kinesisk"),
}
_KINDS = {
    CarerKind.PARENT_WITH_RESPONSIBILITY: gettext_lazy("forelder med foreldreansvar"),
    CarerKind.PARENT_WITHOUT_RESPONSIBILITY: gettext_lazy("forelder uten foreldreansvar"),
    CarerKind.FOSTER_PARENT: gettext_lazy("fosterforelder"),
    CarerKind.INSTITUTION: gettext_lazy("institusjon"),
    CarerKind.CHILD_WELFARE_AS_CARER: gettext_lazy("barnevernet som omsorgsgiver"),
    CarerKind.LEGAL_GUARDIAN: gettext_lazy("verge"),
    CarerKind.REPRESENTATIVE: gettext_lazy("representant for enslig mindreårig"),
}
_DECIDES = {
    Decides.CONSENT: gettext_lazy("sier ja eller nei til å dele"),
    Decides.DAILY_LIFE: gettext_lazy("bestemmer i hverdagen"),
    Decides.BE_TOLD: gettext_lazy("får vite"),
}
_PROTECTIONS = {
    Protection.NONE: gettext_lazy("ikke skjermet"),
    Protection.CONFIDENTIAL: gettext_lazy("fortrolig"),
    Protection.STRICTLY_CONFIDENTIAL: gettext_lazy("strengt fortrolig"),
}
_STEPS = {
    Ready.DPIA_READ: gettext_lazy("Vurderingen av personvernkonsekvenser er lest"),
    Ready.BASIS_CHOSEN: gettext_lazy("Behandlingsgrunnlag er valgt for hvert formål"),
    Ready.RETENTION_CHOSEN: gettext_lazy("Lagringsregler er valgt"),
    Ready.CONSENT_TEXTS_APPROVED: gettext_lazy("Samtykketekstene er godkjent"),
    Ready.ACCESS_REVIEWED: gettext_lazy("Tilgangene er gått gjennom"),
}


def age_in_words(age: Age) -> str:
    """Return an age as one says it; empty when it is not known."""
    match age.stage:
        case Stage.UNBORN:
            return _("ikke født ennå")
        case Stage.MONTHS if age.number == 0:
            return _("under én måned")
        case Stage.MONTHS:
            return ngettext("%(number)d måned", "%(number)d måneder", age.number) % {"number": age.number}
        case Stage.YEARS:
            return ngettext("%(number)d år", "%(number)d år", age.number) % {"number": age.number}
        case _:
            return ""


def language_in_words(code: str) -> str:
    """Return what a language is called; empty when none is written."""
    return str(_LANGUAGES.get(code, ""))


def languages() -> list[tuple[str, str]]:
    """Return the languages one may choose, Norwegian ones first and then by name."""
    first = ("nb", "nn", "se", "sma", "smj", "nsl")
    rest = sorted((str(word), code) for code, word in _LANGUAGES.items() if code not in first)
    return [(code, str(_LANGUAGES[code])) for code in first] + [(code, word) for word, code in rest]


def kind_in_words(kind: CarerKind) -> str:
    """Return what a kind of carer is called."""
    return str(_KINDS[kind])


def decides_in_words(decides: Decides) -> str:
    """Return what something a carer may do is called."""
    return str(_DECIDES[decides])


def protection_in_words(protection: str) -> str:
    """Return what a protection of the address is called."""
    return str(_PROTECTIONS[Protection(protection)])


def step_in_words(step: Ready) -> str:
    """Return what a readiness step says."""
    return str(_STEPS[step])


def day_in_words(day: date) -> str:
    """Return a day as pages say it: «5. januar 2026»."""
    return date_format(day, "j. F Y")
