"""Vocabularies of the housing solidarity fund, each value beside its words, and the groups that mean something."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundAid(models.TextChoices):
    """What the fund helps with."""

    ACCESS = "access", _("Accès au logement")
    MAINTENANCE = "maintenance", _("Maintien dans le logement")
    ENERGY = "energy", _("Énergie")
    SUPPORT = "support", _("Accompagnement social lié au logement")


class FundItem(models.TextChoices):
    """What is asked, line by line; ITEMS says for which aid."""

    DEPOSIT = "deposit", _("Dépôt de garantie")
    FIRST_RENT = "first_rent", _("Premier loyer")
    INSTALLATION = "installation", _("Aide à l’installation")
    MOVING = "moving", _("Déménagement")
    HOME_INSURANCE = "home_insurance", _("Assurance du logement")
    RENT_DEBT = "rent_debt", _("Dette de loyer")
    CHARGES_DEBT = "charges_debt", _("Dette de charges")
    LEGAL_COSTS = "legal_costs", _("Frais de procédure")
    ENERGY_DEBT = "energy_debt", _("Facture d’électricité ou de gaz")
    WATER_DEBT = "water_debt", _("Facture d’eau")
    SUPPORT_MONTHS = "support_months", _("Mois d’accompagnement")


ITEMS: dict[str, tuple[FundItem, ...]] = {
    FundAid.ACCESS: (FundItem.DEPOSIT, FundItem.FIRST_RENT, FundItem.INSTALLATION, FundItem.MOVING,
                     FundItem.HOME_INSURANCE),
    FundAid.MAINTENANCE: (FundItem.RENT_DEBT, FundItem.CHARGES_DEBT, FundItem.LEGAL_COSTS),
    FundAid.ENERGY: (FundItem.ENERGY_DEBT, FundItem.WATER_DEBT),
    FundAid.SUPPORT: (FundItem.SUPPORT_MONTHS,),
}  # fmt: skip
"""Which lines an aid may hold."""


class FundResource(models.TextChoices):
    """Where a household's money comes from, in the coarsest groups that the rule needs."""

    WORK = "work", _("Salaires et revenus d’activité")
    UNEMPLOYMENT = "unemployment", _("Allocations de chômage")
    MINIMUM_INCOME = "minimum_income", _("RSA et prime d’activité")
    PENSION = "pension", _("Retraites et pensions")
    ALLOWANCE = "allowance", _("Prestations familiales et autres allocations")
    OTHER = "other", _("Autres ressources")
    HOUSING_AID = "housing_aid", _("Aide au logement")
    SCHOOL_ALLOWANCE = "school_allowance", _("Allocation de rentrée scolaire (ARS)")
    CHILD_ALLOWANCE = "child_allowance", _("Allocation d’éducation de l’enfant (AEEH)")


NOT_COUNTED = frozenset({FundResource.HOUSING_AID, FundResource.SCHOOL_ALLOWANCE, FundResource.CHILD_ALLOWANCE})
"""Everyone's resources count but these (service-public F1334)."""


class FundForm(models.TextChoices):
    """In what form the money is given; it follows from the two sums."""

    GRANT = "grant", _("Subvention")
    LOAN = "loan", _("Prêt sans intérêt")
    MIX = "mix", _("Subvention et prêt")
    NONE = "none", _("Aucune somme")


class FundVerdict(models.TextChoices):
    """What was decided. The first three give money; the last is nobody's choice: a delay ran out."""

    FULL = "full", _("Accord total")
    PARTIAL = "partial", _("Accord partiel")
    CONDITIONAL = "conditional", _("Accord sous réserve")
    DEFERRED = "deferred", _("Ajournement")
    REFUSED = "refused", _("Refus")
    CLOSED = "closed", _("Sans suite")
    LAPSED = "lapsed", _("Accord caduc")


GRANTING = (FundVerdict.FULL, FundVerdict.PARTIAL, FundVerdict.CONDITIONAL)
"""Decisions in favour."""

CHOSEN = tuple(each for each in FundVerdict if each != FundVerdict.LAPSED)
"""What somebody may decide."""


class FundRefusal(models.TextChoices):
    """Why no money is given."""

    RESOURCES = "resources", _("Les ressources dépassent le plafond")
    NOT_COVERED = "not_covered", _("Ce besoin n’est pas couvert par le fonds")
    RENT_TOO_HIGH = "rent_too_high", _("Le loyer ne peut pas être tenu dans la durée")
    OTHER_HELP = "other_help", _("Une autre aide répond au besoin")
    ALREADY_HELPED = "already_helped", _("Une aide récente a déjà été accordée")
    NO_RENT_RESUMED = "no_rent_resumed", _("Le loyer n’est pas encore repris")
    NO_ANSWER = "no_answer", _("Le ménage n’a pas répondu")
    WITHDRAWN = "withdrawn", _("Le ménage retire sa demande")


CLOSING_REASONS = (FundRefusal.NO_ANSWER, FundRefusal.WITHDRAWN)
"""Reasons of a request closed without a decision on its ground."""


class FundState(models.TextChoices):
    """Where a request stands; it follows from what was written and decided."""

    TO_COMPLETE = "to_complete", _("À compléter")
    TO_INSTRUCT = "to_instruct", _("À instruire")
    TO_DECIDE = "to_decide", _("À décider")
    DEFERRED = "deferred", _("Ajournée")
    GRANTED = "granted", _("Accordée")
    PAID = "paid", _("Payée")
    REFUSED = "refused", _("Non accordée")
    CLOSED = "closed", _("Sans suite")
    LAPSED = "lapsed", _("Caduque")


class FundConditionKind(models.TextChoices):
    """What the household, or somebody for it, is asked before the money is paid."""

    RESUMED_RENT = "resumed_rent", _("Reprise du paiement du loyer")
    REPAYMENT_PLAN = "repayment_plan", _("Plan d’apurement signé")
    LEASE = "lease", _("Bail signé")
    RIGHTS_CLAIMED = "rights_claimed", _("Droits demandés (aide au logement, RSA…)")
    OTHER = "other", _("Autre condition")


class FundConditionState(models.TextChoices):
    """A condition is lifted, or its delay runs out."""

    OPEN = "open", _("Attendue")
    LIFTED = "lifted", _("Levée")
    LAPSED = "lapsed", _("Délai passé")


class LoanEntryKind(models.TextChoices):
    """What is written in a loan's account. Appended, never edited: a mistake is corrected by an entry."""

    OPENED = "opened", _("Prêt accordé")
    PAID = "paid", _("Versement reçu")
    REVERSED = "reversed", _("Versement annulé")
    RESCHEDULED = "rescheduled", _("Échéancier revu")
    SUSPENDED = "suspended", _("Échéances suspendues")
    WRITTEN_OFF = "written_off", _("Remise de dette")
    CHANGED = "changed", _("Somme corrigée")


class FundPayee(models.TextChoices):
    """To whom the aid is paid."""

    LANDLORD = "landlord", _("Bailleur")
    SUPPLIER = "supplier", _("Fournisseur")
    HOUSEHOLD = "household", _("Ménage")
    SUPPORT = "support", _("Service d’accompagnement")


class FundMove(models.TextChoices):
    """What moves a budget line. A cancellation is the same movement with the opposite sum."""

    VOTED = "voted", _("Budget voté")
    COMMITTED = "committed", _("Engagé")
    PAID = "paid", _("Payé")
    REPAID = "repaid", _("Remboursé par les ménages")
    WRITTEN_OFF = "written_off", _("Remis aux ménages")


class FundAppealOutcome(models.TextChoices):
    """What became of an informal appeal."""

    PENDING = "pending", _("En cours")
    CHANGED = "changed", _("Décision changée")
    UPHELD = "upheld", _("Décision maintenue")


class AppealDecider(models.TextChoices):
    """Who decides an informal appeal: a setting of the adopted rules."""

    OTHER_IF_POSSIBLE = "other_if_possible", _("Une autre personne que la première fois, si possible")
    OTHER = "other", _("Toujours une autre personne que la première fois")


class FundSessionState(models.TextChoices):
    """A committee’s session."""

    OPEN = "open", _("Ouverte")
    CLOSED = "closed", _("Close")
