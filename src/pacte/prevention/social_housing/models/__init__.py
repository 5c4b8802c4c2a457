"""Grids and their criteria; requests and the evidence seen; homes offered and their candidates; safe places."""

from .dwellings import DwellingCandidate, OfferedDwelling
from .grids import ScoringCriterion, ScoringGrid, ScoringRubric
from .requests import HousingRequest, SeenEvidence
from .safe_places import SafePlaceRequest

__all__ = [
    "DwellingCandidate",
    "HousingRequest",
    "OfferedDwelling",
    "SafePlaceRequest",
    "ScoringCriterion",
    "ScoringGrid",
    "ScoringRubric",
    "SeenEvidence",
]
