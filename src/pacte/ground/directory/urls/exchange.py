"""Addresses: imports, exports, doubles, open data."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import exchange, open_data

urlpatterns: list[URLPattern] = [
    path("imports/", exchange.import_, name="import"),
    path("imports/<uuid:key>/", exchange.import_run, name="import_run"),
    path("imports/<uuid:key>/confirmer/", exchange.confirm_import, name="confirm_import"),
    path("imports/<uuid:key>/abandonner/", exchange.give_up_import, name="give_up_import"),
    path("doublons/", exchange.doubles, name="doubles"),
    path("doublons/chercher/", exchange.look_for_doubles, name="look_for_doubles"),
    path("doublons/<int:number>/", exchange.pair, name="pair"),
    path("doublons/<int:number>/deux-lieux/", exchange.keep_apart, name="keep_apart"),
    path("doublons/<int:number>/reprendre/", exchange.undo_pair, name="undo_pair"),
    path("donnees/", open_data.open_data, name="open_data"),
    path("donnees/<str:name>", open_data.download, name="download"),
]
