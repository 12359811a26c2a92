"""The uniform policies every table about a child gets, and the plain grants the others get."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connections
from django.db.migrations import RunSQL

READ = "compartment_id = any ((select access.open_compartments(false))::uuid[])"
WRITE = "compartment_id = any ((select access.open_compartments(true))::uuid[])"
_ROLES = {
    "web",
    "worker",
    "archivist",
    "auditor",
    "sealer",
    "counter",
    "teller",
    "definer",
}


def _role(short: str) -> str:
    if short not in _ROLES:
        raise ValueError(f"there is no role {short}")
    return f"somlos_{short}"


def guard(
    table: str,
    *,
    moves: Sequence[str] = (),
    errands: Mapping[str, Sequence[str]] | None = None,
) -> RunSQL:
    """Close a table about a child: forced row-level security, one policy a verb, updates of the moves only (W11, W12, W13).

    `errands` names which columns a worker on which errand may read: dates, states and ids, never text.
    """
    lines = [
        f"alter table {table} enable row level security, force row level security",
        f"grant select, insert on {table} to somlos_web",
        f"create policy read on {table} for select to somlos_web using ({READ})",
        f"create policy write on {table} for insert to somlos_web with check ({WRITE})",
        f"grant select, delete on {table} to somlos_archivist",
        f"create policy keep on {table} for select to somlos_archivist using (true)",
        f"create policy dispose on {table} for delete to somlos_archivist using (true)",
        (
            f"alter table {table} add constraint {table}_lies_in_its_compartment foreign key (compartment_id, subject_id)"
            " references access_compartment (id, subject_id) deferrable initially deferred"
        ),
    ]
    if moves:
        lines += [
            f"grant update ({', '.join(moves)}) on {table} to somlos_web",
            f"create policy move on {table} for update to somlos_web using ({WRITE}) with check ({WRITE})",
        ]
    for errand, columns in (errands or {}).items():
        lines += [
            f"grant select ({', '.join(columns)}) on {table} to somlos_worker",
            f"create policy \"{errand}\" on {table} for select to somlos_worker using ((select access.errand()) = '{errand}')",
        ]
    return RunSQL(";\n".join(lines), RunSQL.noop)


def append_only(table: str) -> RunSQL:
    """Refuse update and delete of a table's rows, whoever asks (W25)."""
    return RunSQL(
        f"create trigger append_only before update or delete on {table} for each row execute function audit.refuse_change();\n"
        f"create trigger never_emptied before truncate on {table} for each statement execute function audit.refuse_emptying()",
        f"drop trigger append_only on {table}; drop trigger never_emptied on {table}",
    )


def share(
    table: str,
    *,
    select: Sequence[str] = (),
    insert: Sequence[str] = (),
    update: Mapping[str, Sequence[str]] | None = None,
    delete: Sequence[str] = (),
) -> RunSQL:
    """Grant plain rights on a table with nothing about a child in it."""
    lines = [f"grant select on {table} to {_role(role)}" for role in select]
    lines += [f"grant insert on {table} to {_role(role)}" for role in insert]
    lines += [
        f"grant update ({', '.join(columns)}) on {table} to {_role(role)}" for role, columns in (update or {}).items()
    ]
    lines += [f"grant delete on {table} to {_role(role)}" for role in delete]
    return RunSQL(";\n".join(lines), RunSQL.noop)


def invite(
    audience: str,
    *,
    by: str,
    kind: str,
    within: str,
    at_most_days: int,
    may_write: bool = False,
    may_invite: bool = False,
) -> RunSQL:
    """Declare that whoever is `by` to a compartment of the audience may bring somebody in as `kind`, and how far (W1).

    `within` is "service" (same service only), "municipality" or "anyone".
    """
    rule = (audience, by, kind, within, may_write, may_invite, at_most_days)
    words = ", ".join(f"'{word}'" for word in rule)  # a migration's own, and PostgreSQL reads 'True' as a boolean
    columns = "id, audience, by_kind, kind, within, may_write, may_invite, at_most_days"
    return RunSQL(
        f"insert into access_invitation ({columns}) values (gen_random_uuid(), {words})",  # noqa: S608
        f"delete from access_invitation where (audience, by_kind, kind) = ('{audience}', '{by}', '{kind}')",  # noqa: S608
    )


@contextmanager
def unforced(table: str) -> Iterator[None]:
    """Let a migration move data in a guarded table; forced again in the same transaction (W15)."""
    with connections["owner"].cursor() as cursor:  # migrations run as the owner, and web may not alter anything
        cursor.execute(f"alter table {table} no force row level security")
        yield
        cursor.execute(f"alter table {table} force row level security")
