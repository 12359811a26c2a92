"""Small stories the tests of this room begin with, told by the actions themselves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from fjordvik.testing import story_of
from fjordvik.town import Town
from somlos.child.concerns import actions, policy, selectors
from somlos.child.concerns.actions import Words
from somlos.child.concerns.rules import Decision, StepKind, Takeover
from somlos.foundation.access.actions import open_door
from somlos.foundation.access.warrants import Warrant
from somlos.foundation.organisations import actions as organisations
from somlos.kernel.ids import new_id

ELLA = "Tre ganger denne uka har Ella pekt i stedet for å si ordet."
OWN_WORDS = "Jeg vil tørre å si hei til Oda."


def save(
    town: Town,
    seen: str = ELLA,
    *,
    by: str = "tove",
    about: str = "ella",
    days_ago: float = 0,
    once: UUID | None = None,
    **more,
) -> UUID:
    """Save a note and return its circle."""
    with town.acting(by, days_ago=days_ago) as (actor, at):
        warrant = open_door(actor, town.places[about], to=policy.START, now=at)
        words = Words(noticed_on=more.pop("noticed_on", localdate(at)), seen=seen, **more)
        return actions.save_note(warrant, words, once=once or new_id(), now=at)


def save_many(town: Town, number: int, *, by: str = "tove", about: Sequence[str] = ("ella", "liam")) -> None:
    """Save many notes about some children, in one sitting."""
    with town.acting(by) as (actor, at):
        for each in range(number):
            warrant = open_door(actor, town.places[about[each % len(about)]], to=policy.START, now=at)
            words = Words(noticed_on=localdate(at), seen=f"Undring {each}.")
            actions.save_note(warrant, words, once=new_id(), now=at)


def correct(town: Town, note: UUID, seen: str, *, by: str = "tove", after: int = 1, **more) -> None:
    """Correct what a note says."""
    with town.acting(by) as (actor, at):
        words = Words(noticed_on=more.pop("noticed_on", localdate(at)), seen=seen, **more)
        actions.add_version(open_door(actor, note, to=policy.ADD, now=at), words, after=after, now=at)


def discuss(town: Town, note: UUID, *, by: str = "tove", who: str = "berit", days_ago: float = 0) -> None:
    """Bring a colleague, or the leader, into a note."""
    with town.acting(by, days_ago=days_ago) as (actor, at):
        actions.discuss(open_door(actor, note, to=policy.DISCUSS, now=at), seat_id=town.seats[who], now=at)


def talk(
    town: Town,
    note: UUID,
    kind: StepKind = StepKind.CHILD_TALK,
    said: str = OWN_WORDS,
    *,
    by: str = "tove",
    on: date | None = None,
    once: UUID | None = None,
) -> None:
    """Write down a talk with the child or the home."""
    with town.acting(by) as (actor, at):
        warrant = open_door(actor, note, to=policy.TALK, now=at)
        actions.record_talk(
            warrant, kind, held_on=on or localdate(at), said=said, shared="", once=once or new_id(), now=at
        )


def decide(
    town: Town, note: UUID, decision: Decision, *, by: str = "berit", told: bool = False, days_ago: float = 0
) -> None:
    """Decide what becomes of a note."""
    with town.acting(by, days_ago=days_ago) as (actor, at):
        warrant = open_door(actor, note, to=policy.DECIDE, now=at)
        actions.decide(warrant, decision, reason="Hei-leken virker.", told=told, now=at)


def put_aside(town: Town, *, days_ago: float = 0, about: str = "ella") -> UUID:
    """Save a note, discuss it and put it aside, and return its circle."""
    note = save(town, days_ago=days_ago, about=about)
    discuss(town, note, days_ago=days_ago)
    decide(town, note, Decision.PUT_ASIDE, days_ago=days_ago)
    return note


def keep_red(
    town: Town, *, about: str = "liam", by: str = "tove", days_ago: float = 0, once: UUID | None = None, **typed: str
) -> UUID:
    """Take the red path with what was typed about a child, and return where it lies."""
    with town.acting(by, days_ago=days_ago) as (actor, at):
        warrant = open_door(actor, town.places[about], to=policy.START, now=at)
        return actions.keep_red(warrant, typed or {"seen": "Han er redd for å bli hentet."}, once=once, now=at)


def move_to_red(town: Town, note: UUID, *, by: str = "tove") -> UUID:
    """Take the red path with a note, and return where its words lie."""
    with town.acting(by) as (actor, at):
        return actions.move_to_red(open_door(actor, note, to=policy.MOVE, now=at), now=at)


def add_helper(town: Town, text: UUID, *, who: str, by: str = "tove") -> None:
    """Let a colleague read a text on the red path."""
    with town.acting(by) as (actor, at):
        actions.add_helper(open_door(actor, text, to=policy.ADD_HELPER, now=at), seat_id=town.seats[who], now=at)


def lift(town: Town, text: UUID, *, by: str = "tove") -> bool:
    """Lift the red path from a text."""
    with town.acting(by) as (actor, at):
        warrant = open_door(actor, text, to=policy.LIFT, now=at)
        return actions.lift_red(warrant, asked="barnevernvakta", reason="De ser ingen fare.", now=at)


def keep_draft(
    town: Town, *, by: str = "tove", about: str = "ella", days_ago: float = 0, once: UUID | None = None, **typed: str
) -> None:
    """Keep what was typed about a child."""
    with town.acting(by, days_ago=days_ago) as (actor, at):
        warrant = open_door(actor, town.places[about], to=policy.START, now=at)
        actions.keep_draft(warrant, typed or {"seen": "Ella pekte igjen."}, once=once, now=at)


def draft_of(town, *, by="tove", about="ella"):
    """Return what lies as somebody's draft about a child, a while after what has just happened."""
    with town.acting(by, days_ago=-0.1) as (actor, at):
        kept = selectors.kept_draft(open_door(actor, town.places[about], to=policy.START, now=at))
        return {name: said for name, said in kept.words.items() if name != "once"} if kept else None


def take_over(town: Town, note: UUID, why: Takeover, *, by: str = "berit") -> None:
    """Take a note over as leader."""
    with town.acting(by) as (actor, at):
        age = next(age for age in selectors.unit_ages(closed=(), today=localdate(at)) if age.place == note)
        actions.take_over(actor, age, why=why, now=at)


def told(town: Town, note: UUID, *, read_by: str = "tove") -> list[str]:
    """Return the story of a note as its history tells it."""
    return story_of(town, note, read_by=read_by, to=policy.READ)


def opened(town: Town, place: UUID, *, by: str, to=policy.READ, in_days: float = 0) -> Warrant:
    """Open a door as somebody, now or in some days, or raise why not."""
    with town.acting(by, days_ago=-in_days) as (actor, at):
        return open_door(actor, place, to=to, now=at)


def end_post(town: Town, who: str, *, at: datetime | None = None) -> None:
    """End somebody's employment."""
    with town.acting("anne") as (actor, now):
        organisations.end_employment(actor, town.seats[who], at=at or now, now=now)


def be_away(town: Town, who: str, *, deputy: str | None, days: int = 5) -> None:
    """Say that somebody is away, and who stands in."""
    with town.acting(who) as (actor, now):
        seat = town.seats[deputy] if deputy else None
        first = localdate(now)
        organisations.be_away(
            actor, town.seats[who], starts=first, ends=first + timedelta(days=days), deputy_id=seat, now=now
        )
