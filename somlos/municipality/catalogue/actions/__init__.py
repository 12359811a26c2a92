"""What one can do in the catalogue: open a guide, publish into it, take a page back, enter a statute."""

from somlos.municipality.catalogue.actions.opening import enter_statute, open_guide
from somlos.municipality.catalogue.actions.publishing import publish, take_back

__all__ = ["enter_statute", "open_guide", "publish", "take_back"]
