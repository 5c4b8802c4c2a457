"""Addresses: the stock of kits."""

from __future__ import annotations

from django.urls import path

from ..views import stock, supply

urlpatterns = [
    path("stocks/", stock.stocks, name="stocks"),
    path("stocks/articles/", supply.items, name="stock_items"),
    path("stocks/articles/nouveau/", supply.item, name="stock_item_new"),
    path("stocks/articles/<int:number>/", supply.item, name="stock_item"),
    path("stocks/demandes/", supply.asked, name="stock_asked"),
    path("stocks/demandes/<int:number>/<uuid:key>/", supply.share, name="stock_share"),
    path("stocks/demandes/<uuid:request_key>/retirer/", supply.withdraw, name="stock_withdraw"),
    path("stocks/demandes/<uuid:request_key>/refuser/", supply.refuse, name="stock_refuse"),
    path("<uuid:key>/stock/", stock.stock, name="stock"),
    path("<uuid:key>/stock/mouvements/", stock.movements, name="stock_movements"),
    path("<uuid:key>/stock/mouvements.csv", stock.movements_csv, name="stock_movements_csv"),
    path("<uuid:key>/stock/inventaire/", stock.inventory, name="stock_inventory"),
    path("<uuid:key>/stock/<slug:move>/", stock.move, name="stock_move"),
]
