"""What the surroundings decide. No other module reads environment variables."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("SOMLOS_VAR") or ROOT / "var").absolute()


def text(name: str, default: str = "") -> str:
    """Return what the variable says, or the default when it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Tell whether the variable says yes."""
    return text(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of the variable."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return the path the variable names, or the default."""
    return Path(text(name) or default).absolute()


def told(name: str) -> dict[str, dict[str, object]]:
    """Return what the JSON file named by the variable says; nothing when it names none."""
    if not (named := text(name)):
        return {}
    try:
        says = json.loads(Path(named).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise SystemExit(f"{name} names {named}, which cannot be read as JSON ({wrong}).") from wrong
    if not isinstance(says, dict) or not all(isinstance(value, dict) for value in says.values()):
        raise SystemExit(f"{name} names {named}, which must hold one JSON object of objects.")
    return says


def secret() -> bytes:
    """Return the installation's own secret, made at the first start and kept in a file only the owner may read."""
    if given := text("SOMLOS_SECRET"):
        return given.encode()
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret"
    if not path.exists():
        made = path.with_name(f"secret.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):  # another process was first, and then its secret counts
            path.hardlink_to(made)
        made.unlink()
    return path.read_bytes()
