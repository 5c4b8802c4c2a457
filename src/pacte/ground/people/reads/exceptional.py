"""Accesses in urgency: for the officer who looks them over, and for those whose file was opened."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet, Subquery

from pacte.ground.declarations.crypto import CannotOpen, unseal
from pacte.ground.partners.models import Organisation

from ..enums import ExceptionalKind
from ..models import ExceptionalAccess, Person


def accesses() -> QuerySet[ExceptionalAccess]:
    """All of them with the name of the organisation, those to look over first, the oldest of these first."""
    return (
        _in_urgency()
        .select_related("person", "user", "reviewed_by")
        .order_by(F("reviewed_at").desc(nulls_first=True), "since", "pk")
    )


def of_person(person: Person) -> list[ExceptionalAccess]:
    """The last accesses to this person's files in urgency, for those who follow them."""
    return list(_in_urgency().filter(person=person).order_by("-since")[:5])


def _in_urgency() -> QuerySet[ExceptionalAccess]:
    home = Organisation.objects.filter(slug=OuterRef("organisation"))
    return ExceptionalAccess.objects.filter(kind=ExceptionalKind.BREAK_GLASS).annotate(
        organisation_name=Subquery(home.values("name")[:1]), is_discreet=Subquery(home.values("is_discreet")[:1])
    )


def words_of(access: ExceptionalAccess) -> str:
    """What was said, for the officer and its author. Empty when the key that sealed it is gone."""
    try:
        return unseal(access.sealed_words) if access.sealed_words else ""
    except CannotOpen:
        return ""
