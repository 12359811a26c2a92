"""The tools count and copy what they say they do."""

from pathlib import Path

import pytest

from tools import check, room
from tools.tally import Tally, kind


@pytest.mark.parametrize(
    ("nodeid", "expected"),
    [
        ("somlos/child/concerns/tests/test_rules.py::test_x", "rules"),
        ("somlos/child/concerns/tests/test_policy.py::test_x[a-b]", "policy"),
        ("laws/test_doors.py::test_x", "laws"),
        ("journeys/test_note.py::test_x", "journeys"),
        ("laws/test_canary.py::test_x", "canary"),
    ],
)
def test_a_test_is_counted_by_what_it_is(nodeid: str, expected: str) -> None:
    assert kind(nodeid) == expected


def test_a_test_whose_preparation_fails_is_counted_as_failed() -> None:
    tally = Tally()

    for when, outcome in (("setup", "failed"), ("teardown", "passed")):
        tally.pytest_runtest_logreport(report(when, outcome))
    for when in ("setup", "call", "teardown"):
        tally.pytest_runtest_logreport(report(when, "passed"))

    assert (tally.total("passed"), tally.total("failed")) == (1, 1)


def report(when: str, outcome: str) -> pytest.TestReport:
    return pytest.TestReport("a/test_rules.py::t", ("a", 1, "t"), {}, outcome, None, when)  # type: ignore[arg-type]


def test_the_locks_name_no_address_and_lack_no_hash() -> None:
    assert check.addresses_in_locks() == []


def test_a_new_room_has_its_place_in_the_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "ROOT", tmp_path)
    (tmp_path / "somlos/config").mkdir(parents=True)
    (tmp_path / "somlos/config/rooms.py").write_text(
        'ROOMS = [\n    "somlos.child.concerns",\n    "somlos.surface.pages",\n]\n'
    )
    (tmp_path / ".importlinter").write_text("containers = somlos.child\nlayers =\n    concerns\n")

    assert room.main(["child/outreach"]) == 0
    assert room.main(["child/outreach"]) == 1
    assert room.main(["attic/outreach"]) == 1
    assert room.main(["child/Out-reach"]) == 1

    assert (tmp_path / "somlos/config/rooms.py").read_text().splitlines()[1:3] == [
        '    "somlos.child.concerns",',
        '    "somlos.child.outreach",',
    ]
    assert (
        tmp_path / ".importlinter"
    ).read_text() == "containers = somlos.child\nlayers =\n    outreach\n    concerns\n"
    assert 'label = "outreach"' in (tmp_path / "somlos/child/outreach/apps.py").read_text()
