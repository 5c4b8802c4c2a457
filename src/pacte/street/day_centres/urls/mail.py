"""Addresses: mail addresses and mail. The desk is reached by its place, an address by its key."""

from __future__ import annotations

from django.urls import path

from ..views import addresses, desk

urlpatterns = [
    path("<uuid:key>/courrier/", desk.desk, name="mail_desk"),
    path("<uuid:key>/courrier/recu/", desk.receive, name="mail_receive"),
    path("boites/<uuid:key>/remettre/", desk.hand_over, name="mail_hand_over"),
    path("boites/<uuid:key>/passage/", desk.presence, name="mail_presence"),
    path("courriers/<uuid:key>/rendre/", desk.send_back, name="mail_send_back"),
    path("<uuid:key>/adresses/", addresses.addresses, name="addresses"),
    path("personnes/<uuid:key>/adresse/", addresses.ask, name="address_ask"),
    path("adresses/<uuid:key>/", addresses.address, name="address"),
    path("adresses/<uuid:key>/accorder/", addresses.grant, name="address_grant"),
    path("adresses/<uuid:key>/refuser/", addresses.refuse, name="address_refuse"),
    path("adresses/<uuid:key>/renouveler/", addresses.renew, name="address_renew"),
    path("adresses/<uuid:key>/clore/", addresses.end, name="address_end"),
    path("adresses/<uuid:key>/messages/", addresses.messages_wanted, name="address_messages"),
    path("adresses/<uuid:key>/prevenir/", addresses.tell, name="address_tell"),
    path("adresses/<uuid:key>/prevenue/", addresses.told, name="address_told"),
    path("adresses/<uuid:key>/attestation.pdf", addresses.attestation, name="address_attestation"),
]
