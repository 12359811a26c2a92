"""What is known of posts, units and closed days. Each question says how many statements it costs."""

from somlos.foundation.organisations.selectors.calendar import closed_days, said, why_moved
from somlos.foundation.organisations.selectors.posts import (
    Colleague,
    OtherPost,
    PostCard,
    colleagues,
    deputies,
    leader_of,
    my_post,
    names_of,
    post_of,
    team,
    words_of,
)
from somlos.foundation.organisations.selectors.units import UnitCard, is_empty, level_names, unit, units

__all__ = [
    "Colleague",
    "OtherPost",
    "PostCard",
    "UnitCard",
    "closed_days",
    "colleagues",
    "deputies",
    "is_empty",
    "leader_of",
    "level_names",
    "my_post",
    "names_of",
    "post_of",
    "said",
    "team",
    "unit",
    "units",
    "why_moved",
    "words_of",
]
