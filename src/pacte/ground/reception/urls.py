"""Addresses of the room. A visit is named by an opaque key."""

from django.urls import path

from .views import arrivals, board, desks, directorates

app_name = "reception"
urlpatterns = [
    path("", desks.desks, name="desks"),
    path("ouvrir/", desks.open_desk, name="open_desk"),
    path("directions/", directorates.directorates, name="directorates"),
    path("directions/<slug:code>/", directorates.directorate, name="directorate"),
    path("guichets/<int:number>/", board.desk, name="desk"),
    path("guichets/<int:number>/arrivee/", board.arrive, name="arrive"),
    path("guichets/<int:number>/appeler/", board.call, name="call"),
    path("guichets/<int:number>/fermer/", desks.close_desk, name="close_desk"),
    path("visites/<uuid:key>/", arrivals.arrival, name="arrival"),
    path("visites/<uuid:key>/terminer/", arrivals.end, name="end"),
    path("visites/<uuid:key>/rouvrir/", arrivals.reopen, name="reopen"),
    path("visites/<uuid:key>/passer/", arrivals.hand_to, name="hand_to"),
    path("visites/<uuid:key>/remettre/", arrivals.put_back, name="put_back"),
    path("visites/<uuid:key>/mineur/", arrivals.duty, name="duty"),
    path("visites/<uuid:key>/rattacher/", arrivals.link, name="link"),
    path("visites/<uuid:key>/detacher/", arrivals.unlink, name="unlink"),
]
