"""Addresses of the room. A session and a registration are named by a key, a certificate by its number."""

from django.urls import path

from .views import keeping, mine, public, sheets, tours

app_name = "agenda"
urlpatterns = [
    path("", public.public, name="public"),
    path("programme/", public.programme, name="programme"),
    path("agenda.ics", public.public_calendar, name="public_calendar"),
    path("mon-agenda/<str:secret>/agenda.ics", public.personal_calendar, name="personal_calendar"),
    path("seances/<uuid:key>/", public.session, name="session"),
    path("seances/<uuid:key>/seance.ics", public.session_calendar, name="session_calendar"),
    path("seances/<uuid:key>/inscription/", mine.register, name="register"),
    path("seances/<uuid:key>/inscrire/", mine.register_person, name="register_person"),
    path("attestations/", public.certificates, name="certificates"),
    path("attestations/<str:number>/", public.certificate, name="certificate"),
    path("attestations/<str:number>/attestation.pdf", mine.print_certificate, name="print_certificate"),
    path("rendez-vous/", mine.bookable, name="bookable"),
    path("mes-inscriptions/", mine.mine, name="mine"),
    path("mes-inscriptions/adresse/", mine.make_feed, name="make_feed"),
    path("mes-inscriptions/adresse/retirer/", mine.withdraw_feed, name="withdraw_feed"),
    path("inscriptions/<uuid:key>/quitter/", mine.leave, name="leave"),
    path("inscriptions/<uuid:key>/retirer/", sheets.take_off, name="take_off"),
    path("inscriptions/<uuid:key>/presence/", sheets.attendance, name="attendance"),
    path("mes-seances/", keeping.kept, name="kept"),
    path("mes-seances/nouvelle/", keeping.new, name="new"),
    path("mes-seances/<uuid:key>/", sheets.keep, name="keep"),
    path("mes-seances/<uuid:key>/modifier/", keeping.edit, name="edit"),
    path("mes-seances/<uuid:key>/annuler/", keeping.cancel, name="cancel"),
    path("mes-seances/<uuid:key>/creneaux/", keeping.slots, name="slots"),
    path("mes-seances/<uuid:key>/presents/", sheets.all_present, name="all_present"),
    path("mes-seances/<uuid:key>/compter/", sheets.count, name="count"),
    path("mes-seances/<uuid:key>/attestations/", sheets.certify, name="certify"),
    path("tournees/", tours.tours, name="tours"),
    path("tournees/nouvelle/", tours.new_tour, name="new_tour"),
    path("tournees/<uuid:key>/", tours.tour, name="tour"),
]
