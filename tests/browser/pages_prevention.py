"""The pages of pathways and of the prevention of exclusion that a browser visits."""

from __future__ import annotations

from tests.browser.page import SHOWN, Page

# The pages that lead to a page, room by room.
CASES = ("/parcours/",)
CASE = ("/parcours/", "/parcours/KEY/")
ASKING = ("/parcours/?scheme=social_housing", "/parcours/KEY/")
EVICTIONS = ("/prevention/expulsions/",)
EVICTION = ("/prevention/expulsions/", "/prevention/expulsions/KEY/")
HEARD = ("/prevention/expulsions/commission/",)
FILE = (*HEARD, "/prevention/expulsions/commission/dossiers/KEY/")
FUND = ("/prevention/fsl/",)
SITTING = ("/prevention/fsl/commission/", "/prevention/fsl/commission/seances/KEY/")
HOMES = ("/prevention/logement-social/demandes/",)
ASKED_HOME = (*HOMES, "/prevention/logement-social/demandes/KEY/")
GRIDS = ("/prevention/logement-social/grille/versions/",)
RANKED = ("/ma-journee/", "/prevention/logement-social/logements/KEY/fiche/")
NEIGHBOURS = ("/prevention/voisinage/",)
NEIGHBOUR = (*NEIGHBOURS, "/prevention/voisinage/KEY/")
YOUNG = ("/prevention/jeunes/", "/prevention/jeunes/KEY/")
PLATFORM = ("/prevention/jeunes/plateforme/",)
SIGNAL = ("/parcours/alertes/", "/parcours/alertes/KEY/")
SCHEME = "/parcours/dispositifs/evictions/"
HOUSING = "/prevention/logement-social/"

PREVENTION: list[Page] = [
    Page("cases", "/parcours/", "social_worker"),
    Page("case", "/parcours/KEY/", "social_worker", CASES),
    Page("case-eviction", "/parcours/KEY/", "social_worker", ("/parcours/?scheme=evictions&stage=diagnosis_held",)),
    Page("case-fund", "/parcours/KEY/", "social_worker", ("/parcours/?scheme=housing_fund",)),
    Page("case-housing", "/parcours/KEY/", "social_worker", ("/parcours/?scheme=social_housing",)),
    Page("case-neighbours", "/parcours/KEY/", "social_worker.health", ("/parcours/?scheme=neighbours",)),
    Page("case-happened", "/parcours/KEY/noter/", "social_worker", CASE),
    Page("case-plan", "/parcours/KEY/prevoir/", "social_worker", CASE),
    Page("case-what-if", "/parcours/KEY/et-si/", "social_worker", CASE),
    Page("case-note", "/parcours/KEY/mots/", "social_worker", CASE),
    Page("case-facts", "/parcours/KEY/precisions/", "social_worker", CASE),
    Page("case-pause", "/parcours/KEY/suspendre/", "social_worker", CASE),
    Page("case-resume", "/parcours/KEY/reprendre-le-delai/", "social_worker", CASE),
    Page("case-close", "/parcours/KEY/terminer/", "social_worker", CASE),
    Page("case-assign", "/parcours/KEY/confier/", "social_worker", CASE),
    Page("case-correct", "/parcours/KEY/corriger/KEY/", "social_worker", CASE),
    Page("case-refer", "/parcours/KEY/orientation/", "social_worker", CASE),
    Page("case-ask", "/parcours/KEY/demander/", "social_worker.city", ASKING),
    Page("case-give", "/parcours/KEY/recevoir/", "social_worker.city", ASKING),
    Page("case-start-choose", f"/parcours/dossiers/{SHOWN}b1/", "social_worker"),
    Page("case-start", f"/parcours/dossiers/{SHOWN}b1/evictions/", "social_worker"),
    Page("reminders", "/parcours/rappels/", "social_worker"),
    Page("load", "/parcours/charge/", "organisation_admin.casvp"),
    Page("load-empty", "/parcours/charge/", "organisation_admin"),
    Page("reassign", "/parcours/charge/confier/?home=casvp", "organisation_admin.casvp"),
    Page("schemes", "/parcours/dispositifs/", "pact_team"),
    Page("scheme", SCHEME, "pact_team"),
    Page("scheme-new", "/parcours/dispositifs/nouveau/", "pact_team"),
    Page("scheme-version", f"{SCHEME}1/", "pact_team"),
    Page("scheme-preview", f"{SCHEME}1/essai/", "pact_team"),
    Page("scheme-cases-move", f"{SCHEME}1/parcours/", "pact_team"),
    Page("legal-periods", "/parcours/dispositifs/periodes/", "pact_team"),
    Page("legal-period-add", "/parcours/dispositifs/periodes/ajouter/", "pact_team"),
    Page(
        "legal-period-edit", "/parcours/dispositifs/periodes/NUMBER/", "pact_team", ("/parcours/dispositifs/periodes/",)
    ),
    Page("signals", "/parcours/alertes/", "social_worker"),
    Page("signal", "/parcours/alertes/KEY/", "social_worker", SIGNAL[:1]),
    Page("signal-open", "/parcours/alertes/KEY/ouvrir/", "social_worker", SIGNAL),
    Page("signal-join", "/parcours/alertes/KEY/rattacher/", "social_worker", SIGNAL),
    Page("signal-pass", "/parcours/alertes/KEY/transmettre/", "social_worker", SIGNAL),
    Page("signal-close", "/parcours/alertes/KEY/clore/", "social_worker", SIGNAL),
    Page("signal-new", "/parcours/alertes/nouvelle/", "landlord"),
    Page("signals-sent", "/parcours/alertes/envoyees/", "landlord"),
    Page("signals-sent-by-contributor", "/parcours/alertes/envoyees/", "contributor"),
    Page("signal-desks", "/parcours/alertes/guichets/", "pact_team"),
    Page("signal-desk-new", "/parcours/alertes/guichets/nouveau/", "pact_team"),
    Page("signal-desk-edit", "/parcours/alertes/guichets/NUMBER/", "pact_team", ("/parcours/alertes/guichets/",)),
    Page("ruptures", "/parcours/alertes/ruptures/", "pact_team"),
    Page("tell", "/parcours/alertes/dire/"),
    Page("rooms", "/territoires/modules/", "pact_team"),
    Page("room-switch", "/territoires/modules/housing_fund/", "pact_team"),
    Page("committee-day", "/ma-journee/", "committee"),
    Page("landlord-day", "/ma-journee/", "landlord"),
    Page("evictions", "/prevention/expulsions/", "social_worker"),
    Page("eviction", "/prevention/expulsions/KEY/", "social_worker", EVICTIONS),
    Page("eviction-late", "/prevention/expulsions/KEY/#last", "social_worker", EVICTIONS),
    Page("eviction-arrears", "/prevention/expulsions/KEY/dette/", "social_worker", EVICTION),
    Page("eviction-landlord", "/prevention/expulsions/KEY/bailleur/", "social_worker", EVICTION),
    Page("eviction-refer", "/prevention/expulsions/KEY/commission/", "social_worker", EVICTION),
    Page("diagnosis-offer", "/prevention/expulsions/KEY/diagnostic/proposer/", "social_worker", EVICTION),
    Page("eviction-commission", HEARD[0], "committee"),
    Page("eviction-commission-bring", f"{HEARD[0]}prendre/", "committee"),
    Page("eviction-commission-file", FILE[1], "committee", HEARD),
    Page("eviction-commission-assign", f"{FILE[1]}confier/", "committee", FILE),
    Page("eviction-commission-answer", f"{FILE[1]}repondre/", "committee", FILE),
    Page("eviction-commission-session", f"{HEARD[0]}seances/KEY/", "committee", HEARD),
    Page("eviction-commission-session-new", f"{HEARD[0]}seances/nouvelle/", "committee"),
    Page("exploc", "/prevention/expulsions/exploc/", "committee"),
    Page("eviction-figures", "/prevention/expulsions/chiffres/", "pact_team"),
    Page("eviction-figure-add", "/prevention/expulsions/chiffres/noter/", "pact_team"),
    Page(
        "eviction-figure-change",
        "/prevention/expulsions/chiffres/KEY/corriger/",
        "pact_team",
        ("/prevention/expulsions/chiffres/",),
    ),
    Page("fund-requests", FUND[0], "social_worker"),
    Page("fund-request", "/prevention/fsl/demandes/KEY/", "social_worker", FUND),
    Page("fund-request-last", "/prevention/fsl/demandes/KEY/#last", "social_worker", FUND),
    Page(
        "fund-propose",
        "/prevention/fsl/demandes/KEY/proposer/",
        "social_worker",
        (*FUND, "/prevention/fsl/demandes/KEY/"),
    ),
    Page("fund-ask", "/prevention/fsl/demander/KEY/", "social_worker", (f"/personnes/{SHOWN}a1/",)),
    Page(
        "fund-ask-aid",
        "/prevention/fsl/demander/KEY/maintenance/",
        "social_worker",
        (f"/personnes/{SHOWN}a1/", "/prevention/fsl/demander/KEY/"),
    ),
    Page("fund-committee", SITTING[0], "committee"),
    Page("fund-session", SITTING[1], "committee", SITTING[:1]),
    Page("fund-session-new", f"{SITTING[0]}seances/nouvelle/", "committee"),
    Page("fund-session-close", f"{SITTING[1]}clore/", "committee", SITTING),
    Page("fund-sheet", f"{SITTING[0]}demandes/KEY/", "committee", SITTING[:1]),
    Page("fund-decide", f"{SITTING[0]}demandes/KEY/decider/", "committee", SITTING),
    Page("fund-budget", "/prevention/fsl/budget/", "pact_team"),
    Page("fund-vote", "/prevention/fsl/budget/voter/", "pact_team"),
    Page("fund-ceilings", "/prevention/fsl/plafonds/", "committee"),
    Page("fund-ceilings-version", "/prevention/fsl/plafonds/NUMBER/", "committee", ("/prevention/fsl/plafonds/",)),
    Page("housing-grid", f"{HOUSING}grille/"),
    Page("housing-grids", GRIDS[0]),
    Page("housing-grid-version", f"{HOUSING}grille/KEY/", "", GRIDS),
    Page("housing-grids-at-work", GRIDS[0], "pact_team"),
    Page("housing-simulation", f"{HOUSING}grille/KEY/simulation/", "pact_team", GRIDS),
    Page("housing-requests", HOMES[0], "social_worker"),
    Page("housing-request", ASKED_HOME[1], "social_worker", HOMES),
    Page("housing-request-last", f"{ASKED_HOME[1]}#last", "social_worker", HOMES),
    Page("housing-request-answers", f"{ASKED_HOME[1]}reponses/", "social_worker", ASKED_HOME),
    Page("housing-request-evidence", f"{ASKED_HOME[1]}justificatifs/", "social_worker", ASKED_HOME),
    Page("housing-request-describe", f"{HOUSING}demandes/parcours/KEY/", "social_worker", ASKED_HOME),
    Page("housing-request-new", f"{HOUSING}demandes/dossiers/KEY/", "social_worker", (f"/personnes/{SHOWN}a1/",)),
    Page("safe-places", f"{HOUSING}mise-a-l-abri/personnes/KEY/", "social_worker", (f"/personnes/{SHOWN}a1/",)),
    Page("dwellings", f"{HOUSING}logements/", "landlord"),
    Page("dwelling", f"{HOUSING}logements/KEY/", "landlord", (f"{HOUSING}logements/",)),
    Page("dwelling-new", f"{HOUSING}logements/nouveau/", "landlord"),
    Page("dwelling-sheet", RANKED[1], "landlord", RANKED[:1]),
    Page("candidate-lease", f"{HOUSING}candidats/KEY/bail/", "landlord", RANKED),
    Page("candidate-decline", f"{HOUSING}candidats/KEY/refus/", "landlord", RANKED),
    Page("dwellings-of-committee", f"{HOUSING}logements/", "committee"),
    Page("dwelling-of-committee", f"{HOUSING}logements/KEY/", "committee", (f"{HOUSING}logements/",)),
    Page("neighbours", NEIGHBOURS[0], "social_worker.health"),
    Page("neighbour", NEIGHBOUR[1], "social_worker.health", NEIGHBOURS),
    Page("neighbour-take", f"{NEIGHBOUR[1]}prendre/", "social_worker.health", NEIGHBOUR),
    Page("neighbour-assign", f"{NEIGHBOUR[1]}confier/", "social_worker.health", NEIGHBOUR),
    Page("neighbours-of-landlord", NEIGHBOURS[0], "landlord"),
    Page("neighbour-of-landlord", NEIGHBOUR[1], "landlord", NEIGHBOURS),
    Page("neighbour-write", f"{NEIGHBOURS[0]}signaler/", "landlord"),
    Page("neighbour-complete", f"{NEIGHBOUR[1]}information/", "landlord", ("/ma-journee/",)),
    Page("neighbour-teams", f"{NEIGHBOURS[0]}equipes/", "pact_team"),
    Page("young-adults", YOUNG[0], "social_worker"),
    Page("young-adult", YOUNG[1], "social_worker", YOUNG[:1]),
    Page("young-adult-last", f"{YOUNG[1]}#last", "social_worker", YOUNG[:1]),
    Page("young-contract", f"{YOUNG[1]}contrat/", "social_worker", YOUNG),
    Page("young-refusal", f"{YOUNG[1]}refus/", "social_worker", YOUNG),
    Page("young-goal", f"{YOUNG[1]}projet/", "social_worker", YOUNG),
    Page("young-trusted", f"{YOUNG[1]}personne-de-confiance/", "social_worker", YOUNG),
    Page("young-leave", f"{YOUNG[1]}sortie/", "social_worker", YOUNG),
    Page("platform", PLATFORM[0], "social_worker"),
    Page("platform-leave", f"{PLATFORM[0]}KEY/sortie/", "social_worker", PLATFORM),
    Page("workshops", f"{PLATFORM[0]}ateliers/", "social_worker", PLATFORM),
    Page("workshop", f"{PLATFORM[0]}ateliers/KEY/", "social_worker", (f"{PLATFORM[0]}ateliers/",)),
    Page("platform-of-organisation", PLATFORM[0], "organisation_admin"),
]
"""Every kind of page of the chapter of prevention."""
