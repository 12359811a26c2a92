"""Sentences that must lead to a telephone before anything else."""

from somlos.municipality.catalogue.rules.finding import LONGEST_QUESTION, likeness, words_of
from somlos.municipality.catalogue.rules.versions import Situation

_ALIKE = 0.5
_SHORTEST_TO_MEND = 4

# Beginnings of words, folded; a full stop means that the word ends there. All on a line must be there, in any order.
# Too often is better than once too seldom: what is shown is only whom to ring.
_VIOLENCE = (
    "vold", "vald.", "valden", "valdel", "familievold", "slar.", "slo. meg", "slatt.", "slatt. av", "slatt. meg", "sla. meg",
    "banker meg", "banka meg", "juling", "mishandl", "overgrep", "voldta", "voldte", "valdta", "valdtek", "incest", "drep",
    "kniv", "truer", "trugar", "truet. meg", "trua. meg", "underliv", "tafs", "befol", "tvangs", "tvangsgift", "kjonnslem",
    "omskj", "innelast", "innestengt", "redd hjem", "red. hjem", "reddhjem", "redd pappa", "redd mamma", "redd. far.", "redd faren",
    "redd moren", "redd mor.", "redd stefar", "redd mannen", "redd kjaeresten", "tor. ikke hjem", "torer ikke hjem",
    "torr ikke hjem", "utrygg hjem", "ikke trygg hjem", "uttrygg hjem",
    "violen", "abus", "rape", "raped", "beats", "beaten", "hits me", "hit. me.", "hits my", "hurts me", "scared home",
    "afraid home", "unsafe home", "forced marriage", "threaten",
    "veahkavald", "balan ruovttus", "illastuh",
)  # fmt: skip

_SUICIDE = (
    "selvmord", "sjolvmord", "sjolmord", "suicid", "ta. livet", "tar. livet", "vil. do.", "onsker do.", "vil. doy.",
    "orker ikke leve.", "orkar ikke leve.", "ikke leve.", "ikke leva.", "selvskad", "sjolvskad", "kutter meg", "kuttar meg",
    "skjaerer meg", "skader meg", "skadar meg", "kill myself", "want die.", "wants die.", "self harm", "selfharm", "iesbeal", "iezan",
)  # fmt: skip


def danger_in(text: str) -> Situation | None:
    """Tell which telephone a sentence asks for: of one's own life before all, then of violence; None when of neither."""
    words = words_of(text[:LONGEST_QUESTION])
    if any(_is_said(pattern, words) for pattern in _SUICIDE):
        return Situation.SUICIDE
    return Situation.VIOLENCE if any(_is_said(pattern, words) for pattern in _VIOLENCE) else None


def _is_said(pattern: str, words: tuple[str, ...]) -> bool:
    return all(any(_is_meant(part, word) for word in words) for part in pattern.split())


def _is_meant(part: str, word: str) -> bool:
    if part.endswith("."):
        return word == part[:-1]
    if word.startswith(part):
        return True
    return min(len(part), len(word)) >= _SHORTEST_TO_MEND and likeness(part, word[: len(part) + 1]) >= _ALIKE
