"""Whom to ring in Fjordvik. The emergency numbers are the country's own; those that begin with 00 are invented."""

from fjordvik.model.write import both
from somlos.municipality.catalogue.rules.versions import CallText, Situation
from somlos.municipality.catalogue.rules.words import Lines, Part, Words


def _call(name: str, when: str, hours: str) -> Words:
    return Words(name, when, (Lines(Part.HOURS, (hours,)),))


_ALL_DAY, _ALL_DAY_NN = "Hele døgnet", "Heile døgnet"

CALLS = (
    CallText(
        key="police_emergency",
        place=1,
        number="112",
        situations=(Situation.DANGER, Situation.VIOLENCE),
        wordings=both(
            _call("Politiet", "Et barn er i fare nå.", _ALL_DAY),
            _call("Politiet", "Eit barn er i fare no.", _ALL_DAY_NN),
        ),
    ),
    CallText(
        key="ambulance",
        place=2,
        number="113",
        situations=(Situation.DANGER, Situation.SUICIDE),
        wordings=both(
            _call("Ambulanse", "Noen er alvorlig syk eller skadet, eller står i fare for å ta livet sitt.", _ALL_DAY),
            _call(
                "Ambulanse", "Nokon er alvorleg sjuk eller skadd, eller står i fare for å ta livet sitt.", _ALL_DAY_NN
            ),
        ),
    ),
    CallText(
        key="casualty_clinic",
        place=3,
        number="116 117",
        situations=(Situation.DANGER, Situation.SUICIDE),
        wordings=both(
            _call("Legevakt", "Du trenger helsehjelp som ikke kan vente.", _ALL_DAY),
            _call("Legevakt", "Du treng helsehjelp som ikkje kan vente.", _ALL_DAY_NN),
        ),
    ),
    CallText(
        key="child_welfare_duty",
        place=4,
        number="00 00 00 01",
        situations=(Situation.VIOLENCE, Situation.NEGLECT),
        wordings=both(
            _call(
                "Barnevernvakta", "Du tror at et barn blir utsatt for vold, overgrep eller alvorlig svikt.", _ALL_DAY
            ),
            _call(
                "Barnevernvakta",
                "Du trur at eit barn blir utsett for vald, overgrep eller alvorleg svikt.",
                _ALL_DAY_NN,
            ),
        ),
    ),
    CallText(
        key="police",
        place=5,
        number="02800",
        situations=(Situation.VIOLENCE,),
        wordings=both(
            _call(
                "Politiet, når det ikke haster",
                "Vold, tvangsekteskap, kjønnslemlestelse eller noen som blir holdt under kontroll.",
                _ALL_DAY,
            ),
            _call(
                "Politiet, når det ikkje hastar",
                "Vald, tvangsekteskap, kjønnslemlesting eller nokon som blir halden under kontroll.",
                _ALL_DAY_NN,
            ),
        ),
    ),
    CallText(
        key="childrens_alarm",
        place=6,
        number="116 111",
        situations=(Situation.CHILD_RINGS,),
        wordings=both(
            _call(
                "Alarmtelefonen for barn og unge",
                "Du er barn eller ung og trenger en voksen å snakke med. Det koster ingenting.",
                _ALL_DAY,
            ),
            _call(
                "Alarmtelefonen for barn og unge",
                "Du er barn eller ung og treng ein vaksen å snakke med. Det kostar ingenting.",
                _ALL_DAY_NN,
            ),
        ),
    ),
    CallText(
        key="one_door",
        place=7,
        number="00 00 00 10",
        situations=(Situation.UNSURE,),
        wordings=both(
            _call("Familiens hus, én dør inn", "Du er usikker på hvor du skal begynne.", "Hverdager 8–16"),
            _call("Familiens hus, éi dør inn", "Du er usikker på kvar du skal begynne.", "Kvardagar 8–16"),
        ),
    ),
)
