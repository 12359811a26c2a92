"""How cards and quiet surfaces look."""

from somlos.ui.example import Example

EXAMPLES = (
    Example("Kort", """{% card %}<p>Hvite kort på ull. Ingen skygger.</p>{% endcard %}"""),
    Example(
        "Kort med overskrift",
        """{% card heading="Familielosen deres" id="los" level=3 %}<p class="s-meta">Er med dere til 30. juni, og lenger om dere trenger det.</p>{% endcard %}""",
    ),
    Example(
        "Det som skjer videre",
        """<section class="s-next" aria-labelledby="neste-h"><h3 class="ds-heading" data-size="xs" id="neste-h">Dette skjer når du lagrer</h3><ul class="s-points"><li>{% icon "NotePencil" %}<span>Undringen blir lagret hos tjenesten din.</span></li><li>{% icon "PersonChat" %}<span>Bare du ser den, til du drøfter den med noen.</span></li></ul></section>""",
    ),
    Example(
        "Rolig flate",
        """<div class="s-soft"><p class="s-note">{% icon "QuestionmarkCircle" %}<span>Ser du noe du ikke forstår? Spør om et oppslag.</span></p></div>""",
    ),
)
