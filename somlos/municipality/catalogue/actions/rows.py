"""Texts as rows: what is published last, what follows it, and how it is kept."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.timezone import localdate

from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue.models import (
    ActionGuide,
    CallVersion,
    HelpVersion,
    Page,
    SignVersion,
    StepVersion,
    Version,
    Wording,
)
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.municipality.catalogue.rules.help import Life
from somlos.municipality.catalogue.rules.versions import (
    Area,
    ArticleText,
    CallText,
    Clock,
    ClockKind,
    Kind,
    LevelText,
    MeasureText,
    Responsible,
    ServiceText,
    SignText,
    Situation,
    StepText,
    Text,
    WhyNotPublish,
    why_not_publish,
)
from somlos.municipality.catalogue.rules.versions import Version as Published
from somlos.municipality.catalogue.rules.words import Language, Words, as_kept, as_parts


def latest_of(guide: ActionGuide) -> dict[tuple[Kind, str], Version]:
    """Fetch the last version of every page of the guide, by kind and key."""
    rows = (
        Version.objects.filter(page__guide=guide)
        .order_by("page_id", "-number")
        .distinct("page_id")
        .select_related("page", "step", "sign", "call", "help")
        .prefetch_related("wordings")
    )
    return {(Kind(row.page.kind), row.page.key): row for row in rows}


def next_version(page: Page, former: Version | None, text: Text, *, starts: date, by: UUID, now: datetime) -> Version:
    """Make the version that follows, or refuse the day it begins."""
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


def keep(versions: Sequence[Version], texts: Sequence[Text]) -> None:
    """Keep versions with their texts, in nine statements however many they are."""
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
    HelpVersion.objects.bulk_create(
        _help(version, text) for version, text in pairs if isinstance(text, ServiceText | MeasureText)
    )
    Wording.objects.bulk_create(wording for version, text in pairs for wording in _wordings(version, text))


def text_of(version: Version) -> Text:
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
        case Kind.SERVICE:
            return ServiceText(key=key, place=place, wordings=wordings, statutes=statutes, facts=version.help.facts)
        case Kind.MEASURE:
            return MeasureText(
                key=key,
                place=place,
                wordings=wordings,
                statutes=statutes,
                facts=version.help.facts,
                services=tuple(version.help.services),
                life=Life(version.help.life),
            )


def _step(version: Version, text: StepText) -> StepVersion:
    return StepVersion(
        version=version, level=text.level, responsible=text.responsible, clock=text.clock.kind, days=text.clock.number
    )


def _help(version: Version, text: ServiceText | MeasureText) -> HelpVersion:
    facts = text.facts
    measure = text if isinstance(text, MeasureText) else None
    return HelpVersion(
        version=version,
        age_from=facts.ages[0],
        age_to=facts.ages[1],
        pregnant=facts.pregnant,
        themes=list(facts.themes),
        levels=list(facts.levels),
        places=list(facts.places),
        self_contact=facts.self_contact,
        phone=facts.phone,
        waiting_on=facts.waiting_on,
        services=list(measure.services) if measure else [],
        life=measure.life if measure else "",
    )


def _wordings(version: Version, text: Text) -> Iterable[Wording]:
    for language, words in text.wordings.items():
        yield Wording(
            version=version, language=language, title=words.title, lead=words.lead, parts=as_kept(words.parts)
        )
