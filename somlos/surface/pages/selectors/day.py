"""What Min dag shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from somlos.child.concerns import selectors as concerns
from somlos.child.concerns.rules import StepKind
from somlos.child.concerns.selectors import NoteAge, NoteInList, RedInList, UnitCount
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
class CountRow:
    """A unit in a leader's Min dag, in words; never whose notes they are."""

    unit_name: str
    number: str
    late: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """Min dag of an employee; the counts are a leader's."""

    first_name: str
    today: date
    hour: int
    post: PostCard | None
    notes: list[NoteRow]
    red_texts: list[RedInList]
    ages: list[NoteAge]
    counts: list[CountRow]
    leads: bool

    @property
    def late(self) -> int:
        """Return how many of one's own notes are late."""
        return sum(note.late for note in self.notes)

    @property
    def late_in_unit(self) -> int:
        """Return how many of the unit's notes are late."""
        return sum(age.late for age in self.ages)


_LEADS_MANY = frozenset({"sector_director", "municipal_director"})


def day_page(actor: Actor, post: PostCard | None, *, now: datetime) -> DayPage:
    """Return what waits for somebody today."""
    today = timezone.localdate(now)
    leads_unit = actor.role == "unit_leader"
    leads_many = actor.role in _LEADS_MANY
    return DayPage(
        first_name=post.name.partition(" ")[0] if post else "",
        today=today,
        hour=timezone.localtime(now).hour,
        post=post,
        notes=[_note_row(note, today) for note in concerns.my_notes(actor, now=now)],
        red_texts=concerns.my_red_texts(now=now),
        ages=concerns.unit_ages(actor, today=today) if leads_unit else [],
        counts=[_count_row(count) for count in concerns.unit_counts(actor, today=today)] if leads_many else [],
        leads=leads_unit or leads_many,
    )


_NEXT = {
    StepKind.DISCUSSED: gettext_lazy("Drøft med kollega eller leder"),
    StepKind.CHILD_TALK: gettext_lazy("Snakk med barnet"),
    StepKind.HOME_TALK: gettext_lazy("Snakk med hjemmet"),
    StepKind.DECISION: gettext_lazy("Bestem sammen"),
}


def _note_row(note: NoteInList, today: date) -> NoteRow:
    asked = gettext("Du er bedt om å drøfte")
    following = str(_NEXT[note.next_step]) if note.is_author and note.next_step else asked
    return NoteRow(
        note.place, note.child.name, following, said_deadline(note.due, today) if note.due else "", note.late
    )


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
            return date_format(due, "D j. F").capitalize()


def _count_row(count: UnitCount) -> CountRow:
    number = ngettext(
        "%(number)d undring, %(days)d dager gammel", "%(number)d undringer, den eldste %(days)d dager", count.number
    )
    late = ngettext("%(late)d eldre enn 14 dager", "%(late)d eldre enn 14 dager", count.late) if count.late else ""
    words = {"number": count.number, "days": count.oldest_days, "late": count.late}
    return CountRow(count.unit_name, number % words, late % words if late else "")
