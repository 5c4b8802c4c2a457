"""What the directory keeps: places, their services and hours, and how they stay true."""

from .conditions import Conditions, Crowded
from .exchange import DirectoryImport
from .keeping import DirectoryPolicy, PlaceChange, PlacePair, PremisesMerger, Proposal
from .places import HeldLabel, NetworkLabel, Origin, Place, PlaceQuerySet, ProtectedDetails, Stop
from .services import Service, ServiceQuerySet, SpecialPeriod

__all__ = [
    "Conditions",
    "Crowded",
    "DirectoryImport",
    "DirectoryPolicy",
    "HeldLabel",
    "NetworkLabel",
    "Origin",
    "Place",
    "PlaceChange",
    "PlacePair",
    "PlaceQuerySet",
    "PremisesMerger",
    "Proposal",
    "ProtectedDetails",
    "Service",
    "ServiceQuerySet",
    "SpecialPeriod",
    "Stop",
]
