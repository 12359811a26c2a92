"""How fields look."""

from django import forms

from somlos.ui.example import Example
from somlos.ui.forms import DateField, Option, TextField


class Wonder(forms.Form):
    """A form like the ones the pages have."""

    seen = TextField(
        label="Hva har du sett eller hørt?",
        help_text="Skriv når og hvor. Skriv det du så, ikke hva du tror det betyr. Familien kan lese dette.",
        rows=4,
        missing="Skriv hva du har sett. Én setning er nok.",
    )
    title = TextField(label="Kort sagt", required=False)
    on = DateField(label="Når var det?", required=False)
    where = forms.ChoiceField(
        label="Hvor var det?", choices=(("", "Velg sted"), ("out", "Ute"), ("in", "Inne")), required=False
    )
    home = forms.ChoiceField(
        label="Har du snakket med foreldrene?",
        help_text="Foreldrene er de viktigste vi har på laget.",
        widget=forms.RadioSelect,
        choices=(
            ("yes", Option("Ja, vi har snakket sammen")),
            ("no", Option("Nei, ikke ennå", "Du får en samtaleguide i steg 0.4.")),
            ("unsafe", Option("Nei, det kan være utrygt for barnet", "Da snakker du med barnevernstjenesten først.")),
        ),
        error_messages={"required": "Velg om du har snakket med foreldrene."},
    )
    signs = forms.MultipleChoiceField(
        label="Lek og venner",
        widget=forms.CheckboxSelectMultiple,
        choices=(
            ("alone", "Er mye alene"),
            ("quarrel", "Havner ofte i konflikt"),
            ("left", "Har sluttet med noe det likte"),
        ),
        required=False,
    )
    read = forms.BooleanField(label="Jeg har lest hva som skjer når jeg lagrer", required=False)


TEXTS = """{% form_field form "seen" %}{% form_field form "title" %}{% form_field form "on" %}{% form_field form "where" %}"""
CHOICES = """{% form_field form "home" cards=True %}{% form_field form "signs" %}{% form_field form "read" %}"""

EXAMPLES = (
    Example("Tekst, dato og valg", f"""<div class="s-form">{TEXTS}</div>""", {"form": Wonder(auto_id="a_%s")}),
    Example("Radioknapper og avkryssing", f"""<div class="s-form">{CHOICES}</div>""", {"form": Wonder(auto_id="b_%s")}),
    Example(
        "Med feil: det som er skrevet, står",
        f"""<div class="s-form">{TEXTS}{CHOICES}</div>""",
        {"form": Wonder({"title": "Alene i lunsjen", "on": "31.02.2026", "signs": ["alone"]}, auto_id="c_%s")},
    ),
    Example(
        "Søk, uten skjemaklasse",
        """{% field "sok" label="Hva trenger du hjelp med?" type="search" value="vil ikke på skolen" %}""",
    ),
)
