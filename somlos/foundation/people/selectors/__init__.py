"""What is known of children, carers and lists. Each question says how many statements it costs."""

from somlos.foundation.people.selectors.children import (
    CarerCard,
    ChildCard,
    Group,
    TrustedPersonCard,
    cards,
    carers,
    child_card,
    my_children,
    trusted_persons,
)
from somlos.foundation.people.selectors.lists import ListCard, my_list, my_lists
from somlos.foundation.people.selectors.readiness import Decided, missing_steps, steps
from somlos.foundation.people.selectors.words import (
    age_in_words,
    kind_in_words,
    language_in_words,
    protection_in_words,
    step_in_words,
)

__all__ = [
    "CarerCard",
    "ChildCard",
    "Decided",
    "Group",
    "ListCard",
    "TrustedPersonCard",
    "age_in_words",
    "cards",
    "carers",
    "child_card",
    "kind_in_words",
    "language_in_words",
    "missing_steps",
    "my_children",
    "my_list",
    "my_lists",
    "protection_in_words",
    "step_in_words",
    "steps",
    "trusted_persons",
]
