"""What people decides from facts in hand: who a carer is, how old a child is, what stands in the way, how names are sorted."""

from somlos.foundation.organisations.rules.names import sorted_by_name, sorting_key
from somlos.foundation.people.rules.carers import CarerKind, ChosenBy, Decides, may_decide
from somlos.foundation.people.rules.children import (
    LANGUAGES,
    Age,
    Details,
    NewCarer,
    Stage,
    WhyNot,
    age_on,
    why_not_care,
    why_not_register,
)
from somlos.foundation.people.rules.readiness import NotReady, Ready, missing

__all__ = [
    "LANGUAGES",
    "Age",
    "CarerKind",
    "ChosenBy",
    "Decides",
    "Details",
    "NewCarer",
    "NotReady",
    "Ready",
    "Stage",
    "WhyNot",
    "age_on",
    "may_decide",
    "missing",
    "sorted_by_name",
    "sorting_key",
    "why_not_care",
    "why_not_register",
]
