"""Who lives with whom, who is what to whom, and since when."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import HouseholdRole, TieKind
from .persons import Person


class Household(models.Model):
    """People who are to be helped together. A group of households is one that others are part of."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("ménage")
        verbose_name_plural = _("ménages")
        constraints = [
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")), name="household_not_part_of_itself"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)


class MembershipQuerySet(models.QuerySet["HouseholdMember"]):
    def on(self, day: date) -> MembershipQuerySet:
        """Those who are of the household this day, the last day included."""
        return self.filter(Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day)))


class HouseholdMember(models.Model):
    """A person is of a household between two dates."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="households")
    role = models.CharField(_("place"), max_length=10, choices=HouseholdRole, default=HouseholdRole.ADULT)
    since = models.DateField(_("depuis le"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membre d’un ménage")
        verbose_name_plural = _("membres de ménages")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=Q(until__isnull=True), name="once_in_a_household"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="household_left_after_joined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} · {self.person_id}"


class Tie(models.Model):
    """What `person` is to `other`, between two dates."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="ties")
    other = models.ForeignKey(Person, models.CASCADE, related_name="ties_to")
    kind = models.CharField(_("lien"), max_length=10, choices=TieKind)
    since = models.DateField(_("depuis le"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("lien entre personnes")
        verbose_name_plural = _("liens entre personnes")
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="tie_to_someone_else"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], condition=Q(until__isnull=True), name="tie_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.kind} · {self.other_id}"
