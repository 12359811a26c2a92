"""Who works where. Names open with the municipality's key, which `access.selectors.me` hangs on the ring."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from django.db import connection

from somlos.foundation.access import selectors as access
from somlos.foundation.access.doors import ActorRequest, OwnRequest
from somlos.foundation.access.rules import Actor
from somlos.foundation.organisations.models import Absence, Post
from somlos.foundation.organisations.rules.calendar import Closed
from somlos.foundation.organisations.rules.names import sorted_by_name
from somlos.foundation.vault import ring
from somlos.foundation.vault.fields import Sealed

_MINE = """
    select p.seat_id, p.name, p.title, s.role, u.scope_id, coalesce(u.name, m.name), coalesce(u.kind, ''),
           coalesce(u.ownership, m.ownership), m.scope_id, m.name, coalesce(w.name, u.name, m.name),
           (select array_agg(array[c.starts::text, c.ends::text, c.reason] order by c.starts) from organisations_closedperiod c
             where c.unit_id = s.scope_id and c.ends > (access.clock() - interval '1 year')::date)
      from organisations.seats('{}', %s) s join organisations_post p on p.seat_id = s.seat_id
      join organisations_municipality m on m.scope_id = p.municipality_id
      left join organisations_unit u on u.scope_id = s.scope_id left join organisations_unit w on w.scope_id = p.works_at_id
     where s.starts <= access.clock() and s.ends > access.clock() order by p.seat_id <> %s, m.name, 6, p.title
"""
_TEAM = """
    select s.seat_id, s.user_id, s.role, p.municipality_id, p.name, p.title, a.id is not null, a.deputy_id
      from organisations.seats(array[%s]::uuid[], '{}') s join organisations_post p on p.seat_id = s.seat_id
      left join organisations_absence a on a.post_id = s.seat_id
       and a.starts <= (access.clock() at time zone 'Europe/Oslo')::date and a.ends > (access.clock() at time zone 'Europe/Oslo')::date
     where s.starts <= access.clock() and s.ends > access.clock() order by s.seat_id
"""
_LEADER = """
    with recursive above as (
        select scope_id, parent_id, 0 as up from organisations_unit where scope_id = %s
        union all select u.scope_id, u.parent_id, up + 1 from organisations_unit u join above on above.parent_id = u.scope_id where up < 20)
    select s.seat_id, s.user_id, s.role, p.municipality_id, p.name, p.title, a.id is not null, a.deputy_id
      from organisations.seats(array(select scope_id from above), '{}') s join organisations_post p on p.seat_id = s.seat_id
      join above on above.scope_id = s.scope_id left join organisations_absence a on a.post_id = s.seat_id
       and a.starts <= (access.clock() at time zone 'Europe/Oslo')::date and a.ends > (access.clock() at time zone 'Europe/Oslo')::date
     where s.role = 'unit_leader' and s.starts <= access.clock() and s.ends > access.clock() order by up, s.starts, s.seat_id limit 1
"""


def _name(seat: UUID, municipality: UUID, sealed: bytes) -> str:
    if not ring.holds(municipality):
        return ""
    return cast(str, Post(seat_id=seat, municipality_id=municipality, name=Sealed(sealed)).name)


@dataclass(frozen=True, slots=True)
class OtherPost:
    """Another of one's own live posts, to change to."""

    seat_id: UUID
    title: str
    unit_name: str
    municipality_name: str


@dataclass(frozen=True, slots=True)
class PostCard:
    """Who I am at work: name, title, the service I belong to and the place I work."""

    seat_id: UUID
    name: str
    title: str
    role: str
    unit_id: UUID | None
    unit_name: str
    unit_kind: str
    ownership: str
    municipality_id: UUID
    municipality_name: str
    works_at_name: str
    other_posts: tuple[OtherPost, ...]
    closed: tuple[Closed, ...] = ()
    """When the service is closed, from a year back: what deadlines are counted by."""

    @property
    def words(self) -> str:
        """Return name and title as history says them."""
        return f"{self.name}, {self.title}"


def my_post(actor: Actor) -> PostCard | None:
    """Return the post one sits at, and one's others; None for who has no post. One statement."""
    if actor.seat_id is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_MINE, (list(actor.seats), actor.seat_id))
        rows = cursor.fetchall()
    if not rows or rows[0][0] != actor.seat_id:
        return None
    seat, name, title, role, unit, unit_name, kind, ownership, municipality, municipality_name, place, closed = rows[0]
    others = tuple(OtherPost(row[0], row[2], row[5], row[9]) for row in rows[1:])
    opened = _name(seat, municipality, name)
    periods = tuple(
        Closed(date.fromisoformat(starts), date.fromisoformat(ends), reason) for starts, ends, reason in closed or ()
    )
    return PostCard(
        seat,
        opened,
        title,
        role,
        unit,
        unit_name,
        kind,
        ownership,
        municipality,
        municipality_name,
        place,
        others,
        periods,
    )


_HELD = "_post_card"  # Django itself keeps a request's form in `_post`


def post_of(request: ActorRequest | OwnRequest) -> PostCard | None:
    """Return the post of who asks; asked once a request, since what stands around a page and the page itself both need it."""
    held = request.__dict__
    if _HELD not in held:
        held[_HELD] = my_post(request.actor) if request.actor else None
    return cast(PostCard | None, held[_HELD])


def words_of(actor: Actor) -> str:
    """Return who acts, as history says it: «Tove Lind, pedagogisk leder»; empty for who has no post. One statement."""
    if actor.seat_id is None:
        return ""
    post = Post.objects.filter(pk=actor.seat_id).first()
    return f"{_name(post.pk, post.municipality_id, post.__dict__['name'])}, {post.title}" if post else ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works in a service now; what one needs to bring them in."""

    seat_id: UUID
    user_id: UUID
    name: str
    title: str
    role: str
    is_away: bool = False
    deputy_id: UUID | None = None

    @property
    def leads(self) -> bool:
        """Tell whether the colleague leads the service."""
        return self.role == "unit_leader"

    @property
    def words(self) -> str:
        """Return name and title."""
        return f"{self.name}, {self.title}"


def team(actor: Actor) -> tuple[Colleague, ...]:
    """Return those who have a live post in the service one belongs to, oneself among them, in the order of their names. One statement."""
    if actor.unit_id is None:
        return ()
    return tuple(sorted_by_name(_colleagues(_TEAM, actor.unit_id), lambda each: each.name))


def colleagues(actor: Actor) -> tuple[Colleague, ...]:
    """Return the team without oneself. One statement."""
    return tuple(each for each in team(actor) if each.user_id != actor.user_id)


def leader_of(unit_id: UUID) -> Colleague | None:
    """Return the leader of a unit, or of the nearest unit above that has one; None when nobody leads. One statement."""
    return next(iter(_colleagues(_LEADER, unit_id)), None)


def names_of(seat_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of those who sit or sat at these posts. One statement, and one for a municipality whose key is not on the ring."""
    posts = list(Post.objects.filter(pk__in=set(seat_ids)))
    access.hang_municipality_keys({post.municipality_id for post in posts})
    return {post.pk: _name(post.pk, post.municipality_id, post.__dict__["name"]) for post in posts}


def deputies(seat_ids: Collection[UUID], *, on: date) -> dict[UUID, UUID | None]:
    """Return who of these are away on a day, and who stands in for each, when somebody does. One statement."""
    absences = Absence.objects.filter(post__in=set(seat_ids), starts__lte=on, ends__gt=on).order_by("noted_at")
    return {each.post_id: each.deputy_id for each in absences}


def _colleagues(sql: str, unit_id: UUID) -> list[Colleague]:
    with connection.cursor() as cursor:
        cursor.execute(sql, (unit_id,))
        rows = cursor.fetchall()
    return [
        Colleague(seat, user, _name(seat, municipality, name), title, role, is_away, deputy)
        for seat, user, role, municipality, name, title, is_away, deputy in rows
    ]
