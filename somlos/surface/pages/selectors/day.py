"""What Min dag shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from somlos.child.concerns import selectors as concerns
from somlos.child.concerns.rules import NoteState, StepKind
from somlos.child.concerns.selectors import DraftInList, NoteAge, NoteInList, RedInList, UnitCount
from somlos.foundation.access.rules import Actor
from somlos.foundation.organisations.selectors import PostCard


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in Min dag, in words."""

    place: UUID
    name: str
    next: str
    when: str
    late: bool


@dataclass(frozen=True, slots=True)
class AgeRow:
    """A note in the leader's unit, in words: that it is there and its age, never whose (R1)."""

    place: UUID
    title: str
    who: str
    late: bool


@dataclass(frozen=True, slots=True)
class CountRow:
    """A unit in a leader's Min dag, in words; never whose notes they are (R16)."""

    unit_name: str
    number: str
    late: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """Min dag of an employee; ages and counts are a leader's."""

    greeting: str
    lead: str
    today: date
    notes: tuple[NoteRow, ...]
    drafts: tuple[DraftInList, ...]
    red_texts: tuple[RedInList, ...]
    ages: tuple[AgeRow, ...]
    may_take_over: bool
    counts: tuple[CountRow, ...]
    leads: bool


_LEADS_MANY = frozenset({"sector_director", "municipal_director"})
_MORNING_ENDS = 10


def day_page(actor: Actor, post: PostCard | None, *, now: datetime) -> DayPage:
    """Return what waits for somebody today. Four statements besides the post."""
    today, closed = timezone.localdate(now), post.closed if post else ()
    mine = concerns.my_day(closed=closed, now=now)
    leads_many = actor.role in _LEADS_MANY
    ages = () if leads_many else concerns.unit_ages(closed=closed, today=today)
    counts = concerns.unit_counts(today=today) if leads_many else ()
    seen = {note.place for note in mine.notes}
    return DayPage(
        greeting=_greeting(post, timezone.localtime(now).hour),
        lead=_lead(mine.notes),
        today=today,
        notes=tuple(_note_row(note, today) for note in mine.notes),
        drafts=mine.drafts,
        red_texts=mine.red_texts,
        ages=tuple(_age_row(age) for age in ages if age.place not in seen),
        may_take_over=actor.role == "unit_leader",
        counts=tuple(map(_count_row, counts)),
        leads=leads_many or bool(ages) or actor.role == "unit_leader",
    )


def _greeting(post: PostCard | None, hour: int) -> str:
    name = post.name.partition(" ")[0] if post else ""
    if hour < _MORNING_ENDS:
        return gettext("God morgen, %(name)s") % {"name": name}
    return gettext("Hei, %(name)s") % {"name": name}


def _lead(notes: tuple[NoteInList, ...]) -> str:
    if late := sum(note.late for note in notes):
        words = ngettext(
            "Én undring venter på et steg som skulle vært tatt.",
            "%(number)d undringer venter på et steg som skulle vært tatt.",
            late,
        )
        return words % {"number": late}
    if notes:
        words = ngettext(
            "Du har én undring som ikke er avklart.", "Du har %(number)d undringer som ikke er avklart.", len(notes)
        )
        return words % {"number": len(notes)}
    return gettext("Ingenting venter på deg nå.")


_NEXT = {
    StepKind.DISCUSSED: gettext_lazy("Drøft med kollega eller leder"),
    StepKind.CHILD_TALK: gettext_lazy("Snakk med barnet"),
    StepKind.HOME_TALK: gettext_lazy("Snakk med hjemmet"),
    StepKind.DECISION: gettext_lazy("Bestem sammen"),
}


def _note_row(note: NoteInList, today: date) -> NoteRow:
    return NoteRow(note.place, note.child.name, _following(note), said_deadline(note.due, today), note.late)


def _following(note: NoteInList) -> str:
    """Return what comes next with a note, for who reads: whoever was only asked has no more to do once it was decided."""
    watched = note.state is NoteState.WATCHING
    if note.next_step and (note.is_author or (watched and note.may_decide)):
        return str(_NEXT[note.next_step])
    return gettext("Dere følger med i fire uker") if watched else gettext("Du er bedt om å drøfte")


def said_deadline(due: date, today: date) -> str:
    """Return a deadline as one says it: «I dag», «I morgen», «Frist i går», «Tir. 17. mars»."""
    match (due - today).days:
        case 0:
            return gettext("I dag")
        case 1:
            return gettext("I morgen")
        case -1:
            return gettext("Frist i går")
        case days if days < 0:
            return gettext("Frist %(day)s") % {"day": date_format(due, "j. F")}
        case _:
            return date_format(due, "D. j. F").capitalize()


def _age_row(age: NoteAge) -> AgeRow:
    title = ngettext("En undring, %(days)d dag gammel", "En undring, %(days)d dager gammel", age.days)
    who = gettext("Den som skrev, har den") if age.author_is_there else gettext("Den som skrev, har sluttet")
    return AgeRow(age.place, title % {"days": age.days}, who, age.late)


def _count_row(count: UnitCount) -> CountRow:
    number = ngettext(
        "%(number)d undring, %(days)d dager gammel", "%(number)d undringer, den eldste %(days)d dager", count.number
    )
    late = ngettext("%(late)d har ventet i to uker", "%(late)d har ventet i to uker", count.late) if count.late else ""
    words = {"number": count.number, "days": count.oldest_days, "late": count.late}
    return CountRow(count.unit_name, number % words, late % words if late else "")
