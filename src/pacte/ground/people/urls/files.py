"""Addresses of files, of what they hold, and of words held back. Keys alone: nothing says of whom."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import edits, files, follow_up, team

FILE = "dossiers/<uuid:file>/"

urlpatterns: list[URLPattern] = [
    path("dossiers/", files.files, name="files"),
    path("dossiers/sans-professionnel/", team.unattended, name="unattended"),
    path("<uuid:key>/suivre/", files.file_open, name="file_open"),
    path(f"{FILE}situation/", files.file_edit, name="file_edit"),
    path(f"{FILE}fermer/", files.file_close, name="file_close"),
    path(f"{FILE}rouvrir/", files.file_reopen, name="file_reopen"),
    path(f"{FILE}passer/", team.hand_over, name="hand_over"),
    path(f"{FILE}collegues/", team.worker_add, name="worker_add"),
    path(f"{FILE}ne-plus-suivre/", team.worker_leave, name="worker_leave"),
    path(f"{FILE}confier/", team.name_lead, name="name_lead"),
    path(f"{FILE}notes/", follow_up.note_add, name="note_add"),
    path(f"{FILE}toutes-les-notes/", follow_up.file_notes, name="notes"),
    path("notes/<uuid:key>/", follow_up.note_edit, name="note_edit"),
    path(f"{FILE}besoins/", follow_up.need_add, name="need_add"),
    path(f"{FILE}besoins/couverts/", follow_up.need_provide, name="need_provide"),
    path(f"{FILE}etapes/", follow_up.step_add, name="step_add"),
    path("etapes/<uuid:key>/", follow_up.step_end, name="step_end"),
    path(f"{FILE}documents/", follow_up.document_add, name="document_add"),
    path("documents/<uuid:key>/supprimer/", follow_up.document_remove, name="document_remove"),
    path("saisies/<uuid:key>/", edits.held_edit, name="held_edit"),
]
