"""The fund's rules: written as a draft, adopted in the name of an authority. An adopted version never changes."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import FundCeilings
from ..permissions import require_ruling
from ..rules.ceilings import LONGEST_LOAN, FundRules

MOST_DAYS = 730


def draft(actor: User, valid_from: date, rules: FundRules | None = None, *, is_sample: bool = True) -> FundCeilings:
    """A new version to write, from the latest one unless rules are given."""
    require_ruling(actor)
    with transaction.atomic():
        latest = FundCeilings.objects.select_for_update().order_by("-number").first()
        content = (rules or (latest.rules if latest else FundRules())).as_data()
        number = (FundCeilings.objects.aggregate(most=Max("number"))["most"] or 0) + 1
        row = FundCeilings.objects.create(
            number=number, valid_from=valid_from, content=content, is_sample=is_sample, made_by=actor
        )
        record(actor, "fund.ceilings_drafted", row.target)
    return row


def write(actor: User, number: int, rules: FundRules, valid_from: date, *, is_sample: bool) -> FundCeilings:
    """Write in a draft. BadInput for an adopted version, or numbers that no rule can hold."""
    require_ruling(actor)
    _check(rules)
    with transaction.atomic():
        row = _draft(number)
        row.content, row.valid_from, row.is_sample = rules.as_data(), valid_from, is_sample
        row.save()
        record(actor, "fund.ceilings_written", row.target)
    return row


def adopt(actor: User, number: int, authority: str) -> FundCeilings:
    """Put a draft in force in the name of whoever adopted it."""
    require_ruling(actor)
    name = " ".join(authority.split())
    if not name or len(name) > 160:
        raise BadInput(Fault("authority", _("Le nom de l’autorité manque."), _("Écrivez qui a adopté ces règles.")))
    with transaction.atomic():
        row = _draft(number)
        if not row.rules.limits:
            raise BadInput(Fault("", _("Aucun plafond n’est écrit : il n’y a rien à adopter.")))
        _check(row.rules)
        row.authority, row.adopted_by, row.adopted_at = name, actor, timezone.now()
        row.save()
        record(actor, "fund.ceilings_adopted", row.target)
    return row


def discard(actor: User, number: int) -> None:
    """Throw a draft away."""
    require_ruling(actor)
    with transaction.atomic():
        row = _draft(number)
        record(actor, "fund.ceilings_discarded", row.target)
        row.delete()


def _draft(number: int) -> FundCeilings:
    row = FundCeilings.objects.select_for_update().filter(number=number).first()
    if row is None:
        raise Http404
    if row.adopted_at is not None:
        what = _("Cette version est adoptée : elle ne change plus.")
        raise BadInput(Fault("", what, _("Écrivez une nouvelle version.")))
    return row


def _check(rules: FundRules) -> None:
    faults = []
    if rules.loan_months > LONGEST_LOAN:
        what = _("Un prêt ne peut pas dépasser %(most)s mois.") % {"most": LONGEST_LOAN}
        faults.append(Fault("loan_months", what))
    if not 0 <= rules.least_loan_share <= 100:
        faults.append(Fault("least_loan_share", _("Une part va de 0 à 100 %.")))
    for name in ("contract_days", "condition_days", "deferral_days"):
        if not 0 <= getattr(rules, name) <= MOST_DAYS:
            faults.append(Fault(name, _("Un délai va de 0 à 730 jours.")))
    if rules.derogation_percent and not rules.derogation.strip():
        faults.append(Fault("derogation", _("Dites sur quoi la dérogation se fonde, et qui l’accorde.")))
    if any(sum_ < 0 for row in rules.limits.values() for sum_ in row.values()):
        faults.append(Fault("", _("Un plafond ne peut pas être négatif.")))
    if faults:
        raise BadInput(*faults)
