"""Founding a household, joining and leaving it, grouping households, and saying what one person is to another."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import reads
from ..enums import HouseholdRole, TieKind
from ..models import Household, HouseholdMember, Person, Tie
from ..permissions import require_following
from ..reads.households import by_pseudonym, household_for, may_write_household, tie_for
from ..reads.visibility import seen_among
from .opening import person_to_write

FIRST_DAY = date(1900, 1, 1)


def found_household(actor: User, key: UUID | str, *, role: str = "adult", since: date | None = None) -> Household:
    """Found a household from a person whom the actor follows; they are its first member."""
    sight = person_to_write(actor, key)
    with transaction.atomic():
        household = Household.objects.create()
        _join(household, sight.person, role, since or timezone.localdate())
        record(actor, "household.found", _target(household), detail={"person": str(sight.person.key)})
    return household


def join(
    actor: User, key: UUID | str, person_key: UUID | str, *, role: str = "adult", since: date | None = None
) -> HouseholdMember:
    """Add a person whom the actor may see to a household that they keep. Refused for who is a member already."""
    household = household_to_write(actor, key)
    person = _visible(actor, person_key)
    with transaction.atomic():
        Household.objects.select_for_update().get(pk=household.pk)
        first = since or timezone.localdate()
        if household.members.filter(Q(until__isnull=True) | Q(until__gt=first), person=person).exists():
            raise BadInput(
                Fault("person", _("Cette personne est déjà de ce ménage."), _("Choisissez quelqu’un d’autre."))
            )
        member = _join(household, person, role, first)
        _moved(household)
        record(actor, "household.join", _target(household), detail={"person": str(person.key), "role": role})
    return member


def leave(actor: User, key: UUID | str, number: int, *, until: date | None = None) -> HouseholdMember:
    """Give a membership its last day. Http404 for a member whom the actor does not see."""
    household = household_to_write(actor, key)
    with transaction.atomic():
        locked = household.members.select_for_update(of=("self",)).select_related("person")
        member = locked.filter(pk=number).first()
        if member is None or not seen_among(actor, [member.person_id]):
            raise Http404
        member.until = _last_day("until", until or timezone.localdate(), member.since)
        member.save(update_fields=["until"])
        _moved(household)
        record(actor, "household.leave", _target(household), detail={"person": str(member.person.key)})
    return member


def group(actor: User, key: UUID | str, whole: UUID | str | None) -> Household:
    """Make a household part of another, or of none. A household is never inside itself, at any depth."""
    household = household_to_write(actor, key)
    inside = household_to_write(actor, whole) if whole else None
    with transaction.atomic():
        pks = sorted({household.pk, inside.pk} if inside else {household.pk})
        list(Household.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
        _refuse_inside_itself(household, inside)
        Household.objects.filter(pk=household.pk).update(part_of=inside, version=F("version") + 1)
        record(
            actor, "household.group", _target(household), detail={"whole": str(inside.key) if inside else None}
        )  # fmt: skip
    household.refresh_from_db()
    return household


def _refuse_inside_itself(household: Household, inside: Household | None) -> None:
    """Climb from the whole to the top, each locked as it is read: of two groupings at once, one sees the other."""
    met: set[int] = set()
    above = inside.pk if inside else None
    while above is not None and above not in met:
        if above == household.pk:
            raise BadInput(
                Fault("whole", _("Un ménage ne peut pas faire partie de lui-même."), _("Choisissez un autre ménage."))
            )
        met.add(above)
        above = Household.objects.select_for_update().values_list("part_of", flat=True).get(pk=above)


def add_tie(
    actor: User, key: UUID | str, other_key: UUID | str, *, kind: str, since: date | None = None
) -> Tie:  # fmt: skip
    """Say what a person whom the actor follows is to another whom they may see."""
    sight = person_to_write(actor, key)
    other = _visible(actor, other_key)
    if kind not in TieKind.values:
        raise BadInput(Fault("kind", _("Ce lien n’existe pas."), _("Choisissez dans la liste.")))
    if other.pk == sight.person.pk:
        raise BadInput(Fault("other", _("Une personne n’a pas de lien avec elle-même."), _("Choisissez quelqu’un.")))
    since = _first_day(since) if since else None
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=sight.person.pk)
        if Tie.objects.filter(person=sight.person, other=other, kind=kind, until__isnull=True).exists():
            raise BadInput(Fault("kind", _("Ce lien est déjà noté."), _("Choisissez-en un autre.")))
        tie = Tie.objects.create(person=sight.person, other=other, kind=kind, since=since)
        record(actor, "tie.add", sight.person.target, detail={"other": str(other.key), "kind": kind})
    return tie


def end_tie(actor: User, key: UUID | str, number: int, *, until: date | None = None) -> Tie:
    """Give a tie its last day. Http404 for a tie whose other end the actor does not see."""
    sight = person_to_write(actor, key)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=sight.person.pk)
        tie = tie_for(actor, sight.person, number)
        if tie is None:
            raise Http404
        tie.until = _last_day("until", until or timezone.localdate(), tie.since)
        tie.save(update_fields=["until"])
        other = tie.other if tie.person_id == sight.person.pk else tie.person
        record(actor, "tie.end", sight.person.target, detail={"other": str(other.key), "kind": tie.kind})
    return tie


def household_to_write(actor: User, key: UUID | str) -> Household:
    """The household, if the actor follows one of its members. Refused for other roles, Http404 otherwise."""
    require_following(actor)
    seen = household_for(actor, key)
    if seen is None or not may_write_household(actor, seen.household):
        raise Http404
    return seen.household


def whom(actor: User, where: str, key: str = "", pseudonym: str = "") -> UUID:
    """The key of the person chosen in a list or named by their pseudonym. Raises BadInput when it is nobody."""
    if pseudonym.strip():
        person = by_pseudonym(actor, pseudonym)
        if person is None:
            raise BadInput(
                Fault(
                    "pseudonym", _("Aucune personne que vous voyez n’a ce pseudonyme."), _("Vérifiez-le sur sa page.")
                )
            )
        return person.key
    if not key:
        raise BadInput(
            Fault(where, _("Personne n’est choisi."), _("Choisissez dans la liste ou donnez un pseudonyme."))
        )
    return UUID(key)


def _visible(actor: User, key: UUID | str) -> Person:
    person = reads.visible_to(actor).filter(key=key).first()
    if person is None:
        raise Http404
    return person


def _join(household: Household, person: Person, role: str, since: date) -> HouseholdMember:
    if role not in HouseholdRole.values:
        raise BadInput(Fault("role", _("Cette place n’existe pas."), _("Choisissez dans la liste.")))
    return household.members.create(person=person, role=role, since=_first_day(since))


def _first_day(day: date) -> date:
    if not FIRST_DAY <= day <= timezone.localdate():
        raise BadInput(Fault("since", _("Ce premier jour est à venir, ou trop ancien."), _("Vérifiez-le.")))
    return day


def _last_day(where: str, day: date, since: date | None) -> date:
    if since is not None and day < since:
        raise BadInput(Fault(where, _("Le dernier jour vient avant le premier."), _("Vérifiez la date.")))
    if day > timezone.localdate():
        raise BadInput(Fault(where, _("Ce dernier jour n’est pas encore venu."), _("Notez-le le jour venu.")))
    return day


def _moved(household: Household) -> None:
    Household.objects.filter(pk=household.pk).update(version=F("version") + 1)


def _target(household: Household) -> str:
    return f"people.Household:{household.key}"
