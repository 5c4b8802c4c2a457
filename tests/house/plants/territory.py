"""The city's own arrondissements are enough; a room that may be switched is the same for everyone."""

from tests.house.city import City


def plant(city: City) -> None:
    """One room to switch, by the very answer that leaves it in service."""
    city.offer_everywhere("territory:room", {"is_on": "on", "decided_by": "Une délibération d’exemple"}, room="meals")
