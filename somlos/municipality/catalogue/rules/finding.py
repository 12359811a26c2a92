"""How what people type is read, put right and weighed against what the pages say. Nothing here knows a database."""

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST_QUESTION = 200
_MOST_TERMS = 8
_LONGEST_TERM = 30
_ALIKE = 0.36
_SHORTEST_TO_MEND = 4
_SHORTEST_TAIL = 5
_SMALL_WORD = 0.25
_PHRASE, _LEAST, _SHARE_OF_BEST = 2.0, 0.12, 0.22

# Letters that do not come apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ß": "ss", "œ": "oe", "ı": "i"}
)

# Nynorsk on the left, as people also type it; the index holds both, and sentences are compared in one.
_SAME = {
    "eg": "jeg", "ikkje": "ikke", "ikje": "ikke", "ein": "en", "eit": "et", "noko": "noe", "nokon": "noen",
    "nokre": "noen", "berre": "bare", "mykje": "mye", "heime": "hjemme", "heim": "hjem", "korleis": "hvordan",
    "kva": "hva", "kven": "hvem", "kor": "hvor", "ho": "hun", "dei": "de", "fra": "fra", "saman": "sammen",
    "nokonting": "noe", "skulen": "skolen", "skule": "skole", "skular": "skoler", "skulevegring": "skolevegring",
    "aleine": "alene", "vener": "venner", "ven": "venn", "foreldra": "foreldre", "sonen": "sonnen", "dottera": "datteren",
    "mobba": "mobbet", "mobbar": "mobber", "leksene": "lekser", "jenta": "jenta", "treng": "trenger",
}  # fmt: skip

_SMALL = frozenset(
    "a about alle alt all am an and are at av bare barn barnet be bli blir bort bra da de deg dem den der dere deres det"
    " dette din ditt do does du eller en enn er et ett far fatt for fordi fra fri ga gar get go got ha hadde han hans har"
    " hele hennes her hjelp help hos hun hva hvem hver hvor hvordan i ikke in is it jeg kan kom kommer kommet litt m man"
    " mange med meg men mer min mine mitt mot my mye na nar no noe noen nok not og om on opp or oss over pa sa seg"
    " selv si sin sine sitt skal skulle slik som s so sitter sonn sonnen sonnnen datter datteren daughter son child children kid kids"
    " t than that the their them there they til to trenger u ut uten va var vart ved veldig vi vil ville vart want wants was"
    " we what when who will with won won't wont would you your ar aring aringen gammel ungdommen gutten jenta her hit dit"
    " in lea mun mu du don dont doesnt don't going goes".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: all its words in order, and those that carry it, put right where they were misspelled."""

    words: tuple[str, ...]
    terms: tuple[str, ...]
    mended: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as a question is weighed against it: what people also say when it is the one they need."""

    key: str
    sayings: tuple[frozenset[str], ...]


def fold(text: str) -> str:
    """Write a text with plain small letters and single spaces, whatever alphabet marks it has."""
    taken_apart = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    letters = "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())


def words_of(text: str) -> tuple[str, ...]:
    """Split a text into folded words, those of nynorsk in the form the sentences are compared in."""
    return tuple(_SAME.get(word, word) for word in fold(text).split())


def stem(word: str) -> str:
    """Cut the commonest endings off a word."""
    for ending in ("hetene", "heten", "ene", "ane", "ing", "en", "et", "er", "ar", "te", "a", "e", "s", "t"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def saying_of(text: str) -> frozenset[str]:
    """Return the stems of a sentence people say."""
    return frozenset(map(stem, words_of(text)))


def ask(text: str, vocabulary: frozenset[str]) -> Asked:
    """Read a question, and put right words that nobody here uses but that look like one somebody does."""
    words = words_of(text[:LONGEST_QUESTION])
    carrying = [word[:_LONGEST_TERM] for word in words if word not in _SMALL and len(word) > 1 and not word.isdigit()]
    terms = list(dict.fromkeys(carrying))[:_MOST_TERMS]
    near = {term: nearest(term, vocabulary) for term in terms}
    mended = tuple((term, word) for term, word in near.items() if word != term)
    corrected = dict(mended)
    return Asked(
        words=tuple(corrected.get(word, word) for word in words),
        terms=tuple(dict.fromkeys(near.values())),
        mended=mended,
    )


def nearest(term: str, vocabulary: frozenset[str]) -> str:
    """Find the known word somebody meant; the term itself when it is known, or like none."""
    root = stem(term)
    if len(term) < _SHORTEST_TO_MEND or any(word.startswith(term) or stem(word) == root for word in vocabulary):
        return term
    inside = [
        word for word in vocabulary if len(word) >= _SHORTEST_TAIL and (term.endswith(word) or term.startswith(word))
    ]
    if inside:
        return max(inside, key=lambda word: (len(word), word))
    candidates = [(likeness(term, word), word) for word in vocabulary if abs(len(word) - len(term)) <= 3]
    best, word = max(candidates, default=(0.0, term))
    return word if best >= _ALIKE else term


def likeness(one: str, other: str) -> float:
    """Return how many groups of three letters two words share, from 0 to 1."""
    ours, theirs = _threes(one), _threes(other)
    return len(ours & theirs) / len(ours | theirs)


def rarity_of(entries: Sequence[Entry]) -> dict[str, float]:
    """Weigh each stem by how few pages say it: 1 for one page alone, towards 0 for all of them."""
    on = [frozenset[str]().union(*entry.sayings) for entry in entries]
    count = Counter(one for stems in on for one in stems)
    return {one: math.log(1 + len(on) / many) / math.log(1 + len(on)) for one, many in count.items()}


def rank(
    asked: Asked, entries: Sequence[Entry], rarity: Mapping[str, float], hits: Mapping[str, Mapping[str, float]]
) -> tuple[str, ...]:
    """Put the pages that answer a question in order, the best first; a page far behind the best is left out.

    `hits` says for each page how heavily each term weighs on it, from 0 to 1. A sentence people say counts for more
    than single words, and a rare word for more than one that stands on every page.
    """
    sentence = frozenset(map(stem, asked.words))
    found = Counter(term for on_page in hits.values() for term in on_page)
    terms = {term: math.log(1 + len(entries) / found[term]) for term in found}
    scores = {
        entry.key: _PHRASE * _phrase(sentence, entry.sayings, rarity) ** 2 + _words(hits.get(entry.key, {}), terms)
        for entry in entries
    }
    best = max(scores.values(), default=0.0)
    kept = [entry.key for entry in entries if scores[entry.key] >= max(_LEAST, best * _SHARE_OF_BEST)]
    return tuple(sorted(kept, key=lambda key: -scores[key]))


def _words(hits: Mapping[str, float], terms: Mapping[str, float]) -> float:
    whole = sum(terms.values())
    return sum(terms[term] * weight for term, weight in hits.items()) / whole if whole else 0.0


def _phrase(sentence: frozenset[str], sayings: Iterable[frozenset[str]], rarity: Mapping[str, float]) -> float:
    """Return how much of the nearest saying is in the sentence: all of it is 1."""

    def weight(stems: Iterable[str]) -> float:
        return sum(_SMALL_WORD if one in _SMALL_STEMS else rarity.get(one, 1.0) for one in stems)

    asked, best = weight(sentence), 0.0
    for saying in sayings:
        shared = sentence & saying
        if shared - _SMALL_STEMS:
            both, said = weight(shared), weight(saying)
            best = max(best, 0.5 * both / said + both / (asked + said))
    return best


@lru_cache(maxsize=32_768)
def _threes(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


_SMALL_STEMS = frozenset(map(stem, _SMALL))
