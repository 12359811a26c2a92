"""What can happen in the catalogue. It is public, so no sentence forgets; who published stands in them."""

from django.utils.translation import gettext_lazy as _

from somlos.foundation.access.history import Happening, Keeps

GUIDE_OPENED = Happening("catalogue.guide_opened", _("{actor} åpnet handlingsveilederen til {name}."), Keeps.FOR_GOOD)
PUBLISHED = Happening("catalogue.published", _("{actor} publiserte «{title}», som gjelder fra {day}."), Keeps.FOR_GOOD)
PUBLISHED_MANY = Happening(
    "catalogue.published_many",
    _("{actor} publiserte {count} tekster i handlingsveilederen, som gjelder fra {day}."),
    Keeps.FOR_GOOD,
)
TAKEN_BACK = Happening(
    "catalogue.taken_back", _("{actor} tok «{title}» ut av handlingsveilederen fra {day}."), Keeps.FOR_GOOD
)
STATUTE_ENTERED = Happening(
    "catalogue.statute_entered", _("{actor} førte inn {law} {section}, som gjelder fra {day}."), Keeps.FOR_GOOD
)
