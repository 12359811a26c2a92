"""Put the files that pages need into var/assets: the theme, the style sheet, the font and the icons in use.

Node runs here and never when serving. Run again after a change to a style sheet; only what changed is done.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
ASSETS = ROOT / "var" / "assets" / "ui"
THEME = ROOT / "var" / "theme"
UI = ROOT / "somlos" / "ui"
CONFIG = UI / "theme" / "designsystemet.config.json"
ICONS = MODULES / "@navikt" / "aksel-icons" / "dist" / "svg"
FONTS = MODULES / "@fontsource-variable" / "inter" / "files"

_DATA_IMAGE = re.compile(r"""url\((["'])data:image/svg\+xml;charset=utf-8,(.+?)\1\)""")
_NAME_OF_ICON = re.compile(r"""["']([A-Z][A-Za-z0-9]+)["']""")


def main() -> None:
    """Fetch, build and copy everything."""
    fetch()
    build_theme()
    ASSETS.mkdir(parents=True, exist_ok=True)
    write(ASSETS / "somlos.css", style_sheet())
    copy_fonts()
    copy_icons()
    sys.stdout.write(f"Assets are ready in {ASSETS.relative_to(ROOT)}.\n")


def fetch() -> None:
    """Install the locked packages, unless they are there already."""
    lock = ROOT / "package-lock.json"
    if unchanged(MODULES / ".somlos-lock", lock):
        return
    run("npm", "ci", "--ignore-scripts", cwd=ROOT)
    remember(MODULES / ".somlos-lock", lock)


def build_theme() -> None:
    """Make the theme's CSS from our own config."""
    if (THEME / "css" / "somlos.css").is_file() and unchanged(THEME / ".made-from", CONFIG):
        return
    THEME.mkdir(parents=True, exist_ok=True)
    shutil.copy(CONFIG, THEME / CONFIG.name)
    program = str(MODULES / "@digdir" / "designsystemet" / "dist" / "bin" / "designsystemet.js")
    run("node", program, "tokens", "create", "--config", CONFIG.name, cwd=THEME)
    run(
        "node",
        program,
        "tokens",
        "build",
        "--config",
        CONFIG.name,
        "--tokens",
        "design-tokens",
        "--out-dir",
        "css",
        cwd=THEME,
    )
    remember(THEME / ".made-from", CONFIG)


def style_sheet() -> str:
    """Return one style sheet: theme and components of Designsystemet, then our own, each in its layer."""
    theirs = [THEME / "css" / "somlos.css", MODULES / "@digdir" / "designsystemet-css" / "dist" / "src" / "index.css"]
    first = [UI / "css" / f"{name}.css" for name in ("tokens", "ground", "page", "top", "foot", "gallery")]
    components = sorted((UI / "components").glob("*/*.css"))
    last = [UI / "css" / "print.css"]
    ours = "\n".join(source.read_text(encoding="utf-8") for source in [*first, *components, *last])
    return "\n".join(
        [
            "@layer ds.theme, ds.base, ds.components, app, page;",
            (UI / "css" / "font.css").read_text(encoding="utf-8"),
            *(with_images_as_files(source.read_text(encoding="utf-8")) for source in theirs),
            f"@layer app {{\n{ours}}}",
            "",
        ]
    )


def with_images_as_files(css: str) -> str:
    """Move images written inside the text to files, so that the content security policy need not allow data addresses."""
    folder = ASSETS / "marks"
    folder.mkdir(parents=True, exist_ok=True)

    def moved(image: re.Match[str]) -> str:
        shape = unquote(image.group(2))
        name = f"{hashlib.sha256(shape.encode()).hexdigest()[:12]}.svg"
        write(folder / name, shape)
        return f'url("marks/{name}")'

    return _DATA_IMAGE.sub(moved, css).replace('@charset "UTF-8";', "")


def copy_fonts() -> None:
    """Copy the two subsets of Inter that cover bokmål, nynorsk and Northern Sami."""
    (ASSETS / "fonts").mkdir(exist_ok=True)
    for subset in ("latin", "latin-ext"):
        name = f"inter-{subset}-opsz-normal.woff2"
        shutil.copyfile(FONTS / name, ASSETS / "fonts" / name)


def copy_icons() -> None:
    """Copy each icon that a template or a module names in quotes, and remove those nobody names any more."""
    folder = ASSETS / "icons"
    folder.mkdir(exist_ok=True)
    used = used_icons()
    for name in used:
        shutil.copyfile(ICONS / f"{name}.svg", folder / f"{name}.svg")
    for old in folder.glob("*.svg"):
        if old.stem not in used:
            old.unlink()


def used_icons() -> set[str]:
    """Return the names of icons that stand in quotes anywhere in the product."""
    sources = [*(ROOT / "somlos").rglob("*.html"), *(ROOT / "somlos").rglob("*.py"), *(ROOT / "fjordvik").rglob("*.py")]
    words = {word for source in sources for word in _NAME_OF_ICON.findall(source.read_text(encoding="utf-8"))}
    return words & {icon.stem for icon in ICONS.glob("*.svg")}


def run(program: str, *arguments: str, cwd: Path) -> None:
    """Run Node or npm: the machine's own when it has one, else the one in the virtual environment."""
    beside_python = str(Path(sys.executable).parent)
    path = os.pathsep.join([os.environ.get("PATH", ""), beside_python])
    found = shutil.which(program, path=path)
    if found is None:
        sys.exit(
            f"{program} is missing. Install the extra “embedded” of pyproject.toml, which brings it, or Node 20 or newer."
        )
    done = subprocess.run(
        [found, *arguments], cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{program} {arguments[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def write(target: Path, text: str) -> None:
    """Write the text, unless the file says the same already."""
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.write_text(text, encoding="utf-8")


def unchanged(note: Path, source: Path) -> bool:
    """Tell whether the note was made from the source as it is now."""
    return note.is_file() and note.read_text() == digest(source)


def remember(note: Path, source: Path) -> None:
    """Keep what the source looked like."""
    note.write_text(digest(source))


def digest(source: Path) -> str:
    """Return a fingerprint of the file."""
    return hashlib.sha256(source.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
