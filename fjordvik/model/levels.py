"""The four levels of Fjordvik's guide and the steps of the upper three."""

from fjordvik.model.write import both, step
from somlos.municipality.catalogue.rules.versions import Clock, ClockKind, LevelText, Responsible, StepText
from somlos.municipality.catalogue.rules.words import Lines, Part, Words


def _level(title: str, lead: str, who: str) -> Words:
    return Words(title, lead, (Lines(Part.WHO, (who,)),))


LEVELS = (
    LevelText(
        key="0",
        place=0,
        wordings=both(
            _level(
                "Jeg undrer meg",
                "En voksen ser noe, tenker sammen med en kollega og snakker med barnet og hjemmet.",
                "Den som ser det",
            ),
            _level(
                "Eg undrar meg",
                "Ein vaksen ser noko, tenkjer saman med ein kollega og snakkar med barnet og heimen.",
                "Den som ser det",
            ),
        ),
    ),
    LevelText(
        key="1",
        place=1,
        wordings=both(
            _level(
                "Vi prøver hos oss",
                "Barnehagen, skolen eller helsestasjonen prøver noe sammen med barnet og hjemmet.",
                "Tjenesten selv",
            ),
            _level(
                "Vi prøver hos oss",
                "Barnehagen, skulen eller helsestasjonen prøver noko saman med barnet og heimen.",
                "Tenesta sjølv",
            ),
        ),
    ),
    LevelText(
        key="2",
        place=2,
        wordings=both(
            _level(
                "Flere tjenester",
                "To eller flere tjenester hjelper sammen. Én holder stafetten, så ingenting stopper opp.",
                "Stafettholderen",
            ),
            _level(
                "Fleire tenester",
                "To eller fleire tenester hjelper saman. Éin held stafetten, så ingenting stoppar opp.",
                "Stafetthaldaren",
            ),
        ),
    ),
    LevelText(
        key="3",
        place=3,
        wordings=both(
            _level(
                "Sammensatt samarbeid",
                "Familien får ett team og én plan. En los holder oversikten sammen med dem.",
                "Familieteamet",
            ),
            _level(
                "Samansett samarbeid",
                "Familien får eitt team og éin plan. Ein los held oversikta saman med dei.",
                "Familieteamet",
            ),
        ),
    ),
)

_EIGHT_WEEKS = Clock(ClockKind.DAYS, 56)
_SIX_WEEKS = Clock(ClockKind.DAYS, 42)

LEVEL_1 = (
    StepText(
        key="1.1",
        place=1,
        level=1,
        responsible=Responsible.OWN_SERVICE,
        wordings=both(
            step(
                "Bli enige om ett til tre mål",
                "Målene skrives med barnets egne ord.",
                "Spør barnet hva som skal bli annerledes, og hvordan dere merker det.",
                "Foresatte sier ja før dere begynner. Fra 15 år sier ungdommen også ja.",
                who="Den i tjenesten som kjenner barnet, sammen med barnet og foresatte",
            ),
            step(
                "Bli samde om eitt til tre mål",
                "Måla blir skrivne med orda til barnet.",
                "Spør barnet kva som skal bli annleis, og korleis de merkar det.",
                "Føresette seier ja før de begynner. Frå 15 år seier ungdommen også ja.",
                who="Den i tenesta som kjenner barnet, saman med barnet og føresette",
            ),
        ),
    ),
    StepText(
        key="1.2",
        place=2,
        level=1,
        responsible=Responsible.OWN_SERVICE,
        wordings=both(
            step(
                "Velg tiltak",
                "Hvem gjør hva, og når ser dere på det igjen?",
                "Velg noe tjenesten kan gjøre selv, i hverdagen.",
                "Skriv navnet på den som skal gjøre det, og dagen dere ser på det igjen.",
                who="Den i tjenesten som kjenner barnet",
            ),
            step(
                "Vel tiltak",
                "Kven gjer kva, og når ser de på det igjen?",
                "Vel noko tenesta kan gjere sjølv, i kvardagen.",
                "Skriv namnet på den som skal gjere det, og dagen de ser på det igjen.",
                who="Den i tenesta som kjenner barnet",
            ),
        ),
    ),
    StepText(
        key="1.3",
        place=3,
        level=1,
        responsible=Responsible.OWN_SERVICE,
        wordings=both(
            step(
                "Gjør det",
                "Gjør det dere ble enige om, og skriv ned det som går bra.",
                "Si fra med en gang hvis noe ikke lar seg gjøre.",
                who="Den som har tiltaket",
            ),
            step(
                "Gjer det",
                "Gjer det de vart samde om, og skriv ned det som går bra.",
                "Sei frå med ein gong om noko ikkje lèt seg gjere.",
                who="Den som har tiltaket",
            ),
        ),
    ),
    StepText(
        key="1.4",
        place=4,
        level=1,
        responsible=Responsible.OWN_SERVICE,
        clock=_EIGHT_WEEKS,
        wordings=both(
            step(
                "Evaluer sammen med barn og foresatte",
                "Se på det sammen: Hva hjalp, og hva hjalp ikke?",
                "Spør barnet først. Gir planen fortsatt mening?",
                who="Den i tjenesten som kjenner barnet, sammen med barnet og foresatte",
                when="Etter fire til åtte uker",
            ),
            step(
                "Evaluer saman med barn og føresette",
                "Sjå på det saman: Kva hjelpte, og kva hjelpte ikkje?",
                "Spør barnet først. Gir planen framleis meining?",
                who="Den i tenesta som kjenner barnet, saman med barnet og føresette",
                when="Etter fire til åtte veker",
            ),
        ),
    ),
    StepText(
        key="1.5",
        place=5,
        level=1,
        responsible=Responsible.OWN_SERVICE,
        wordings=both(
            step(
                "Avslutt, juster eller gå til nivå 2",
                "Bestem sammen hva som skjer nå.",
                "Er målet nådd, avslutter dere og sier det høyt til barnet.",
                "Trenger dere en tjeneste til, spør dere familien først.",
                who="Tjenesten og familien sammen",
            ),
            step(
                "Avslutt, juster eller gå til nivå 2",
                "Bestem saman kva som skjer no.",
                "Er målet nådd, avsluttar de og seier det høgt til barnet.",
                "Treng de ei teneste til, spør de familien først.",
                who="Tenesta og familien saman",
            ),
        ),
    ),
)

LEVEL_2 = (
    StepText(
        key="2.1",
        place=1,
        level=2,
        responsible=Responsible.OWN_SERVICE,
        wordings=both(
            step(
                "Velg stafettholder",
                "Én person holder tråden. Barnet og familien er med på å velge.",
                "Velg en som kjenner barnet, og som har tid.",
                "Den som har hatt ansvaret, har det til stafettholderen har tatt imot.",
                who="Tjenesten som begynte, sammen med familien",
            ),
            step(
                "Vel stafetthaldar",
                "Éin person held tråden. Barnet og familien er med på å velje.",
                "Vel ein som kjenner barnet, og som har tid.",
                "Den som har hatt ansvaret, har det til stafetthaldaren har teke imot.",
                who="Tenesta som begynte, saman med familien",
            ),
        ),
    ),
    StepText(
        key="2.2",
        place=2,
        level=2,
        responsible=Responsible.RELAY_HOLDER,
        statutes=("fvl-13",),
        wordings=both(
            step(
                "Hent samtykke",
                "Bare til de tjenestene som trengs, ikke flere.",
                "Fortell hvem som skal vite hva, og hvor lenge.",
                "Spør for hver tjeneste. Et nei er et helt svar.",
                who="Stafettholderen",
            ),
            step(
                "Hent samtykke",
                "Berre til dei tenestene som trengst, ikkje fleire.",
                "Fortel kven som skal vite kva, og kor lenge.",
                "Spør for kvar teneste. Eit nei er eit heilt svar.",
                who="Stafetthaldaren",
            ),
        ),
    ),
    StepText(
        key="2.3",
        place=3,
        level=2,
        responsible=Responsible.RELAY_HOLDER,
        wordings=both(
            step(
                "Forbered møtet med barnet",
                "Barnet bestemmer sammen med dere hva møtet skal handle om.",
                "Hva går bra? Hva er vanskelig? Hva vil du at de voksne skal gjøre?",
                "Er det noe vi ikke skal snakke om? Hvem vil du ha med?",
                "Barnet kan være der, være med litt, sende et brev eller la noen si det.",
                who="Stafettholderen, eller en voksen barnet er trygg på",
            ),
            step(
                "Førebu møtet med barnet",
                "Barnet bestemmer saman med dykk kva møtet skal handle om.",
                "Kva går bra? Kva er vanskeleg? Kva vil du at dei vaksne skal gjere?",
                "Er det noko vi ikkje skal snakke om? Kven vil du ha med?",
                "Barnet kan vere der, vere med litt, sende eit brev eller la nokon seie det.",
                who="Stafetthaldaren, eller ein vaksen barnet er trygg på",
            ),
        ),
    ),
    StepText(
        key="2.4",
        place=4,
        level=2,
        responsible=Responsible.RELAY_HOLDER,
        wordings=both(
            step(
                "Samarbeidsmøte",
                "Felles bilde, mål og tiltak. Alle hører det samme.",
                "Begynn med barnets ord.",
                "Ingen vedtak i møtet. Dere blir enige om hvem som gjør hva til neste gang.",
                who="Stafettholderen kaller inn",
            ),
            step(
                "Samarbeidsmøte",
                "Felles bilete, mål og tiltak. Alle høyrer det same.",
                "Begynn med orda til barnet.",
                "Ingen vedtak i møtet. De blir samde om kven som gjer kva til neste gong.",
                who="Stafetthaldaren kallar inn",
            ),
        ),
    ),
    StepText(
        key="2.5",
        place=5,
        level=2,
        responsible=Responsible.RELAY_HOLDER,
        wordings=both(
            step(
                "Gjennomfør",
                "Hver gjør det de har lovet.",
                "Si fra til stafettholderen når noe stopper.",
                who="Alle som har lovet noe; stafettholderen følger med",
            ),
            step(
                "Gjennomfør",
                "Kvar gjer det dei har lova.",
                "Sei frå til stafetthaldaren når noko stoppar.",
                who="Alle som har lova noko; stafetthaldaren følgjer med",
            ),
        ),
    ),
    StepText(
        key="2.6",
        place=6,
        level=2,
        responsible=Responsible.RELAY_HOLDER,
        clock=_EIGHT_WEEKS,
        wordings=both(
            step(
                "Evaluer og velg vei",
                "Ned til nivå 1, videre på nivå 2, eller nivå 3.",
                "Spør barnet og familien: Dro vi i samme retning?",
                "Å gå ned et nivå er en god nyhet. Si det til barnet.",
                who="Stafettholderen og familien sammen",
                when="Innen åtte uker",
            ),
            step(
                "Evaluer og vel veg",
                "Ned til nivå 1, vidare på nivå 2, eller nivå 3.",
                "Spør barnet og familien: Drog vi i same retning?",
                "Å gå ned eit nivå er ei god nyheit. Sei det til barnet.",
                who="Stafetthaldaren og familien saman",
                when="Innan åtte veker",
            ),
        ),
    ),
)

LEVEL_3 = (
    StepText(
        key="3.1",
        place=1,
        level=3,
        responsible=Responsible.RELAY_HOLDER,
        wordings=both(
            step(
                "Vurder individuell plan, barnekoordinator eller familielos",
                "Hva har familien rett til, og hva ønsker de?",
                "Familien kan spørre en av oss, eller be om det selv.",
                who="Stafettholderen, sammen med koordinerende enhet",
            ),
            step(
                "Vurder individuell plan, barnekoordinator eller familielos",
                "Kva har familien rett til, og kva ønskjer dei?",
                "Familien kan spørje ein av oss, eller be om det sjølv.",
                who="Stafetthaldaren, saman med koordinerande eining",
            ),
        ),
    ),
    StepText(
        key="3.2",
        place=2,
        level=3,
        responsible=Responsible.FAMILY_TEAM,
        wordings=both(
            step(
                "Familieteam med mandat",
                "Alle i teamet sier hva de kan love på vegne av tjenesten sin.",
                "Familien velger gjerne en tillitsperson som er med.",
                "Hele familien blir sett, også de voksne.",
                who="Familielosen samler teamet",
            ),
            step(
                "Familieteam med mandat",
                "Alle i teamet seier kva dei kan love på vegner av tenesta si.",
                "Familien vel gjerne ein tillitsperson som er med.",
                "Heile familien blir sett, også dei vaksne.",
                who="Familielosen samlar teamet",
            ),
        ),
    ),
    StepText(
        key="3.3",
        place=3,
        level=3,
        responsible=Responsible.FAMILY_TEAM,
        wordings=both(
            step(
                "Én plan",
                "Alle arbeider etter den samme planen.",
                "Har noen en plan fra før, ser dere på dem sammen.",
                "Spør: Er planen laget for deg, eller for oss?",
                who="Familieteamet",
            ),
            step(
                "Éin plan",
                "Alle arbeider etter den same planen.",
                "Har nokon ein plan frå før, ser de på dei saman.",
                "Spør: Er planen laga for deg, eller for oss?",
                who="Familieteamet",
            ),
        ),
    ),
    StepText(
        key="3.4",
        place=4,
        level=3,
        responsible=Responsible.FAMILY_TEAM,
        clock=_SIX_WEEKS,
        wordings=both(
            step(
                "Møte hver fjerde til sjette uke",
                "Korte møter, der dere ser på løftene fra sist.",
                "Hvert møte slutter med hvem som gjør hva til neste gang.",
                who="Familielosen kaller inn",
                when="Hver fjerde til sjette uke",
            ),
            step(
                "Møte kvar fjerde til sjette veke",
                "Korte møte, der de ser på lovnadene frå sist.",
                "Kvart møte sluttar med kven som gjer kva til neste gong.",
                who="Familielosen kallar inn",
                when="Kvar fjerde til sjette veke",
            ),
        ),
    ),
    StepText(
        key="3.5",
        place=5,
        level=3,
        responsible=Responsible.FAMILY_TEAM,
        clock=_EIGHT_WEEKS,
        wordings=both(
            step(
                "Står det stille, be om beslutningsmøte",
                "Lederne møtes for å rydde i det som stopper.",
                "Uten samtykke fra familien spør dere uten navn.",
                who="Familielosen",
                when="Når ingenting har flyttet seg på åtte uker",
            ),
            step(
                "Står det stille, be om avgjerdsmøte",
                "Leiarane møtest for å rydde i det som stoppar.",
                "Utan samtykke frå familien spør de utan namn.",
                who="Familielosen",
                when="Når ingenting har flytta seg på åtte veker",
            ),
        ),
    ),
    StepText(
        key="3.6",
        place=6,
        level=3,
        responsible=Responsible.FAMILY_TEAM,
        wordings=both(
            step(
                "Planlegg veien ned til nivå 2",
                "Bestem tidlig hva som skal til for at dere klarer dere med mindre.",
                "Avtal hvem familien ringer hvis det blir vanskelig igjen.",
                who="Familieteamet og familien sammen",
            ),
            step(
                "Planlegg vegen ned til nivå 2",
                "Bestem tidleg kva som skal til for at de klarer dykk med mindre.",
                "Avtal kven familien ringjer om det blir vanskeleg igjen.",
                who="Familieteamet og familien saman",
            ),
        ),
    ),
)
