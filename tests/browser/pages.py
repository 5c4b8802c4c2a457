"""The pages that a browser visits, each with the account that opens it ("" for a visitor)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page by its short name, its path in the demonstration, and the role code of who opens it."""

    name: str
    path: str
    account: str = ""


SHOWN = "00000000-0000-4000-8000-0000000000"
"""Keys of what the demonstration of persons keeps the same begin so."""

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
    Page("visa-form", "/protection-des-donnees/conservation/visas/enregistrer/", "data_protection"),
    Page("jobs", "/travaux/", "platform_admin"),
    Page("outbox", "/messages/", "platform_admin"),
    Page("my-work", "/ma-journee/", "social_worker"),
    Page("files", "/personnes/dossiers/", "social_worker"),
    Page("person", f"/personnes/{SHOWN}a1/", "social_worker"),
    Page("person-out-of-sight", f"/personnes/{SHOWN}a2/", "social_worker"),
    Page("person-create", "/personnes/nouvelle/", "social_worker"),
    Page("person-edit", f"/personnes/{SHOWN}a1/fiche/", "social_worker"),
    Page("person-contact", f"/personnes/{SHOWN}a1/joindre/", "social_worker"),
    Page("person-protected-address", f"/personnes/{SHOWN}a1/adresse-protegee/", "social_worker"),
    Page("person-restrict", f"/personnes/{SHOWN}a1/abri/", "social_worker"),
    Page("person-search", "/personnes/recherche/", "social_worker"),
    Page("duplicates", "/personnes/doublons/", "social_worker"),
    Page("household-form", f"/personnes/{SHOWN}a1/menage/", "social_worker"),
    Page("tie-form", f"/personnes/{SHOWN}a1/liens/ajouter/", "social_worker"),
    Page("file-form", f"/personnes/dossiers/{SHOWN}b1/situation/", "social_worker"),
    Page("file-close", f"/personnes/dossiers/{SHOWN}b1/fermer/", "social_worker"),
    Page("note-form", f"/personnes/dossiers/{SHOWN}b1/notes/", "social_worker"),
    Page("need-form", f"/personnes/dossiers/{SHOWN}b1/besoins/", "social_worker"),
    Page("step-form", f"/personnes/dossiers/{SHOWN}b1/etapes/", "social_worker"),
    Page("document-form", f"/personnes/dossiers/{SHOWN}b1/documents/", "social_worker"),
    Page("handover-form", f"/personnes/dossiers/{SHOWN}b1/passer/", "social_worker"),
    Page("share-form", f"/personnes/dossiers/{SHOWN}b1/partager/", "social_worker"),
    Page("urgency", "/personnes/urgence/", "outreach_worker"),
    Page("urgency-reviews", "/personnes/urgence/relecture/", "data_protection"),
    Page("adopted-rules", "/personnes/regles/", "data_protection"),
    Page("adopt-form", "/personnes/regles/sharing_bases/adopter/", "data_protection"),
    Page("referrals", "/orientations/", "social_worker"),
    Page("referrals-sent", "/orientations/envoyees/", "social_worker"),
    Page("referral-form", f"/orientations/dossiers/{SHOWN}b1/", "social_worker"),
    Page("referral-anonymous", "/orientations/sans-nom/", "social_worker"),
    Page("referral-delays", "/orientations/delais/", "pact_team"),
    Page("referral-services", "/orientations/services/", "pact_team"),
    Page("front-desks", "/accueil/", "social_worker"),
    Page("front-desk", "/accueil/guichets/1/", "social_worker"),
    Page("directorates", "/accueil/directions/", "social_worker"),
    Page("protection-desk", "/protection-des-donnees/", "data_protection"),
    Page("requests", "/protection-des-donnees/demandes/", "data_protection"),
    Page("request-form", "/protection-des-donnees/demandes/enregistrer/", "data_protection"),
    Page("readings", f"/protection-des-donnees/lectures/{SHOWN}a1/", "data_protection"),
    Page("readings-unusual", "/protection-des-donnees/lectures/inhabituelles/", "data_protection"),
    Page("keeping", "/protection-des-donnees/conservation/", "data_protection"),
    Page("register", "/protection-des-donnees/registre/", "data_protection"),
    Page("impact", "/protection-des-donnees/analyse-d-impact/", "data_protection"),
    Page("requisitions", "/protection-des-donnees/requisitions/", "data_protection"),
    Page("requisition-form", "/protection-des-donnees/requisitions/enregistrer/", "data_protection"),
    Page("phrase-form", f"/protection-des-donnees/phrase/{SHOWN}a1/", "social_worker"),
]
"""Every kind of page. `docs/screenshots` shows some of them."""

WIDTHS = (1280, 360)
