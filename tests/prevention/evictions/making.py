"""The smallest eviction for a test: the shipped scheme, a worker's case, a file of the commission."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, SchemeVersion
from pacte.ground.pathways.services import cases
from pacte.prevention.evictions.models import CommissionFile, Eviction
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, worker

TEXT = (
    Path(__file__).parents[3] / "src/pacte/prevention/evictions/data/schemes/evictions.toml"
).read_text(encoding="utf-8")  # fmt: skip
_numbers = count(1)


def published() -> SchemeVersion:
    """The scheme that the room ships, published."""
    return scheme("evictions", TEXT)


def social_worker(home: Organisation | None = None) -> User:
    """Somebody who follows people."""
    return worker(home or organisation())


def home_of(user: User) -> Organisation:
    """The organisation of somebody who has one."""
    membership = user.memberships.first()
    assert membership is not None
    return membership.organisation


def started(
    by: User, step: str = "payment_order_served", on: date = date(2024, 2, 15), **facts: Any
) -> Case:  # fmt: skip
    """A case of eviction that this worker opened; of arrears unless a ground is given ("" for none)."""
    published()
    file = followed(by, home_of(by), given_name="Prénom", family_name="Exemple")
    facts = {"ground": "arrears", **facts}
    return cases.start(
        by, file.key, "evictions", step, on, facts={name: value for name, value in facts.items() if value}
    )


def eviction_of(case: Case) -> Eviction:
    """What the room keeps of the case."""
    return Eviction.objects.get(case=case)


def commission_file(**values: Any) -> CommissionFile:
    """A file of the commission, straight into the database."""
    usual: dict[str, Any] = {"referred_by": "bailiff", "referred_on": date(2024, 3, 1), "ground": "arrears"}
    return CommissionFile.objects.create(number=90_000 + next(_numbers), **usual | values)
