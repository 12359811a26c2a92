"""Publishing texts, and taking a page back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.transaction import atomic

from somlos.foundation.access.rules import Actor
from somlos.kernel.refusal import Refused
from somlos.municipality.catalogue import history
from somlos.municipality.catalogue.actions.desk import desk_of, record
from somlos.municipality.catalogue.actions.rows import keep, latest_of, next_version, text_of
from somlos.municipality.catalogue.models import ActionGuide, Page, Statute, Version
from somlos.municipality.catalogue.rules.versions import KINDS, Kind, Text, WhyNotPublish
from somlos.municipality.catalogue.rules.words import Language, tidied, why_not_say


@atomic
def publish(actor: Actor, texts: Sequence[Text], *, starts: date, now: datetime) -> tuple[UUID, ...]:
    """Publish these texts in one's own municipality's guide, all or none, and return their versions in the same order.

    Refuses a day that has been, a text without bokmål, and a text that says what is already said.
    """
    guide = _guide(desk_of(actor))
    texts = [
        replace(text, wordings={language: tidied(words) for language, words in text.wordings.items()}) for text in texts
    ]
    _must_be_sayable(texts)
    latest = latest_of(guide)
    versions = []
    for text in texts:
        former = latest.get((KINDS[type(text)], text.key))
        if former is not None and not former.gone and text_of(former) == text:
            raise Refused(WhyNotPublish.NOTHING_CHANGED)
        page = former.page if former else Page(guide=guide, kind=KINDS[type(text)], key=text.key)
        versions.append(next_version(page, former, text, starts=starts, by=actor.user_id, now=now))
    keep(versions, texts)
    _record_published(actor, guide, versions, texts, starts=starts, now=now)
    return tuple(version.id for version in versions)


@atomic
def take_back(actor: Actor, kind: Kind, key: str, *, starts: date, now: datetime) -> None:
    """Take a page out of the guide from a day on; what was worked by it can still be read."""
    former = latest_of(_guide(desk_of(actor))).get((kind, key))
    if former is None or former.gone:
        raise Refused(WhyNotPublish.NOT_PUBLISHED)
    text = text_of(former)
    version = next_version(former.page, former, text, starts=starts, by=actor.user_id, now=now)
    version.gone = True
    keep([version], [text])
    title, day = text.wordings[Language.BOKMAL].title, starts.isoformat()
    record(actor, history.TAKEN_BACK, on=version.id, on_kind=kind, now=now, title=title, day=day)


def _record_published(
    actor: Actor, guide: ActionGuide, versions: Sequence[Version], texts: Sequence[Text], *, starts: date, now: datetime
) -> None:
    day = starts.isoformat()
    if len(texts) == 1:
        kind, title = KINDS[type(texts[0])], texts[0].wordings[Language.BOKMAL].title
        record(actor, history.PUBLISHED, on=versions[0].id, on_kind=kind, now=now, title=title, day=day)
    else:
        count = str(len(texts))
        record(actor, history.PUBLISHED_MANY, on=guide.id, on_kind="action_guide", now=now, count=count, day=day)


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
