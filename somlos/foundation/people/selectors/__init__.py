"""What is known of children, carers and lists. Each question says how many statements it costs."""

from somlos.foundation.people.selectors.children import (
    CarerCard,
    ChildCard,
    ContactShown,
    Group,
    TrustedPersonCard,
    cards,
    carers,
    child_card,
    children_on,
    contact_cards,
    contact_place,
    my_children,
    trusted_persons,
)
from somlos.foundation.people.selectors.lists import ListCard, OnList, lists_of, my_list, my_lists
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
    "ContactShown",
    "Decided",
    "Group",
    "ListCard",
    "OnList",
    "TrustedPersonCard",
    "age_in_words",
    "cards",
    "carers",
    "child_card",
    "children_on",
    "contact_cards",
    "contact_place",
    "kind_in_words",
    "language_in_words",
    "lists_of",
    "missing_steps",
    "my_children",
    "my_list",
    "my_lists",
    "protection_in_words",
    "step_in_words",
    "steps",
    "trusted_persons",
]
