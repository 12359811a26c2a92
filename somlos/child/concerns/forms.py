"""What is asked for, and how an error is said."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from somlos.child.concerns.rules import Decision, RedReason, WhyNot
from somlos.foundation.organisations.selectors import Colleague
from somlos.kernel.ids import new_id
from somlos.municipality.catalogue.rules.ages import AgeBand
from somlos.ui.forms import DateField, Option, TextField

WHY: Mapping[WhyNot, tuple[str, str | Promise]] = {
    WhyNot.DECIDED: ("", _("Undringen er allerede avgjort. Se hva som ble bestemt, øverst på siden.")),
    WhyNot.NOT_DISCUSSED: ("decision", _("Drøft undringen med lederen din først. To øyne ser mer enn ett.")),
    WhyNot.LEADER_NOT_IN: ("decision", _("Dere bestemmer sammen: ta lederen med i drøftingen først.")),
    WhyNot.WATCHED_ONCE: ("decision", _("Dere har fulgt med i fire uker allerede. Velg noe annet nå.")),
    WhyNot.NOTICED_IN_FUTURE: ("noticed_on", _("Dagen har ikke vært ennå. Velg dagen du la merke til det.")),
    WhyNot.NOTICED_TOO_LONG_AGO: ("noticed_on", _("Det er mer enn to år siden. Skriv heller ned det du ser nå.")),
    WhyNot.HELD_IN_FUTURE: ("held_on", _("Dagen har ikke vært ennå. Skriv ned samtalen når dere har snakket sammen.")),
    WhyNot.HELD_BEFORE_NOTICED: ("held_on", _("Dagen er før du la merke til noe. Sjekk datoen.")),
    WhyNot.NOT_A_COLLEAGUE: ("seat", _("Du kan bare drøfte med noen som er i samme tjeneste som deg nå.")),
    WhyNot.ALREADY_IN: ("seat", _("Du drøfter allerede undringen med den kollegaen.")),
    WhyNot.CHILD_NOT_TOLD: ("told", _("Dere har snakket med barnet eller hjemmet. Fortell dem at undringen legges bort, før dere gjør det.")),
    WhyNot.ON_RED_PATH: ("", _("Undringen er flyttet til den røde veien.")),
    WhyNot.CHANGED_MEANWHILE: ("", _("Noen har endret undringen mens du skrev. Last siden på nytt og se hva som er skrevet.")),
    WhyNot.SAVED_ALREADY: ("", _("Undringen er lagret allerede.")),
}
"""The sentence of each refusal, and the field it belongs at."""

DECISIONS: Mapping[Decision, Option] = {
    Decision.PUT_ASIDE: Option(_("Legge undringen bort"), _("Vi er ikke urolige lenger. Undringen slettes etter tolv måneder.")),
    Decision.WATCH: Option(_("Følge med i fire uker"), _("Kan brukes én gang. Vi får beskjed når tiden er ute.")),
    Decision.LEVEL_1: Option(_("Nivå 1, vi prøver hos oss"), _("Vi gjør noe i egen tjeneste, sammen med barnet og hjemmet.")),
    Decision.LEVEL_2: Option(_("Nivå 2, flere tjenester"), _("Vi trenger hjelp fra en annen tjeneste. Familien blir spurt først.")),
    Decision.REPORT: Option(_("Jeg har meldt til barnevernet"), _("Den som melder, bestemmer det selv. Innholdet i meldingen skrives ikke her.")),
}

REASONS: Mapping[RedReason, Option] = {
    RedReason.DANGER: Option(_("Barnet er i fare nå")),
    RedReason.VIOLENCE: Option(_("Vold, overgrep, tvangsekteskap, kjønnslemlestelse eller kontroll")),
    RedReason.NEGLECT: Option(_("Annen alvorlig svikt i omsorgen")),
    RedReason.SELF_HARM: Option(_("Selvmordstanker eller selvskading")),
}

BANDS: Mapping[AgeBand, str | Promise] = {
    AgeBand.FIRST_YEAR: _("Svangerskap og 0–1 år"),
    AgeBand.FROM_1: _("1–3 år"),
    AgeBand.FROM_3: _("3–6 år"),
    AgeBand.FROM_6: _("6–9 år"),
    AgeBand.FROM_10: _("10–12 år"),
    AgeBand.FROM_13: _("13–15 år"),
    AgeBand.FROM_16: _("16–18 år"),
    AgeBand.FROM_18: _("18–24 år"),
}

_SCALE = [("", _("Jeg vil ikke sette et tall")), *[(str(number), str(number)) for number in range(1, 11)]]


class NoteForm(forms.Form):
    """A wonder note: what was seen is enough to save (R11)."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=10_000)
    seen = TextField(
        label=_("Hva har du sett eller hørt?"),
        help_text=_("Skriv når og hvor. Skriv det du så, ikke hva du tror det betyr. Skriv slik at familien kan lese det. De kan be om innsyn."),
        rows=7,
        max_length=8_000,
        missing=_("Skriv hva du har sett eller hørt. Én setning er nok for å lagre."),
    )
    noticed_on = DateField(label=_("Når la du merke til det?"), required=False)
    child_words = TextField(
        label=_("Hva sier barnet selv?"), help_text=_("Barnets egne ord, hvis barnet har sagt noe."), rows=3, max_length=4_000, required=False
    )
    strengths = TextField(
        label=_("Hva går bra?"), help_text=_("Noe barnet er god på, en trygg voksen, en venn."), rows=3, max_length=4_000, required=False
    )
    signs = forms.MultipleChoiceField(
        label=_("Tegn du har sett"), required=False, widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _("Velg tegn fra lista.")}
    )
    scale = forms.ChoiceField(
        label=_("Hvor urolig er du?"),
        help_text=_("Frivillig. 1 er litt, 10 er svært. Bare de som ser undringen, ser tallet, og det slettes når dere har bestemt dere."),
        choices=_SCALE,
        required=False,
        error_messages={"invalid_choice": _("Velg et tall fra 1 til 10, eller la det stå åpent.")},
    )

    def __init__(self, *args: Any, today: date, signs: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["signs"].choices = list(signs)  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial.setdefault("once", new_id())
            self.initial.setdefault("noticed_on", today)

    def clean_noticed_on(self) -> date:
        """Return the day, today when none was given."""
        return self.cleaned_data["noticed_on"] or self.today

    def clean_once(self) -> UUID:
        """Return the form's own mark, a new one when it was lost."""
        return self.cleaned_data["once"] or new_id()

    def clean_scale(self) -> int | None:
        """Return the number, or none."""
        return int(self.cleaned_data["scale"]) if self.cleaned_data["scale"] else None

    @property
    def more_is_open(self) -> bool:
        """Tell whether there is something in the part that may wait."""
        return any(self[name].value() or self[name].errors for name in ("child_words", "strengths"))

    @property
    def signs_are_open(self) -> bool:
        """Tell whether a sign was ticked."""
        return bool(self["signs"].value() or self["signs"].errors)

    @property
    def scale_is_open(self) -> bool:
        """Tell whether a number was chosen."""
        return bool(self["scale"].value() or self["scale"].errors)

    def typed(self) -> dict[str, object]:
        """Return what was typed, valid or not, as far as a draft can hold it."""
        words: dict[str, object] = {}
        for name in ("seen", "child_words", "strengths", "noticed_on", "scale"):
            value = str(self.data.get(name, "")).replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:10_000]
            if value:
                words[name] = value
        listed = [str(code)[:80] for code in self.data.getlist("signs")][:100] if hasattr(self.data, "getlist") else []
        return {**words, "signs": listed} if listed else words


class KeyForm(forms.Form):
    """A word of one's own for a child that is on no list of one's own."""

    key = TextField(
        label=_("Et ord du kjenner igjen"),
        help_text=_("Ikke navn, initialer eller fødselsdato. For eksempel «rød lue»."),
        max_length=60,
        missing=_("Skriv et ord du kjenner igjen."),
    )


class DiscussForm(forms.Form):
    """With whom: one colleague of the service, or its leader."""

    seat = forms.ChoiceField(
        label=_("Hvem vil du drøfte med?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvem du vil drøfte med."), "invalid_choice": _("Velg noen i samme tjeneste som deg.")},
    )

    def __init__(self, *args: Any, colleagues: Sequence[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [(str(c.seat_id), Option(c.name, c.title)) for c in colleagues]  # type: ignore[attr-defined]

    def clean_seat(self) -> UUID:
        """Return the colleague's seat."""
        return UUID(self.cleaned_data["seat"])


class TalkForm(forms.Form):
    """A talk with the child."""

    held_on = DateField(label=_("Når snakket dere sammen?"))
    said = TextField(label=_("Hva sa barnet?"), help_text=_("Skriv barnets egne ord."), rows=4, max_length=6_000, missing=_("Skriv kort hva dere snakket om."))
    shared = TextField(label=_("Hva ble dere enige om?"), rows=3, max_length=4_000, required=False)


class HomeTalkForm(TalkForm):
    """A talk with the home, and what of it the author shares with the family."""

    said = TextField(
        label=_("Hva snakket dere om?"), help_text=_("Det hjemmet fortalte, og det du fortalte."), rows=4, max_length=6_000, missing=_("Skriv kort hva dere snakket om.")
    )
    shared = TextField(
        label=_("Hva vil du dele med familien fra samtalen?"),
        help_text=_("Velg selv. Det du skriver her, kan familien få se."),
        rows=3,
        max_length=4_000,
        required=False,
    )


class DecideForm(forms.Form):
    """What becomes of the note."""

    decision = forms.ChoiceField(
        label=_("Hva bestemmer dere?"),
        choices=[(decision.value, option) for decision, option in DECISIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva dere bestemmer."), "invalid_choice": _("Velg én av mulighetene.")},
    )
    reason = TextField(label=_("Hvorfor?"), help_text=_("Skriv kort, slik at familien kan lese det."), rows=3, max_length=4_000, missing=_("Skriv kort hvorfor dere bestemmer dette."))
    told = forms.BooleanField(label=_("Barnet og hjemmet har fått vite det, hvis vi har snakket med dem"), required=False)

    def clean_decision(self) -> Decision:
        """Return the decision."""
        return Decision(self.cleaned_data["decision"])


class RedForm(forms.Form):
    """Which of the four ways in."""

    reason = forms.ChoiceField(
        label=_("Hva handler det om?"),
        choices=[(reason.value, option) for reason, option in REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg det som passer best."), "invalid_choice": _("Velg én av mulighetene.")},
    )

    def clean_reason(self) -> RedReason:
        """Return the way in."""
        return RedReason(self.cleaned_data["reason"])


class LiftForm(forms.Form):
    """Who was asked before the red path is lifted, and why it is."""

    asked = TextField(label=_("Hvem har du spurt?"), help_text=_("Barnevernet eller politiet. Skriv tjeneste og dato."), max_length=200, missing=_("Skriv hvem i barnevernet eller politiet du har spurt."))
    reason = TextField(label=_("Hvorfor kan den røde veien løftes?"), rows=3, max_length=2_000, missing=_("Skriv hvorfor."))


class TakeOverForm(forms.Form):
    """Why a leader takes a note over."""

    reason = forms.ChoiceField(
        label=_("Hvorfor tar du over?"),
        choices=[("left", Option(_("Den som skrev, har sluttet"))), ("away", Option(_("Den som skrev, er syk eller borte")))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvorfor du tar over."), "invalid_choice": _("Velg én av grunnene.")},
    )
