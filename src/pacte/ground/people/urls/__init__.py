"""Addresses of the room, part by part. A person is named by an opaque key, and searched by POST."""

from __future__ import annotations

from . import exceptional, files, households, persons, search, sharing

app_name = "people"
urlpatterns = [
    *persons.urlpatterns, *households.urlpatterns, *files.urlpatterns, *sharing.urlpatterns, *search.urlpatterns,
    *exceptional.urlpatterns,
]  # fmt: skip
