"""How icons look."""

from somlos.ui.example import Example

EXAMPLES = (Example("Ved siden av et ord", """<p class="s-inline">{% icon "Clock" %} Frist i morgen</p>"""),)
