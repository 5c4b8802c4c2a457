"""Addresses of the room: one's account, one's tokens, the accounts of the platform."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("jetons/", views.tokens, name="tokens"),
    path("jetons/nouveau/", views.token_create, name="token_create"),
    path("gestion/", views.people, name="people"),
    path("gestion/inviter/", views.invite, name="invite"),
    path("gestion/<uuid:key>/", views.person, name="person"),
    path("gestion/<uuid:key>/fermer/", views.disable, name="disable"),
    path("gestion/<uuid:key>/rouvrir/", views.enable, name="enable"),
    path("gestion/<uuid:key>/lien/", views.send_link, name="send_link"),
]
