"""The night board, the cold plan, a closed night."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from pacte.ground.declarations.access import Placement
from pacte.street.shelter.models import ColdPlanActivation, ColdPlanLevel, NightReport
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services.report import figures
from tests.house.city import City
from tests.house.plants.shelter import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """One level, one activation that runs and one to come, last night closed with its words."""
    night = night_at()
    before = (night - timedelta(days=1)).isoformat()
    level = ColdPlanLevel.objects.create(level=1, name_fr="Un niveau", night_below=0)
    running, coming = (
        ColdPlanActivation.objects.create(level=level, from_night=first, until_night=last, decided_by="Une autorité")
        for first, last in ((night, night), (night + timedelta(days=9), None))
    )
    NightReport.objects.create(
        night=night - timedelta(days=1), figures=figures(night - timedelta(days=1)), words="Une nuit calme."
    )
    number = planted[Placement.OWN].request.number
    city.offer_everywhere("shelter:board_go", {"number": number})
    city.offer_everywhere("shelter:board_night", night=before)
    city.offer_everywhere(
        "shelter:cold_plan_level", {"name_fr": "Un niveau", "night_below": -1, "source": "Un arrêté"}, number=1
    )
    said = {"level": level.pk, "from_night": night + timedelta(days=3), "until_night": night + timedelta(days=4)}
    city.offer_everywhere("shelter:cold_plan_activate", {**said, "decided_by": "Une autorité"})
    ended = {"last_night": night, "decided_by": "Une autorité", "words": "Un autre site"}
    city.offer_everywhere("shelter:cold_plan_end", ended, key=running.key)
    city.offer_everywhere("shelter:cold_plan_withdraw", key=coming.key)
    for route in ("report_night", "report_csv", "report_pdf"):
        city.offer_everywhere(f"shelter:{route}", night=before)
    city.offer_everywhere("shelter:report_close", {"words": f"Une nuit calme {uuid4().hex[:4]}"}, night=before)
