"""The smallest scoring for a test: a grid in force, a request of a file, a home with its sheet."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pacte.prevention.social_housing as room
from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import SchemeVersion
from pacte.ground.people.models import File
from pacte.prevention.social_housing.models import (
    HousingRequest,
    OfferedDwelling,
    ScoringCriterion,
    ScoringGrid,
    SeenEvidence,
)
from tests.ground.pathways.making import case, scheme

_numbers = count(1)
SCHEME = Path(room.__file__ or "").parent / "data" / "schemes" / "social_housing.toml"


def housing_scheme() -> SchemeVersion:
    """The scheme that the room ships, published."""
    return scheme("social_housing", SCHEME.read_text(encoding="utf-8"))


def grid(*, in_force: bool = True, **values: Any) -> ScoringGrid:
    """A grid with a best-of and a sum: homeless 17, hosted 4; violence 15, disability 8, works here 3."""
    adopted = {"adopted_by": "Une autorité d’exemple", "adopted_on": date(2015, 1, 1), "valid_from": date(2015, 1, 1)}
    made = ScoringGrid.objects.create(
        version=ScoringGrid.objects.count() + 1, title="Une grille d’essai", **(adopted if in_force else {}) | values
    )
    home = made.rubrics.create(code="housing", label="Là où vous vivez", adds="best")
    situation = made.rubrics.create(code="situation", label="Votre situation", adds="sum")
    for rubric, code, points, label, evidence, protected in (
        (home, "homeless", 17, "Vous n’avez pas de logement", ["shelter_attestation"], False),
        (home, "hosted", 4, "Vous êtes hébergé", ["host_attestation"], False),
        (situation, "violence", 15, "Vous êtes victime de violences", ["protection_order", "complaint"], True),
        (situation, "disability", 8, "Un handicap est reconnu", ["disability_notice"], True),
        (situation, "works-here", 3, "Vous travaillez ici", [], False),
    ):
        ScoringCriterion.objects.create(
            rubric=rubric, code=code, points=points, label=label, evidence=evidence, is_protected=protected
        )
    return made


def asked(file: File, *answers: str, papers: tuple[str, ...] = (), **values: Any) -> HousingRequest:
    """A request of this file, straight into the database: one adult with 1 800 euros a month."""
    usual = {"requested_on": date(2018, 1, 1), "resources_cents": 180_000, "answers": list(answers)}
    made = HousingRequest.objects.create(case=case(file, housing_scheme()), **usual | values)
    for kind in papers:
        SeenEvidence.objects.create(request=made, kind=kind)
    return made


def dwelling(landlord: Organisation, by: User | None = None, **values: Any) -> OfferedDwelling:
    """A home of one room at 500 euros, free since 2019."""
    usual = {
        "number": 90_000 + next(_numbers), "quota": "city", "rooms": 1, "rent_cents": 50_000,
        "available_on": date(2019, 1, 1), "seed": "graine",
    }  # fmt: skip
    return OfferedDwelling.objects.create(landlord=landlord, created_by=by, **usual | values)
