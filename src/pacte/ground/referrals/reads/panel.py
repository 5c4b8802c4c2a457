"""A person's referrals, on their page: only those that the reader may know of, on one side or the other."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..models import Referral
from .referrals import seen_by


def panel(user: User, sight: Sight) -> Panel | None:
    """The referral history within the reader's reach, and the way to a new one for those who follow the person."""
    found = seen_by(user).filter(file__person=sight.person).told()
    rows = [
        PanelRow(
            title=f"{each.service.name} · {each.service.organisation.name}",
            detail=f"{each.state.label} · {_day(each)} · {each.need_labels}",
            url=reverse("referrals:referral", kwargs={"key": each.key}),
        )
        for each in found
    ]
    mine = next(iter(sight.own_files), None)
    act = (_("Orienter vers un service"), reverse("referrals:send", kwargs={"file": mine.file.key})) if mine else None
    return Panel(_("Orientations"), rows, act) if rows or act else None


def _day(referral: Referral) -> str:
    return date_format(timezone.localtime(referral.sent_at), "j F Y")
