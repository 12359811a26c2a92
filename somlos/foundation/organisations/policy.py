"""What one may do here by a role at a scope. Nothing here is about a child."""

from somlos.foundation.access.rules import RolePermission

MANAGE_UNITS = RolePermission("organisations.manage_units", frozenset({"administrator"}))
EMPLOY = RolePermission("organisations.employ", frozenset({"administrator"}))
END_EMPLOYMENT = RolePermission("organisations.end_employment", frozenset({"administrator", "unit_leader"}))
CLOSE_PERIODS = RolePermission("organisations.close_periods", frozenset({"administrator", "unit_leader"}))
NOTE_ABSENCE = RolePermission(
    "organisations.note_absence",
    frozenset(
        {
            "administrator",
            "unit_leader",
            "employee",
            "sector_director",
            "municipal_director",
            "editor",
            "data_protection_officer",
        }
    ),
)
