"""Run the checks and every test, and say how many of each kind there were: `python -m tools.trial [where …]`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.check import look_at_everything
from tools.tally import Tally

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(where: Sequence[str]) -> int:
    """Run everything, or only the tests in the places named."""
    os.chdir(ROOT)
    if not where or any("journeys" in place for place in where):
        os.environ["CHROMIUM"] = browser()
    findings = [] if where else look_at_everything()
    tally = Tally()
    workers = (
        [] if any("::" in place for place in where) else ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
    )
    sys.stdout.write("\n")
    sys.stdout.flush()
    code = pytest.main([*workers, *(where or there_are())], plugins=[tally])
    faults = sum(finding.faults for finding in findings)
    clean = sum(not finding.faults for finding in findings)
    sys.stdout.write(f"\n{tally.table()}")
    if findings:
        sys.stdout.write(f"  {clean:>5} passed{f', {faults} failed' if faults else ''}  checks\n")
    failed = tally.total("failed") + faults
    sys.stdout.write(f"\n{tally.total('passed') + clean} passed, {failed} failed\n")
    return 1 if failed or code not in {pytest.ExitCode.OK} else 0


def there_are() -> list[str]:
    """Return the folders with tests that exist, those with the longest tests first, so that no worker is left alone with one."""
    return [place for place in ("journeys", "laws", "fjordvik", "tools", "somlos") if (ROOT / place).is_dir()]


def browser() -> str:
    """Return a Chromium for the journeys, installed by the machine's own package manager when root may do so."""
    if found := known_browser():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Chromium for the journeys …\n")
        sys.stdout.flush()
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *words], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if found := known_browser():
            return found
    sys.exit("The journeys need Chromium: install it (apt-get install chromium), or set CHROMIUM to its program.")


def known_browser() -> str | None:
    """Return the Chromium this machine has."""
    chosen = os.environ.get("CHROMIUM", "")
    return next((path for name in (chosen, *BROWSERS) if name and (path := shutil.which(name))), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
