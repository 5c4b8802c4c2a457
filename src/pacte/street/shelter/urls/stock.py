"""Addresses: sites, lots, closures, what is free tonight, who slept there."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import declaring, presence, stock, stock_lots

urlpatterns: list[URLPattern] = [
    path("mes-sites/", stock.sites, name="sites"),
    path("mes-sites.csv", stock.sites_csv, name="sites_csv"),
    path("mes-sites/nouveau/", stock.new_site, name="new_site"),
    path("mes-sites/horaires/", stock.evening, name="evening"),
    path("sites/<uuid:key>/", stock.site, name="site"),
    path("sites/<uuid:key>/modifier/", stock.edit_site, name="edit_site"),
    path("sites/<uuid:key>/adresse/", stock.site_address, name="site_address"),
    path("sites/<uuid:key>/ce-soir/", declaring.declare, name="declare"),
    path("sites/<uuid:key>/lien/", declaring.make_link, name="make_link"),
    path("sites/<uuid:key>/presences/", presence.presence, name="presence"),
    path("sites/<uuid:key>/lots/nouveau/", stock_lots.new_lot, name="new_lot"),
    path("sites/<uuid:key>/fermer/", stock_lots.close_site, name="close_site"),
    path("lots/<uuid:key>/modifier/", stock_lots.edit_lot, name="edit_lot"),
    path("lots/<uuid:key>/capacite/", stock_lots.lot_capacity, name="lot_capacity"),
    path("lots/<uuid:key>/fermer/", stock_lots.close_lot, name="close_lot"),
    path("fermetures/<uuid:key>/", stock_lots.closure, name="closure"),
    path("soir/<str:token>/", declaring.declare_by_link, name="declare_by_link"),
]
