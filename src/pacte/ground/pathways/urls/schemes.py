"""Addresses of schemes, their versions and their parts, and of legal periods: codes and numbers alone."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import periods, schemes, schemes_acts, schemes_parts

_VERSION = "dispositifs/<slug:key>/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("dispositifs/", schemes.schemes, name="schemes"),
    path("dispositifs/nouveau/", schemes_acts.scheme_new, name="scheme_new"),
    path("dispositifs/livres/", schemes_acts.schemes_load, name="schemes_load"),
    path("dispositifs/periodes/", periods.periods, name="periods"),
    path("dispositifs/periodes/ajouter/", periods.period_add, name="period_add"),
    path("dispositifs/periodes/<int:pk>/", periods.period_edit, name="period_edit"),
    path("dispositifs/periodes/<int:pk>/retirer/", periods.period_remove, name="period_remove"),
    path("dispositifs/<slug:key>/", schemes.scheme, name="scheme"),
    path("dispositifs/<slug:key>/ouverture/", schemes_acts.scheme_switch, name="scheme_switch"),
    path(_VERSION, schemes.version, name="version"),
    path(f"{_VERSION}dispositif.toml", schemes.version_file, name="version_file"),
    path(f"{_VERSION}essai/", schemes.version_preview, name="version_preview"),
    path(f"{_VERSION}reprendre/", schemes_acts.version_draft, name="version_draft"),
    path(f"{_VERSION}presentation/", schemes_acts.version_head, name="version_head"),
    path(f"{_VERSION}texte/", schemes_acts.version_text, name="version_text"),
    path(f"{_VERSION}publier/", schemes_acts.version_publish, name="version_publish"),
    path(f"{_VERSION}retirer/", schemes_acts.version_retire, name="version_retire"),
    path(f"{_VERSION}abandonner/", schemes_acts.version_discard, name="version_discard"),
    path(f"{_VERSION}parcours/", schemes_acts.cases_move, name="cases_move"),
    path(f"{_VERSION}durees/<slug:clock>/", schemes_parts.rule_add, name="rule_add"),
    path(f"{_VERSION}durees/<slug:clock>/<int:place>/", schemes_parts.rule_edit, name="rule_edit"),
    path(f"{_VERSION}durees/<slug:clock>/<int:place>/retirer/", schemes_parts.rule_remove, name="rule_remove"),
    path(f"{_VERSION}ajouter/<slug:part>/", schemes_parts.part_add, name="part_add"),
    path(f"{_VERSION}<slug:part>/<slug:name>/", schemes_parts.part_edit, name="part_edit"),
    path(f"{_VERSION}<slug:part>/<slug:name>/retirer/", schemes_parts.part_remove, name="part_remove"),
    path(f"{_VERSION}<slug:part>/<slug:name>/deplacer/", schemes_parts.part_move, name="part_move"),
]
