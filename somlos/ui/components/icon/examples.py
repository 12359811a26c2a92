"""How icons look."""

from somlos.ui.gallery import Example

EXAMPLES = (Example("Ved siden av et ord", """<p class="s-inline">{% icon "Clock" %} Frist i morgen</p>"""),)
