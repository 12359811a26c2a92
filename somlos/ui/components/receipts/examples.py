"""How a receipt looks."""

from somlos.ui.example import Example

EXAMPLES = (Example("Etter lagring", """{% receipts texts %}""", {"texts": ["Undringen er lagret. Bare du ser den."]}),)
