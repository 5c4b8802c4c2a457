"""Addresses of the exchange with the State's system."""

from __future__ import annotations

from django.urls import path

from ..views import exchange

urlpatterns = [
    path("si-siao/", exchange.exchange, name="exchange"),
    path("si-siao/correspondance/", exchange.mapping, name="exchange_mapping"),
    path("si-siao/export/", exchange.export, name="exchange_export"),
    path("si-siao/<uuid:key>/correspondance/", exchange.remap, name="exchange_remap"),
    path("si-siao/<uuid:key>/importer/", exchange.run, name="exchange_import"),
    path("si-siao/imports/<uuid:key>/", exchange.import_run, name="exchange_run"),
]
