"""Signs to be curious about in Fjordvik, by age, and the strengths one always looks for. Not a key to anything."""

from collections.abc import Iterator

from fjordvik.model.write import both
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.versions import Area, SignText
from somlos.municipality.catalogue.rules.words import Words

B, F, V, L = Area.BODY, Area.FEELINGS, Area.FRIENDS, Area.LEARNING_AND_HOME

_BY_AGE: dict[AgeBand, tuple[tuple[str, Area, str, str], ...]] = {
    AgeBand.FIRST_YEAR: (
        ("growth", B, "Vekst som stopper opp", "Vekst som stoppar opp"),
        ("restless_or_still", F, "Mye urolig eller uvanlig stille", "Mykje uroleg eller uvanleg stille"),
        ("little_eye_contact", V, "Lite blikkontakt mellom barn og voksen", "Lite blikkontakt mellom barn og vaksen"),
        ("seldom_at_checks", L, "Kommer sjelden til kontroll", "Kjem sjeldan til kontroll"),
        (
            "sad_parent",
            L,
            "En forelder virker svært trist, redd eller ruset",
            "Ein forelder verkar svært trist, redd eller rusa",
        ),
    ),
    AgeBand.FROM_1: (
        ("sleep", B, "Sover dårlig, ofte og lenge", "Søv dårleg, ofte og lenge"),
        ("not_comforted", F, "Lar seg ikke trøste", "Lèt seg ikkje trøyste"),
        ("goes_to_anybody", V, "Går til hvem som helst", "Går til kven som helst"),
        ("plays_little", V, "Leker lite", "Leikar lite"),
        ("language_stands_still", L, "Språket står stille", "Språket står stille"),
        ("often_away", L, "Er stadig borte", "Er stadig borte"),
    ),
    AgeBand.FROM_3: (
        ("hungry_or_tired", B, "Er sulten eller trøtt når det kommer", "Er svolten eller trøytt når det kjem"),
        ("afraid_of_pick_up", F, "Er redd for å bli hentet", "Er redd for å bli henta"),
        ("withdraws_from_play", V, "Trekker seg unna lek", "Trekkjer seg unna leik"),
        ("hits_or_bites", V, "Slår eller biter ofte", "Slår eller bit ofte"),
        (
            "speaks_little",
            L,
            "Snakker lite, eller peker i stedet for å si ordet",
            "Snakkar lite, eller peikar i staden for å seie ordet",
        ),
        ("loses_skills", L, "Mister ferdigheter det hadde", "Mistar dugleik det hadde"),
        ("worries_about_adults", L, "Er bekymret for voksne hjemme", "Er uroleg for vaksne heime"),
    ),
    AgeBand.FROM_6: (
        (
            "pain",
            B,
            "Har vondt i mage eller hode uten at legen finner noe",
            "Har vondt i mage eller hovud utan at legen finn noko",
        ),
        ("says_stupid", F, "Sier «jeg er dum»", "Seier «eg er dum»"),
        ("few_at_break", V, "Har få å være med i friminuttet", "Har få å vere med i friminuttet"),
        ("cannot_sit_still", L, "Klarer ikke å sitte i ro", "Klarer ikkje å sitje i ro"),
        ("reading_stops", L, "Lesingen går i stå", "Lesinga går i stå"),
        ("home_on_mondays", L, "Er ofte hjemme på mandager", "Er ofte heime på måndagar"),
    ),
    AgeBand.FROM_10: (
        ("hides_body", B, "Skjuler kroppen", "Skjuler kroppen"),
        ("mood_swings", F, "Svinger mye i humør", "Svingar mykje i humør"),
        ("shut_out_online", V, "Blir holdt utenfor på nett", "Blir halden utanfor på nett"),
        ("stops_activity", V, "Slutter på en fritidsaktivitet", "Sluttar på ein fritidsaktivitet"),
        ("responsible_at_home", L, "Tar mye ansvar hjemme", "Tek mykje ansvar heime"),
    ),
    AgeBand.FROM_13: (
        ("sleeps_by_day", B, "Sover om dagen og er våken om natten", "Søv om dagen og er vaken om natta"),
        ("weekday_drugs", B, "Rus på fest blir rus i uka", "Rus på fest blir rus i veka"),
        ("self_harm", F, "Skader seg selv", "Skadar seg sjølv"),
        ("older_friends", V, "Får nye og mye eldre venner", "Får nye og mykje eldre venner"),
        ("single_lessons", L, "Er borte fra enkelttimer", "Er borte frå enkelttimar"),
        ("money", L, "Har penger som ikke stemmer", "Har pengar som ikkje stemmer"),
    ),
    AgeBand.FROM_16: (
        ("stays_in_room", F, "Blir på rommet", "Blir på rommet"),
        ("does_not_answer", V, "Svarer ikke på meldinger", "Svarer ikkje på meldingar"),
        ("leaves_course", L, "Slutter på linja", "Sluttar på linja"),
        ("loses_apprenticeship", L, "Mister lærlingplassen", "Mistar lærlingplassen"),
        ("controlled", L, "Blir kontrollert av familie eller kjæreste", "Blir kontrollert av familie eller kjæraste"),
    ),
    AgeBand.FROM_18: (
        ("no_rhythm", B, "Bor hjemme uten dagsrytme", "Bur heime utan dagsrytme"),
        ("cancels_all", V, "Avlyser alt", "Avlyser alt"),
        ("no_contact", L, "Har ingen kontakt med skole, jobb eller NAV", "Har ingen kontakt med skule, jobb eller NAV"),
        ("bills", L, "Har regninger liggende i skuffen", "Har rekningar liggjande i skuffa"),
    ),
}

_STRENGTHS = (
    ("safe_adult", "Én trygg voksen", "Éin trygg vaksen"),
    ("good_at", "Noe barnet er god på", "Noko barnet er god på"),
    ("friend", "En venn", "Ein venn"),
    ("place", "Et sted å høre til", "Ein stad å høyre til"),
    ("humour", "Humor", "Humor"),
)


def _signs() -> Iterator[SignText]:
    for band, signs in _BY_AGE.items():
        for place, (key, area, bokmal, nynorsk) in enumerate(signs):
            wordings = both(Words(bokmal), Words(nynorsk))
            yield SignText(key=f"{band}.{key}", place=place, area=area, band=band, wordings=wordings)
    for place, (key, bokmal, nynorsk) in enumerate(_STRENGTHS):
        wordings = both(Words(bokmal), Words(nynorsk))
        yield SignText(key=f"strength.{key}", place=place, area=Area.STRENGTH, band=None, wordings=wordings)


SIGNS = tuple(_signs())
