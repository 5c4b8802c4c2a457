"""Addresses of the room. A person is named by an opaque key, and looked for by POST."""

from __future__ import annotations

from django.urls import path

from .views import acts, documents, readings, requests, requisitions, retention

app_name = "data_protection"
urlpatterns = [
    path("", requests.desk, name="desk"),
    path("demandes/", requests.requests, name="requests"),
    path("demandes/enregistrer/", requests.receive, name="request_receive"),
    path("demandes/<uuid:key>/", requests.request, name="request"),
    path("demandes/<uuid:key>/identite/", requests.identity, name="request_identity"),
    path("demandes/<uuid:key>/confirmer/", requests.confirm, name="request_confirm"),
    path("demandes/<uuid:key>/retrouver/", requests.find, name="request_find"),
    path("demandes/<uuid:key>/retenir/", requests.choose, name="request_choose"),
    path("demandes/<uuid:key>/prolonger/", requests.extend, name="request_extend"),
    path("demandes/<uuid:key>/repondre/", requests.answer, name="request_answer"),
    path("demandes/<uuid:key>/releve/", acts.statement, name="statement"),
    path("demandes/<uuid:key>/rectifier/", acts.rectify, name="rectify"),
    path("demandes/<uuid:key>/effacer/", acts.erase, name="erase"),
    path("demandes/<uuid:key>/certificat/", acts.certificate, name="certificate"),
    path("demandes/<uuid:key>/opposition/", acts.object_to, name="object"),
    path("demandes/<uuid:key>/limiter/", acts.limit, name="limit"),
    path("phrase/<uuid:key>/", acts.phrase, name="phrase"),
    path("lectures/<uuid:key>/", readings.readings, name="readings"),
    path("lectures/<uuid:key>/lectures.csv", readings.export, name="readings_export"),
    path("lectures/inhabituelles/", readings.unusual, name="unusual"),
    path("conservation/", retention.retention, name="retention"),
    path("conservation/repeter/", retention.rehearse, name="retention_rehearse"),
    path("conservation/appliquer/", retention.run, name="retention_run"),
    path("conservation/visas/enregistrer/", retention.visa_record, name="visa_record"),
    path("conservation/visas/<uuid:key>/retirer/", retention.visa_end, name="visa_end"),
    path("registre/", documents.register, name="register"),
    path("registre/telecharger/", documents.register_download, name="register_download"),
    path("analyse-d-impact/", documents.impact, name="impact"),
    path("analyse-d-impact/telecharger/", documents.impact_download, name="impact_download"),
    path("requisitions/", requisitions.requisitions, name="requisitions"),
    path("requisitions/enregistrer/", requisitions.receive, name="requisition_receive"),
    path("requisitions/<uuid:key>/", requisitions.requisition, name="requisition"),
    path("requisitions/<uuid:key>/decider/", requisitions.decide, name="requisition_decide"),
]
