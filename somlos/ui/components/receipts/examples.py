"""How a receipt looks."""

from somlos.ui.gallery import Example

EXAMPLES = (Example("Etter lagring", """{% receipts texts %}""", {"texts": ["Undringen er lagret. Bare du ser den."]}),)
