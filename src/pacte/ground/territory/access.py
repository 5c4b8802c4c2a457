"""The doors of the room."""

from pacte.ground.declarations.access import PUBLIC, SIGNED_IN, Door

DOORS = [
    Door("api:territory_list", {"GET": SIGNED_IN}, machine=True),
    Door("territory:list", {"GET": PUBLIC}),
    Door("territory:geojson", {"GET": PUBLIC}),
]
