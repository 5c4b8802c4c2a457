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
    Page("indicator-computed", "/indicateurs/agreements_in_force/"),
    Page("editions", "/editions/"),
    Page("open-data", "/donnees/"),
    Page("review", "/bilan/2019/"),
    Page("territories", "/territoires/"),
    Page("accessibility", "/accessibilite/"),
    Page("gallery", "/composants/"),
    Page("sign-in", "/comptes/connexion/"),
    Page("not-found", "/nulle-part/"),
    Page("my-day", "/ma-journee/", "contributor"),
    Page("editions-at-work", "/campagnes/editions/", "pact_team"),
    Page("edition", "/campagnes/editions/2/", "pact_team"),
    Page("edition-form", "/campagnes/editions/nouvelle/", "pact_team"),
    Page("alerts", "/campagnes/editions/2/alertes/", "pact_team"),
    Page("freeze", "/campagnes/editions/2/gel/", "pact_team"),
    Page("campaign", "/campagnes/1/", "pact_team"),
    Page("review-queue", "/campagnes/1/a-valider/", "pact_team"),
    Page("my-figures", "/campagnes/mes-chiffres/", "contributor"),
    Page("import", "/campagnes/1/import/", "contributor"),
    Page("figure-form", "/campagnes/chiffres/27/", "contributor"),
    Page("commitments", "/engagements/", "pact_team"),
    Page("structure", "/engagements/structure/", "pact_team"),
    Page("node", "/engagements/fiche/day_centres/", "pact_team"),
    Page("node-form", "/engagements/fiche/day_centres/modifier/", "pact_team"),
    Page("state-form", "/engagements/fiche/day_centres/etat/", "pact_team"),
    Page("evidence-form", "/engagements/fiche/day_centres/preuve/", "pact_team"),
    Page("node-indicators", "/engagements/fiche/day_centres/indicateurs/", "pact_team"),
    Page("targets", "/engagements/cibles/rsa_recipients/", "pact_team"),
    Page("indicators", "/mesures/", "pact_team"),
    Page("indicator-sheet", "/mesures/indicateurs/rsa_recipients/", "pact_team"),
    Page("measurement", "/mesures/1/", "pact_team"),
    Page("correction-form", "/mesures/1/corriger/", "pact_team"),
    Page("definition-form", "/mesures/indicateurs/rsa_recipients/definition/", "pact_team"),
    Page("partners", "/partenaires/organisations/", "organisation_admin"),
    Page("partner", "/partenaires/organisations/fiche/caf/", "organisation_admin"),
    Page("members", "/partenaires/organisations/fiche/caf/membres/", "organisation_admin"),
    Page("role-form", "/partenaires/organisations/fiche/caf/membres/donner/", "organisation_admin"),
    Page("agreements", "/partenaires/conventions/", "pact_team"),
    Page("agreement-form", "/partenaires/conventions/enregistrer/", "pact_team"),
    Page("forgotten-password", "/comptes/mot-de-passe/oublie/"),
    Page("account", "/comptes/", "contributor"),
    Page("sessions", "/comptes/sessions/", "contributor"),
    Page("tokens", "/comptes/jetons/", "contributor"),
    Page("token-form", "/comptes/jetons/nouveau/", "contributor"),
    Page("second-factor", "/comptes/double-authentification/activer/", "contributor"),
    Page("accounts", "/comptes/gestion/", "platform_admin"),
    Page("journal", "/journal/", "data_protection"),
    Page("journal-search", "/journal/?actor_key=x", "data_protection"),
    Page("retention", "/protection-des-donnees/conservation/", "data_protection"),
    Page("jobs", "/travaux/", "platform_admin"),
    Page("outbox", "/messages/", "platform_admin"),
]
"""Every kind of page. `docs/screenshots` shows some of them."""

SHOWN = "00000000-0000-4000-8000-0000000000"
"""Keys of what the demonstration of persons keeps the same begin so."""

WIDTHS = (1280, 360)
