"""How one stands to a child here, and what that opens for."""

from somlos.foundation.access.rules import Kind, Permission, RolePermission

OWN_LIST = Kind("own_list")
"""Somebody in the service whose own list the child is on; gained with the list, ends when the child or the person leaves it."""

AUTHOR = Kind("author")
"""Somebody who wrote about a child before it had a name here; gained by opening the subject."""

READ = Permission("people.read", frozenset({OWN_LIST, AUTHOR}))
REGISTER = Permission("people.register", frozenset({OWN_LIST, AUTHOR}), writes=True)
CORRECT = Permission("people.correct", frozenset({OWN_LIST, AUTHOR}), writes=True)
PROTECT = Permission("people.protect", frozenset({OWN_LIST}), writes=True)
SHUT_OUT = Permission("people.shut_out", frozenset({OWN_LIST}), writes=True)
TAKE_OFF = Permission("people.take_off", frozenset({OWN_LIST}), writes=True)
READ_CONTACT = Permission("people.read_contact", frozenset({OWN_LIST}))
WRITE_CONTACT = Permission("people.write_contact", frozenset({OWN_LIST}), writes=True)

LISTED = "people.list"
"""What the access log calls being shown in one's own lists."""

KEEP_LISTS = RolePermission("people.keep_lists", frozenset({"employee", "unit_leader"}))
SWITCH_ON = RolePermission("people.switch_on", frozenset({"administrator"}))
