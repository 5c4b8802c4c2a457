"""Addresses of the room. Whatever is named in one is an opaque key, or the number of a version."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import acts, committee, money, requests

app_name = "housing_fund"
urlpatterns: list[URLPattern] = [
    path("", requests.index, name="requests"),
    path("demander/<uuid:key>/", requests.ask, name="ask"),
    path("demander/<uuid:key>/<slug:aid>/", requests.ask_aid, name="ask_aid"),
    path("demandes/<uuid:key>/", requests.one, name="request"),
    path("demandes/<uuid:key>/modifier/", requests.edit, name="edit"),
    path("demandes/<uuid:key>/complete/", requests.complete, name="complete"),
    path("demandes/<uuid:key>/lettre/", requests.letter, name="letter"),
    path("demandes/<uuid:key>/proposer/", acts.propose, name="propose"),
    path("demandes/<uuid:key>/remise/", acts.handed, name="handed"),
    path("demandes/<uuid:key>/ecrire/", acts.write_to, name="write_to"),
    path("demandes/<uuid:key>/contrat/remis/", acts.send_contract, name="send_contract"),
    path("demandes/<uuid:key>/contrat/signe/", acts.return_contract, name="return_contract"),
    path("demandes/<uuid:key>/conditions/<uuid:condition>/", acts.lift, name="lift"),
    path("demandes/<uuid:key>/recours/", acts.appeal, name="appeal"),
    path("demandes/<uuid:key>/payer/", acts.pay, name="pay"),
    path("demandes/<uuid:key>/paiements/<uuid:payment>/annuler/", acts.cancel_payment, name="cancel_payment"),
    path("demandes/<uuid:key>/pret/versement/", acts.receive, name="receive"),
    path("demandes/<uuid:key>/pret/<int:rank>/annuler/", acts.reverse_entry, name="reverse_entry"),
    path("demandes/<uuid:key>/pret/echeancier/", acts.reschedule, name="reschedule"),
    path("demandes/<uuid:key>/pret/suspendre/", acts.suspend, name="suspend"),
    path("commission/", committee.index, name="committee"),
    path("commission/demandes/<uuid:key>/", committee.sheet, name="sheet"),
    path("commission/demandes/<uuid:key>/decider/", committee.decide, name="decide"),
    path("commission/demandes/<uuid:key>/corriger/", committee.correct, name="correct"),
    path("commission/demandes/<uuid:key>/remettre/", committee.write_off, name="write_off"),
    path("commission/seances/nouvelle/", committee.new_session, name="new_session"),
    path("commission/seances/<uuid:key>/", committee.session, name="session"),
    path("commission/seances/<uuid:key>/completer/", committee.fill, name="fill"),
    path("commission/seances/<uuid:key>/retirer/<uuid:line>/", committee.unlist, name="unlist"),
    path("commission/seances/<uuid:key>/clore/", committee.close, name="close_session"),
    path("commission/seances/<uuid:key>/ordre-du-jour.pdf", committee.agenda_pdf, name="agenda_pdf"),
    path("commission/seances/<uuid:key>/releve.pdf", committee.minutes_pdf, name="minutes_pdf"),
    path("budget/", money.budget, name="budget"),
    path("budget/voter/", money.vote, name="vote"),
    path("plafonds/", money.ceilings, name="ceilings"),
    path("plafonds/nouvelle/", money.draft, name="ceilings_draft"),
    path("plafonds/<int:number>/", money.version, name="ceilings_version"),
    path("plafonds/<int:number>/ecrire/", money.edit, name="ceilings_edit"),
    path("plafonds/<int:number>/adopter/", money.adopt, name="ceilings_adopt"),
    path("plafonds/<int:number>/jeter/", money.discard, name="ceilings_discard"),
]
