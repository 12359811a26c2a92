"""How one stands to a note, and what each may do."""

from somlos.foundation.access.rules import Kind, Permission, RolePermission
from somlos.foundation.people.policy import AUTHOR as OPENED_BY
from somlos.foundation.people.policy import OWN_LIST

AUTHOR = Kind("author")
"""Wrote the note, or took it over as leader; until the note is erased."""
DISCUSSANT = Kind("discussant")
"""A colleague in the same service whom the author asked; for 90 days, reading."""
DECIDING_LEADER = Kind("deciding_leader")
"""The unit's leader whom the author asked; decides with the author, for 90 days."""
OWNER = Kind("owner")
"""Whose draft or red path text it is; nobody gets it from somebody else."""
HELPER = Kind("helper")
"""Whom the owner of a red path text let read it; for 30 days."""

READ = Permission("concerns.read", frozenset({AUTHOR, DISCUSSANT, DECIDING_LEADER}))
ADD = Permission("concerns.add", frozenset({AUTHOR}), writes=True)
DISCUSS = Permission("concerns.discuss", frozenset({AUTHOR}), writes=True)
TALK = Permission("concerns.talk", frozenset({AUTHOR}), writes=True)
DECIDE = Permission("concerns.decide", frozenset({AUTHOR, DECIDING_LEADER}), writes=True)
MOVE = Permission("concerns.move", frozenset({AUTHOR}), writes=True)

START = Permission("concerns.start", frozenset({OWN_LIST, OPENED_BY}))
KEEP = Permission("concerns.keep", frozenset({OWNER}), writes=True)
READ_OWN = Permission("concerns.read_own", frozenset({OWNER, HELPER}))
ADD_HELPER = Permission("concerns.add_helper", frozenset({OWNER}), writes=True)
LIFT = Permission("concerns.lift", frozenset({OWNER}), writes=True)

ALL = (READ, ADD, DISCUSS, TALK, DECIDE, MOVE, START, KEEP, READ_OWN, ADD_HELPER, LIFT)

TAKE_OVER = RolePermission("concerns.take_over", frozenset({"unit_leader"}))

ALL_ROLES = (TAKE_OVER,)

LISTED = "concerns.list"
"""What the access log calls being shown in one's own Min dag."""
