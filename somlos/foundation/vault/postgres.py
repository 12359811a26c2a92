"""Migration steps that lay functions owned by the role without a login."""

from django.db.migrations import RunSQL

_ROLE = "somlos_definer"


def as_definer(sql: str, undo: str = RunSQL.noop) -> RunSQL:
    """Run statements as the definer, so that the functions they make belong to it (W1)."""
    return RunSQL(f"set local role {_ROLE};\n{sql}\n;reset role;", undo)
