"""Addresses of the room, gathered from its parts. A place, an address or a loan is named by its key."""

from . import home, lockers, mail, stock

app_name = "day_centres"
urlpatterns = [*home.urlpatterns, *mail.urlpatterns, *lockers.urlpatterns, *stock.urlpatterns]
