"""What people type, and what Fjordvik must answer first. The table is the test."""

import pytest

from fjordvik.model import lay_help, lay_model
from fjordvik.model.measures import MEASURES
from fjordvik.model.services import services
from somlos.municipality.catalogue import selectors
from somlos.municipality.catalogue.rules.help import Life, Wish
from somlos.municipality.catalogue.rules.versions import Situation
from somlos.municipality.catalogue.rules.words import Language, Part
from somlos.municipality.catalogue.tests.desk import NOW, TODAY, house, lay_desk

# The sentence, then the pages of which one must come first.
ASKED = (
    ("vil ikke på skolen", "naervaersteam"),
    ("vil ikkje på skulen", "naervaersteam"),
    ("Sønnen min på 14 nekter å gå på skolen hver morgen", "naervaersteam"),
    ("skolevegring", "naervaersteam"),
    ("skulevegring", "naervaersteam"),
    ("skolevegrinng", "naervaersteam"),
    ("skolvegring", "naervaersteam"),
    ("skolefravær", "naervaersteam"),
    ("skolefravaer", "naervaersteam"),
    ("my child won't go to school", "naervaersteam"),
    ("school refusal", "naervaersteam"),
    ("in hálit skuvlii", "naervaersteam"),
    ("in halit skuvlii", "naervaersteam"),
    ("kjempetrist", "helsesykepleier psykisk-helse-barn"),
    ("er trist hele tiden", "psykisk-helse-barn"),
    ("mobing", "barneskolen ungdomsskolen helsesykepleier"),
    ("mobbing", "barneskolen ungdomsskolen helsesykepleier"),
    ("datteren min blir mobbet på skolen", "barneskolen"),
    ("dottera mi blir mobba på skulen", "barneskolen"),
    ("bullied at school", "barneskolen"),
    ("har ingen venner", "friminuttslos"),
    ("har ingen vener", "friminuttslos"),
    ("alene i friminuttet", "friminuttslos"),
    ("no friends", "friminuttslos"),
    ("vondt i magen før skolen", "god-morgen"),
    ("snakker lite", "spraklek"),
    ("treåringen snakker nesten ikke", "spraklek"),
    ("my child doesn't talk", "spraklek"),
    ("har ingen å leke med i barnehagen", "lekevenn"),
    ("gruer seg til skolestart", "skolestart-tur"),
    ("foreldrene mine skal skilles", "to-hjem"),
    ("mamma og pappa har gått fra hverandre", "to-hjem"),
    ("skilsmisse", "familievernkontoret to-hjem"),
    ("redd for mørket", "modig"),
    ("angst", "psykisk-helse-barn"),
    ("angsst", "psykisk-helse-barn"),
    ("depresjon", "psykisk-helse-barn"),
    ("røyker hasj", "utekontakten"),
    ("royker hasj", "utekontakten"),
    ("ruser seg", "utekontakten ungdomslos"),
    ("har ikke råd til fotball", "fritidskortet"),
    ("har ikkje råd til fotball", "fritidskortet"),
    ("låne ski", "utstyrsbua"),
    ("lane ski", "utstyrsbua"),
    ("mangler penger til mat", "nav"),
    ("no money", "nav"),
    ("mamma er syk", "nar-mamma-er-syk"),
    ("mamma er sjuk", "nar-mamma-er-syk"),
    ("pappa har kreft", "nar-mamma-er-syk"),
    ("kommer ikke ut av rommet", "hjemme-nettverket bak-dora"),
    ("sonen min kjem ikkje ut av rommet", "bak-dora hjemme-nettverket"),
    ("spiller hele natta", "spillkveld"),
    ("trenger tolk", "tolketelefon"),
    ("I need an interpreter", "tolketelefon flyktningtjenesten"),
    ("hjelp med lekser", "leksehjelp"),
    ("homework help", "leksehjelp"),
    ("gravid", "jordmor"),
    ("jeg er gravid og redd for fødselen", "jordmor"),
    ("pregnant", "jordmor"),
    ("babyen gråter mye", "helsestasjonen"),
    ("sluttet på videregående", "ot"),
    ("slutta på vidaregåande", "ot"),
    ("trenger jobb", "proveplass"),
    ("trenger avlastning", "avlastning"),
    ("dysleksi", "ppt"),
    ("disleksi", "ppt"),
    ("vet ikke hvor jeg skal begynne", "familiens-hus"),
    ("får ikke sove", "helsesykepleier"),
    ("for mange tjenester", "familielos"),
    ("barnevernet", "barnevernstjenesten"),
    ("redd hjemme", "barnevernstjenesten"),
    ("redd heime", "barnevernstjenesten"),
    ("balan ruovttus", "barnevernstjenesten"),
    ("afraid at home", "barnevernstjenesten"),
    ("pappa drikker", "barnevernstjenesten"),
    ("helsesykepleier", "helsesykepleier drop-in"),
    ("ungdomsklubb", "ungdomsklubb"),
    ("ADHD", "bup"),
)


@pytest.fixture(scope="module")
def shelf(django_db_setup, django_db_blocker, test_server, tmp_path_factory):
    with house(django_db_blocker, test_server, tmp_path_factory.mktemp("keys")):
        desk = lay_desk("Fjordvik kommune", now=NOW)
        with desk.sits(at=NOW) as editor:
            lay_model(editor, now=NOW)
            lay_help(editor, now=NOW)
        mark = selectors.publisher("", on=TODAY).mark
        yield selectors.shelf(desk.municipality, mark, on=TODAY, language=Language.BOKMAL)


def keys(helps):
    return [help_.key for help_ in helps]


@pytest.mark.parametrize(("sentence", "first"), ASKED)
def test_what_hurts_leads_to_the_right_help_first(shelf, sentence, first):
    found = keys(selectors.find(shelf, sentence, Wish()).helps)

    assert found[:1] and found[0] in first.split(), found[:5]


@pytest.mark.parametrize(
    ("sentence", "situation"),
    [
        ("redd hjemme", Situation.VIOLENCE),
        ("redd heime", Situation.VIOLENCE),
        ("er red hjeme", Situation.VIOLENCE),
        ("pappa slår meg", Situation.VIOLENCE),
        ("vold", Situation.VIOLENCE),
        ("vald", Situation.VIOLENCE),
        ("familievold", Situation.VIOLENCE),
        ("tør ikke gå hjem", Situation.VIOLENCE),
        ("my dad hits me", Situation.VIOLENCE),
        ("seksuelle overgrep", Situation.VIOLENCE),
        ("tvangsekteskap", Situation.VIOLENCE),
        ("balan ruovttus", Situation.VIOLENCE),
        ("vil ikke leve", Situation.SUICIDE),
        ("jeg vil dø", Situation.SUICIDE),
        ("kutter meg", Situation.SUICIDE),
        ("sjølvmord", Situation.SUICIDE),
        ("I want to die", Situation.SUICIDE),
        ("vil ikke på skolen", None),
        ("vil være hjemme fra skolen", None),
        ("volleyball", None),
        ("redd for mørket", None),
        ("vil til doktor", None),
        ("slalåm", None),
        ("", None),
    ],
)
def test_danger_is_seen_in_a_sentence_and_nowhere_else(shelf, sentence, situation):
    assert selectors.find(shelf, sentence, Wish()).danger is situation


def test_every_sentence_is_answered_by_a_handful_not_by_everything(shelf):
    many = {sentence: len(selectors.find(shelf, sentence, Wish()).helps) for sentence, _ in ASKED}

    assert {sentence: count for sentence, count in many.items() if count > 12} == {}


def test_there_are_28_measures_to_have_and_one_that_ended_and_says_why():
    ended = [text for text in MEASURES if text.life is Life.ENDED]

    assert (len(MEASURES), [text.key for text in ended]) == (29, ["vekketjeneste"])
    assert all(words.said(Part.LESSON) for words in ended[0].wordings.values())


def test_what_has_ended_is_never_offered(shelf):
    assert "vekketjeneste" not in keys(selectors.find(shelf, "vekketjeneste", Wish()).helps)
    assert "vekketjeneste" not in keys(selectors.find(shelf, "", Wish()).helps)


def test_every_service_and_measure_is_written_in_both_forms_and_says_how_one_gets_there():
    helps = (*services(TODAY), *MEASURES)
    for text in helps:
        bokmal, nynorsk = (text.wordings[language] for language in Language)
        shown = [
            [(p.part, len(p.said)) for p in words.parts if p.part is not Part.ALSO_SAY] for words in (bokmal, nynorsk)
        ]
        assert shown[0] == shown[1], text.key
        assert bokmal.lead and bokmal.said(Part.CONTACT) and bokmal.said(Part.OWNER), text.key


def test_every_measure_belongs_to_services_that_exist():
    known = {text.key for text in services(TODAY)}

    assert {service for text in MEASURES for service in text.services} <= known


def test_a_service_says_what_happens_then_and_how_long_one_waits():
    for text in services(TODAY):
        for words in text.wordings.values():
            assert words.said(Part.NEXT) and words.first(Part.WAITING), text.key
