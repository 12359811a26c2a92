"""Those who care for a child (R10), and what each may decide. A municipality's lawyer confirms the table."""

from enum import StrEnum


class CarerKind(StrEnum):
    """What somebody is to a child."""

    PARENT_WITH_RESPONSIBILITY = "parent_with_responsibility"
    PARENT_WITHOUT_RESPONSIBILITY = "parent_without_responsibility"
    FOSTER_PARENT = "foster_parent"
    INSTITUTION = "institution"
    CHILD_WELFARE_AS_CARER = "child_welfare_as_carer"
    LEGAL_GUARDIAN = "legal_guardian"
    REPRESENTATIVE = "representative"


class Decides(StrEnum):
    """Something a carer may do."""

    CONSENT = "consent"
    """Say yes or no to services sharing."""
    DAILY_LIFE = "daily_life"
    """Decide about everyday matters."""
    BE_TOLD = "be_told"
    """Be told what is written about the child."""


_MAY = {
    CarerKind.PARENT_WITH_RESPONSIBILITY: frozenset(Decides),
    # Barneloven § 47: told when asking, decides nothing.
    CarerKind.PARENT_WITHOUT_RESPONSIBILITY: frozenset({Decides.BE_TOLD}),
    CarerKind.FOSTER_PARENT: frozenset({Decides.DAILY_LIFE, Decides.BE_TOLD}),
    CarerKind.INSTITUTION: frozenset({Decides.DAILY_LIFE, Decides.BE_TOLD}),
    CarerKind.CHILD_WELFARE_AS_CARER: frozenset(Decides),
    CarerKind.LEGAL_GUARDIAN: frozenset({Decides.CONSENT, Decides.BE_TOLD}),
    CarerKind.REPRESENTATIVE: frozenset({Decides.CONSENT, Decides.BE_TOLD}),
}


def may_decide(kind: CarerKind) -> frozenset[Decides]:
    """Tell what a carer of this kind may decide for the child."""
    return _MAY[kind]


class ChosenBy(StrEnum):
    """Who chose a trusted person."""

    CHILD = "child"
    FAMILY = "family"
