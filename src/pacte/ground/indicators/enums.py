"""The vocabulary of a figure: its qualifier, its kind in time, what it counts, where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Qualifier(models.TextChoices):
    """How the source gives the value. It makes the printed form: "plus de 3 600", "près de 300"."""

    EXACT = "exact", _("exact")
    ABOUT = "about", _("environ")
    MORE_THAN = "more_than", _("plus de")
    NEARLY = "nearly", _("près de")
    OF_WHICH = "of_which", _("dont")
    PROVISIONAL = "provisional", _("provisoire")


class FigureKind(models.TextChoices):
    """How the value lives in time."""

    STOCK = "stock", _("à une date")
    FLOW = "flow", _("sur une période")
    CUMULATIVE = "cumulative", _("cumul depuis une date")
    EVENT = "event", _("lors d’un événement")
    CHANGE = "change", _("évolution")
    RATIO = "ratio", _("part")
    CAPACITY = "capacity", _("capacité")
    TARGET = "target", _("cible")
    RULE = "rule", _("règle")


class CountingUnit(models.TextChoices):
    """What one unit of the value is."""

    PERSON = "person", _("personnes")
    HOUSEHOLD = "household", _("ménages")
    USER = "user", _("usagers reçus")
    PARTICIPATION = "participation", _("participations")
    APPOINTMENT = "appointment", _("rendez-vous")
    HOME = "home", _("logements")
    BED = "bed", _("places")
    SITE = "site", _("lieux")
    STATION = "station", _("gares")
    ARRONDISSEMENT = "arrondissement", _("arrondissements")
    MEAL = "meal", _("repas")
    KIT = "kit", _("kits")
    EVENT = "event", _("conférences")
    SESSION = "session", _("séances")
    LOCKER = "locker", _("casiers")
    LETTER = "letter", _("courriers")
    MINUTE = "minute", _("minutes")
    CALL = "call", _("appels")
    REQUEST = "request", _("demandes")
    COMMITMENT = "commitment", _("engagements")
    ACTION = "action", _("actions")
    AGREEMENT = "agreement", _("conventions")
    NIGHT = "night", _("nuits")
    DAY = "day", _("jours")
    EUR = "EUR", _("euros")
    PERCENT = "percent", _("pour cent")


UNITS_OF_PEOPLE = frozenset({CountingUnit.PERSON, CountingUnit.HOUSEHOLD, CountingUnit.USER})
"""Units whose small counts could single someone out: protected when published."""


class Deduplication(models.TextChoices):
    """Whether someone counted twice over the period counts once. A sum of people is nothing without it."""

    UNIQUE = "unique", _("chaque personne compte une fois")
    SUM = "sum", _("somme : une même personne peut compter plusieurs fois")
    NOT_STATED = "not_stated", _("non précisé par la source")
    NOT_APPLICABLE = "not_applicable", _("sans objet")


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", _("une hausse est une amélioration")
    DOWN = "down", _("une baisse est une amélioration")
    NONE = "none", _("ni l’un ni l’autre")


class MeasurementStatus(models.TextChoices):
    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("soumise")
    RETURNED = "returned", _("renvoyée")
    APPROVED = "approved", _("validée")


OPEN_TO_CONTRIBUTOR = frozenset({MeasurementStatus.DRAFT, MeasurementStatus.RETURNED})
"""States in which the contributor may still change the value; past them, only a revision may."""


ROW_LABELS = {
    "label": _("Objet"),
    "organisation": _("Organisation"),
    "site": _("Lieu"),
    "territory": _("Territoire"),
    "starts_on": _("Du"),
    "ends_on": _("Au"),
    "date": _("Date"),
    "count": _("Nombre"),
}
"""Words for the columns of a computed figure's rows; a code that is not here is shown as it is."""
