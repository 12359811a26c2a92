"""What one can do in the catalogue: open a guide, publish into it, take a page back, enter a statute."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue.models import (
    ActionGuide,
    CallVersion,
    Page,
    SignVersion,
    Statute,
    StepVersion,
    Version,
    Wording,
)
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.versions import (
    KINDS,
    Area,
    ArticleText,
    CallText,
    Clock,
    ClockKind,
    Kind,
    LevelText,
    Responsible,
    SignText,
    Situation,
    StepText,
    Text,
    WhyNotPublish,
    why_not_publish,
)
from somlos.municipality.catalogue.rules.versions import Version as Published
from somlos.municipality.catalogue.rules.words import Language, Words, as_kept, as_parts, tidied, why_not_say


@atomic
def open_guide(municipality: UUID, *, name: str, host: str = "") -> None:
    """Open a municipality's guide under a host name, or as the one that every other host shows."""
    if ActionGuide.objects.filter(municipality=municipality).exists():
        raise Refused(WhyNotPublish.GUIDE_IS_THERE)
    if ActionGuide.objects.filter(host=host).exists():
        raise Refused(WhyNotPublish.HOST_IS_TAKEN)
    ActionGuide.objects.create(municipality_id=municipality, name=name, host=host)


@atomic
def publish(municipality: UUID, texts: Sequence[Text], *, starts: date, by: UUID, now: datetime) -> tuple[UUID, ...]:
    """Publish these texts, all or none, and return their versions in the same order.

    Refuses a day that has been, a text without bokmål, and a text that says what is already said.
    """
    guide = _guide(municipality)
    texts = [
        replace(text, wordings={language: tidied(words) for language, words in text.wordings.items()}) for text in texts
    ]
    _must_be_sayable(texts)
    latest = _latest(guide)
    versions = []
    for text in texts:
        former = latest.get((KINDS[type(text)], text.key))
        if former is not None and not former.gone and _text_of(former) == text:
            raise Refused(WhyNotPublish.NOTHING_CHANGED)
        page = former.page if former else Page(guide=guide, kind=KINDS[type(text)], key=text.key)
        versions.append(_next(page, former, text, starts=starts, by=by, now=now))
    _keep(versions, texts)
    return tuple(version.id for version in versions)


@atomic
def take_back(municipality: UUID, kind: Kind, key: str, *, starts: date, by: UUID, now: datetime) -> None:
    """Take a page out of the guide from a day on; what was worked by it can still be read."""
    former = _latest(_guide(municipality)).get((kind, key))
    if former is None or former.gone:
        raise Refused(WhyNotPublish.NOT_PUBLISHED)
    text = _text_of(former)
    version = _next(former.page, former, text, starts=starts, by=by, now=now)
    version.gone = True
    _keep([version], [text])


@atomic
def enter_statute(
    code: str, *, law: str, section: str, about: str, link: str, starts: date, ends: date | None = None
) -> None:
    """Enter a section of a law as it reads from a day on."""
    if Statute.objects.filter(code=code, starts=starts).exists():
        raise Refused(WhyNotPublish.NOTHING_CHANGED)
    Statute.objects.create(code=code, law=law, section=section, about=about, link=link, starts=starts, ends=ends)


def _guide(municipality: UUID) -> ActionGuide:
    guide = ActionGuide.objects.filter(municipality=municipality).first()
    if guide is None:
        raise Refused(WhyNotPublish.NO_GUIDE)
    return guide


def _must_be_sayable(texts: Sequence[Text]) -> None:
    if len({(type(text), text.key) for text in texts}) < len(texts):
        raise Refused(WhyNotPublish.TWICE_IN_ONE_GO)
    for text in texts:
        if why := why_not_say(text.wordings):
            raise Refused(why)
    codes = {code for text in texts for code in text.statutes}
    if codes - set(Statute.objects.filter(code__in=codes).values_list("code", flat=True)):
        raise Refused(WhyNotPublish.UNKNOWN_STATUTE)


def _latest(guide: ActionGuide) -> dict[tuple[Kind, str], Version]:
    rows = (
        Version.objects.filter(page__guide=guide)
        .order_by("page_id", "-number")
        .distinct("page_id")
        .select_related("page", "step", "sign", "call")
        .prefetch_related("wordings")
    )
    return {(Kind(row.page.kind), row.page.key): row for row in rows}


def _next(page: Page, former: Version | None, text: Text, *, starts: date, by: UUID, now: datetime) -> Version:
    latest = Published(former.number, former.starts) if former else None
    if why := why_not_publish(latest, starts=starts, today=localdate(now)):
        raise Refused(why)
    return Version(
        page=page,
        number=former.number + 1 if former else 1,
        place=text.place,
        gone=False,
        starts=starts,
        statutes=list(text.statutes),
        published_at=now,
        published_by=by,
    )


def _keep(versions: Sequence[Version], texts: Sequence[Text]) -> None:
    pairs = list(zip(versions, texts, strict=True))
    try:
        with atomic():
            Page.objects.bulk_create(version.page for version in versions if version.number == 1)
            Version.objects.bulk_create(versions)
    except IntegrityError as error:
        raise Refused(WhyNotPublish.SOMEBODY_ELSE_PUBLISHED) from error
    StepVersion.objects.bulk_create(_step(version, text) for version, text in pairs if isinstance(text, StepText))
    SignVersion.objects.bulk_create(
        SignVersion(version=version, area=text.area, band=text.band or "")
        for version, text in pairs
        if isinstance(text, SignText)
    )
    CallVersion.objects.bulk_create(
        CallVersion(version=version, number=text.number, situations=list(text.situations))
        for version, text in pairs
        if isinstance(text, CallText)
    )
    Wording.objects.bulk_create(wording for version, text in pairs for wording in _wordings(version, text))


def _step(version: Version, text: StepText) -> StepVersion:
    return StepVersion(
        version=version, level=text.level, responsible=text.responsible, clock=text.clock.kind, days=text.clock.number
    )


def _wordings(version: Version, text: Text) -> Iterable[Wording]:
    for language, words in text.wordings.items():
        yield Wording(
            version=version, language=language, title=words.title, lead=words.lead, parts=as_kept(words.parts)
        )


def _text_of(version: Version) -> Text:
    """Read a version back as what was published."""
    wordings = {
        Language(row.language): Words(row.title, row.lead, as_parts(row.parts)) for row in version.wordings.all()
    }
    key, place, statutes = version.page.key, version.place, tuple(version.statutes)
    match Kind(version.page.kind):
        case Kind.LEVEL:
            return LevelText(key=key, place=place, wordings=wordings, statutes=statutes)
        case Kind.ARTICLE:
            return ArticleText(key=key, place=place, wordings=wordings, statutes=statutes)
        case Kind.STEP:
            step = version.step
            return StepText(
                key=key,
                place=place,
                wordings=wordings,
                statutes=statutes,
                level=step.level,
                responsible=Responsible(step.responsible),
                clock=Clock(ClockKind(step.clock), step.days),
            )
        case Kind.SIGN:
            sign = version.sign
            band = AgeBand(sign.band) if sign.band else None
            return SignText(key=key, place=place, wordings=wordings, statutes=statutes, area=Area(sign.area), band=band)
        case Kind.CALL:
            call = version.call
            situations = tuple(map(Situation, call.situations))
            return CallText(
                key=key, place=place, wordings=wordings, statutes=statutes, number=call.number, situations=situations
            )
