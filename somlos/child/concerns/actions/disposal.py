"""Erase what has been kept as long as it may be, as the archivist. Knows days, states and ids; opens no text."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Q
from django.utils import timezone

from somlos.child.concerns import rules
from somlos.child.concerns.models import Draft, Note, NoteStep, NoteVersion, RedText
from somlos.child.concerns.rules import AlsoThere, NoteState

_ARCHIVIST = "archivist"
_READ = ("id", "subject_id", "compartment_id", "state", "saved_at", "erase_on")


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased, and never what."""

    notes: int
    red_texts: int
    drafts: int


def dispose(*, now: datetime) -> Erased:
    """Erase notes put aside, texts on the red path and drafts whose day has come; their keys are forgotten with them."""
    with transaction.atomic(using=_ARCHIVIST):
        red_texts = _erase_red_texts(now=now)
        return Erased(notes=_erase_notes(now=now), red_texts=red_texts, drafts=_erase_drafts(now=now))


def _erase_notes(*, now: datetime) -> int:
    today = timezone.localdate(now)
    due = list(Note.objects.using(_ARCHIVIST).filter(erase_on__lte=today).only(*_READ))
    subjects = {note.subject_id for note in due}
    others: dict[UUID, list[Note]] = defaultdict(list)
    for note in Note.objects.using(_ARCHIVIST).filter(subject_id__in=subjects).only(*_READ):
        others[note.subject_id].append(note)
    on_red_path = set(
        RedText.objects.using(_ARCHIVIST)
        .filter(subject_id__in=subjects, lifted_at=None)
        .values_list("subject_id", flat=True)
    )
    erased = [
        note.compartment_id
        for note in due
        if rules.is_erased(
            note.erase_on,
            NoteState(note.state),
            saved_at=note.saved_at,
            others=[
                AlsoThere(each.saved_at, NoteState(each.state)) for each in others[note.subject_id] if each != note
            ],
            red_text=note.subject_id in on_red_path,
            today=today,
        )
    ]
    for table in (NoteStep, NoteVersion, Note):
        table.objects.using(_ARCHIVIST).filter(compartment_id__in=erased).delete()
    _forget(erased)
    return len(erased)


def _erase_red_texts(*, now: datetime) -> int:
    due = RedText.objects.using(_ARCHIVIST).filter(erase_on__lte=timezone.localdate(now))
    places = list(due.values_list("compartment_id", flat=True))
    due.delete()
    _forget(places)
    return len(places)


def _erase_drafts(*, now: datetime) -> int:
    """Erase drafts a day after they were thrown away or their form became something, and those nobody came back to."""
    yesterday = now - rules.KEEP_USED_DRAFT
    became = (
        Note.objects.using(_ARCHIVIST)
        .filter(saved_at__lt=yesterday)
        .values("compartment_id")
        .union(RedText.objects.using(_ARCHIVIST).filter(moved_at__lt=yesterday).values("compartment_id"))
    )
    ended = Q(live=False, written_at__lt=yesterday) | Q(becomes__in=became) | Q(written_at__lt=now - rules.KEEP_DRAFT)
    return Draft.objects.using(_ARCHIVIST).filter(ended).delete()[0]


def _forget(places: Collection[UUID]) -> None:
    """Forget the keys of what was erased, and with it the drafts it was written from."""
    Draft.objects.using(_ARCHIVIST).filter(becomes__in=places).delete()
    with connections[_ARCHIVIST].cursor() as cursor:
        cursor.execute("select access.forget(place) from unnest(%s::uuid[]) place", (list(places),))
