"""How the directory stays true: the city's policy, changes that wait, doubles, premises that are merged."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pacte.ground.territory.models import Territory

from ..enums import MergerState, PlacePairState, ProposalState
from .places import Place


class DirectoryPolicy(models.Model):
    """The city's choices for its directory, in one row: months between two reviews, hours a declared crowd holds."""

    is_moderated = models.BooleanField(_("publication après relecture"), default=False)
    review_months = models.PositiveSmallIntegerField(_("mois entre deux vérifications"), default=6)
    saturation_hours = models.PositiveSmallIntegerField(_("durée d’une affluence déclarée (heures)"), default=4)

    class Meta:
        verbose_name = _("règles de l’annuaire")
        verbose_name_plural = _("règles de l’annuaire")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def current(cls) -> DirectoryPolicy:
        """The city's policy, or the default one, unsaved."""
        return cls.objects.first() or cls()


class Proposal(models.Model):
    """A change of a place that waits for the directory's team: `values` are the fields as they would be."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="proposals")
    values = models.JSONField(default=dict)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("état"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(_("réponse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("changement proposé")
        verbose_name_plural = _("changements proposés")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)


class PlaceChange(models.Model):
    """One change of an entry, appended: which fields, from what to what, by whom or from which source.

    `changes` maps a field to [before, after]. A confidential place's protected details never enter it.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    source = models.SlugField(max_length=60, blank=True)
    changes = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("changement d’une fiche")
        verbose_name_plural = _("changements d’une fiche")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)


class PlacePair(models.Model):
    """Two entries that look alike. What a person decided is remembered: the pair is never proposed again.

    `reasons` are codes of `enums.Likeness`; `moved` is what a merge moved, so that it can be undone.
    """

    first = models.ForeignKey(Place, models.CASCADE, related_name="+")
    second = models.ForeignKey(Place, models.CASCADE, related_name="+")
    score = models.FloatField(_("ressemblance"))
    reasons = models.JSONField(default=list, blank=True, editable=False)
    moved = models.JSONField(default=dict, blank=True, editable=False)
    state = models.CharField(_("décision"), max_length=10, choices=PlacePairState, default=PlacePairState.PROPOSED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("doublon possible de l’annuaire")
        verbose_name_plural = _("doublons possibles de l’annuaire")
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="place_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="place_pair_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PremisesMerger(models.Model):
    """Premises of social services that become one, in an arrondissement: from which places, into which, when."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("arrondissement"))
    title = models.CharField(_("objet"), max_length=160)
    merging = models.ManyToManyField(Place, related_name="merging_in", blank=True, verbose_name=_("lieux regroupés"))
    into = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="merged_here", verbose_name=_("lieu qui les réunit")
    )
    state = models.CharField(_("état"), max_length=10, choices=MergerState, default=MergerState.PLANNED)
    planned_on = models.DateField(_("prévu le"), null=True, blank=True)
    done_on = models.DateField(_("réalisé le"), null=True, blank=True)
    note = models.CharField(_("précision"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("regroupement de locaux")
        verbose_name_plural = _("regroupements de locaux")
        ordering = ["territory", "planned_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MergerState.DONE, done_on__isnull=False)
                | ~Q(state=MergerState.DONE) & Q(done_on__isnull=True),
                name="merger_done_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title
