"""Every address has a door, and what is open to all is said here."""

from somlos.foundation.access.rules import Permission, RolePermission
from tools import house

PERMISSIONS: list[tuple[house.Room, str, Permission | RolePermission]] = [
    *house.declared(Permission, "policy"),
    *house.declared(RolePermission, "policy"),
]

PUBLIC = {
    "pages:accessibility",
    "pages:begin",
    "pages:favicon",
    "pages:finish",
    "pages:finder",
    "pages:first",
    "pages:help",
    "pages:left",
    "pages:model",
    "pages:privacy",
    "pages:privacy_child",
    "pages:privacy_youth",
    "pages:robots",
    "pages:sign_in",
    "pages:signed_out",
    "pages:step",
    "pages:try_as",
    "pages:yes",
    "pages:yes_child",
    "pages:yes_youth",
    "ui:gallery",
    "ui:settings",
}
"""The pages nobody signs in for. A new one is added here by somebody who has thought about it."""


BEFORE_ANY_RELATION = {"concerns:take_over"}
"""Pages about a place that nobody who asks can open yet: a leader takes over what its author left behind (R1)."""


ASKED_FOR_BY_THEMSELVES = {"/favicon.ico", "/robots.txt"}
"""Addresses browsers and search engines know beforehand."""


def test_every_address_has_a_door() -> None:
    without = [each.route for each in house.addresses() if not each.door]

    assert not without, f"{without} declare no door: put @public, @own, @role or @door on the page"


def test_what_is_open_to_all_is_on_the_list() -> None:
    public = {each.name for each in house.addresses() if each.door == "public"}

    assert public == PUBLIC, f"{sorted(public ^ PUBLIC)}: open to all and not on the list, or on the list and gone"


def test_a_page_about_a_child_says_in_its_address_which_compartment_it_opens() -> None:
    for each in house.addresses():
        opens = "<uuid:place>" in each.route
        if each.name in BEFORE_ANY_RELATION:
            continue
        assert opens is (each.door == "door"), f"{each.route}: <uuid:place> and @door belong together ({each.door})"


def test_a_door_asks_for_a_permission_some_room_declares() -> None:
    there = {each.name for _, _, each in PERMISSIONS}
    for each in house.addresses():
        if each.door in {"door", "role"}:
            assert each.permission in there, f"{each.route} asks for {each.permission}, which no policy declares"


def test_no_address_carries_what_could_be_a_name_or_a_number_of_a_person() -> None:
    may = {"uuid", "slug", "str"}  # a slug or a word is a key of the catalogue's or of a provider
    for each in house.addresses():
        kinds = {part.split(":")[0] for part in each.route.split("<")[1:]}
        assert kinds <= may, f"{each.route}: an address carries ids, of {sorted(may)}"
        if "<str:" in each.route or "<slug:" in each.route:
            assert each.door == "public", f"{each.route}: a word in an address is for the public pages only"


def test_every_address_has_a_name_and_a_norwegian_path() -> None:
    for each in house.addresses():
        assert each.name, f"{each.route} has no name"
        assert each.route == each.route.lower(), f"{each.route}: small letters"
        ends = each.route.endswith("/") or each.route in ASKED_FOR_BY_THEMSELVES
        assert ends, f"{each.route}: an address ends with a stroke"


def test_permissions_are_named_by_their_room_and_once() -> None:
    seen: dict[str, str] = {}
    for room, called, each in PERMISSIONS:
        home = house.room_of(each.name.split(".")[0])
        assert home is not None, f"{each.name} ({room.label}.policy.{called}) begins with the name of no room"
        if home == room:
            assert each.name not in seen, f"{each.name} is declared twice: {called} and {seen[each.name]}"
            seen[each.name] = called


def test_every_room_with_a_policy_draws_its_matrix() -> None:
    for room in house.rooms():
        if any(at == room for at, _, _ in house.declared(Permission, "policy")):
            drawn = room.folder / "tests" / "test_policy.py"
            assert drawn.exists(), f"{room.label} has permissions and no drawn matrix: write {drawn.name}"
