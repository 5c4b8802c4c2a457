"""Services that receive people, referrals to them, and what happens to each. A referral's state is never stored."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, Max, OuterRef, Q, Value, When
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import Need
from pacte.ground.people.models import File, Household, Sharing
from pacte.ground.territory.models import Territory

from . import rules
from .enums import CLOSING, NEWS, OUTCOMES, DeclineReason, ReferralEventKind, ReferralState, ReferralUrgency, Subject

YEAR_IN_HOURS = 8760


class ServiceKind(models.Model):
    """A kind of service and how long it has to answer, in hours. `is_sample`: the city has not settled it yet."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name_fr = models.CharField(_("nom"), max_length=120)
    name_en = models.CharField(_("nom anglais"), max_length=120, blank=True)
    answer_within = models.PositiveIntegerField(
        _("réponse attendue sous (heures)"), validators=[MinValueValidator(1), MaxValueValidator(YEAR_IN_HOURS)]
    )
    remind_after = models.PositiveIntegerField(
        _("rappel après (heures)"), validators=[MinValueValidator(1), MaxValueValidator(YEAR_IN_HOURS)]
    )
    is_sample = models.BooleanField(_("exemple"), default=False)

    class Meta:
        verbose_name = _("type de service")
        verbose_name_plural = _("types de service")
        ordering = ["name_fr"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name_fr


class ReceivingServiceQuerySet(models.QuerySet["ReceivingService"]):
    def open_on(self, day: date) -> ReceivingServiceQuerySet:
        """Services that take referrals this day: within their dates, of an active organisation."""
        return self.filter(
            Q(opens_on__isnull=True) | Q(opens_on__lte=day),
            Q(closes_on__isnull=True) | Q(closes_on__gte=day),
            organisation__is_active=True,
        )


class ReceivingService(models.Model):
    """A service or a scheme of a partner to which people are referred. `closes_on` is its last day."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    name = models.CharField(_("nom"), max_length=160)
    kind = models.ForeignKey(ServiceKind, models.PROTECT, related_name="services", verbose_name=_("type de service"))
    scheme = models.SlugField(_("dispositif"), max_length=60, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    takes_persons = models.BooleanField(_("reçoit des personnes seules"), default=True)
    takes_households = models.BooleanField(_("reçoit des ménages"), default=True)
    takes_anonymous = models.BooleanField(_("reçoit sans nom"), default=False)
    opens_on = models.DateField(_("premier jour"), null=True, blank=True)
    closes_on = models.DateField(_("dernier jour"), null=True, blank=True)

    objects = ReceivingServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service qui reçoit")
        verbose_name_plural = _("services qui reçoivent")
        ordering = ["kind__name_fr", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="service_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(takes_persons=True) | Q(takes_households=True) | Q(takes_anonymous=True),
                name="service_takes_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        """How the journal names the service."""
        return f"referrals.ReceivingService:{self.key}"

    def is_open(self, on: date | None = None) -> bool:
        """Does it take referrals this day (today by default)?"""
        day = on or timezone.localdate()
        within = (self.opens_on is None or self.opens_on <= day) and (self.closes_on is None or day <= self.closes_on)
        return within and self.organisation.is_active

    def takes(self, subject: str) -> bool:
        """Does it receive this sort of subject?"""
        return {
            Subject.PERSON.value: self.takes_persons,
            Subject.HOUSEHOLD.value: self.takes_households,
            Subject.ANONYMOUS.value: self.takes_anonymous,
        }[Subject(subject).value]


class ReferralQuerySet(models.QuerySet["Referral"]):
    def waiting(self) -> ReferralQuerySet:
        """Neither answered nor withdrawn."""
        return self.exclude(_happened(*CLOSING))

    def accepted_without_outcome(self) -> ReferralQuerySet:
        """Accepted, and nobody has said yet what came of it."""
        return self.filter(_happened(ReferralEventKind.ACCEPTED)).exclude(_happened(*OUTCOMES))

    def to_work_on(self) -> ReferralQuerySet:
        """Those that the receiving side still has something to say of: waiting, or accepted without an outcome."""
        accepted = _happened(ReferralEventKind.ACCEPTED) & ~_happened(*OUTCOMES)
        return self.filter(Q(~_happened(*CLOSING)) | Q(accepted))

    def in_state(self, state: str) -> ReferralQuerySet:
        """Those that stand there, asked of their events."""
        match state:
            case ReferralState.WAITING:
                return self.waiting()
            case ReferralState.ACCEPTED:
                return self.accepted_without_outcome()
            case _:
                return self.filter(_happened(state))

    def with_news(self) -> ReferralQuerySet:
        """Answered, or ended, since the sender last read."""
        news = Max("events__at", filter=Q(events__kind__in=NEWS))
        read = Max("events__at", filter=Q(events__kind=ReferralEventKind.NOTED))
        return self.annotate(news_at=news, read_at=read).filter(
            Q(news_at__isnull=False), Q(read_at__isnull=True) | Q(read_at__lt=F("news_at"))
        )

    def shared_still(self, on: date | None = None) -> ReferralQuerySet:
        """What was given with them still holds: no name was said, or the sharing is in force."""
        in_force = Sharing.objects.in_force(on).filter(pk=OuterRef("sharing"))
        return self.filter(Q(subject=Subject.ANONYMOUS) | Q(Exists(in_force)))

    def unshared(self) -> ReferralQuerySet:
        """Named, and the sharing that went with them is over."""
        in_force = Sharing.objects.in_force().filter(pk=OuterRef("sharing"))
        return self.exclude(subject=Subject.ANONYMOUS).filter(~Exists(in_force))

    def of_persons_in_the_open(self) -> ReferralQuerySet:
        """Without the restricted persons, who are in no count and no list shown to others."""
        return self.filter(Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True))

    def pressing_first(self) -> ReferralQuerySet:
        """By urgency, then by the date of the answer due."""
        ranks = [When(urgency=urgency, then=Value(rank)) for rank, urgency in enumerate(ReferralUrgency.values)]
        return self.order_by(Case(*ranks, default=Value(9)), "due_at", "pk")

    def told(self) -> ReferralQuerySet:
        """With all that a list shows of each."""
        return self.select_related(
            "service__organisation", "service__kind", "from_organisation", "file__person", "sharing"
        ).prefetch_related("events")


def _happened(*kinds: str) -> Exists:
    return Exists(ReferralEvent.objects.filter(referral=OuterRef("pk"), kind__in=kinds))


class Referral(models.Model):
    """A partner is asked to receive somebody. `shared_classes` is what was chosen to be shown to them.

    Exactly one subject: a person by the sender's file, a household through that file, or a description without a
    name. `follows`: the referral that this one continues at another service. `sharing` holds what was given.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(ReceivingService, models.PROTECT, related_name="referrals")
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(_("pour"), max_length=10, choices=Subject)
    file = models.ForeignKey(File, models.CASCADE, null=True, blank=True, related_name="referrals")
    household = models.ForeignKey(Household, models.SET_NULL, null=True, blank=True, related_name="+")
    description = models.TextField(_("description sans nom"), blank=True)
    needs = models.JSONField(_("besoins"), default=list)
    urgency = models.CharField(_("urgence"), max_length=10, choices=ReferralUrgency, default=ReferralUrgency.USUAL)
    words = models.TextField(_("ce que le service doit savoir"), blank=True)
    shared_classes = models.JSONField(_("données partagées"), default=list, blank=True)
    sharing = models.ForeignKey(Sharing, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    due_at = models.DateTimeField(_("réponse attendue pour le"))
    follows = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by", verbose_name=_("suite de")
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("orientation")
        verbose_name_plural = _("orientations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject=Subject.ANONYMOUS, file__isnull=True, household__isnull=True, sharing__isnull=True)
                | Q(subject=Subject.PERSON, file__isnull=False, household__isnull=True)
                | Q(subject=Subject.HOUSEHOLD, file__isnull=False),
                name="referral_has_one_subject",
            ),
            models.CheckConstraint(condition=~Q(follows=F("pk")), name="referral_not_its_own_continuation"),
        ]
        indexes = [models.Index(fields=["service", "sent_at"], name="referrals_of_a_service")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names what is touched: the person when there is one."""
        return self.file.person.target if self.file else f"referrals.Referral:{self.key}"

    @property
    def purpose(self) -> str:
        """What the sharing that goes with it is for."""
        return f"referral:{self.key}"

    @property
    def standing(self) -> rules.Standing:
        """Where it stands, from its events alone."""
        return rules.standing(rules.Happened(event.kind, event.at) for event in self.events.all())

    @property
    def state(self) -> ReferralState:
        return ReferralState(self.standing.state)

    @property
    def is_shared_still(self) -> bool:
        """Does what was given with it still hold today?"""
        if self.subject == Subject.ANONYMOUS:
            return True
        given = self.sharing
        return given is not None and given.ended_at is None and (given.until is None or given.until >= _today())

    @property
    def need_labels(self) -> str:
        """The needs in words, in the order of the list."""
        return ", ".join(str(need.label) for need in Need if need.value in self.needs)

    def is_late(self, at: datetime | None = None) -> bool:
        """Waiting past the date of the answer due?"""
        return self.standing.is_waiting and self.due_at < (at or timezone.now())


def _today() -> date:
    return timezone.localdate()


class ReferralEvent(models.Model):
    """Something that happened to a referral. Appended, never changed; the database refuses a second answer."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="events")
    kind = models.CharField(_("événement"), max_length=12, choices=ReferralEventKind)
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("raison"), max_length=20, choices=DeclineReason, blank=True)
    words = models.TextField(_("précisions"), blank=True)
    suggested = models.ForeignKey(
        ReceivingService, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("service proposé")
    )

    class Meta:
        verbose_name = _("événement d’une orientation")
        verbose_name_plural = _("événements des orientations")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(kind__in=["accepted", "declined", "redirected", "withdrawn"]),
                name="referral_answered_once",
            ),
            models.UniqueConstraint(
                fields=["referral"], condition=Q(kind__in=["done", "no_show"]), name="referral_ended_once"
            ),
            models.UniqueConstraint(fields=["referral"], condition=Q(kind="reminded"), name="referral_reminded_once"),
            models.CheckConstraint(
                condition=~Q(kind="declined") | ~Q(reason=""), name="referral_declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} · {self.kind}"
