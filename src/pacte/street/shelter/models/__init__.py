"""What the room keeps, one module per part."""

from .apart import KeptApart
from .buildings import CityBuilding, ConversionStep
from .cold_plan import ColdPlanActivation, ColdPlanLevel, NightReport
from .declaring import EveningPolicy
from .exchange import SiaoImport, SiaoMapping
from .minors import MinorPath
from .presence import LotNight
from .priorities import PriorityCriterion, PriorityGrid
from .requests import Call, RequestEvent, RequestMember, ShelterRequest, SiteExclusion
from .rounds import AllocationRound, ProposalLine
from .stays import HeldUnit, ShelterPlacement, Transport
from .stock import Closure, Declaration, DeclarationLink, DeclaredLot, Lot, LotCapacity, ShelterSite, SiteAddress

__all__ = [
    "AllocationRound",
    "Call",
    "CityBuilding",
    "Closure",
    "ColdPlanActivation",
    "ColdPlanLevel",
    "ConversionStep",
    "Declaration",
    "DeclarationLink",
    "DeclaredLot",
    "EveningPolicy",
    "HeldUnit",
    "KeptApart",
    "Lot",
    "LotCapacity",
    "LotNight",
    "MinorPath",
    "NightReport",
    "PriorityCriterion",
    "PriorityGrid",
    "ProposalLine",
    "RequestEvent",
    "RequestMember",
    "ShelterPlacement",
    "ShelterRequest",
    "ShelterSite",
    "SiaoImport",
    "SiaoMapping",
    "SiteAddress",
    "SiteExclusion",
    "Transport",
]
