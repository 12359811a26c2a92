"""How more pages look."""

from somlos.ui.gallery import Example

EXAMPLES = (Example("Først, midt i, sist", """{% pagination 1 4 %}{% pagination 2 4 %}{% pagination 4 4 %}"""),)
