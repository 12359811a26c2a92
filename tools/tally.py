"""A pytest plugin that counts the tests of each kind."""

from collections import Counter, defaultdict
from pathlib import PurePosixPath

import pytest

FLOORS_OF_THEIR_OWN = ("laws", "journeys", "tools")
FILES_OF_THEIR_OWN = ("test_canary", "test_crash", "test_dump", "test_every_address", "test_every_verb")


def kind(nodeid: str) -> str:
    """Return what kind of test it is: the folder it lives in, or else what its file is called."""
    path = PurePosixPath(nodeid.split("::")[0])
    if path.stem in FILES_OF_THEIR_OWN:
        return path.stem.removeprefix("test_").replace("_", " ")
    if path.parts[0] in FLOORS_OF_THEIR_OWN:
        return path.parts[0]
    return path.stem.removeprefix("test_").replace("_", " ")


class Tally:
    """How many tests of each kind passed, failed and were passed over."""

    def __init__(self) -> None:
        self.outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.counted: defaultdict[str, Counter[str]] = defaultdict(Counter)

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what the report says, and what the test itself says it looked at; one whose set-up or cleaning fails has failed."""
        if report.when == "call" or report.outcome != "passed":
            self.outcomes[kind(report.nodeid)][report.outcome] += 1
        if report.when == "call":
            self.counted[kind(report.nodeid)].update(
                {what: number for what, number in report.user_properties if isinstance(number, int)}
            )

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Count a file that cannot be read as a test that failed."""
        if report.outcome == "failed":
            self.outcomes[kind(report.nodeid)]["failed"] += 1

    def total(self, outcome: str) -> int:
        """Return how many had that outcome, of every kind."""
        return sum(counter[outcome] for counter in self.outcomes.values())

    def table(self) -> str:
        """Return one line for each kind."""
        lines = []
        for name, counter in sorted(self.outcomes.items()):
            rest = "".join(f", {counter[word]} {word}" for word in ("failed", "skipped") if counter[word])
            told = ", ".join(f"{number} {what}" for what, number in sorted(self.counted[name].items()))
            lines.append(f"  {counter['passed']:>5} passed{rest}  {name}{f' ({told})' if told else ''}\n")
        return "".join(lines)
