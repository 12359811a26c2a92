"""Concerns as a Django app."""

from django.apps import AppConfig

from somlos.kernel.processing import Processing


class Concerns(AppConfig):
    """The wonder note and its steps."""

    name = "somlos.child.concerns"
    label = "concerns"
    processing = Processing(
        purpose="At den som undrer seg over et barn, skriver ned det som er sett og hørt, drøfter det, snakker med barnet og hjemmet, og bestemmer hva som skjer.",
        about="Barn og unge; den ansatte som skriver.",
        basis="Tjenestens egen lovpålagte oppgave; plikten til å melde fra og å avverge.",
        shown_to="Forfatteren og dem forfatteren drøfter det med. Den røde veien: forfatteren alene og dem forfatteren lar lese.",
        erased="Lagt bort: etter tolv måneder, aldri mens noe nyere om barnet er åpent. Kladd etter 30 dager. Den røde veien etter sin egen regel.",
    )
