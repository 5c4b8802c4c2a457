"""Attachments belong to other rooms: their plants offer the URLs that open them."""

from tests.house.city import City


def plant(city: City) -> None:
    """An attachment that no room holds opens for nobody; evidence is planted by commitments."""
