"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import case_acts, case_papers, cases

urlpatterns: list[URLPattern] = [
    path("", cases.cases, name="cases"),
    path("dossiers/<uuid:file>/", cases.case_start_choose, name="case_start_choose"),
    path("dossiers/<uuid:file>/<slug:scheme>/", cases.case_start, name="case_start"),
    path("pieces/<uuid:key>/supprimer/", case_papers.case_document_remove, name="case_document_remove"),
    path("<uuid:key>/", cases.case, name="case"),
    path("<uuid:key>/imprimer/", cases.case_print, name="case_print"),
    path("<uuid:key>/noter/", case_acts.case_happened, name="case_happened"),
    path("<uuid:key>/prevoir/", case_acts.case_plan, name="case_plan"),
    path("<uuid:key>/ne-plus-prevoir/", case_acts.case_unplan, name="case_unplan"),
    path("<uuid:key>/et-si/", case_acts.case_what_if, name="case_what_if"),
    path("<uuid:key>/precisions/", case_acts.case_facts, name="case_facts"),
    path("<uuid:key>/suspendre/", case_acts.case_pause, name="case_pause"),
    path("<uuid:key>/reprendre-le-delai/", case_acts.case_resume, name="case_resume"),
    path("<uuid:key>/terminer/", case_acts.case_close, name="case_close"),
    path("<uuid:key>/reprendre/", case_acts.case_reopen, name="case_reopen"),
    path("<uuid:key>/mots/", case_acts.case_note, name="case_note"),
    path("<uuid:key>/confier/", case_acts.case_assign, name="case_assign"),
    path("<uuid:key>/demander/", case_papers.case_ask, name="case_ask"),
    path("<uuid:key>/recevoir/", case_papers.case_give, name="case_give"),
    path("<uuid:key>/orientation/", case_papers.case_refer, name="case_refer"),
    path("<uuid:key>/corriger/<uuid:event>/", case_papers.case_correct, name="case_correct"),
]
