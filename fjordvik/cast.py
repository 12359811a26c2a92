"""The people of Fjordvik. Everybody is invented; every number is synthetic (month + 80)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from somlos.foundation.accounts.actions.sign_in import identity_hash as hash_of
from somlos.foundation.accounts.rules.identity import Identity, by_national_id
from somlos.foundation.accounts.rules.national_id import NationalId, parse, synthetic_number
from somlos.foundation.organisations.rules.tree import Ownership, Role, UnitKind

FJORDVIK, HOGLIA, VESTMARK, MANESKINN = "fjordvik", "hoglia", "vestmark", "maneskinn"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of somebody's, by the key the stories use."""

    key: str
    name: str
    kind: UnitKind
    under: str | None = None
    owner: str = FJORDVIK
    level: str = "unit"
    ownership: Ownership = Ownership.MUNICIPAL
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Fjordvik: an employee at a post, or a resident."""

    key: str
    name: str
    title: str
    born: date
    serial: int
    service: str | None = None
    works_at: str | None = None
    role: Role = Role.EMPLOYEE
    has_left: bool = False

    @property
    def number(self) -> NationalId:
        """Return the synthetic national id number."""
        step = range(self.serial, self.serial + 12)
        digits = next(made for serial in step if (made := synthetic_number(self.born, serial=serial)))
        read = parse(digits)
        assert isinstance(read, NationalId)
        return read

    @property
    def identity(self) -> Identity:
        """Return the identity a provider would vouch for."""
        return by_national_id(self.number)

    @property
    def identity_hash(self) -> bytes:
        """Return the hash by which the user is known."""
        return hash_of(self.identity)

    @property
    def kind(self) -> str:
        """Return employee or resident."""
        return "employee" if self.service else "resident"


PLACES = (
    Place("oppvekst", "Oppvekst", UnitKind.SECTOR, level="sector"),
    Place("helse", "Helse og mestring", UnitKind.SECTOR, level="sector"),
    Place("velferd", "Velferd", UnitKind.SECTOR, level="sector"),
    Place("bjorkehaug", "Bjørkehaug barnehage", UnitKind.KINDERGARTEN, under="oppvekst", phone="00 00 00 11"),
    Place("barneskolen", "Fjordvik barneskole", UnitKind.SCHOOL, under="oppvekst", phone="00 00 00 12"),
    Place("nesset", "Nesset oppvekstsenter", UnitKind.SCHOOL, under="oppvekst"),
    Place("ungdomsskolen", "Fjordvik ungdomsskole", UnitKind.SCHOOL, under="oppvekst"),
    Place("ppt", "PPT", UnitKind.EDUCATIONAL_PSYCHOLOGY, under="oppvekst"),
    Place(
        "helsestasjonen",
        "Helsestasjon og skolehelsetjeneste",
        UnitKind.CHILD_HEALTH,
        under="helse",
        phone="00 00 00 13",
    ),
    Place("psykisk_helse", "Psykisk helse barn, unge og familie", UnitKind.MENTAL_HEALTH, under="helse"),
    Place("barnevernet", "Barnevernstjenesten", UnitKind.CHILD_WELFARE, under="velferd", phone="00 00 00 01"),
    Place("nav", "NAV Fjordvik", UnitKind.NAV, under="velferd", ownership=Ownership.STATE),
    Place("utekontakten", "Utekontakten", UnitKind.OUTREACH, under="velferd"),
    Place("hoglia_barnehage", "Høglia barnehage", UnitKind.KINDERGARTEN, owner=HOGLIA),
    Place("ot", "Oppfølgingstjenesten", UnitKind.FOLLOW_UP, owner=VESTMARK, ownership=Ownership.COUNTY),
    Place(
        "maneskinn_barnehage",
        "Måneskinn barnehage",
        UnitKind.KINDERGARTEN,
        owner=MANESKINN,
        ownership=Ownership.PRIVATE,
    ),
)

ADMINISTRATORS = {
    FJORDVIK: Person(
        "anne", "Anne Brekkerud", "systemansvarlig", date(1975, 5, 4), 110, service=FJORDVIK, role=Role.ADMINISTRATOR
    ),
    HOGLIA: Person(
        "oddny",
        "Oddny Lerheim",
        "systemansvarlig i Høglia",
        date(1971, 2, 9),
        120,
        service=HOGLIA,
        role=Role.ADMINISTRATOR,
    ),
    VESTMARK: Person(
        "sverre",
        "Sverre Tindlund",
        "systemansvarlig i Vestmark",
        date(1968, 8, 21),
        130,
        service=VESTMARK,
        role=Role.ADMINISTRATOR,
    ),
    MANESKINN: Person(
        "gro", "Gro Lykkebø", "eier og styrer", date(1979, 1, 30), 140, service=MANESKINN, role=Role.ADMINISTRATOR
    ),
}
CONTROLLERS = {
    FJORDVIK: ("Fjordvik kommune", Ownership.MUNICIPAL),
    HOGLIA: ("Høglia kommune", Ownership.MUNICIPAL),
    VESTMARK: ("Vestmark fylkeskommune", Ownership.COUNTY),
    MANESKINN: ("Måneskinn barnehage", Ownership.PRIVATE),
}

EMPLOYEES = (
    Person("tove", "Tove Lindås", "pedagogisk leder", date(1984, 3, 12), 150, service="bjorkehaug"),
    Person("berit", "Berit Haugsnes", "styrer", date(1970, 11, 2), 160, service="bjorkehaug", role=Role.UNIT_LEADER),
    Person("kari", "Kari Moflaten", "barne- og ungdomsarbeider", date(1992, 6, 17), 170, service="bjorkehaug"),
    Person("stian", "Stian Vikebø", "assistent, sluttet", date(1996, 9, 5), 180, service="bjorkehaug", has_left=True),
    Person("harald", "Harald Nesvold", "rådgiver i PPT", date(1966, 4, 23), 190, service="ppt"),
    Person("randi", "Randi Solheimsvik", "leder i PPT", date(1972, 12, 13), 200, service="ppt", role=Role.UNIT_LEADER),
    Person(
        "ingrid",
        "Ingrid Solbakkmo",
        "helsesykepleier",
        date(1981, 7, 8),
        210,
        service="helsestasjonen",
        works_at="barneskolen",
    ),
    Person(
        "mette",
        "Mette Fagerlia",
        "leder for helsestasjonen",
        date(1969, 10, 19),
        220,
        service="helsestasjonen",
        role=Role.UNIT_LEADER,
    ),
    Person("per", "Per Arne Dalegard", "rektor", date(1965, 5, 25), 230, service="barneskolen", role=Role.UNIT_LEADER),
    Person("nina", "Nina Bakkestø", "kontaktlærer", date(1988, 2, 14), 240, service="barneskolen"),
    Person("synne", "Synne Rognerud", "rådgiver i NAV", date(1986, 8, 3), 250, service="nav"),
    Person("jorunn", "Jorunn Elvestad", "barnevernskurator", date(1977, 3, 29), 260, service="barnevernet"),
    Person(
        "marius",
        "Marius Teigland",
        "kommunalsjef for oppvekst",
        date(1973, 6, 6),
        270,
        service="oppvekst",
        role=Role.SECTOR_DIRECTOR,
    ),
    Person(
        "solveig",
        "Solveig Aamot",
        "kommunedirektør",
        date(1963, 9, 27),
        280,
        service=FJORDVIK,
        role=Role.MUNICIPAL_DIRECTOR,
    ),
    Person(
        "dagny",
        "Dagny Hestvik",
        "personvernombud",
        date(1980, 4, 1),
        290,
        service=FJORDVIK,
        role=Role.DATA_PROTECTION_OFFICER,
    ),
    Person("lars", "Lars Kvernberg", "pedagogisk leder i Høglia", date(1985, 1, 18), 300, service="hoglia_barnehage"),
    Person("eirik", "Eirik Stormo", "rådgiver i OT", date(1983, 11, 11), 310, service="ot"),
    Person(
        "vigdis",
        "Vigdis Månelid",
        "pedagogisk leder i Måneskinn",
        date(1990, 5, 20),
        320,
        service="maneskinn_barnehage",
    ),
)

RESIDENTS = (
    Person("marte", "Marte Strandli", "mamma til Ella", date(1991, 2, 3), 330),
    Person("jon", "Jon Strandli", "pappa til Ella", date(1989, 12, 7), 340),
    Person("ronny", "Ronny Kleiva", "pappa til Liam", date(1987, 7, 22), 350),
    Person("hilde", "Hilde Kleiva", "mamma til Liam", date(1990, 10, 9), 360),
    Person("naboen", "Nils Rønnevik", "en fremmed", date(1960, 3, 15), 370),
)


@dataclass(frozen=True, slots=True)
class Family:
    """A child of the stories, and how old it is on the day the story is told."""

    key: str
    name: str
    called: str
    years: int
    months: int
    serial: int
    place: str
    group: str
    language: str = "nb"
    interpreter_needed: bool = False


CHILDREN = (
    Family("ella", "Ella Strandli", "Ella", 5, 2, 510, "bjorkehaug", "Revehiet"),
    Family("liam", "Liam Kleiva", "Liam", 3, 7, 530, "bjorkehaug", "Revehiet"),
    Family("noah", "Noah Steinlia", "Noah", 7, 1, 550, "barneskolen", "2A"),
    Family("jonas", "Jonas Vårnes", "Jonas", 9, 4, 570, "barneskolen", "4B"),
    Family("mina", "Mina Vårnes", "Mina", 6, 3, 590, "barneskolen", "1A"),
    Family("amir", "Amir Rahimi", "Amir", 12, 5, 610, "barneskolen", "7A", language="prs", interpreter_needed=True),
)


@dataclass(frozen=True, slots=True)
class Group:
    """People to choose among at the demo sign-in."""

    key: str
    name: str
    people: tuple[Person, ...]


def to_try() -> tuple[Group, ...]:
    """Return everybody one can be in demo mode."""
    here = tuple(person for person in EMPLOYEES if not person.has_left)
    return (
        Group("ansatte", "Ansatte og ledere", (*here, *ADMINISTRATORS.values())),
        Group("familier", "Familier og innbyggere", RESIDENTS),
    )


def everybody() -> Iterator[Person]:
    """Return the whole cast, those who have left among them."""
    yield from ADMINISTRATORS.values()
    yield from EMPLOYEES
    yield from RESIDENTS


def person(key: str) -> Person:
    """Return somebody by the key the stories use."""
    return next(one for one in everybody() if one.key == key)
