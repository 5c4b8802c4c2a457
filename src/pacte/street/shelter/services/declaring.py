"""A site says what it has free tonight: from its page, by the link of the evening, or on the telephone.

Each declaration is kept; the last one counts. Two at once are two declarations: neither is lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.messages.enums import Channel
from pacte.ground.messages.services import send

from ..enums.stock import DeclaredBy
from ..models import Declaration, DeclarationLink, DeclaredLot, EveningPolicy, ShelterSite
from ..permissions import keeps_site, regulates
from ..reads import declaring as reads
from ..reads.declaring import Line
from ..reads.tonight import night_at
from ..rules.declaring import link_expires
from .stock_common import note

LETTER = "shelter/stock/evening"


class LinkSpent(BadInput):
    """The link was used already, or its night is over. `at`: when; nothing was changed."""

    def __init__(self, at: datetime, *, is_used: bool) -> None:
        self.at, self.is_used = at, is_used
        when = date_format(timezone.localtime(at), "j F Y, H:i")
        words = _("Ce lien a déjà servi (%(at)s).") if is_used else _("Ce lien n’est plus valable (%(at)s).")
        super().__init__(Fault("", words % {"at": when}, _("Rien n’a été changé.")))


def declare(
    actor: User, key: UUID | str, free: Mapping[UUID, int], *, seen: Mapping[UUID, int] | None = None,
    night: date | None = None,
) -> Declaration:  # fmt: skip
    """Say how many units of each lot are free tonight. `seen`: units shown as held when the site gave its numbers.

    A place given between the two is then not counted twice. Raises Http404 for a site that the actor neither keeps nor
    regulates, BadInput for another night, a lot left out, or more than the lot has.
    """
    with transaction.atomic():
        site = _held(key)
        if site is None or not (keeps_site(actor, site) or regulates(actor)):
            raise Http404
        how = DeclaredBy.PAGE if keeps_site(actor, site) else DeclaredBy.REGULATION
        _refuse_another_night(night)
        made = _declare(site, night_at(), free, seen or {})
        made.how, made.by = how, actor
        made.save(update_fields=["how", "by"])
        note(actor, "site.declare", site, how=how, night=made.night.isoformat())
    return made


def declare_by_link(
    token: str, free: Mapping[UUID, int], *, seen: Mapping[UUID, int] | None = None, now: datetime | None = None
) -> Declaration:
    """The same through a link, once. Raises Http404 for a link that was never made, LinkSpent, BadInput as above."""
    moment = now or timezone.now()
    with transaction.atomic():
        known = reads.link_of(token)
        site = _held(known.site.key)
        assert site is not None
        link = DeclarationLink.objects.select_for_update().get(pk=known.pk)
        refuse_spent(link, moment)
        made = _declare(site, link.night, free, seen or {})
        made.how, made.link = DeclaredBy.LINK, link
        made.save(update_fields=["how", "link"])
        link.used_at = moment
        link.save(update_fields=["used_at"])
        note(None, "site.declare", site, how=DeclaredBy.LINK, night=made.night.isoformat())
    return made


def refuse_spent(link: DeclarationLink, now: datetime) -> None:
    """Raise LinkSpent for a link that has served or whose night is over."""
    if link.used_at is not None:
        raise LinkSpent(link.used_at, is_used=True)
    if now >= link.expires_at:
        raise LinkSpent(link.expires_at, is_used=False)


def make_link(actor: User, key: UUID | str) -> str:
    """Draw a link for tonight, by hand; its token, which is shown once. For the site's team and the regulation."""
    with transaction.atomic():
        site = _held(key)
        if site is None or not (keeps_site(actor, site) or regulates(actor)):
            raise Http404
        return _draw(site, night_at(), actor)


def send_links(now: datetime) -> int:
    """Once the hour has come, write to each open site that has not declared and was not written to; how many were."""
    moment = timezone.localtime(now)
    if not EveningPolicy.current().ask_at <= moment.time():
        return 0
    night = night_at(now)
    waiting = reads.silent_sites(night).exclude(evening_email="")
    asked = DeclarationLink.objects.filter(night=night, made_by__isnull=True).values("site")
    return sum(_write_to(key, night) for key in waiting.exclude(pk__in=asked).values_list("key", flat=True))


def _write_to(key: UUID, night: date) -> int:
    with transaction.atomic():
        site = _held(key)
        if site is None or DeclarationLink.objects.filter(site=site, night=night, made_by__isnull=True).exists():
            return 0
        token = _draw(site, night, None)
        context = {
            "path": reverse("shelter:declare_by_link", args=[token]), "night": date_format(night, "l j F Y"),
            "site": "" if site.is_confidential else site.name,
        }  # fmt: skip
        slug = "" if site.is_confidential else site.organisation.slug
        send(
            f"shelter-site:{site.key}", channel=Channel.MAIL, address=site.evening_email, template=LETTER,
            context=context, organisation=slug,
        )  # fmt: skip
    return 1


def _draw(site: ShelterSite, night: date, actor: User | None) -> str:
    """A token of 32 random bytes; only its SHA-256 is kept."""
    token = secrets.token_urlsafe(32)
    DeclarationLink.objects.create(
        site=site, night=night, digest=fingerprint(token), made_by=actor,
        expires_at=timezone.make_aware(link_expires(night)),
    )  # fmt: skip
    note(actor, "site.link", site, night=night.isoformat())
    return token


def _held(key: UUID | str) -> ShelterSite | None:
    """The site, kept from placements until the transaction ends: what is held is then what is noted."""
    return ShelterSite.objects.select_for_update(of=("self",)).select_related("organisation").filter(key=key).first()


def _refuse_another_night(night: date | None) -> None:
    tonight = night_at()
    if night is None or night == tonight:
        return
    words = {"night": date_format(night, "j F Y"), "tonight": date_format(tonight, "j F Y")}
    if night < tonight:
        what = _("La nuit du %(night)s est passée : rien n’a été enregistré.") % words
    else:
        what = _("La nuit du %(night)s n’est pas encore venue : rien n’a été enregistré.") % words
    raise BadInput(Fault("", what, _("Vérifiez les nombres pour la nuit du %(tonight)s, puis déclarez.") % words))


def _declare(site: ShelterSite, night: date, free: Mapping[UUID, int], seen: Mapping[UUID, int]) -> Declaration:
    lines = reads.lines_of(site, night)
    if not lines:
        raise BadInput(
            Fault("", _("Ce site n’a aucune place ouverte cette nuit."), _("Vérifiez ses dates et sa capacité."))
        )
    faults = [fault for line in lines if (fault := _fault(line, free.get(line.lot.key), _seen(line, seen)))]
    if faults:
        raise BadInput(*faults)
    made = Declaration.objects.create(site=site, night=night, at=timezone.now())
    DeclaredLot.objects.bulk_create(
        DeclaredLot(declaration=made, lot=line.lot, free_units=free[line.lot.key], held_units=_seen(line, seen))
        for line in lines
    )
    return made


def _seen(line: Line, seen: Mapping[UUID, int]) -> int:
    """The units held when the numbers were given: what the page showed, never more than the lot has."""
    said = seen.get(line.lot.key, line.held)
    return said if 0 <= said <= line.capacity else line.held


def _fault(line: Line, free: int | None, seen: int) -> Fault | None:
    where = line.lot.key.hex
    if free is None:
        return Fault(where, _("« %(lot)s » manque.") % {"lot": line.lot.name}, _("Écrivez 0 si rien n’est libre."))
    most = max(0, line.capacity - line.closed - seen)
    if 0 <= free <= most:
        return None
    words = {"lot": line.lot.name, "most": most, "capacity": line.capacity, "closed": line.closed, "held": seen}
    if free < 0:
        return Fault(where, _("« %(lot)s » : un nombre négatif n’existe pas.") % words, _("Écrivez 0."))
    return Fault(
        where,
        _("« %(lot)s » a %(capacity)d unités, dont %(closed)d fermées et %(held)d attribuées : au plus %(most)d libres.") % words,  # noqa: E501
        _("Corrigez le nombre, ou changez d’abord la capacité du lot."),
    )  # fmt: skip
