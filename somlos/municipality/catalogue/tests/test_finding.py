"""How a question is read and weighed, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from somlos.municipality.catalogue.rules.danger import danger_in
from somlos.municipality.catalogue.rules.finding import (
    Asked,
    Entry,
    ask,
    fold,
    likeness,
    nearest,
    rank,
    rarity_of,
    saying_of,
    stem,
    words_of,
)
from somlos.municipality.catalogue.rules.help import AgeGroup, Facts, HelpLevel, Theme, Wish, is_stale, suits, wider

KNOWN = frozenset({"mobbing", "skolevegring", "trist", "skolen", "venner"})


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Vil IKKE på skolen!", "vil ikke pa skolen"),
        ("mánná čuoččuŧ đ ŋ ž", "manna cuoccut d n z"),
        ("fravær – øre", "fravaer ore"),
        ("a\x00b", "a b"),
        ("😢", ""),
        ("ﬁn", "fin"),
    ],
)
def test_letters_are_made_plain_and_signs_become_spaces(typed, folded):
    assert fold(typed) == folded


def test_nynorsk_is_compared_in_one_form():
    assert words_of("eg vil ikkje på skulen") == words_of("jeg vil ikke på skolen")


@pytest.mark.parametrize("word", ["venn", "venner", "vennene"])
def test_the_forms_of_a_word_have_one_stem(word):
    assert stem(word) == "venn"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mobing", "mobbing"),
        ("skolvegring", "skolevegring"),
        ("kjempetrist", "trist"),
        ("trist", "trist"),
        ("venn", "venn"),
        ("xq", "xq"),
        ("xylofonist", "xylofonist"),
    ],
)
def test_a_word_nobody_uses_is_taken_for_the_one_it_looks_like(typed, meant):
    assert nearest(typed, KNOWN) == meant


def test_a_question_tells_which_words_were_put_right():
    assert ask("jeg blir utsatt for mobing", KNOWN).mended == (("mobing", "mobbing"),)


def test_likeness_is_from_none_to_the_same():
    assert (likeness("trist", "trist"), likeness("abc", "xyz")) == (1.0, 0.0)


ENTRIES = (
    Entry("school", (saying_of("vil ikke på skolen"),)),
    Entry("homework", (saying_of("hjelp med lekser på skolen"),)),
    Entry("club", (saying_of("noe å gjøre"),)),
)
RARITY = rarity_of(ENTRIES)


def test_the_sentence_people_say_weighs_more_than_a_word_on_the_page():
    asked = ask("vil ikke på skolen", KNOWN)

    assert rank(asked, ENTRIES, RARITY, {"homework": {"skolen": 0.9}, "school": {"skolen": 0.5}})[0] == "school"


def test_a_page_far_behind_the_best_is_left_out():
    asked = Asked(words=("skolen",), terms=("skolen",))

    assert rank(asked, ENTRIES, RARITY, {"school": {"skolen": 1.0}, "club": {"skolen": 0.05}}) == ("school",)


def test_a_rare_word_weighs_more_than_a_common_one():
    asked = Asked(words=("x", "y"), terms=("x", "y"))
    hits = {"school": {"x": 0.6}, "homework": {"x": 0.6}, "club": {"y": 0.6}}

    assert rank(asked, ENTRIES, RARITY, hits)[0] == "club"


def test_nothing_that_answers_is_no_page():
    assert rank(ask("zzz", KNOWN), ENTRIES, RARITY, {}) == ()
    assert rank(ask("zzz", KNOWN), (), {}, {}) == ()


@given(st.text(max_size=400))
def test_any_text_can_be_asked_and_its_terms_are_letters_and_digits_alone(text):
    asked = ask(text, KNOWN)
    danger_in(text)

    assert len(asked.terms) <= 8
    assert all(term.isalnum() and len(term) <= 30 for term in asked.terms)


FACTS = Facts(ages=(6, 12), themes=(Theme.ABSENCE,), levels=(1, 2), places=("Nesset",))


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        (Wish(), True),
        (Wish(age=AgeGroup.FROM_6), True),
        (Wish(age=AgeGroup.FROM_13), False),
        (Wish(age=AgeGroup.PREGNANT), False),
        (Wish(themes=frozenset({Theme.ABSENCE, Theme.WORK})), True),
        (Wish(themes=frozenset({Theme.WORK})), False),
        (Wish(level=HelpLevel.TWO), True),
        (Wish(level=HelpLevel.EVERYBODY), False),
        (Wish(place="Nesset"), True),
        (Wish(place="Fjordvik sentrum"), False),
        (Wish(age=AgeGroup.FROM_6, themes=frozenset({Theme.WORK})), False),
    ],
)
def test_help_suits_when_every_question_asked_is_answered_with_yes(wish, fits):
    assert suits(FACTS, wish) is fits


def test_help_without_a_place_is_everywhere_and_without_a_level_for_everybody():
    anywhere = Facts(ages=(0, 24))

    assert suits(anywhere, Wish(place="Nesset", level=HelpLevel.EVERYBODY))


def test_a_wish_is_loosened_step_by_step_to_nothing_and_age_is_given_up_last():
    wish = Wish(age=AgeGroup.FROM_6, themes=frozenset({Theme.WORK}), level=HelpLevel.ONE, place="Nesset")

    assert [(one.age, bool(one.themes), one.level, one.place) for one in wider(wish)] == [
        (AgeGroup.FROM_6, True, HelpLevel.ONE, ""),
        (AgeGroup.FROM_6, True, None, ""),
        (AgeGroup.FROM_6, False, None, ""),
        (None, False, None, ""),
    ]


def test_a_waiting_time_is_stale_on_the_sixty_first_day():
    assert not is_stale(date(2026, 1, 1), date(2026, 3, 2))
    assert is_stale(date(2026, 1, 1), date(2026, 3, 3))


@pytest.mark.parametrize("facts", [{"ages": (7, 6)}, {"ages": (0, 25)}, {"ages": (0, 5), "levels": (4,)}])
def test_what_cannot_be_true_of_help_is_refused(facts):
    with pytest.raises(ValueError, match="help"):
        Facts(**facts)
