"""Made-up names and sentences, so that texts are as long as people write them."""

from random import Random

FIRST = (
    "Alva Brage Dina Eskil Frida Gard Hedda Isak Jenny Kasper Live Magne Nora Oda Peder Runa Sindre Tiril Ulrik Vilja"
    " Aisha Bilal Chiara Dawit Elif Farid Hana Ivana Jakub Kaja"
).split()
LAST = (
    "Åsvoll Bjerkmo Dalhaug Engeset Fossnes Granlund Heggvik Kleppnes Lyngmo Myrhol Nordeide Rognmo Skarbø Tveitli"
    " Østvoll Ålgard Brekkmoen Furuset Haugmyr Steinvåg"
).split()
TITLES = ("pedagogisk leder", "kontaktlærer", "helsesykepleier", "barne- og ungdomsarbeider", "spesialpedagog")
SENTENCES = (
    "I garderoben i morges ble barnet stående lenge med jakken på og ville ikke inn til de andre.",
    "Da vi spiste, sa det ingenting, og matboksen var tom for tredje dag på rad.",
    "Tidligere lekte det helst med to andre barn, men de siste ukene har det gått for seg selv langs gjerdet.",
    "Jeg spurte om noe var leit, og fikk til svar at det bare var litt slitsomt hjemme.",
    "Det sover ved bordet etter lunsj og våkner når noen lukker en dør.",
    "I gymtimen satt det på benken og sa at det hadde vondt i magen, som også sist mandag.",
    "Det tegnet et hus med mange dører og fortalte at alle var låst.",
    "Når vi leser sammen, lyser ansiktet opp, og det husker hele historien til neste dag.",
)
OWN_WORDS = ("«Jeg vil helst være her litt til.»", "«Det er bråkete om natten.»", "«Ingen vil leke med meg.»")
STRENGTHS = ("Omsorgsfull med de minste og flink til å bygge.", "Har en god venn og en bestemor som bor nær.")
SIGNS = '["Trekker seg unna lek", "Er ofte trett", "Har vondt i magen eller hodet"]'


def name(chance: Random) -> str:
    """Make up a name."""
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def seen(chance: Random) -> str:
    """Make up what somebody saw: three to six sentences."""
    return " ".join(chance.sample(SENTENCES, chance.randint(3, 6)))
