"""The pact as a tree whose levels are data: chapter, commitment, action, each optional."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.ground.documents.models import Attachment
from pacte.ground.indicators.models import Indicator
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from .enums import ChapterKey, CommitmentState, PartRole


class Pact(models.Model):
    """A pact of a city and its partners, between two dates."""

    slug = models.SlugField(_("identifiant"), max_length=60, unique=True)
    name_fr = models.CharField(_("nom"), max_length=160)
    name_en = models.CharField(_("nom anglais"), max_length=160, blank=True)
    promise_fr = models.TextField(_("promesse"), blank=True)
    promise_en = models.TextField(_("promesse, en anglais"), blank=True)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)

    class Meta:
        verbose_name = _("pacte")
        verbose_name_plural = _("pactes")

    def __str__(self) -> str:
        return self.name_fr


class Level(models.Model):
    """A level of the pact's hierarchy, the highest first (chapter 1, commitment 2, action 3)."""

    pact = models.ForeignKey(Pact, models.CASCADE, related_name="levels")
    code = models.SlugField(_("code"), max_length=40)
    depth = models.PositiveIntegerField(_("rang"))
    label_fr = models.CharField(_("libellé"), max_length=80)
    label_en = models.CharField(_("libellé anglais"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("niveau")
        verbose_name_plural = _("niveaux")
        ordering = ["pact", "depth"]
        constraints = [models.UniqueConstraint(fields=["pact", "code"], name="level_once")]

    def __str__(self) -> str:
        return self.label_fr


class Node(models.Model):
    """One chapter, commitment or action. Its parent stands at any higher level; a level may be skipped."""

    level = models.ForeignKey(Level, models.PROTECT, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    code = models.SlugField(_("code"), max_length=60, unique=True)
    key = models.CharField(_("couleur"), max_length=20, choices=ChapterKey, default=ChapterKey.PACT)
    name_fr = models.CharField(_("nom"), max_length=200)
    name_en = models.CharField(_("nom anglais"), max_length=200, blank=True)
    promise_fr = models.TextField(_("promesse"), blank=True)
    promise_en = models.TextField(_("promesse, en anglais"), blank=True)
    description_fr = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description, en anglais"), blank=True)
    order = models.PositiveIntegerField(_("ordre"), default=0)
    starts_on = models.DateField(_("du"), null=True, blank=True)
    ends_on = models.DateField(_("au"), null=True, blank=True)
    organisations = models.ManyToManyField(Organisation, through="Part", related_name="nodes")
    indicators = models.ManyToManyField(Indicator, through="NodeIndicator", related_name="nodes")

    class Meta:
        verbose_name = _("élément du pacte")
        verbose_name_plural = _("éléments du pacte")
        ordering = ["level__depth", "order", "code"]

    def __str__(self) -> str:
        return self.name_fr


class Part(models.Model):
    """An organisation's part in a node: it leads it, or takes part in it."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="parts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parts")
    role = models.CharField(_("rôle"), max_length=10, choices=PartRole)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [models.UniqueConstraint(fields=["node", "organisation"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.node_id} · {self.organisation_id}"


class NodeIndicator(models.Model):
    """An indicator that measures a node; a headline one is printed large under its chapter."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="node_indicators")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="node_indicators")
    order = models.PositiveIntegerField(_("ordre"), default=0)
    is_headline = models.BooleanField(_("grand chiffre"), default=False)

    class Meta:
        verbose_name = _("indicateur d’un élément")
        ordering = ["node", "order"]
        constraints = [models.UniqueConstraint(fields=["node", "indicator"], name="node_indicator_once")]

    def __str__(self) -> str:
        return f"{self.node_id} · {self.indicator_id}"


class StateReport(models.Model):
    """Where a node stands on a territory on a day, and why. Appended, never edited: the latest one holds."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="state_reports")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    state = models.CharField(_("état"), max_length=20, choices=CommitmentState)
    comment = models.TextField(_("commentaire"))
    not_done = models.TextField(_("ce qui n’est pas fait"), blank=True)
    reported_on = models.DateField(_("en date du"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("état déclaré")
        verbose_name_plural = _("états déclarés")
        ordering = ["-reported_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.node_id} · {self.state}"


class Evidence(models.Model):
    """A file that proves what a node claims."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="evidence")
    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="+")
    title = models.CharField(_("titre"), max_length=200)
    is_public = models.BooleanField(_("public"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("preuve")
        verbose_name_plural = _("preuves")
        ordering = ["-added_at"]

    def __str__(self) -> str:
        return self.title
