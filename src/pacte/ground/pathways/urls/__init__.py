"""Addresses of the room, gathered from its parts. Whatever is named in one is an opaque key."""

from . import cases, schemes, signals, work

app_name = "pathways"
urlpatterns = [
    *signals.urlpatterns,
    *schemes.urlpatterns,
    *work.urlpatterns,
    *cases.urlpatterns,
]
