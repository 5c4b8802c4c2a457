"""Doors of the public pages. A frozen edition is everyone's; an open one exists only for the pact's team."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link

DOORS = [
    Door("review:home", {"GET": PUBLIC}),
    Door("review:chapter", {"GET": PUBLIC}),
    Door("review:indicator", {"GET": PUBLIC}),
    Door("review:editions", {"GET": PUBLIC}),
    Door("review:review", {"GET": PUBLIC}),
    Door("review:review_pdf", {"GET": PUBLIC}),
    Door("review:open_data", {"GET": PUBLIC}),
    Door("review:dataset", {"GET": PUBLIC}),
    Door("review:dataset_csv", {"GET": PUBLIC}),
    Door("review:dataset_indicators", {"GET": PUBLIC}),
    Door("review:dataset_catalogue", {"GET": PUBLIC}),
]

NAVIGATION = [
    Link(_("Le Pacte"), "review:home", PUBLIC, order=10),
    Link(_("Éditions et bilans"), "review:editions", PUBLIC, order=20),
    Link(_("Données ouvertes"), "review:open_data", PUBLIC, order=30),
]
