"""Addresses of the room. Whatever is named in one is an opaque key: the case's for an eviction."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import commission, diagnosis, evictions, exploc, figures

app_name = "evictions"
urlpatterns: list[URLPattern] = [
    path("", evictions.evictions, name="evictions"),
    path("commission/", commission.commission, name="commission"),
    path("commission/prendre/", commission.bring, name="bring"),
    path("commission/seances/nouvelle/", commission.new_session, name="new_session"),
    path("commission/seances/<uuid:key>/", commission.session, name="session"),
    path("commission/seances/<uuid:key>/inscrire/", commission.agenda, name="agenda"),
    path("commission/seances/<uuid:key>/lever/", commission.close_session, name="close_session"),
    path("commission/seances/<uuid:key>/ordre-du-jour.pdf", commission.agenda_sheet, name="agenda_sheet"),
    path("commission/dossiers/<uuid:key>/", commission.file, name="commission_file"),
    path("commission/dossiers/<uuid:key>/confier/", commission.assign, name="commission_assign"),
    path("commission/dossiers/<uuid:key>/repondre/", commission.answer, name="commission_answer"),
    path("commission/dossiers/<uuid:key>/retirer/", commission.take_off, name="commission_take_off"),
    path("exploc/", exploc.exploc, name="exploc"),
    path("exploc/correspondance/", exploc.mapping, name="exploc_mapping"),
    path("exploc/export/", exploc.export, name="exploc_export"),
    path("exploc/<uuid:key>/correspondance/", exploc.remap, name="exploc_remap"),
    path("exploc/<uuid:key>/importer/", exploc.run, name="exploc_import"),
    path("exploc/imports/<uuid:key>/", exploc.import_run, name="exploc_run"),
    path("chiffres/", figures.figures, name="figures"),
    path("chiffres/noter/", figures.add, name="figure_add"),
    path("chiffres/<uuid:key>/corriger/", figures.change, name="figure_change"),
    path("chiffres/<uuid:key>/retirer/", figures.remove, name="figure_remove"),
    path("<uuid:key>/", evictions.eviction, name="eviction"),
    path("<uuid:key>/dette/", evictions.arrears, name="arrears"),
    path("<uuid:key>/bailleur/", evictions.landlord, name="landlord"),
    path("<uuid:key>/commission/", evictions.refer, name="refer"),
    path("<uuid:key>/diagnostic/proposer/", diagnosis.offer, name="diagnosis_offer"),
    path("<uuid:key>/diagnostic/reponse/", diagnosis.answer, name="diagnosis_answer"),
    path("<uuid:key>/diagnostic/ecrire/", diagnosis.write, name="diagnosis_write"),
    path("<uuid:key>/diagnostic/envoyer/", diagnosis.send, name="diagnosis_send"),
    path("<uuid:key>/diagnostic.pdf", diagnosis.sheet, name="diagnosis_sheet"),
]
