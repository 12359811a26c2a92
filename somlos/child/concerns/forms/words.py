"""What codes are called on pages, and the sentence of each refusal."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from somlos.child.concerns.rules import Decision, WhyNot
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.ui.forms import Option

WHY: Mapping[WhyNot, tuple[str, str | Promise]] = {
    WhyNot.DECIDED: ("", _("Undringen er allerede avgjort. Se hva som ble bestemt, øverst på siden.")),
    WhyNot.NOT_DISCUSSED: ("decision", _("Drøft undringen med lederen din først. To øyne ser mer enn ett.")),
    WhyNot.LEADER_NOT_IN: ("decision", _("Dere bestemmer sammen: ta lederen med i drøftingen først.")),
    WhyNot.WATCHED_ONCE: ("decision", _("Dere har fulgt med i fire uker allerede. Velg noe annet nå.")),
    WhyNot.NOTICED_IN_FUTURE: ("noticed_on", _("Dagen har ikke vært ennå. Velg dagen du la merke til det.")),
    WhyNot.NOTICED_TOO_LONG_AGO: ("noticed_on", _("Det er mer enn to år siden. Skriv heller ned det du ser nå.")),
    WhyNot.HELD_IN_FUTURE: ("held_on", _("Dagen har ikke vært ennå. Skriv ned samtalen når dere har snakket sammen.")),
    WhyNot.HELD_BEFORE_NOTICED: ("held_on", _("Dagen er før du la merke til noe. Sjekk datoen.")),
    WhyNot.NOT_A_COLLEAGUE: ("seat", _("Velg noen som er i samme tjeneste som deg nå.")),
    WhyNot.ALREADY_IN: ("seat", _("Kollegaen er allerede med. Velg en annen.")),
    WhyNot.NOT_TOLD: (
        "told",
        _("Dere har snakket med barnet eller hjemmet. Fortell dem at undringen legges bort, før dere gjør det."),
    ),
    WhyNot.ON_RED_PATH: ("", _("Undringen er flyttet til den røde veien. Det du skrev nå, er ikke lagret.")),
    WhyNot.CHANGED_MEANWHILE: (
        "",
        _("Noen har endret undringen mens du skrev. Åpne den i et nytt vindu, og ta med det du har skrevet her."),
    ),
    WhyNot.SAVED_ALREADY: ("", _("Undringen er lagret allerede. Du finner den på Min dag.")),
    WhyNot.AUTHOR_IS_THERE: ("why", _("Den som skrev, arbeider her fortsatt. Velg den andre grunnen.")),
    WhyNot.AUTHOR_MAY_ANSWER: (
        "why",
        _(
            "Den som skrev, er ikke meldt borte. Er det ikke skrevet noe nytt i undringen, kan du ta den over fra %(day)s."
        ),
    ),
    WhyNot.LIFTED: ("", _("Den røde veien er løftet allerede.")),
}
"""The sentence of each refusal, and the field it belongs at."""

DECISIONS: Mapping[Decision, Option] = {
    Decision.PUT_ASIDE: Option(
        _("Legge undringen bort"), _("Vi er ikke urolige lenger. Undringen slettes etter tolv måneder.")
    ),
    Decision.WATCH: Option(_("Følge med i fire uker"), _("Kan brukes én gang. Du får beskjed når tiden er ute.")),
    Decision.LEVEL_1: Option(
        _("Nivå 1, vi prøver hos oss"), _("Vi gjør noe i egen tjeneste, sammen med barnet og hjemmet.")
    ),
    Decision.LEVEL_2: Option(
        _("Nivå 2, flere tjenester"), _("Vi trenger hjelp fra en annen tjeneste. Familien blir spurt først.")
    ),
    Decision.REPORT: Option(
        _("Jeg har meldt til barnevernet"),
        _("Den som melder, bestemmer det selv. Innholdet i meldingen skrives ikke her."),
    ),
}

BANDS: Mapping[AgeBand, str | Promise] = {
    AgeBand.FIRST_YEAR: _("Svangerskap og 0–1 år"),
    AgeBand.FROM_1: _("1–3 år"),
    AgeBand.FROM_3: _("3–6 år"),
    AgeBand.FROM_6: _("6–9 år"),
    AgeBand.FROM_10: _("10–12 år"),
    AgeBand.FROM_13: _("13–15 år"),
    AgeBand.FROM_16: _("16–18 år"),
    AgeBand.FROM_18: _("18–24 år"),
}
