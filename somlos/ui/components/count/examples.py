"""How a count looks."""

from somlos.ui.example import Example

EXAMPLES = (
    Example("Ved en overskrift", """<p class="ds-heading" data-size="xs">Det du har lovet {% count 4 %}</p>"""),
    Example("Med enhet for skjermleser", """<p>Innboks {% count 12 unit="uleste" %}</p>"""),
)
