"""Everything a machine can see without running the product: `python -m tools.check`, and `--fix` for what it can mend."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Check:
    """One program that looks at the code, and how to count what it finds."""

    name: str
    command: Sequence[str]
    count: Count
    mend: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    name: str
    faults: int
    said: str


def number(pattern: str) -> Count:
    """Return a counter that reads the number from a program's own summary."""
    return lambda said: sum(int(found) for found in re.findall(pattern, said))


def lines(pattern: str) -> Count:
    """Return a counter of lines of a kind."""
    return lambda said: len(re.findall(pattern, said, re.MULTILINE))


def pages() -> list[str]:
    """Return every template."""
    return sorted(str(page.relative_to(ROOT)) for page in (ROOT / "somlos").rglob("*.html"))


def python(*words: str) -> list[str]:
    """Return the command of one of our own programs."""
    return [sys.executable, *words]


def tool(name: str, *words: str) -> list[str]:
    """Return the command of an installed program."""
    return [str(BIN / name), *words]


def checks() -> list[Check]:
    """Return every check, the slowest first."""
    rules = ("--config", "tools/rules/sgconfig.yml")
    return [
        Check("types", tool("mypy"), number(r"Found (\d+) errors?")),
        Check("rooms", tool("lint-imports", "--no-logo"), number(r"(\d+) broken")),
        Check("style", tool("ruff", "check", "--output-format=concise"), number(r"Found (\d+) errors?"),
              tool("ruff", "check", "--fix", "--quiet")),
        Check("layout", tool("ruff", "format", "--check"), number(r"(\d+) files? would be"), tool("ruff", "format", "--quiet")),
        Check("rules of the house", tool("ast-grep", "scan", *rules, "--report-style=short", "somlos"), lines(r"error\[")),
        Check("pages", tool("djade", "--check", *pages()), number(r"(\d+) files? would be"), tool("djade", *pages())),
        Check("escaping", python("-m", "tools.check", "--escaping"), lines(r"^\S+:\d+: ")),
        Check("settings", python("manage.py", "check", "--fail-level=WARNING"), lines(r"^\S*\S+: \(\w+\.\w+\)|^\?: ")),
        Check("migrations", python("-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"),
              lines(r"^Migrations for")),
        Check("locks", python("-m", "tools.check", "--locks"), lines(r"^\S+:\d+: ")),
        Check("texts", python("tools/texts.py", "--check"), lines(r"^somlos/\S+: ")),
        Check("generated documents", python("-m", "tools.map", "--check"), lines(r"^\S+\.\w+: ")),
    ]  # fmt: skip


def look(check: Check) -> Finding:
    """Run one check. A program that fails without a count has found one thing."""
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {"NO_COLOR": "1"}
    done = subprocess.run(check.command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip()
    return Finding(check.name, max(1, check.count(said)) if done.returncode else 0, said)


def look_at_everything() -> list[Finding]:
    """Run every check, print what each found, and return it."""
    here = [check for check in checks() if check.name != "generated documents" or (ROOT / "tools" / "map.py").exists()]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        findings = list(pool.map(look, here))
    for finding in findings:
        if finding.faults:
            sys.stdout.write(f"\n── {finding.name}\n{finding.said}\n")
    sys.stdout.write("\n")
    for finding in findings:
        sys.stdout.write(f"  {finding.faults or 'ok':>4}  {finding.name}\n")
    return findings


def mend() -> None:
    """Let each program that can mend do so."""
    for check in checks():
        if check.mend:
            subprocess.run(check.mend, cwd=ROOT, check=False)


def unescaped() -> list[str]:
    """Return the places where a page lets markup through as it is."""
    through = re.compile(r"\|\s*safe(seq)?\b|{%-?\s*autoescape\s+off")
    return [
        f"{page}:{number}: {line.strip()}"
        for page in pages()
        for number, line in enumerate((ROOT / page).read_text(encoding="utf-8").splitlines(), 1)
        if through.search(line)
    ]


def addresses_in_locks() -> list[str]:
    """Return the places where a lock names an address, or a package without a hash."""
    faults = []
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / lock).read_text()
        entries = re.split(r"\n(?=\S)", text.strip())
        faults += [f"{lock}:{n}: {e.split()[0]} has no hash" for n, e in enumerate(entries, 1) if "--hash=" not in e]
        faults += [f"{lock}:{n}: an address" for n, line in enumerate(text.splitlines(), 1) if "://" in line]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    faults += [f"package-lock.json:1: {name} has an address" for name, entry in packages.items() if "resolved" in entry]
    faults += [
        f"package-lock.json:1: {name} has no hash"
        for name, entry in packages.items()
        if name and "integrity" not in entry
    ]
    return faults


def main(word: str) -> int:
    """Do what the word says and return how it went."""
    if word in {"--escaping", "--locks"}:
        faults = unescaped() if word == "--escaping" else addresses_in_locks()
        sys.stdout.write("".join(f"{fault}\n" for fault in faults))
        return 1 if faults else 0
    if word == "--fix":
        mend()
    found = sum(finding.faults for finding in look_at_everything())
    sys.stdout.write(f"\n{found} failed\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
