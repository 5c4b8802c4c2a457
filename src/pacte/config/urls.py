"""Every room's pages and API, each under the path its users read."""

from __future__ import annotations

from django.urls import include, path

from pacte.config.api import api

urlpatterns = [
    path("", include("pacte.pact.review.urls")),
    path("", include("pacte.ground.web.urls")),
    path("comptes/", include("pacte.ground.accounts.entrance")),
    path("comptes/", include("pacte.ground.accounts.urls")),
    path("ma-journee/", include("pacte.ground.worklist.urls")),
    path("travaux/", include("pacte.ground.jobs.urls")),
    path("pieces/", include("pacte.ground.documents.urls")),
    path("messages/", include("pacte.ground.messages.urls")),
    path("journal/", include("pacte.ground.audit.urls")),
    path("territoires/", include("pacte.ground.territory.urls")),
    path("partenaires/", include("pacte.ground.partners.urls")),
    path("mesures/", include("pacte.ground.indicators.urls")),
    path("personnes/", include("pacte.ground.people.urls")),
    path("annuaire/", include("pacte.ground.directory.urls")),
    path("agenda/", include("pacte.ground.agenda.urls")),
    path("", include("pacte.ground.footfall.urls")),
    path("terrain/", include("pacte.ground.field.urls")),
    path("accueils-de-jour/", include("pacte.street.day_centres.urls")),
    path("repas/", include("pacte.street.meals.urls")),
    path("hebergement/", include("pacte.street.shelter.urls")),
    path("parcours/", include("pacte.ground.pathways.urls")),
    path("prevention/expulsions/", include("pacte.prevention.evictions.urls")),
    path("prevention/fsl/", include("pacte.prevention.housing_fund.urls")),
    path("prevention/logement-social/", include("pacte.prevention.social_housing.urls")),
    path("prevention/voisinage/", include("pacte.prevention.neighbours.urls")),
    path("prevention/jeunes/", include("pacte.prevention.young_adults.urls")),
    path("orientations/", include("pacte.ground.referrals.urls")),
    path("accueil/", include("pacte.ground.reception.urls")),
    path("protection-des-donnees/", include("pacte.ground.data_protection.urls")),
    path("engagements/", include("pacte.pact.commitments.urls")),
    path("campagnes/", include("pacte.pact.campaigns.urls")),
    path("api/v1/", api.urls),
]
handler400 = "pacte.ground.web.views.bad_request"
handler403 = "pacte.ground.web.views.forbidden"
handler404 = "pacte.ground.web.views.not_found"
handler500 = "pacte.ground.web.views.server_error"
