"""Addresses of the night board, its map and its past nights; of the cold plan; of the night reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import board, cold_plan, report

urlpatterns: list[URLPattern] = [
    path("nuit/", board.board, name="board"),
    path("nuit/demande/", board.go, name="board_go"),
    path("nuit/carte/", board.board_map, name="board_map"),
    path("nuits/", board.nights, name="board_nights"),
    path("nuits/<str:night>/", board.past, name="board_night"),
    path("grand-froid/", cold_plan.plan, name="cold_plan"),
    path("grand-froid/exemple/", cold_plan.take_sample, name="cold_plan_sample"),
    path("grand-froid/saison/", cold_plan.season, name="cold_plan_season"),
    path("grand-froid/niveaux/<int:number>/", cold_plan.level, name="cold_plan_level"),
    path("grand-froid/activer/", cold_plan.activate, name="cold_plan_activate"),
    path("grand-froid/<uuid:key>/finir/", cold_plan.end, name="cold_plan_end"),
    path("grand-froid/<uuid:key>/retirer/", cold_plan.withdraw, name="cold_plan_withdraw"),
    path("bilans/", report.reports, name="report"),
    path("bilans/<str:night>/", report.night, name="report_night"),
    path("bilans/<str:night>/clore/", report.close, name="report_close"),
    path("bilans/<str:night>/bilan.csv", report.as_csv, name="report_csv"),
    path("bilans/<str:night>/bilan.pdf", report.as_pdf, name="report_pdf"),
]
