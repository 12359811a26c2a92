"""Compile the locks anew: versions and hashes, no addresses."""

import json
import subprocess
import sys
from pathlib import Path

from tools.ready import for_node

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
HOW = "--quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate".split()


def main() -> None:
    """Compile what testing needs, then what running needs with the same versions, then what the pages need."""
    everything, running = "requirements-dev.txt", "requirements.txt"
    compile_lock(everything, "--group", "dev")
    compile_lock(running, "--constraint", everything)
    surroundings = for_node()
    subprocess.run(
        ["npm", "install", "--package-lock-only", "--ignore-scripts"],
        cwd=ROOT,
        env=surroundings | {"HOME": str(Path.home())},
        check=True,
    )
    forget_addresses(ROOT / "package-lock.json")


def compile_lock(name: str, *words: str) -> None:
    """Compile one lock for pip."""
    subprocess.run(
        [UV, "pip", "compile", *HOW, "--extra", "embedded", *words, "-o", name, "pyproject.toml"], cwd=ROOT, check=True
    )


def forget_addresses(lock: Path) -> None:
    """Take away where each package was fetched; the hash says what it is."""
    content = json.loads(lock.read_text())
    for entry in content["packages"].values():
        entry.pop("resolved", None)
    lock.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
