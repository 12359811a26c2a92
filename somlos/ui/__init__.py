"""The design system: pages, components, tokens. A view needs `page`, `redirect` and `receipt`."""

from somlos.ui.frame import Audience, Frame, Link, MenuItem, Person, Phone
from somlos.ui.pages import page, receipt, redirect

__all__ = ["Audience", "Frame", "Link", "MenuItem", "Person", "Phone", "page", "receipt", "redirect"]
