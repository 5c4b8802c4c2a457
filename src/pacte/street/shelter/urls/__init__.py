"""Addresses of the room, gathered from its parts. Whatever is named in one is an opaque key."""

from . import board, buildings, exchange, priorities, requests, rounds, stays, stock

app_name = "shelter"
urlpatterns = [
    *stock.urlpatterns,
    *requests.urlpatterns,
    *priorities.urlpatterns,
    *exchange.urlpatterns,
    *rounds.urlpatterns,
    *stays.urlpatterns,
    *board.urlpatterns,
    *buildings.urlpatterns,
]
