"""What the laws ask about: what the cast has written, told over the pages themselves, and how each of them stands to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils.timezone import localdate

from fjordvik.town import Town
from laws.asking import Browser, House, browser
from laws.drawn import NOTHING, SORTS, STANDS, Row
from somlos.child.concerns import actions as concerns
from somlos.child.concerns import policy as concerns_policy
from somlos.child.concerns.actions import Words
from somlos.config.database import Server
from somlos.foundation.access import actions as access
from somlos.foundation.people import actions as people
from somlos.foundation.people import policy as people_policy
from somlos.kernel.ids import new_id

Say = Callable[[str], str]
"""Gives the words for a sealed field, by its label."""


@dataclass(slots=True)
class Story:
    """What was written, by the names of the drawn table, and everything the pages answered meanwhile."""

    town: Town
    places: dict[str, UUID]
    lists: dict[str, UUID]
    told: list[tuple[Browser, str, HttpResponse]] = field(default_factory=list)
    """Who wrote, what was written, and what was answered."""
    ids: dict[str, UUID] = field(default_factory=dict)

    def targets(self, row: Row, wants: frozenset[str], who: str) -> dict[str, dict[str, object]]:
        """Return what an address can be asked about, by the name in the tables, and always something that does not exist."""
        nothing: dict[str, dict[str, object]] = {NOTHING: {name: new_id() for name in wants} | self.words(row, wants)}
        if "place" in wants:
            more = self.beside(row, wants - {"place"})
            return nothing | {name: {"place": self.places[name], **more} for name in self.asked_about(row, who)}
        if "list_id" in wants:
            return nothing | {name: {"list_id": each} for name, each in self.lists.items()}
        if "notice_id" in wants:
            return nothing | {name: {"notice_id": each} for name, each in self.ids.items() if "notice" in name}
        return nothing

    def asked_about(self, row: Row, who: str) -> list[str]:
        """Return the places an address is asked about: all it is about and one of each other sort; by a stranger, some of them."""
        mine = SORTS.get(row.about, SORTS["note"])
        if any(each == who for each, _ in STANDS):
            asked = mine | {"ella", "noah", "word", "contact", "note", "draft", "red"}
        else:
            asked = mine & {"ella", "noah", "contact", "note", "red"} | {"noah"}
        return [name for name in self.places if name in asked]

    def beside(self, row: Row, wants: frozenset[str]) -> dict[str, object]:
        """Return what else an address about a child names."""
        known = {
            "carer_id": self.ids["carer"],
            "person_id": self.ids["person"],
            "list_id": self.lists["Revehiet"],
        }
        return {name: known[name] for name in wants}

    def words(self, row: Row, wants: frozenset[str]) -> dict[str, object]:
        """Return the words of public addresses."""
        known = {
            "key": {"pages:step": "0.2", "pages:help": "familiens-hus"}.get(row.name, "idporten"),
            "kind": "employee",
        }
        return {name: known[name] for name in wants & set(known)}


def tell(town: Town, database: Server, say: Say) -> Story:
    """Let the cast write what the laws ask about."""
    story = Story(town, dict(town.places), dict(town.lists))
    teller = _Teller(story, House(), say, database)
    teller.about_ella()
    teller.about_liam()
    teller.about_the_others()
    teller.across_the_border()
    return story


class _Teller:
    def __init__(self, story: Story, house: House, say: Say, database: Server) -> None:
        self.story, self.house, self.say, self.database = story, house, say, database
        self.browsers: dict[str, Browser] = {}
        self.today = localdate(story.town.now)

    def post(self, who: str, name: str, data: Mapping[str, object], **where: object) -> str:
        """Fill in a form as somebody and return where the answer leads; a form that is not taken ends the story."""
        by = self.browsers.setdefault(who, browser(who))
        path = reverse(name, kwargs=where)
        answer = self.house.ask(by, "POST", path, data)
        self.story.told.append((by, str(data), answer))
        assert answer.status_code == 303, f"{who} at {path}: {answer.status_code} {answer.content.decode()}"
        return answer.headers["Location"]

    def place(self, name: str) -> UUID:
        return self.story.places[name]

    def seat(self, who: str) -> UUID:
        return self.story.town.seats[who]

    def one(self, sql: str, *values: object) -> UUID:
        with self.database.connect() as everything:
            row = everything.execute(sql, values).fetchone()
        assert row is not None
        found: UUID = row[0]
        return found

    def write(self, who: str, child: str, name: str) -> None:
        words = {"once": new_id(), "seen": self.say("note.seen"), "child_words": self.say("note.child_words")}
        words |= {"strengths": self.say("note.strengths")}
        self.story.places[name] = _place_in(self.post(who, "concerns:write", words, place=self.place(child)))

    def about_ella(self) -> None:
        ella = self.place("ella")
        self.post(
            "tove", "people:add_carer",
            {"name": self.say("carer.name"), "kind": "legal_guardian", "stated_by": self.say("carer.stated_by"), "stated_on": self.today},
            place=ella,
        )  # fmt: skip
        chosen = {"name": self.say("trusted_person.name"), "chosen_by": "child"}
        self.post("tove", "people:choose_trusted_person", chosen, place=ella)
        reached = {name: self.say(f"contact.{name}") for name in ("phone", "email", "address")}
        self.post("tove", "people:write_contact", reached, place=ella)
        self.story.ids["carer"] = self.one(
            "select id from people_carer where compartment_id = %s order by made_at limit 1", ella
        )
        self.story.ids["person"] = self.one("select id from people_trustedperson where compartment_id = %s", ella)
        self.story.places["contact"] = self.one("select contact_id from people_child where compartment_id = %s", ella)
        self.write("tove", "ella", "note")
        note = self.place("note")
        self.post("tove", "concerns:correct", {"after": 1, "seen": self.say("note.seen")}, place=note)
        self.post("tove", "concerns:discuss", {"seat": self.seat("berit")}, place=note)
        self.post("tove", "concerns:discuss", {"seat": self.seat("kari")}, place=note)
        self.talk("tove", note, "child")
        self.talk("tove", note, "home")
        self.post("berit", "concerns:decide", {"decision": "watch", "reason": self.say("step.said")}, place=note)
        kept = {"keep": "ja", "seen": self.say("draft.words")}
        self.post("tove", "concerns:write", kept, place=ella)
        self.story.places["draft"] = self.own_place("ella", "draft")
        for who in ("berit", "kari"):
            mine = "select id from notifications_notice where recipient_id = %s and about = %s"
            self.story.ids[f"notice of {who}"] = self.one(mine, self.story.town.users[who], note)

    def talk(self, who: str, note: UUID, kind: str) -> None:
        told = {"held_on": self.today, "said": self.say("step.said"), "shared": self.say("step.shared")}
        self.post(who, f"concerns:{kind}_talk", {f"{kind}-{name}": each for name, each in told.items()}, place=note)

    def own_place(self, child: str, purpose: str) -> UUID:
        sql = "select compartment_id from access_relation where identity_id = %s and kind = 'owner' and purpose = %s"
        return self.one(sql, self.place(child), purpose)

    def about_liam(self) -> None:
        typed = {"reason": "violence", "seen": self.say("red.words"), "child_words": self.say("red.words")}
        self.post("tove", "concerns:urgent_from_draft", typed, place=self.place("liam"))
        self.story.places["red"] = self.own_place("liam", "red_path")
        self.post("tove", "concerns:add_helper", {"seat": self.seat("berit")}, place=self.place("red"))
        with self.story.town.acting("tove") as (actor, now):
            warrant = access.open_door(actor, self.place("liam"), to=people_policy.SHUT_OUT, now=now)
            people.shut_out(warrant, user_id=self.story.town.users["kari"], reason="own_family", now=now)

    def about_the_others(self) -> None:
        self.story.places |= {"note-jonas": self.story.town.notes["jonas"], "note-amir": self.story.town.notes["amir"]}
        self.write("ingrid", "mina", "note-mina")
        mina = self.place("note-mina")
        self.post("ingrid", "concerns:discuss", {"seat": self.seat("mette")}, place=mina)
        self.post("mette", "concerns:decide", {"decision": "put_aside", "reason": self.say("step.said")}, place=mina)
        typed = {"reason": "neglect", "seen": self.say("red.words")}
        self.post("ingrid", "concerns:urgent_from_draft", typed, place=self.place("amir"))
        self.story.places["red-amir"] = self.own_place("amir", "red_path")
        lifted = {"asked": self.say("event.said"), "reason": self.say("event.because")}
        self.post("ingrid", "concerns:lift", lifted, place=self.place("red-amir"))
        self.story.places["draft-amir"] = self.own_place(
            "amir", "draft"
        )  # a text that is lifted goes back to its author's draft
        with self.story.town.acting("ingrid", days_ago=1) as (actor, at):
            signs = Words(noticed_on=localdate(at), seen=self.say("note.seen"), signs=[self.say("note.signs")])
            warrant = access.open_door(actor, self.place("note-jonas"), to=concerns_policy.ADD, now=at)
            concerns.add_version(warrant, signs, after=1, now=at)
        begun = self.post("nina", "concerns:start", {"key": self.say("child.anonymous_key")})
        self.story.places["word"] = _place_in(begun)
        self.post("anne", "people:readiness", {"step": "dpia_read"})

    def across_the_border(self) -> None:
        last = self.today + timedelta(days=200)
        made = self.post("lars", "people:new_list", {"name": "Lemen", "starts": self.today, "last": last})
        self.story.lists["Lemen"] = _place_in(made)
        born = self.today - timedelta(days=1_300)
        rows = f"navn;kallenavn;fødselsdato\n{self.say('child.name')};{self.say('child.called')};{born:%d.%m.%Y}\n"
        self.read_in("lars", "Lemen", rows)
        self.story.places["oda"] = self.one(
            "select compartment_id from people_child order by registered_at desc limit 1"
        )

    def read_in(self, who: str, of: str, rows: str) -> None:
        """Read a file into a list: look through it, and store it."""
        by, path = self.browsers[who], reverse("people:import_list", kwargs={"list_id": self.story.lists[of]})
        sent = {
            "file": SimpleUploadedFile("liste.csv", rows.encode()),
            "stated_by": "foreldrene",
            "stated_on": self.today.isoformat(),
        }
        shown = self.house.ask(by, "POST", path, encode_multipart(BOUNDARY, sent), form=MULTIPART_CONTENT)
        self.story.told.append((by, rows, shown))
        parcel = re.search(r'name="parcel" value="([^"]+)"', shown.content.decode())
        assert parcel, shown.content.decode()
        self.post(who, "people:import_list", {"parcel": parcel[1]}, list_id=self.story.lists[of])


def _place_in(address: str) -> UUID:
    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", address)
    assert found, address
    return UUID(found[0])


def this_database() -> Server:
    """Return the database the aliases point at, with the administrator who sees everything in it."""
    at = connections["default"].settings_dict
    return Server(host=str(at["HOST"]), name=str(at["NAME"]))
