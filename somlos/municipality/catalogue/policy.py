"""What one may do here by a role in the municipality. Reading needs no permission: all of it is public."""

from somlos.foundation.access.rules import RolePermission

PUBLISH = RolePermission("catalogue.publish", frozenset({"editor", "administrator"}))

ALL_ROLES = (PUBLISH,)
