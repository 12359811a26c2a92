"""What the public front shows: whom to ring, how the municipality works, what a yes means, the notices."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext

from somlos.municipality.catalogue import selectors as catalogue
from somlos.municipality.catalogue.rules.versions import Situation
from somlos.municipality.catalogue.rules.words import Language
from somlos.surface.pages.rules.notice import Notice, read_notice
from somlos.ui.frame import Phone

_DOCS = Path(__file__).resolve().parents[4] / "docs"
_URGENT = (Situation.DANGER, Situation.VIOLENCE, Situation.NEGLECT)


class Reader(StrEnum):
    """For whom a text is written; the code stands in the address."""

    ADULT = ""
    YOUTH = "ung"
    CHILD = "barn"


@dataclass(frozen=True, slots=True)
class Guide:
    """Whose guide is shown, on which day and in which language."""

    municipality: UUID
    name: str
    versions: int
    changed: str
    on: date
    language: Language


@dataclass(frozen=True, slots=True)
class CallGroup:
    """Whom to ring in one situation."""

    key: str
    heading: str
    advice: str
    calls: tuple[catalogue.Call, ...]


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a visitor meets."""

    groups: tuple[CallGroup, ...]
    levels: tuple[catalogue.Level, ...]
    expect: catalogue.Article | None
    yes: catalogue.Article | None
    yes_child: catalogue.Article | None


@dataclass(frozen=True, slots=True)
class ModelPage:
    """All levels with their steps."""

    levels: tuple[catalogue.Level, ...]
    expect: catalogue.Article | None
    urgent: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step in full, with what stands beside it."""

    step: catalogue.Step
    level: catalogue.Level
    before: catalogue.Step | None
    after: catalogue.Step | None
    laws: tuple[catalogue.Law, ...]
    courage: catalogue.Courage | None
    signs: catalogue.Signs | None
    urgent: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class ForReader:
    """A text that is written apart for grown-ups, youths and children."""

    reader: Reader | None

    @property
    def is_adult(self) -> bool:
        """Whether the text is written for a parent or another grown-up."""
        return self.reader is Reader.ADULT

    @property
    def is_youth(self) -> bool:
        """Whether the text is written for a young person."""
        return self.reader is Reader.YOUTH

    @property
    def is_child(self) -> bool:
        """Whether the text is written for a child."""
        return self.reader is Reader.CHILD


@dataclass(frozen=True, slots=True)
class YesPage(ForReader):
    """What it means to say yes, for one reader."""

    article: catalogue.Article


@dataclass(frozen=True, slots=True)
class NoticePage(ForReader):
    """A notice for one reader, or for everybody."""

    notice: Notice


def guide_on(host: str, *, on: date, language: Language) -> Guide:
    """Find the guide a host shows; one that is empty when nobody has opened one."""
    found = catalogue.publisher(host, on=on)
    if found is None:
        return Guide(UUID(int=0), "", 0, "", on, language)
    return Guide(found.municipality, found.name, found.versions, found.mark, on, language)


def first_page(guide: Guide) -> FirstPage:
    """Gather the first page."""
    calls = catalogue.who_to_call(guide.municipality, on=guide.on, language=guide.language)
    texts = _articles(guide, "what_to_expect", "yes.adult", "yes.child")
    return FirstPage(
        groups=_groups(calls),
        levels=catalogue.levels(guide.municipality, on=guide.on, language=guide.language),
        expect=texts.get("what_to_expect"),
        yes=texts.get("yes.adult"),
        yes_child=texts.get("yes.child"),
    )


def model_page(guide: Guide) -> ModelPage | None:
    """Gather the page of all levels; None when no guide has been published."""
    levels = catalogue.levels(guide.municipality, on=guide.on, language=guide.language)
    expect = _articles(guide, "what_to_expect").get("what_to_expect")
    return ModelPage(levels, expect, _urgent(guide)) if levels else None


def step_page(guide: Guide, key: str) -> StepPage | None:
    """Gather the page of a step with what stands beside it; None when there is no such step."""
    levels = catalogue.levels(guide.municipality, on=guide.on, language=guide.language)
    steps = [(level, step) for level in levels for step in level.steps]
    at = next((index for index, (_, step) in enumerate(steps) if step.key == key), None)
    if at is None:
        return None
    level, step = steps[at]
    return StepPage(
        step=step,
        level=level,
        before=steps[at - 1][1] if at else None,
        after=steps[at + 1][1] if at + 1 < len(steps) else None,
        laws=catalogue.statutes(step.statutes, on=guide.on) if step.statutes else (),
        courage=catalogue.courage(guide.municipality, on=guide.on, language=guide.language) if key == "0.2" else None,
        signs=catalogue.signs(guide.municipality, on=guide.on, language=guide.language) if key == "0.1" else None,
        urgent=_urgent(guide),
    )


def yes_page(guide: Guide, reader: Reader) -> YesPage | None:
    """Gather the text on saying yes for one reader; None when it has not been published."""
    key = {Reader.ADULT: "yes.adult", Reader.YOUTH: "yes.youth", Reader.CHILD: "yes.child"}[reader]
    article = _articles(guide, key).get(key)
    return YesPage(reader, article) if article else None


def privacy_page(guide: Guide, reader: Reader) -> NoticePage:
    """Read the privacy notice for one reader."""
    name = {Reader.ADULT: "adult", Reader.YOUTH: "youth", Reader.CHILD: "child"}[reader]
    return NoticePage(reader, _notice(f"privacy/notice-{name}", guide.language))


def accessibility_page(guide: Guide) -> NoticePage:
    """Read the accessibility statement."""
    return NoticePage(None, _notice("accessibility-statement", guide.language))


@cache
def _notice(name: str, language: Language) -> Notice:
    ending = ".md" if language is Language.BOKMAL else f".{language}.md"
    return read_notice((_DOCS / f"{name}{ending}").read_text(encoding="utf-8"))


def _articles(guide: Guide, *keys: str) -> dict[str, catalogue.Article]:
    return catalogue.articles(guide.municipality, keys, on=guide.on, language=guide.language)


def _urgent(guide: Guide) -> tuple[Phone, ...]:
    return urgent_of(catalogue.who_to_call(guide.municipality, on=guide.on, language=guide.language))


def urgent_of(calls: tuple[catalogue.Call, ...]) -> tuple[Phone, ...]:
    """Choose the numbers that stand on every page."""
    return tuple(Phone(call.name, call.number, call.hours) for call in calls if call.situations.intersection(_URGENT))


def _groups(calls: tuple[catalogue.Call, ...]) -> tuple[CallGroup, ...]:
    """Sort the numbers by when one needs them; each stands where it is needed first."""
    kinds = (
        ("danger", {Situation.DANGER}, gettext("Haster det nå?"), ""),
        (
            "violence",
            {Situation.VIOLENCE, Situation.NEGLECT},
            gettext("Er du redd for et barn?"),
            gettext(
                "Du trenger ikke være sikker. Tror du det skjer noe hjemme, ringer du hit før du snakker med noen der."
            ),
        ),
        ("child", {Situation.CHILD_RINGS}, gettext("Er du barn eller ung?"), ""),
        ("unsure", {Situation.UNSURE}, gettext("Vet du ikke hvor du skal begynne?"), ""),
    )
    groups, placed = [], set[str]()
    for key, situations, heading, advice in kinds:
        mine = tuple(call for call in calls if call.situations & situations and call.key not in placed)
        placed.update(call.key for call in mine)
        if mine:
            groups.append(CallGroup(key, heading, advice, mine))
    return tuple(groups)
