"""How each side of a referral is named to a reader of a list: no more than their sight of the person allows."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.people.enums import HouseholdRole
from pacte.ground.people.models import Household
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads import seen_among
from pacte.ground.people.reads.sight import adopted_grid
from pacte.ground.people.rules.sight import Bond, Relation, seen_through

from ..enums import Subject
from ..models import Referral


class Labels:
    """Names for a list of referrals, prepared in a few queries. Asked of the sight's own rules."""

    def __init__(self, user: Someone, referrals: Iterable[Referral]) -> None:
        rows = list(referrals)
        self.held = following_memberships(user)
        self.homes = {each.organisation_id for each in memberships_of(user)}
        self.grid = adopted_grid(user) if self.held and any(row.file_id for row in rows) else None
        persons = {row.file.person_id for row in rows if row.file}
        self.seen = seen_among(user, persons) if self.held else set()

    def subject(self, referral: Referral) -> str:
        """The person's name, their pseudonym, or the sort of subject alone when they are out of the reader's sight."""
        if referral.file is None:
            return str(Subject.ANONYMOUS.label)
        person = referral.file.person
        if person.pk not in self.seen or not self._reaches(referral):
            return str(Subject(referral.subject).label)
        name = person.label() if self._shows_identity(referral) else person.pseudonym
        return _("%(name)s et son ménage") % {"name": name} if referral.subject == Subject.HOUSEHOLD else name

    def sender(self, referral: Referral) -> str:
        """The organisation that sent it; a partner, when its name is to be withheld from others."""
        return holder(referral.from_organisation, self.homes)

    def _reaches(self, referral: Referral) -> bool:
        return self._is_sender(referral) or referral.is_shared_still

    def _is_sender(self, referral: Referral) -> bool:
        return any(each.organisation_id == referral.from_organisation_id for each in self.held)

    def _shows_identity(self, referral: Referral) -> bool:
        assert self.grid is not None
        seen = (seen_through(bond, self.grid) for bond in self._bonds(referral))
        return any(FieldClass.IDENTITY in each.classes for each in seen)

    def _bonds(self, referral: Referral) -> Iterable[Bond]:
        for each in self.held:
            if each.organisation_id == referral.from_organisation_id:
                yield _bond(Relation.WORKER, each)
            if each.organisation_id == referral.service.organisation_id and referral.sharing is not None:
                given = referral.sharing
                yield _bond(Relation.SHARING, each, given.level, frozenset(given.classes))


def _bond(relation: Relation, held: Membership, level: str = "full", classes: frozenset[str] = frozenset()) -> Bond:
    return Bond(relation, held.role, held.organisation.kind, level, classes)


def holder(organisation: Organisation, homes: set[int]) -> str:
    """The organisation's name, or "a partner" for those outside when the name itself would tell something."""
    withheld = organisation.is_discreet and organisation.pk not in homes
    return _("Un partenaire") if withheld else organisation.name


def composition(user: Someone, household: Household) -> str:
    """How many adults and children a household counts today; the restricted count for those who see them alone."""
    members = household.members.on(timezone.localdate()).filter(person__anonymised_at=None)
    rows = list(members.values_list("role", "person", "person__restricted_since"))
    hidden = {person for _role, person, since in rows if since is not None}
    seen = seen_among(user, hidden)
    counted = [role for role, person, _since in rows if person not in hidden or person in seen]
    adults, children = counted.count(HouseholdRole.ADULT), counted.count(HouseholdRole.CHILD)
    parts = []
    if adults:
        parts.append(ngettext("%(count)d adulte", "%(count)d adultes", adults) % {"count": adults})
    if children:
        parts.append(ngettext("%(count)d enfant", "%(count)d enfants", children) % {"count": children})
    return ", ".join(parts)


def delay_words(hours: int) -> str:
    """A delay in the largest whole unit: hours, or days when it is a number of days."""
    if hours % 24:
        return ngettext("%(count)d heure", "%(count)d heures", hours) % {"count": hours}
    days = hours // 24
    return ngettext("%(count)d jour", "%(count)d jours", days) % {"count": days}
