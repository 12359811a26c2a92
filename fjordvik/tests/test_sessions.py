"""How many sessions one person may begin, and that a block follows the person home."""

import pytest

from fjordvik import cast
from fjordvik.testing import browser_of
from fjordvik.town import Town
from somlos.foundation.access import actions
from somlos.foundation.access.actions import SESSION_LASTS, TooMany, begin_session
from somlos.foundation.access.selectors import open_list
from somlos.foundation.accounts.actions.users import expect
from somlos.foundation.accounts.rules.providers import UserKind
from somlos.foundation.people import policy


def begin_many(key: str, many: int) -> None:
    for _ in range(many):
        begin_session(cast.person(key).identity_hash, kind="employee", lasts=SESSION_LASTS["employee"])


def test_nobody_begins_more_sessions_in_a_minute_than_anybody_needs(town: Town) -> None:
    with pytest.raises(TooMany):
        begin_many("tove", 61)

    browser = browser_of("berit")
    assert browser.post("/logg-inn/prove/", {"person": "tove"}).status_code == 429


def test_a_block_set_on_somebody_at_home_holds_at_work(town: Town) -> None:
    kari = cast.person("kari")
    at_home = expect(kari.identity, kind=UserKind.RESIDENT, now=town.now)
    assert at_home != town.users["kari"]

    with town.acting("tove") as (actor, at):
        warrant = actions.open_door(actor, town.places["ella"], to=policy.SHUT_OUT, now=at)
        actions.block(warrant, user_id=at_home, reason="related")

    with town.acting("kari") as (_actor, _at):
        listed = open_list([policy.OWN_LIST], ["identity"], permission="people.list")
    assert town.places["ella"] not in {each.identity_id for each in listed}
    assert town.places["liam"] in {each.identity_id for each in listed}
