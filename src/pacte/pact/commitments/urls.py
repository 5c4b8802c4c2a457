"""Addresses of the pact's tree."""

from django.urls import path

from . import views

app_name = "commitments"
urlpatterns = [
    path("", views.tree, name="tree"),
    path("fiche/<slug:code>/", views.node, name="node"),
    path("fiche/<slug:code>/etat/", views.declare, name="declare"),
    path("fiche/<slug:code>/preuve/", views.evidence, name="evidence"),
    path("fiche/<slug:code>/modifier/", views.edit_node, name="edit_node"),
    path("fiche/<slug:code>/retirer/", views.remove_node, name="remove_node"),
    path("fiche/<slug:code>/indicateurs/", views.indicators, name="indicators"),
    path("preuves/<int:pk>/retirer/", views.remove_evidence, name="remove_evidence"),
    path("structure/", views.structure, name="structure"),
    path("structure/element/", views.add_node, name="add_node"),
    path("structure/niveau/", views.add_level, name="add_level"),
    path("structure/niveau/<slug:code>/", views.edit_level, name="edit_level"),
    path("structure/niveau/<slug:code>/retirer/", views.remove_level, name="remove_level"),
    path("mesure/<int:pk>/grand-chiffre/", views.headline, name="headline"),
    path("mesure/<int:pk>/detacher/", views.detach, name="detach"),
    path("cibles/<slug:code>/", views.targets, name="targets"),
    path("cibles/<slug:code>/depart/", views.baseline, name="baseline"),
    path("cibles/<int:pk>/retirer/", views.remove_target, name="remove_target"),
]
