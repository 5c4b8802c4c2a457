"""How a person is called in a list, and how a partner is: the name where it may be read, less elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.reads import within
from pacte.ground.people.models import File, Person
from pacte.ground.people.reads import visible_to
from pacte.ground.people.reads.sight import adopted_grid

from .. import permissions


def names_for(user: User, people: Iterable[int]) -> dict[int, str]:
    """The persons among these whom the user may know of, each by the name that a list may show.

    The name where the user's team holds the person's file and the adopted grid opens the identity to the user's role;
    the pseudonym elsewhere. Whoever is out of sight is not in the answer.
    """
    keys = set(people)
    mine = permissions.held(user, *permissions.ACCOMPANYING_ROLES)
    if not keys or not mine:
        return {}
    grid = adopted_grid(user)
    named = [each for each in mine if FieldClass.IDENTITY in grid.classes(each.role, each.organisation.kind)]
    files = File.objects.open().filter(within(named), person__in=keys, archived_at__isnull=True)
    by_name = set(files.values_list("person", flat=True))
    found: list[Person] = list(visible_to(user).filter(pk__in=keys))
    return {each.pk: each.label() if each.pk in by_name else each.pseudonym for each in found}


def partner_name(organisation: Organisation | None, mine: set[int]) -> str:
    """A partner's name; one whose name is to be withheld is "a partner", except to its own members (`mine`)."""
    if organisation is None:
        return _("Non précisé")
    if organisation.is_discreet and organisation.pk not in mine:
        return _("Un partenaire")
    return organisation.name


def own_organisations(user: User) -> set[int]:
    """The organisations of the user's memberships of today."""
    return {each.organisation_id for each in permissions.held(user, *permissions.CENTRE_ROLES)}
