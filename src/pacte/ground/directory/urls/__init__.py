"""Addresses of the room, gathered from its parts. An entry is named by its key."""

from . import exchange, finding, keeping

app_name = "directory"
urlpatterns = [*finding.urlpatterns, *keeping.urlpatterns, *exchange.urlpatterns]
