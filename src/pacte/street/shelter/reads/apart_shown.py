"""What the page of a person says of those they are kept apart from: only to who follows that person.

Somebody whom the reader may not name is not named here either: a rule set by a colleague gives sight of nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight, visible_to
from pacte.ground.people.reads.labels import labels

from ..models import KeptApart


@dataclass(frozen=True)
class Apart:
    """One rule that holds, and what the other person is called for this reader."""

    row: KeptApart
    label: str


def of_person(user: User, sight: Sight) -> list[Apart]:
    """The rules set for this person, the latest first; nothing for who does not follow them."""
    if not sight.may_write:
        return []
    rows = KeptApart.objects.filter(person=sight.person, ended_at__isnull=True).select_related("other")
    found = list(rows.order_by("-set_at", "-pk"))
    others = list(visible_to(user).filter(pk__in=[row.other_id for row in found])) if found else []
    names = labels(user, others)
    return [Apart(row, names.get(row.other_id, _("Une personne que vous ne voyez pas"))) for row in found]
