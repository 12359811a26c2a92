"""A few hundred children more, with made-up names, so that lists look like a working day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from somlos.foundation.people import actions as people
from somlos.foundation.people.rules.children import Details

if TYPE_CHECKING:
    from fjordvik.town import Town

_FIRST = (
    "Alva",
    "Brage",
    "Dina",
    "Eskil",
    "Frida",
    "Gard",
    "Hedda",
    "Isak",
    "Jenny",
    "Kasper",
    "Live",
    "Magne",
    "Nora",
    "Oda",
    "Peder",
    "Runa",
    "Sindre",
    "Tiril",
    "Ulrik",
    "Vilja",
)
_LAST = (
    "Åsvoll",
    "Bjerkmo",
    "Dalhaug",
    "Engeset",
    "Fossnes",
    "Granlund",
    "Heggvik",
    "Kleppnes",
    "Lyngmo",
    "Myrhol",
    "Nordeide",
    "Rognmo",
    "Skarbø",
    "Tveitli",
    "Østvoll",
)
_SHARES = {"Revehiet": (16, 3), "Ekornbolet": (18, 2), "2A": (24, 7), "Barneskolen": (160, 9)}


def fill(town: Town) -> None:
    """Put the crowd on the lists, each list in one go."""
    names = (f"{first} {last}" for last, first in product(_LAST, _FIRST))
    keepers = {"Revehiet": "tove", "Ekornbolet": "berit", "2A": "nina", "Barneskolen": "ingrid"}
    for name, (many, years) in _SHARES.items():
        with town.acting(keepers[name], days_ago=75) as (actor, at):
            for place in range(many):
                birth = date(at.year - years - place % 3, 1 + place % 12, 1 + place % 28)
                details = Details(name=next(names), birth_date=min(birth, (at - timedelta(days=400)).date()))
                people.put_on_list(actor, town.lists[name], details, now=at)
