"""Where components meet Django: one tag library, and templates that lie beside their function."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Engine, Library, Template
from django.utils.safestring import SafeString, mark_safe

COMPONENTS = Path(__file__).resolve().parent / "components"
register = Library()

_SVG = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def draw(component: str, part: str = "", **values: object) -> SafeString:
    """Render the component's HTML file, or another part in its folder, with these values and nothing else."""
    return _template(component, part or component).render(Context(values))


@cache
def _template(component: str, part: str) -> Template:
    source = COMPONENTS / component / f"{part}.html"
    return Engine.get_default().from_string(source.read_text(encoding="utf-8").strip())


@cache
def icon_shape(name: str) -> SafeString:
    """Return the inside of the icon's SVG file, as it was copied at set-up."""
    found = finders.find(f"ui/icons/{name}.svg")
    if not found:
        raise ImproperlyConfigured(
            f"The icon {name} is not among the assets. Write its name in quotes and run tools/assets.py."
        )
    shape = _SVG.search(Path(found).read_text(encoding="utf-8"))
    if shape is None:
        raise ImproperlyConfigured(f"{found} is not an SVG file.")
    return mark_safe(shape.group(1).strip())  # noqa: S308


def one_of(value: str, allowed: tuple[str, ...], what: str) -> str:
    """Return the value, or say which ones there are: a misspelled variant should not pass in silence."""
    if value not in allowed:
        raise ValueError(f"{what} is one of {', '.join(allowed)}, not {value!r}")
    return value


def trimmed(content: SafeString) -> SafeString:
    """Return what stood between the tags without the white space around it; plain strip would make it unsafe again."""
    return mark_safe(content.strip())  # noqa: S308
