"""The room's URLs take no argument: nothing to plant."""

from tests.house.city import City


def plant(city: City) -> None:
    """The city's own arrondissements are enough."""
