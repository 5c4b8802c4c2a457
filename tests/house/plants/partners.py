"""Partners in the test city: a site, an agreement and a membership in each organisation."""

from __future__ import annotations

from datetime import date

from pacte.ground.declarations.access import Placement
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Agreement, Membership, Organisation, Site
from pacte.ground.territory.models import Territory
from tests.house.city import City

SINCE = date(2015, 1, 1)


def plant(city: City) -> None:
    """One of each behind each placement."""
    _place(city, Placement.OWN, city.own, city.here)
    _place(city, Placement.OTHER_TERRITORY, city.own, city.there)
    _place(city, Placement.OTHER_ORGANISATION, city.other, city.here)


def _place(city: City, placement: Placement, organisation: Organisation, territory: Territory) -> None:
    site = Site.objects.create(organisation=organisation, name="Un lieu", territory=territory)
    agreement = Agreement.objects.create(organisation=organisation, title="Une convention", starts_on=SINCE)
    member, _made = Membership.objects.get_or_create(
        user=city.stranger,
        organisation=organisation,
        role=Role.VOLUNTEER,
        territory=city.here,
        defaults={"starts_on": SINCE},
    )
    slug = organisation.slug
    named = {"name": "Un nom", "kind": "association"}
    dates = {"title": "Une convention", "starts_on": "2019-01-01", "ends_on": "2019-12-31"}
    given = {
        "email": "new@own.example", "display_name": "Une nouvelle personne", "role": "reader",
        "territory": city.here.pk, "starts_on": "2019-01-01",
    }  # fmt: skip
    for route in ("organisation", "members"):
        city.offer(f"partners:{route}", placement, slug=slug)
    for route, body in (
        ("change", named),
        ("close", {}),
        ("open", {}),
        ("site_add", named),
        ("membership_give", given),
    ):
        city.offer(f"partners:{route}", placement, body, slug=slug)
    for route in ("site_change", "site_remove"):
        city.offer(f"partners:{route}", placement, {"name": "Un lieu"}, slug=slug, number=site.pk)
    city.offer("partners:membership_end", placement, slug=slug, number=member.pk)
    city.offer("partners:agreement", placement, number=agreement.pk)
    for route in ("agreement_end", "agreement_correct"):
        city.offer(f"partners:{route}", placement, dates, number=agreement.pk)
    city.offer("api:partners_agreement", placement, {"ends_on": "2019-12-31"}, number=agreement.pk)
    if placement is Placement.OWN:
        city.offer("partners:agreement_sign", placement, dates | {"organisation": organisation.pk})
        city.offer("partners:found", placement, {"name": "Un partenaire", "kind": "association"})
        city.offer("api:partners_agreements", placement, {"organisation": slug, **dates})
