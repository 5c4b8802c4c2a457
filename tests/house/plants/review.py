"""A frozen edition in the test city, so that the public pages have something to show."""

from __future__ import annotations

from datetime import date

from pacte.pact.campaigns import services
from pacte.pact.campaigns.models import Edition
from pacte.pact.commitments.models import Pact
from pacte.pact.review.rules import walk
from tests.house.city import City

CODE = "bilan-2020"


def plant(city: City) -> None:
    """Everybody may read it: its pages stand at the same address for each placement."""
    pact = Pact.objects.first()
    assert pact
    team = city.users["pact_team"]
    edition = services.open_edition(
        team, pact, code=CODE, title_fr="Bilan d’essai", title_en="A trial review",
        period_start=date(2019, 10, 1), period_end=date(2020, 9, 30),
    )  # fmt: skip
    _offer(city, services.freeze(team, edition, force="Exemple"))


def _offer(city: City, edition: Edition) -> None:
    chapters = edition.snapshot["chapters"]
    city.offer_everywhere("review:chapter", code=chapters[0]["code"])
    city.offer_everywhere("review:indicator", code=walk.sheets(chapters)[0]["code"])
    for route in ("review", "review_pdf", "dataset", "dataset_csv", "dataset_indicators", "dataset_catalogue"):
        city.offer_everywhere(f"review:{route}", edition=edition.code)
