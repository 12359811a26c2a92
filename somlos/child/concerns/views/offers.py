"""What the form of a note offers: the signs of the child's age, and the steps that follow."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from somlos.child.concerns.actions import Words
from somlos.child.concerns.forms import BANDS, NoteForm
from somlos.child.concerns.selectors import LEVEL
from somlos.child.concerns.views.common import language, today
from somlos.foundation.access.doors import ActorRequest
from somlos.foundation.people.selectors import ChildCard
from somlos.municipality.catalogue.rules.ages import AgeBand, age_in_months, band_at
from somlos.municipality.catalogue.selectors.guide import Step, guide
from somlos.municipality.catalogue.selectors.signs import signs


@dataclass(frozen=True, slots=True)
class Band:
    """The signs of an age, as the form offers them."""

    title: str
    signs: tuple[str, ...]
    ages: AgeBand | None = None


def all_bands(request: ActorRequest) -> list[Band]:
    """Return the signs of every age. One statement."""
    municipality = request.actor.municipality_id if request.actor else None
    if municipality is None:
        return []
    return [
        Band(str(BANDS[band.band]), tuple(sign.says for group in band.groups for sign in group.signs), band.band)
        for band in signs(municipality, on=today(request), language=language()).bands
    ]


def bands_for(request: ActorRequest, child: ChildCard, of: Iterable[Band]) -> list[Band]:
    """Keep the signs of the child's own age; those of every age when the age is not known. A memory aid (R11)."""
    born = child.birth_date or child.expected_on
    own = band_at(age_in_months(born, today(request))) if born else None
    return [band for band in of if own is None or band.ages is own]


def steps(request: ActorRequest) -> tuple[Step, ...]:
    """Return the steps of level 0 as they hold today."""
    municipality = request.actor.municipality_id if request.actor else None
    level = guide(municipality, LEVEL, on=today(request), language=language()) if municipality else None
    return level.steps if level else ()


def form_of(
    request: ActorRequest,
    offered: Iterable[Band],
    data: QueryDict | None = None,
    initial: dict[str, object] | None = None,
) -> NoteForm:
    """Return the form of a note, filled in with what was posted or with what is there already."""
    says = [sign for band in offered for sign in band.signs]
    return NoteForm(data, initial=initial, today=today(request), signs=says)


def words_in(form: NoteForm) -> Words:
    """Return what a form that is in order says."""
    cleaned = form.cleaned_data
    return Words(
        noticed_on=cleaned["noticed_on"],
        seen=cleaned["seen"],
        child_words=cleaned["child_words"],
        strengths=cleaned["strengths"],
        signs=cleaned["signs"],
        scale=cleaned["scale"],
    )
