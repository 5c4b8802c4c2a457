"""The pages that a browser visits, each with the account that opens it ("" for a visitor)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page by its short name, its path in the demonstration, and the role code of who opens it."""

    name: str
    path: str
    account: str = ""


PAGES = [
    Page("home", "/"),
    Page("chapter", "/pacte/street/"),
    Page("indicator", "/indicateurs/rsa_recipients/"),
    Page("editions", "/editions/"),
    Page("open-data", "/donnees/"),
    Page("review", "/bilan/2019/"),
    Page("territories", "/territoires/"),
    Page("accessibility", "/accessibilite/"),
    Page("gallery", "/composants/"),
    Page("sign-in", "/comptes/login/"),
    Page("not-found", "/nulle-part/"),
    Page("my-day", "/ma-journee/", "contributor"),
    Page("campaigns", "/campagnes/", "pact_team"),
    Page("commitments", "/engagements/", "pact_team"),
    Page("indicators", "/mesures/", "pact_team"),
    Page("partners", "/partenaires/", "organisation_admin"),
    Page("journal", "/journal/", "data_protection"),
    Page("jobs", "/travaux/", "platform_admin"),
    Page("outbox", "/messages/", "platform_admin"),
]
"""Every kind of page. `docs/screenshots` shows some of them."""

WIDTHS = (1280, 360)
