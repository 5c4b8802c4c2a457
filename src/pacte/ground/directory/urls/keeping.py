"""Addresses: entries and those who keep them."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import networks, parts, places, protected, upkeep

MINE = "mes-lieux/<uuid:key>"

urlpatterns: list[URLPattern] = [
    path("mes-lieux/", places.kept, name="kept"),
    path("mes-lieux/nouveau/", places.new, name="new"),
    path(f"{MINE}/", places.keep, name="keep"),
    path(f"{MINE}/modifier/", places.edit, name="edit"),
    path(f"{MINE}/publier/", places.publish, name="publish"),
    path(f"{MINE}/archiver/", places.archive, name="archive"),
    path(f"{MINE}/exacte/", places.confirm, name="confirm"),
    path(f"{MINE}/affluence/", places.saturate, name="saturate"),
    path(f"{MINE}/historique/", places.history, name="history"),
    path(f"{MINE}/services/ajouter/", parts.add_service, name="add_service"),
    path(f"{MINE}/services/<uuid:service>/", parts.edit_service, name="edit_service"),
    path(f"{MINE}/services/<uuid:service>/retirer/", parts.remove_service, name="remove_service"),
    path(f"{MINE}/arrets/ajouter/", parts.add_stop, name="add_stop"),
    path(f"{MINE}/arrets/<uuid:stop>/", parts.edit_stop, name="edit_stop"),
    path(f"{MINE}/arrets/<uuid:stop>/retirer/", parts.remove_stop, name="remove_stop"),
    path(f"{MINE}/periodes/ajouter/", parts.add_period, name="add_period"),
    path(f"{MINE}/periodes/<uuid:period>/terminer/", parts.end_period, name="end_period"),
    path(f"{MINE}/photo/", parts.put_photo, name="put_photo"),
    path(f"{MINE}/photo/retirer/", parts.remove_photo, name="remove_photo"),
    path(f"{MINE}/confidentielle/", protected.hide, name="hide"),
    path(f"{MINE}/coordonnees-protegees/", protected.details, name="protected"),
    path(f"{MINE}/coordonnees-protegees/modifier/", protected.keep, name="keep_protected"),
    path(f"{MINE}/rendre-publique/", protected.reveal, name="reveal"),
    path(f"{MINE}/labels/ajouter/", networks.grant, name="grant_label"),
    path(f"{MINE}/labels/<int:number>/retirer/", networks.withdraw, name="withdraw_label"),
    path("changements/", upkeep.queue, name="queue"),
    path("changements/<uuid:key>/", upkeep.proposal, name="proposal"),
    path("changements/<uuid:key>/publier/", upkeep.publish, name="publish_proposal"),
    path("changements/<uuid:key>/retirer/", upkeep.withdraw, name="withdraw_proposal"),
    path("fraicheur/", upkeep.freshness, name="freshness"),
    path("regles/", upkeep.choices, name="policy"),
    path("reseaux/", networks.labels, name="labels"),
    path("reseaux/ajouter/", networks.new_label, name="new_label"),
    path("reseaux/<slug:code>/", networks.label, name="label"),
    path("reseaux/<slug:code>/modifier/", networks.edit_label, name="edit_label"),
    path("regroupements/", networks.mergers, name="mergers"),
    path("regroupements/ajouter/", networks.new_merger, name="new_merger"),
    path("regroupements/<uuid:key>/", networks.merger, name="merger"),
]
