"""Who leans on a room, and on whom it leans: `python -m tools.who child/concerns`."""

import sys
from collections import Counter

import grimp


def main(words: list[str]) -> int:
    """Print both lists, with how many imports each stands for."""
    if len(words) != 1:
        sys.stderr.write("Name one room: make who ROOM=child/concerns\n")
        return 1
    graph = grimp.build_graph("somlos")
    room = next(
        (m for m in sorted(graph.modules, key=len) if m.endswith("." + words[0].strip("/").replace("/", "."))), None
    )
    if room is None:
        sys.stderr.write(f"There is no room called {words[0]}.\n")
        return 1
    inside = {room} | graph.find_descendants(room)
    guests = Counter(home(m) for i in inside for m in graph.find_modules_that_directly_import(i) if m not in inside)
    hosts = Counter(home(m) for i in inside for m in graph.find_modules_directly_imported_by(i) if m not in inside)
    for heading, found in ((f"{room} is used by", guests), (f"{room} uses", hosts)):
        sys.stdout.write(f"{heading}\n" + "".join(f"  {n:>4}  {name}\n" for name, n in sorted(found.items())))
    return 0


def home(module: str) -> str:
    """Return the room of a module, or the floor when the floor has no rooms."""
    return ".".join(module.split(".")[: 2 if module.split(".")[1] in {"kernel", "ui", "config"} else 3])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
