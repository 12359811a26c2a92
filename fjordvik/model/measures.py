"""Fjordvik's measures: what services offer, how far it has come, and how one takes part."""

from fjordvik.model.services import BJORKEHAUG, CENTRE, NESSET, says
from fjordvik.model.write import both
from somlos.municipality.catalogue.rules.help import Facts, Life, Theme
from somlos.municipality.catalogue.rules.versions import MeasureText
from somlos.municipality.catalogue.rules.words import Words


def _offer(
    title: str, lead: str, part: str, owner: str, *also: str, for_whom: str = "", lesson: tuple[str, ...] = ()
) -> Words:
    return says(title, lead, contact=(part,), owner=owner, also=also, for_whom=for_whom, lesson=lesson)


def _measure(
    key: str, services: str, facts: Facts, bokmal: Words, nynorsk: Words, life: Life = Life.IN_USE
) -> MeasureText:
    return MeasureText(
        key=key, place=0, facts=facts, services=tuple(services.split()), life=life, wordings=both(bokmal, nynorsk)
    )


_ALL = (
    _measure(
        "apen-barnehage",
        "frivilligsentralen helsestasjonen",
        Facts(ages=(0, 5), themes=(Theme.INTERPLAY, Theme.FRIENDSHIP), places=(CENTRE,)),
        _offer("Åpen barnehage onsdager", "Lek for de små og kaffe for de store. En helsesykepleier er innom.", "Møt opp onsdag 10–13. Ingen påmelding.", "Frivilligsentralen og helsestasjonen", "alene hjemme med baby", "kjenner ingen andre foreldre", "ensom i permisjonen", "open kindergarten"),
        _offer("Open barnehage onsdagar", "Leik for dei små og kaffi for dei store. Ein helsesjukepleiar er innom.", "Møt opp onsdag 10–13. Inga påmelding.", "Frivilligsentralen og helsestasjonen", "åleine heime med baby", "kjenner ingen andre foreldre", "einsam i permisjonen"),
    ),
    _measure(
        "hjemmebesok-jordmor",
        "jordmor",
        Facts(ages=(0, 0), pregnant=True, themes=(Theme.INTERPLAY,)),
        _offer("Hjemmebesøk av jordmor", "Jordmora kommer hjem til deg de første dagene etter fødselen.", "Alle får tilbud. Jordmora ringer deg.", "Jordmortjenesten", "hjemme med nyfødt", "nettopp født", "amming går ikke", "newborn at home", for_whom="Gravide og barn til to uker"),
        _offer("Heimebesøk av jordmor", "Jordmora kjem heim til deg dei første dagane etter fødselen.", "Alle får tilbod. Jordmora ringjer deg.", "Jordmortenesta", "heime med nyfødd", "nettopp fødd", for_whom="Gravide og barn til to veker"),
    ),
    _measure(
        "samspillsveiledning",
        "helsestasjonen",
        Facts(ages=(0, 3), themes=(Theme.INTERPLAY,), levels=(1, 2)),
        _offer("Samspillsveiledning i seks møter", "Vi ser sammen på små øyeblikk mellom deg og barnet, og finner det som virker.", "Snakk med helsesykepleieren din.", "Helsestasjonen", "får ikke kontakt med babyen", "vanskelig å bli glad i babyen", "barnet ser ikke på meg", "lar seg ikke trøste", "bonding with my baby"),
        _offer("Samspelsrettleiing i seks møte", "Vi ser saman på små augeblikk mellom deg og barnet, og finn det som verkar.", "Snakk med helsesjukepleiaren din.", "Helsestasjonen", "får ikkje kontakt med babyen", "barnet ser ikkje på meg", "lèt seg ikkje trøyste"),
    ),
    _measure(
        "spraklek",
        "barnehagene ppt",
        Facts(ages=(3, 5), themes=(Theme.LANGUAGE,), levels=(1,), places=(BJORKEHAUG,)),
        _offer("Språklek i smågruppe", "Fire barn og en voksen leker med ord tre ganger i uka.", "Spør pedagogisk leder.", "Bjørkehaug barnehage", "snakker lite", "sier få ord", "sen språkutvikling", "snakker ikke i barnehagen", "treåring snakker ikke", "my child doesn't talk", "speech delay"),
        _offer("Språkleik i smågruppe", "Fire barn og ein vaksen leikar med ord tre gonger i veka.", "Spør pedagogisk leiar.", "Bjørkehaug barnehage", "snakkar lite", "seier få ord", "snakkar ikkje i barnehagen"),
    ),
    _measure(
        "lekevenn",
        "barnehagene",
        Facts(ages=(3, 6), themes=(Theme.FRIENDSHIP,), levels=(1,), places=(BJORKEHAUG, CENTRE, NESSET)),
        _offer("Lekevenn-tid", "En voksen hjelper to og to barn inn i lek, til de får det til selv.", "Spør pedagogisk leder.", "Barnehagene", "har ingen å leke med", "leker alene i barnehagen", "får ikke være med i leken", "slår andre i leken", "no one to play with"),
        _offer("Leikeven-tid", "Ein vaksen hjelper to og to barn inn i leik, til dei får det til sjølve.", "Spør pedagogisk leiar.", "Barnehagane", "har ingen å leike med", "leikar åleine i barnehagen", "får ikkje vere med i leiken"),
    ),
    _measure(
        "skolestart-tur",
        "barnehagene barneskolen",
        Facts(ages=(5, 6), themes=(Theme.STARTING_SCHOOL,)),
        _offer("Skolestart-tur", "Barnet går skoleveien, ser klasserommet og møter en fadder før det begynner.", "Alle førskolebarn er med. Barnehagen sier når.", "Barnehagene og skolen", "begynner på skolen", "gruer seg til skolestart", "skal begynne i første klasse", "skolestart", "starting school"),
        _offer("Skulestart-tur", "Barnet går skulevegen, ser klasserommet og møter ein fadder før det byrjar.", "Alle førskulebarn er med. Barnehagen seier når.", "Barnehagane og skulen", "byrjar på skulen", "gruar seg til skulestart", "skal byrje i første klasse"),
    ),
    _measure(
        "god-morgen",
        "barneskolen",
        Facts(ages=(6, 12), themes=(Theme.ABSENCE, Theme.ANXIETY), levels=(1,), places=(CENTRE,)),
        _offer("God morgen-møte", "En trygg voksen tar imot barnet ved døra ti minutter før det ringer.", "Si det til kontaktlæreren.", "Fjordvik barneskole", "vondt i magen før skolen", "gråter om morgenen", "vil ikke på skolen barneskole", "tør ikke gå inn i klasserommet", "urolig om morgenen", "cries before school"),
        _offer("God morgon-møte", "Ein trygg vaksen tek imot barnet ved døra ti minutt før det ringjer.", "Sei det til kontaktlæraren.", "Fjordvik barneskule", "vondt i magen før skulen", "græt om morgonen", "tør ikkje gå inn i klasserommet"),
    ),
    _measure(
        "friminuttslos",
        "barneskolen",
        Facts(ages=(6, 12), themes=(Theme.FRIENDSHIP,), levels=(1,), places=(CENTRE,)),
        _offer("Friminuttslos", "En voksen starter leker som alle kan være med i, og følger den som står alene.", "Snakk med miljøterapeuten eller kontaktlæreren.", "Fjordvik barneskole", "alene i friminuttet", "har ingen venner", "ingen vil være med meg", "ensom på skolen", "står alene", "utestengt", "lonely at school", "no friends", "oktonas"),
        _offer("Friminuttslos", "Ein vaksen startar leikar som alle kan vere med i, og følgjer den som står åleine.", "Snakk med miljøterapeuten eller kontaktlæraren.", "Fjordvik barneskule", "åleine i friminuttet", "har ingen vener", "ingen vil vere med meg", "einsam på skulen", "utestengd"),
    ),
    _measure(
        "to-hjem",
        "helsesykepleier familievernkontoret",
        Facts(ages=(7, 12), themes=(Theme.PARTING,), levels=(1,)),
        _offer("To hjem-gruppe", "Barn som bor to steder, møtes seks ganger og snakker, tegner og spiser sammen.", "Snakk med helsesykepleieren på skolen.", "Skolehelsetjenesten", "foreldrene mine skal skilles", "mamma og pappa har gått fra hverandre", "bor to steder", "skilsmisse barn", "samlivsbrudd barn", "my parents are divorcing"),
        _offer("To heimar-gruppe", "Barn som bur to stader, møtest seks gonger og snakkar, teiknar og et saman.", "Snakk med helsesjukepleiaren på skulen.", "Skulehelsetenesta", "foreldra mine skal skiljast", "mamma og pappa har gått frå kvarandre", "bur to stader"),
    ),
    _measure(
        "modig",
        "psykisk-helse-barn",
        Facts(ages=(8, 12), themes=(Theme.ANXIETY,), levels=(1, 2), places=(CENTRE,), phone="00 00 00 16"),
        _offer("Mestringskurs: Modig hver dag", "Åtte ettermiddager der barn øver på det som er skummelt, i små steg.", "Ring selv.", "Psykisk helse for barn, unge og familier", "redd for å være alene", "redd for mørket", "tør ikke sove alene", "bekymrer seg mye", "sjenert", "engstelig barn", "redd for å snakke i klassen", "my child is scared of everything"),
        _offer("Meistringskurs: Modig kvar dag", "Åtte ettermiddagar der barn øver på det som er skummelt, i små steg.", "Ring sjølv.", "Psykisk helse for barn, unge og familiar", "redd for å vere åleine", "redd for mørkret", "tør ikkje sove åleine", "uroar seg mykje"),
    ),
    _measure(
        "foreldrekafe",
        "psykisk-helse-barn",
        Facts(ages=(0, 18), themes=(Theme.HOME,), places=(CENTRE,)),
        _offer("Foreldrekafé", "Kveld for foreldre om grenser, skjerm, søvn og sinne. Du kan bare høre på.", "Åpen for alle, første torsdag i måneden kl. 19.", "Psykisk helse for barn, unge og familier", "hvordan sette grenser", "skjermtid", "gaming", "spiller for mye", "barnet hører ikke etter", "sint på barnet mitt", "parenting", "too much gaming", for_whom="Foreldre til barn 0–18 år"),
        _offer("Foreldrekafé", "Kveld for foreldre om grenser, skjerm, søvn og sinne. Du kan berre høyre på.", "Open for alle, første torsdag i månaden kl. 19.", "Psykisk helse for barn, unge og familiar", "korleis setje grenser", "speler for mykje", "barnet høyrer ikkje etter", for_whom="Foreldre til barn 0–18 år"),
    ),
    _measure(
        "drop-in",
        "helsesykepleier",
        Facts(ages=(13, 16), themes=(Theme.ANXIETY, Theme.FRIENDSHIP), places=(CENTRE,)),
        _offer("Helsesykepleier på ungdomsskolen", "Drop-in i storefri, uten time og uten at noen spør hvorfor.", "Kom innom i storefri, rom 104.", "Skolehelsetjenesten", "kjæreste", "pubertet", "mensen", "stress på ungdomsskolen", "nurse at school"),
        _offer("Helsesjukepleiar på ungdomsskulen", "Drop-in i storefri, utan time og utan at nokon spør kvifor.", "Kom innom i storefri, rom 104.", "Skulehelsetenesta", "kjærast", "pubertet", "stress på ungdomsskulen"),
    ),
    _measure(
        "naervaersteam",
        "ungdomsskolen ppt psykisk-helse-barn",
        Facts(ages=(10, 16), themes=(Theme.ABSENCE, Theme.ANXIETY), levels=(2,), places=(CENTRE,)),
        _offer("Nærværsteam", "Tre voksne som sammen med deg finner små steg tilbake til skolen.", "Snakk med kontaktlæreren. Foreldre kan også ringe skolen.", "Ungdomsskolen, PPT og psykisk helse", "vil ikke på skolen", "nekter å gå på skolen", "skolevegring", "høyt skolefravær", "ufrivillig skolefravær", "kommer seg ikke på skolen", "går ikke på skolen", "skolefravær", "borte fra skolen", "skulker skolen", "hater skolen", "orker ikke skolen", "my child won't go to school", "refuses to go to school", "school refusal", "in hálit skuvlii", "ii hálit skuvlii"),
        _offer("Nærværsteam", "Tre vaksne som saman med deg finn små steg tilbake til skulen.", "Snakk med kontaktlæraren. Foreldre kan òg ringje skulen.", "Ungdomsskulen, PPT og psykisk helse", "vil ikkje på skulen", "nektar å gå på skulen", "skulevegring", "høgt skulefråvær", "skulefråvær", "kjem seg ikkje på skulen", "går ikkje på skulen", "hatar skulen", "orkar ikkje skulen"),
    ),
    _measure(
        "ungdomsklubb",
        "loftet",
        Facts(ages=(13, 18), themes=(Theme.LEISURE,), places=(CENTRE,)),
        _offer("Loftet ungdomsklubb", "Åpent tre kvelder i uka. Biljard, kjøkken, øvingsrom og voksne som bryr seg.", "Kom mandag, onsdag eller fredag 18–22.", "Kultur", "kjeder seg", "fritidsklubb", "ungdomsklubb", "noe å gjøre om kvelden", "sted å være", "bored", "youth club"),
        _offer("Loftet ungdomsklubb", "Ope tre kveldar i veka. Biljard, kjøkken, øvingsrom og vaksne som bryr seg.", "Kom måndag, onsdag eller fredag 18–22.", "Kultur", "kjedar seg", "fritidsklubb", "noko å gjere om kvelden", "stad å vere"),
    ),
    _measure(
        "spillkveld",
        "loftet utekontakten hjemme-nettverket",
        Facts(ages=(15, 20), themes=(Theme.WITHDRAWAL, Theme.LEISURE), levels=(2, 3), places=(CENTRE,)),
        _offer("Spillkveld med plass til stille folk", "Få folk, lavt lys og ingen som spør. Du kan bare se på.", "Du blir fulgt dit av en du har møtt før.", "Loftet og Utekontakten", "gamer hele natta", "spiller hele natta", "bare på pc", "vil ha venner som gamer", "gaming venner", "plays games all night"),
        _offer("Spelkveld med plass til stille folk", "Få folk, lågt lys og ingen som spør. Du kan berre sjå på.", "Du blir følgd dit av ein du har møtt før.", "Loftet og Utekontakten", "speler heile natta", "berre på pc", "gaming vener"),
        Life.TRIAL,
    ),
    _measure(
        "gatur",
        "utekontakten",
        Facts(ages=(13, 24), themes=(Theme.WITHDRAWAL,), levels=(2, 3), phone="00 00 00 17"),
        _offer("Gåtur uten agenda", "Vi går en tur. Du trenger ikke si noe.", "Send melding, så kommer vi.", "Utekontakten", "orker ingenting", "vil ikke snakke", "gå tur med noen", "alene på rommet", "someone to walk with"),
        _offer("Gåtur utan agenda", "Vi går ein tur. Du treng ikkje seie noko.", "Send melding, så kjem vi.", "Utekontakten", "orkar ingenting", "vil ikkje snakke", "gå tur med nokon", "åleine på rommet"),
    ),
    _measure(
        "bak-dora",
        "hjemme-nettverket psykisk-helse-barn",
        Facts(ages=(13, 24), themes=(Theme.WITHDRAWAL,), levels=(2, 3), phone="00 00 00 16"),
        _offer("Foreldregruppe: Barnet bak døra", "Møt andre foreldre til unge som har trukket seg tilbake. En psykolog er med.", "Ring Psykisk helse for barn, unge og familier.", "Hjemme-nettverket", "sønnen min kommer ikke ut av rommet", "datteren min sitter på rommet hele dagen", "forelder til ungdom på rommet", "ungdommen min har isolert seg", "my son won't leave his room", for_whom="Foreldre til unge 13–24 år"),
        _offer("Foreldregruppe: Barnet bak døra", "Møt andre foreldre til unge som har trekt seg tilbake. Ein psykolog er med.", "Ring Psykisk helse for barn, unge og familiar.", "Heime-nettverket", "sonen min kjem ikkje ut av rommet", "dottera mi sit på rommet heile dagen", "ungdommen min har isolert seg", for_whom="Foreldre til unge 13–24 år"),
    ),
    _measure(
        "ot-kjokkenet",
        "ot",
        Facts(ages=(15, 21), themes=(Theme.WORK, Theme.ABSENCE), levels=(2, 3), places=(CENTRE,), self_contact=False),
        _offer("OT på kjøkkenet", "Vi lager mat sammen og snakker om skole og jobb når det passer.", "OT tar kontakt med deg.", "OT Vestmark", "vet ikke hva jeg vil bli", "står uten skole", "lage mat sammen"),
        _offer("OT på kjøkenet", "Vi lagar mat saman og snakkar om skule og jobb når det passar.", "OT tek kontakt med deg.", "OT Vestmark", "veit ikkje kva eg vil bli", "står utan skule"),
    ),
    _measure(
        "proveplass",
        "nav ot",
        Facts(ages=(16, 24), themes=(Theme.WORK,), levels=(2, 3)),
        _offer("Prøveplass to timer i uka", "Prøv en arbeidsplass i to timer i uka. Mer når du vil.", "Spør NAV eller OT.", "NAV og lokale bedrifter", "trenger jobb", "får ikke jobb", "praksisplass", "ung uten jobb", "work placement", "need a job"),
        _offer("Prøveplass to timar i veka", "Prøv ein arbeidsplass i to timar i veka. Meir når du vil.", "Spør NAV eller OT.", "NAV og lokale bedrifter", "treng jobb", "får ikkje jobb", "ung utan jobb"),
    ),
    _measure(
        "ungdomslos",
        "utekontakten",
        Facts(ages=(14, 20), themes=(Theme.SUBSTANCES, Theme.ABSENCE), levels=(2, 3)),
        _offer("Ungdomslos", "Én voksen som er med deg på møter, på telefonen og på vei til skolen.", "Skolen eller NAV spør sammen med deg.", "Velferd", "rus og fravær", "ruser seg og går ikke på skolen", "trenger en voksen som følger meg", "mentor"),
        _offer("Ungdomslos", "Éin vaksen som er med deg på møte, på telefonen og på veg til skulen.", "Skulen eller NAV spør saman med deg.", "Velferd", "rus og fråvær", "treng ein vaksen som følgjer meg"),
    ),
    _measure(
        "utstyrsbua",
        "frivilligsentralen",
        Facts(ages=(0, 18), themes=(Theme.MONEY, Theme.LEISURE), places=(CENTRE,)),
        _offer("Utstyrsbua", "Lån ski, sykkel, vinterklær og sovepose gratis. Ingen spør hvorfor.", "Kom innom tirsdag og torsdag 15–18.", "Frivilligsentralen", "låne ski", "har ikke råd til utstyr", "mangler vinterklær", "låne sykkel", "borrow skis"),
        _offer("Utstyrsbua", "Lån ski, sykkel, vinterklede og sovepose gratis. Ingen spør kvifor.", "Kom innom tysdag og torsdag 15–18.", "Frivilligsentralen", "låne ski", "har ikkje råd til utstyr", "manglar vinterklede"),
    ),
    _measure(
        "fritidskortet",
        "nav loftet",
        Facts(ages=(6, 18), themes=(Theme.MONEY, Theme.LEISURE)),
        _offer("Fritidskortet", "Penger til fotball, korps, kulturskole eller noe annet barnet har lyst til.", "Fyll ut et skjema hos NAV eller på biblioteket.", "NAV og kultur", "har ikke råd til fotball", "har ikke råd til fritidsaktivitet", "dyrt med trening", "betale kontingent", "can't afford sports"),
        _offer("Fritidskortet", "Pengar til fotball, korps, kulturskule eller noko anna barnet har lyst til.", "Fyll ut eit skjema hos NAV eller på biblioteket.", "NAV og kultur", "har ikkje råd til fotball", "har ikkje råd til fritidsaktivitet"),
    ),
    _measure(
        "leksehjelp",
        "biblioteket",
        Facts(ages=(8, 16), themes=(Theme.LEARNING,), places=(CENTRE,)),
        _offer("Leksehjelp på biblioteket", "Voksne som hjelper med lekser, og noe å spise.", "Kom tirsdag 14–17.", "Kultur", "hjelp med lekser", "får ikke til leksene", "får ikke til matte", "lekser", "homework help"),
        _offer("Leksehjelp på biblioteket", "Vaksne som hjelper med lekser, og noko å ete.", "Kom tysdag 14–17.", "Kultur", "hjelp med leksene", "får ikkje til leksene"),
    ),
    _measure(
        "nar-mamma-er-syk",
        "rus-psykisk-voksne helsesykepleier",
        Facts(ages=(6, 16), themes=(Theme.NEXT_OF_KIN, Theme.SUBSTANCES), levels=(1, 2)),
        _offer("Når mamma eller pappa er syk", "Barn som har en syk forelder, får spørre om alt og møte andre.", "Spør den som behandler den voksne, eller helsesykepleieren.", "Rus og psykisk helse og helsesykepleier", "mamma er syk", "pappa er syk", "pappa har kreft", "mamma er alltid trist", "pappa ruser seg", "søsken som er syk", "barn som pårørende", "pårørende", "mom is sick", "my dad has cancer"),
        _offer("Når mamma eller pappa er sjuk", "Barn som har ein sjuk forelder, får spørje om alt og møte andre.", "Spør den som behandlar den vaksne, eller helsesjukepleiaren.", "Rus og psykisk helse og helsesjukepleiar", "mamma er sjuk", "pappa er sjuk", "barn som pårørande", "pappa rusar seg"),
    ),
    _measure(
        "avlastning",
        "koordinerende-enhet",
        Facts(ages=(0, 18), themes=(Theme.ILLNESS,), levels=(3,), phone="00 00 00 27"),
        _offer("Avlastning i helga", "Barnet er hos noen det kjenner, så dere andre kan hvile.", "Søk. Koordinerende enhet hjelper deg med søknaden.", "Helse og mestring", "trenger avlastning", "helt utslitt med sykt barn", "får aldri hvile", "respite care"),
        _offer("Avlasting i helga", "Barnet er hos nokon det kjenner, så de andre kan kvile.", "Søk. Koordinerande eining hjelper deg med søknaden.", "Helse og meistring", "treng avlasting", "heilt utsliten med sjukt barn"),
    ),
    _measure(
        "familielos",
        "familiens-hus",
        Facts(ages=(0, 24), pregnant=True, themes=(Theme.HOME, Theme.MONEY), levels=(3,), phone="00 00 00 10"),
        _offer("Familielos", "Én fast person som holder oversikten for hele familien i seks til tolv måneder.", "Spør en av oss, eller be om det selv. Beslutningsmøtet avgjør.", "Oppvekst", "mange problemer på en gang", "alt er vanskelig", "for mange tjenester", "må fortelle alt på nytt", "hele familien trenger hjelp", "everything is too much"),
        _offer("Familielos", "Éin fast person som held oversikta for heile familien i seks til tolv månader.", "Spør ein av oss, eller be om det sjølv. Avgjerdsmøtet avgjer.", "Oppvekst", "mange problem på éin gong", "alt er vanskeleg", "heile familien treng hjelp"),
    ),
    _measure(
        "barnekoordinator",
        "koordinerende-enhet",
        Facts(ages=(0, 18), pregnant=True, themes=(Theme.ILLNESS,), levels=(3,), phone="00 00 00 27"),
        _offer("Barnekoordinator", "Én person som samler all hjelp når barnet har alvorlig sykdom eller funksjonsnedsettelse.", "Søk, eller spør Koordinerende enhet. Det er en rett.", "Koordinerende enhet", "barnekoordinator", "venter et sykt barn", "kronisk sykt barn", "barnet har en diagnose", "coordinator for sick child"),
        _offer("Barnekoordinator", "Éin person som samlar all hjelp når barnet har alvorleg sjukdom eller funksjonsnedsetjing.", "Søk, eller spør Koordinerande eining. Det er ein rett.", "Koordinerande eining", "ventar eit sjukt barn", "kronisk sjukt barn"),
    ),
    _measure(
        "tolketelefon",
        "flyktningtjenesten",
        Facts(ages=(0, 24), pregnant=True, themes=(Theme.LANGUAGE,), phone="00 00 00 26"),
        _offer("Tolketelefon-time", "Ring en tjeneste med tolk på linja. Alle tjenester kan bruke den.", "Si hvilket språk du snakker, så ringer vi opp tolken.", "Flyktningtjenesten", "trenger tolk", "snakker ikke norsk", "forstår ikke brevet fra skolen", "tolk", "I don't speak Norwegian", "I need an interpreter"),
        _offer("Tolketelefon-time", "Ring ei teneste med tolk på linja. Alle tenester kan bruke den.", "Sei kva språk du snakkar, så ringjer vi opp tolken.", "Flyktningtenesta", "treng tolk", "snakkar ikkje norsk"),
    ),
    _measure(
        "vekketjeneste",
        "utekontakten",
        Facts(ages=(13, 16), themes=(Theme.ABSENCE,), levels=(2,), self_contact=False),
        _offer("Vekketjeneste", "En voksen kom hjem om morgenen og fulgte den unge til skolen.", "Dette kan du ikke få lenger.", "Velferd", lesson=("Prøvd høsten 2022. Vi sluttet fordi ungdommene opplevde det som press.", "Vi lærte at kontakt må komme før krav.")),
        _offer("Vekketeneste", "Ein vaksen kom heim om morgonen og følgde den unge til skulen.", "Dette kan du ikkje få lenger.", "Velferd", lesson=("Prøvd hausten 2022. Vi slutta fordi ungdommane opplevde det som press.", "Vi lærte at kontakt må kome før krav.")),
        Life.ENDED,
    ),
)  # fmt: skip

MEASURES = tuple(
    MeasureText(
        key=text.key, place=place, facts=text.facts, services=text.services, life=text.life, wordings=text.wordings
    )
    for place, text in enumerate(_ALL, start=1)
)
