"""Fjordvik's texts beside the steps: asking anonymously, being wrong, saying yes, what one can expect of whom."""

from fjordvik.model.write import both, section
from somlos.municipality.catalogue.rules.versions import ArticleText
from somlos.municipality.catalogue.rules.words import Lines, Part, Words

ASK_ANONYMOUSLY = ArticleText(
    key="ask_anonymously",
    place=1,
    wordings=both(
        Words(
            "Spør uten å si hvem",
            "Du kan få råd uten at noen vet hvilket barn det gjelder.",
            (
                Lines(Part.WHO, ("Anonym drøftingstime, med en fra helsestasjonen og en fra barnevernstjenesten",)),
                Lines(Part.WHEN, ("Hver torsdag kl. 12–13",)),
                Lines(Part.PHONE, ("00 00 00 12",)),
                Lines(
                    Part.HOW,
                    (
                        "Si hva du har sett, og omtrent hvor gammelt barnet er.",
                        "Si ikke navn, avdeling, klasse, adresse eller hva foreldrene arbeider med.",
                    ),
                ),
                Lines(
                    Part.SMALL_PLACES,
                    (
                        "Fjordvik er lite. Er det bare ett barn det kan gjelde, er det ikke anonymt lenger. Si mindre, eller spør lederen din først.",
                    ),
                ),
            ),
        ),
        Words(
            "Spør utan å seie kven",
            "Du kan få råd utan at nokon veit kva barn det gjeld.",
            (
                Lines(Part.WHO, ("Anonym drøftingstime, med ein frå helsestasjonen og ein frå barnevernstenesta",)),
                Lines(Part.WHEN, ("Kvar torsdag kl. 12–13",)),
                Lines(Part.PHONE, ("00 00 00 12",)),
                Lines(
                    Part.HOW,
                    (
                        "Sei kva du har sett, og om lag kor gammalt barnet er.",
                        "Sei ikkje namn, avdeling, klasse, adresse eller kva foreldra arbeider med.",
                    ),
                ),
                Lines(
                    Part.SMALL_PLACES,
                    (
                        "Fjordvik er lite. Er det berre eitt barn det kan gjelde, er det ikkje anonymt lenger. Sei mindre, eller spør leiaren din først.",
                    ),
                ),
            ),
        ),
    ),
)

WHAT_IF_I_AM_WRONG = ArticleText(
    key="what_if_i_am_wrong",
    place=2,
    wordings=both(
        Words(
            "Hva om jeg tar feil?",
            "Da har et barn fått en voksen som brydde seg. Det er aldri galt å undre seg.",
            (
                section(
                    "",
                    "Du skal ikke vite hva det er. Du skal si hva du har sett.",
                    "De fleste undringer ender med en god forklaring. Da legger dere den bort, og sier det til barnet og hjemmet.",
                    "De fleste foreldre vil heller vite enn at du tier.",
                    "Gjelder det vold, overgrep eller alvorlig svikt, trenger du ikke være sikker for å melde.",
                ),
            ),
        ),
        Words(
            "Kva om eg tek feil?",
            "Då har eit barn fått ein vaksen som brydde seg. Det er aldri gale å undre seg.",
            (
                section(
                    "",
                    "Du skal ikkje vite kva det er. Du skal seie kva du har sett.",
                    "Dei fleste undringar endar med ei god forklaring. Då legg de ho bort, og seier det til barnet og heimen.",
                    "Dei fleste foreldre vil heller vite enn at du tier.",
                    "Gjeld det vald, overgrep eller alvorleg svikt, treng du ikkje vere sikker for å melde.",
                ),
            ),
        ),
    ),
)

ADULT_SERVICES = ArticleText(
    key="adult_services",
    place=3,
    wordings=both(
        Words(
            "Når du møter en voksen som har det vanskelig",
            "NAV, rus og psykisk helse møter foreldre. Spør alltid om barna.",
            (
                section(
                    "",
                    "Har du barn?",
                    "Hvem passer barna når du har det verst?",
                    "Vet barna hva som skjer?",
                    "Har barna en voksen å snakke med?",
                ),
            ),
        ),
        Words(
            "Når du møter ein vaksen som har det vanskeleg",
            "NAV, rus og psykisk helse møter foreldre. Spør alltid om barna.",
            (
                section(
                    "",
                    "Har du barn?",
                    "Kven passar barna når du har det verst?",
                    "Veit barna kva som skjer?",
                    "Har barna ein vaksen å snakke med?",
                ),
            ),
        ),
    ),
)

WHAT_TO_EXPECT = ArticleText(
    key="what_to_expect",
    place=4,
    wordings=both(
        Words(
            "Hva du kan vente av hver av oss",
            "Å samarbeide er ikke valgfritt. Her ser du hvem som har ansvar for hva.",
            (
                section("Barnet og familien", "Bestemmer sammen med oss. Dere kan si ja, nei og stopp."),
                section(
                    "Ansatte",
                    "Ser barnet, spør tidlig og gjør det de har lovet. Slipper ikke stafetten før noen har tatt imot.",
                ),
                section(
                    "Ledere i barnehage, skole, helse, barnevern og NAV",
                    "Gir ansatte tid og mandat, og svarer når noen ber om hjelp.",
                ),
                section(
                    "Kommunalsjefene", "Eier samarbeidet sammen, og rydder i det som stopper. De ser antall, ikke navn."
                ),
                section(
                    "Kommunedirektøren",
                    "Stiller tydelige krav om samarbeid, og avgjør hvem som samordner når to tjenester ikke blir enige.",
                ),
                section("Kommunestyret", "Vedtar målene, setter av penger og spør hvert år hva vi har lært."),
            ),
        ),
        Words(
            "Kva du kan vente av kvar av oss",
            "Å samarbeide er ikkje valfritt. Her ser du kven som har ansvar for kva.",
            (
                section("Barnet og familien", "Bestemmer saman med oss. De kan seie ja, nei og stopp."),
                section(
                    "Tilsette",
                    "Ser barnet, spør tidleg og gjer det dei har lova. Slepper ikkje stafetten før nokon har teke imot.",
                ),
                section(
                    "Leiarar i barnehage, skule, helse, barnevern og NAV",
                    "Gir tilsette tid og mandat, og svarer når nokon ber om hjelp.",
                ),
                section(
                    "Kommunalsjefane", "Eig samarbeidet saman, og ryddar i det som stoppar. Dei ser tal, ikkje namn."
                ),
                section(
                    "Kommunedirektøren",
                    "Stiller tydelege krav om samarbeid, og avgjer kven som samordnar når to tenester ikkje blir samde.",
                ),
                section("Kommunestyret", "Vedtek måla, set av pengar og spør kvart år kva vi har lært."),
            ),
        ),
    ),
)

YES_ADULT = ArticleText(
    key="yes.adult",
    place=5,
    statutes=("fvl-13",),
    wordings=both(
        Words(
            "Til deg som er forelder eller foresatt",
            "Du kan si ja til at disse tjenestene snakker sammen om barnet ditt. Du velger hvem og om hva.",
            (
                section(
                    "Før du har sagt ja",
                    "Ingen andre enn tjenesten selv ser noe. Den kan gjøre klar en logg, men den blir slettet etter 30 dager hvis ikke alle som skal si ja, har sagt ja.",
                ),
                section(
                    "Én tjeneste om gangen",
                    "Du sier ja til hver tjeneste for seg, og du ser hva den får vite, og hvor lenge. Vi spør igjen før noen nye blir med, og før ansvaret går til en annen tjeneste.",
                    "Det tjenestene vet om deg som voksen, er noe annet. Det spør vi deg om for seg.",
                ),
                section(
                    "Hvis du sier nei",
                    "Barnet får den hjelpen det ellers skal ha hos oss. Et nei er et helt svar.",
                ),
                section(
                    "Hvis du ombestemmer deg",
                    "Du kan ombestemme deg når som helst. Det er to trykk å trekke et ja, eller du kan ringe oss.",
                    "Da slutter vi å dele med en gang. Det som alt er skrevet, må vi ta vare på etter loven.",
                    "En annen som også har sagt ja, får bare vite at et samtykke er endret. Ikke hvilket, og ikke av hvem.",
                ),
                section(
                    "Når barnet blir større",
                    "Fra 15 år sier ungdommen også ja. Fra 16 år bestemmer ungdommen selv over helseopplysninger. Fra 18 år er det bare ungdommen som sier ja.",
                ),
                section(
                    "På ditt språk",
                    "Du kan få tolk. En oversatt tekst er til hjelp når du leser, men det du skriver under på, er den norske teksten som er godkjent.",
                ),
            ),
        ),
        Words(
            "Til deg som er forelder eller føresett",
            "Du kan seie ja til at desse tenestene snakkar saman om barnet ditt. Du vel kven og om kva.",
            (
                section(
                    "Før du har sagt ja",
                    "Ingen andre enn tenesta sjølv ser noko. Ho kan gjere klar ein logg, men han blir sletta etter 30 dagar om ikkje alle som skal seie ja, har sagt ja.",
                ),
                section(
                    "Éi teneste om gongen",
                    "Du seier ja til kvar teneste for seg, og du ser kva ho får vite, og kor lenge. Vi spør igjen før nokon nye blir med, og før ansvaret går til ei anna teneste.",
                    "Det tenestene veit om deg som vaksen, er noko anna. Det spør vi deg om for seg.",
                ),
                section(
                    "Om du seier nei",
                    "Barnet får den hjelpa det elles skal ha hos oss. Eit nei er eit heilt svar.",
                ),
                section(
                    "Om du ombestemmer deg",
                    "Du kan ombestemme deg når som helst. Det er to trykk å trekkje eit ja, eller du kan ringje oss.",
                    "Då sluttar vi å dele med ein gong. Det som alt er skrive, må vi ta vare på etter lova.",
                    "Ein annan som også har sagt ja, får berre vite at eit samtykke er endra. Ikkje kva for eitt, og ikkje av kven.",
                ),
                section(
                    "Når barnet blir større",
                    "Frå 15 år seier ungdommen også ja. Frå 16 år bestemmer ungdommen sjølv over helseopplysningar. Frå 18 år er det berre ungdommen som seier ja.",
                ),
                section(
                    "På ditt språk",
                    "Du kan få tolk. Ein omsett tekst er til hjelp når du les, men det du skriv under på, er den norske teksten som er godkjend.",
                ),
            ),
        ),
    ),
)

YES_YOUTH = ArticleText(
    key="yes.youth",
    place=6,
    wordings=both(
        Words(
            "Til deg som er ung",
            "Voksne i ulike tjenester får ikke snakke sammen om deg bare fordi de vil. De må ha et ja.",
            (
                section(
                    "Under 15 år",
                    "Foreldrene dine sier ja eller nei. Du skal bli spurt hva du synes, og det skal bety noe.",
                ),
                section("Fra 15 år", "Du sier ja eller nei sammen med foreldrene dine. Begge deler trengs."),
                section("Fra 16 år", "Du bestemmer alene over det som er helse."),
                section("Fra 18 år", "Du bestemmer alt. Foreldrene dine er med bare hvis du vil."),
                section(
                    "Når du er uenig eller angrer",
                    "Si fra. Du kan trekke ja-et ditt når du vil, og da slutter vi å dele med en gang.",
                    "Er det noe du ikke vil at de hjemme skal få vite, så spør før du forteller: Hvem får vite dette?",
                ),
            ),
        ),
        Words(
            "Til deg som er ung",
            "Vaksne i ulike tenester får ikkje snakke saman om deg berre fordi dei vil. Dei må ha eit ja.",
            (
                section(
                    "Under 15 år",
                    "Foreldra dine seier ja eller nei. Du skal bli spurd kva du synest, og det skal bety noko.",
                ),
                section("Frå 15 år", "Du seier ja eller nei saman med foreldra dine. Begge delar trengst."),
                section("Frå 16 år", "Du bestemmer åleine over det som er helse."),
                section("Frå 18 år", "Du bestemmer alt. Foreldra dine er med berre om du vil."),
                section(
                    "Når du er usamd eller angrar",
                    "Sei frå. Du kan trekkje ja-et ditt når du vil, og då sluttar vi å dele med ein gong.",
                    "Er det noko du ikkje vil at dei heime skal få vite, så spør før du fortel: Kven får vite dette?",
                ),
            ),
        ),
    ),
)

YES_CHILD = ArticleText(
    key="yes.child",
    place=7,
    wordings=both(
        Words(
            "Til deg som er barn",
            "De voksne vil gjerne snakke sammen for å hjelpe deg. Du kan si hva du synes om det.",
            (
                section(
                    "",
                    "Er det noe du ikke vil at de skal snakke om? Si det til oss.",
                    "Mamma og pappa, eller de du bor hos, sier om det er greit. Vi spør deg også.",
                    "Du kan si noe annet i morgen enn i dag. Det er lov.",
                    "Noen ganger må en voksen si noe videre for å passe på deg. Da sier vi det til deg.",
                ),
            ),
        ),
        Words(
            "Til deg som er barn",
            "Dei vaksne vil gjerne snakke saman for å hjelpe deg. Du kan seie kva du synest om det.",
            (
                section(
                    "",
                    "Er det noko du ikkje vil at dei skal snakke om? Sei det til oss.",
                    "Mamma og pappa, eller dei du bur hos, seier om det er greitt. Vi spør deg også.",
                    "Du kan seie noko anna i morgon enn i dag. Det er lov.",
                    "Nokre gonger må ein vaksen seie noko vidare for å passe på deg. Då seier vi det til deg.",
                ),
            ),
        ),
    ),
)

ARTICLES = (ASK_ANONYMOUSLY, WHAT_IF_I_AM_WRONG, ADULT_SERVICES, WHAT_TO_EXPECT, YES_ADULT, YES_YOUTH, YES_CHILD)
