"""Close the tables about children, share the others, and say who may be brought in to a child on one's own list."""

from django.db import migrations

from somlos.foundation.access.postgres.guard import append_only, guard, invite, share

_ENDS = ["ended_at", "ended_by_id"]


class Migration(migrations.Migration):
    """Two walls around every row about a child; an own list is shared within the service and never beyond it."""

    dependencies = (("people", "0001_keep_children"), ("access", "0002_hang_the_door"))
    operations = (
        guard("people_child", moves=["contact_id"]),
        guard("people_childversion"),
        guard("people_carer", moves=_ENDS),
        guard("people_contactcard"),
        guard("people_trustedperson", moves=_ENDS),
        guard("people_listentry", moves=_ENDS),
        share("people_childlist", select=["web"], insert=["web"]),
        share("people_listseat", select=["web"], insert=["web"], update={"web": _ENDS}),
        share("people_readinessstep", select=["web"], insert=["web"]),
        append_only("people_readinessstep"),
        invite(
            "identity",
            by="own_list",
            kind="own_list",
            within="service",
            at_most_days=400,
            may_write=True,
            may_invite=True,
        ),
        invite(
            "contact",
            by="own_list",
            kind="own_list",
            within="service",
            at_most_days=400,
            may_write=True,
            may_invite=True,
        ),
    )
