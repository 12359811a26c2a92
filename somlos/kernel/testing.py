"""Read a permission matrix drawn for people."""

_MARKS = {"✓": True, "·": False}


def matrix(drawn: str) -> list[tuple[str, str, bool]]:
    """Return (who, verb, allowed) for every cell of a drawn table; ✓ is yes and · is no."""
    heading, *rows = (line for line in drawn.splitlines() if line.strip())
    verbs = heading.split()
    cells = []
    for row in rows:
        who, *marks = row.rsplit(maxsplit=len(verbs))
        cells += [(who.strip(), verb, _MARKS[mark]) for verb, mark in zip(verbs, marks, strict=True)]
    return cells
