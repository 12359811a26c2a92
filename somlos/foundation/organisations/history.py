"""What can happen to units and posts. No sentence names an employee: which post it was stands as an id."""

from django.utils.translation import gettext_lazy as _

from somlos.foundation.access.history import Happening, Keeps

UNIT_OPENED = Happening("organisations.unit_opened", _("{actor} åpnet enheten «{unit}»."), Keeps.FOR_GOOD)
LEVELS_NAMED = Happening(
    "organisations.levels_named", _("{actor} ga nivåene i organisasjonen egne navn: {names}."), Keeps.FOR_GOOD
)
EMPLOYED = Happening("organisations.employed", _("{actor} besatte stillingen «{title}» i {service}."), Keeps.FOR_GOOD)
EMPLOYMENT_ENDED = Happening(
    "organisations.employment_ended", _("{actor} avsluttet stillingen «{title}» fra {day}."), Keeps.FOR_GOOD
)
AWAY = Happening("organisations.away", _("{actor} skrev at noen er borte fra {first} til {last}."), Keeps.FOR_GOOD)
ABSENCE_TAKEN_BACK = Happening(
    "organisations.absence_taken_back", _("{actor} tok tilbake at noen er borte fra {first}."), Keeps.FOR_GOOD
)
PERIOD_CLOSED = Happening(
    "organisations.period_closed", _("{actor} stengte {unit} fra {first} til {last}: {reason}."), Keeps.FOR_GOOD
)
PERIOD_TAKEN_BACK = Happening(
    "organisations.period_taken_back", _("{actor} tok tilbake at {unit} er stengt fra {first}."), Keeps.FOR_GOOD
)
