"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..views import stays, stays_costs, stays_one

urlpatterns: list[URLPattern] = [
    path("sites/<uuid:key>/arrivees/", stays.arrivals, name="arrivals"),
    path("sites/<uuid:key>/departs/", stays.departures, name="departures"),
    path("sites/<uuid:key>/tous-presents/", stays.all_present, name="all_present"),
    path("sites/<uuid:key>/accueillir/", stays.take_in, name="take_in"),
    path("sites/<uuid:key>/mineur/", stays.minor_at_door, name="minor_at_door"),
    path("sejours/", stays.stays, name="stays"),
    path("sejours/<uuid:key>/", stays_one.stay, name="stay"),
    path("sejours/<uuid:key>/accepter/", stays_one.accept, name="stay_accept"),
    path("sejours/<uuid:key>/refus/", stays_one.decline, name="stay_decline"),
    path("sejours/<uuid:key>/refus-du-site/", stays_one.site_refusal, name="stay_site_refusal"),
    path("sejours/<uuid:key>/en-route/", stays_one.on_the_way, name="stay_on_the_way"),
    path("sejours/<uuid:key>/arrive/", stays_one.arrived, name="stay_arrived"),
    path("sejours/<uuid:key>/non-venu/", stays_one.no_show, name="stay_no_show"),
    path("sejours/<uuid:key>/file/", stays_one.back_to_queue, name="stay_back"),
    path("sejours/<uuid:key>/presence/", stays_one.presence, name="stay_presence"),
    path("sejours/<uuid:key>/prolonger/", stays_one.extend, name="stay_extend"),
    path("sejours/<uuid:key>/fin/", stays_one.end, name="stay_end"),
    path("sejours/<uuid:key>/redemander/", stays_one.ask_again, name="stay_ask_again"),
    path("sejours/<uuid:key>/transport/", stays_one.transport, name="stay_transport"),
    path("sejours/<uuid:key>/message/", stays_one.message, name="stay_message"),
    path("transports/", stays.transports, name="transports"),
    path("hotel/", stays_costs.costs, name="hotel_costs"),
    path("hotel.csv", stays_costs.costs_csv, name="hotel_costs_csv"),
]
