"""Open a new room: `python -m tools.room child/outreach`. It gets the plan of every room, and its place in the house."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("foundation", "municipality", "child", "surface")

PLAN = {
    "__init__.py": "",
    "README.md": """# {title}

What is this room, and what is not here?

## Words

## Rules

## Who may
""",
    "apps.py": '''"""The room's place among Django's apps."""

from django.apps import AppConfig


class {title}(AppConfig):
    """Write here what the room is for."""

    name = "somlos.{floor}.{name}"
    label = "{name}"
''',
    "rules.py": '''"""What can be decided from facts in hand."""
''',
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
    "tests/test_rules.py": '''"""The rules of the room, as sentences."""
''',
}


def main(words: list[str]) -> int:
    """Make the room, list it, and give it the top place of its floor."""
    floor, _, name = words[0].partition("/") if len(words) == 1 else ("", "", "")
    if floor not in FLOORS or not re.fullmatch(r"[a-z]+", name):
        sys.stderr.write(
            f"Name a floor and a room in one small word: make room ROOM=child/outreach. Floors: {', '.join(FLOORS)}.\n"
        )
        return 1
    room = ROOT / "somlos" / floor / name
    if room.exists():
        sys.stderr.write(f"{room.relative_to(ROOT)} is there already.\n")
        return 1
    place(ROOT / ".importlinter", floor, name)
    for path, text in PLAN.items():
        file = room / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(floor=floor, name=name, title=name.capitalize()))
    enlist(ROOT / "somlos" / "config" / "rooms.py", floor, name)
    sys.stdout.write(
        f"somlos/{floor}/{name} is there. It stands on top of its floor in .importlinter: move it down to where it belongs.\n"
    )
    return 0


def enlist(rooms: Path, floor: str, name: str) -> None:
    """Add the room after the last of its floor in the list of rooms, or at the end."""
    lines = rooms.read_text().splitlines()
    mine = [n for n, line in enumerate(lines) if f'"somlos.{floor}.' in line]
    end = mine[-1] + 1 if mine else lines.index("]")
    lines.insert(end, f'    "somlos.{floor}.{name}",')
    rooms.write_text("\n".join(lines) + "\n")


def place(contract: Path, floor: str, name: str) -> None:
    """Add the room on top of its floor's layers."""
    heading = f"containers = somlos.{floor}\nlayers =\n"
    text = contract.read_text()
    if heading not in text:
        raise SystemExit(f"The floor {floor} has no contract in .importlinter yet: write one first.")
    contract.write_text(text.replace(heading, f"{heading}    {name}\n"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
