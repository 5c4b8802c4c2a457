"""What food coordination keeps: slots, what they served, what is needed, cards."""

from .cards import Card, CardPolicy, CardQuerySet, CardUse
from .needs import MealNeed, Scenario
from .slots import PortionChange, ServedTotal, Slot, SlotQuerySet

__all__ = [
    "Card",
    "CardPolicy",
    "CardQuerySet",
    "CardUse",
    "MealNeed",
    "PortionChange",
    "Scenario",
    "ServedTotal",
    "Slot",
    "SlotQuerySet",
]
