"""Addresses of the room."""

from django.urls import path

from .views import agreements, members, organisations

app_name = "partners"
urlpatterns = [
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/ajouter/", organisations.found, name="found"),
    path("conventions/", agreements.agreements, name="agreements"),
    path("conventions/enregistrer/", agreements.sign, name="agreement_sign"),
    path("conventions/<int:number>/", agreements.agreement, name="agreement"),
    path("conventions/<int:number>/terminer/", agreements.end, name="agreement_end"),
    path("conventions/<int:number>/corriger/", agreements.correct, name="agreement_correct"),
    path("organisations/fiche/<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisations/fiche/<slug:slug>/corriger/", organisations.change, name="change"),
    path("organisations/fiche/<slug:slug>/fermer/", organisations.close, name="close"),
    path("organisations/fiche/<slug:slug>/rouvrir/", organisations.reopen, name="open"),
    path("organisations/fiche/<slug:slug>/lieux/ajouter/", organisations.site_add, name="site_add"),
    path("organisations/fiche/<slug:slug>/lieux/<int:number>/", organisations.site_change, name="site_change"),
    path("organisations/fiche/<slug:slug>/lieux/<int:number>/retirer/", organisations.site_remove, name="site_remove"),
    path("organisations/fiche/<slug:slug>/membres/", members.members, name="members"),
    path("organisations/fiche/<slug:slug>/membres/donner/", members.give, name="membership_give"),
    path("organisations/fiche/<slug:slug>/membres/<int:number>/retirer/", members.end, name="membership_end"),
]
