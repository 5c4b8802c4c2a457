"""Addresses of the room."""

from django.urls import path

from . import views

app_name = "campaigns"
urlpatterns = [
    path("editions/", views.editions, name="editions"),
    path("editions/nouvelle/", views.edition_new, name="edition_new"),
    path("editions/<int:pk>/", views.edition, name="edition"),
    path("editions/<int:pk>/alertes/", views.alerts, name="alerts"),
    path("editions/<int:pk>/gel/", views.freeze, name="freeze"),
    path("editions/<int:pk>/campagnes/nouvelle/", views.campaign_new, name="campaign_new"),
    path("editions/<int:pk>/realisations/nouvelle/", views.achievement_new, name="achievement_new"),
    path("realisations/<int:pk>/", views.achievement, name="achievement"),
    path("realisations/<int:pk>/retrait/", views.achievement_remove, name="achievement_remove"),
    path("mes-chiffres/", views.mine, name="mine"),
    path("<int:pk>/", views.campaign, name="campaign"),
    path("<int:pk>/cloture/", views.close, name="close"),
    path("<int:pk>/a-valider/", views.review_queue, name="review_queue"),
    path("<int:pk>/soumission/", views.submit_all, name="submit_all"),
    path("<int:pk>/tableur/", views.export, name="export"),
    path("<int:pk>/import/", views.import_, name="import"),
    path("imports/<uuid:key>/", views.import_result, name="import_result"),
    path("chiffres/<int:pk>/", views.figure, name="figure"),
    path("chiffres/<int:pk>/soumission/", views.submit, name="submit"),
    path("chiffres/<int:pk>/validation/", views.approve, name="approve"),
    path("chiffres/<int:pk>/renvoi/", views.return_, name="return"),
]
