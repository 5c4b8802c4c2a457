"""Keeping an organisation and its sites."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory

from ..models import Organisation, Site
from ..permissions import may_keep_organisation, may_keep_partners, require
from ..rules import siret_is_valid


def found_organisation(
    actor: User,
    *,
    name: str,
    kind: str,
    slug: str = "",
    siret: str = "",
    website: str = "",
    is_discreet: bool = False,
) -> Organisation:
    """Add a partner. Its identifier, made from its name when not given, never changes afterwards."""
    require(may_keep_partners(actor), _("L’équipe du Pacte ajoute les partenaires. Demandez-le-lui."))
    identifier = slug or slugify(name)[:60]
    if not identifier:
        raise BadInput(Fault("slug", _("L’identifiant manque."), _("Écrivez-en un, en lettres et tirets.")))
    if Organisation.objects.filter(slug=identifier).exists():
        raise BadInput(
            Fault("slug", _("Cet identifiant est déjà pris."), _("Vérifiez la liste, ou choisissez-en un autre."))
        )
    _check_siret(siret)
    with transaction.atomic():
        organisation = Organisation.objects.create(
            slug=identifier, name=name, kind=kind, siret=siret, website=website, is_discreet=is_discreet
        )
        _record(actor, "organisation.found", organisation)
    return organisation


def change_organisation(
    actor: User,
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    siret: str = "",
    website: str = "",
    is_discreet: bool = False,
) -> None:
    """Correct what is said of a partner."""
    _require_keeper(actor, organisation)
    _check_siret(siret)
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        locked.name, locked.kind, locked.siret, locked.website = name, kind, siret, website
        locked.is_discreet = is_discreet
        locked.save(update_fields=["name", "kind", "siret", "website", "is_discreet"])
        _record(actor, "organisation.change", locked)


def close_organisation(actor: User, organisation: Organisation) -> None:
    """A partner that leaves: its members lose at once the rights that they held through it."""
    _set_active(actor, organisation, False)


def open_organisation(actor: User, organisation: Organisation) -> None:
    """A partner that comes back, with the memberships that it had."""
    _set_active(actor, organisation, True)


def add_site(actor: User, organisation: Organisation, *, name: str, territory: Territory | None) -> Site:
    """Add a place where the organisation works."""
    _require_keeper(actor, organisation)
    with transaction.atomic():
        site = Site.objects.create(organisation=organisation, name=name, territory=territory)
        record(actor, "site.add", f"partners.Site:{site.pk}", organisation=organisation.slug)
    return site


def change_site(actor: User, site: Site, *, name: str, territory: Territory | None) -> None:
    """Correct a place."""
    _require_keeper(actor, site.organisation)
    with transaction.atomic():
        Site.objects.filter(pk=site.pk).update(name=name, territory=territory)
        record(actor, "site.change", f"partners.Site:{site.pk}", organisation=site.organisation.slug)


def remove_site(actor: User, site: Site) -> None:
    """Take a place off the list. Refused once work was recorded there."""
    _require_keeper(actor, site.organisation)
    try:
        with transaction.atomic():
            record(actor, "site.remove", f"partners.Site:{site.pk}", organisation=site.organisation.slug)
            site.delete()
    except ProtectedError as kept:
        raise BadInput(
            Fault(
                "",
                _("Du travail a été noté dans ce lieu, par exemple à son guichet."),
                _("Il reste donc dans la liste."),
            )
        ) from kept


def _require_keeper(actor: User, organisation: Organisation) -> None:
    allowed = may_keep_organisation(actor, organisation)
    require(allowed, _("La référence de l’organisation tient sa fiche. Demandez-le-lui."))


def _set_active(actor: User, organisation: Organisation, is_active: bool) -> None:
    require(may_keep_partners(actor), _("L’équipe du Pacte ouvre et ferme les organisations. Demandez-le-lui."))
    with transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(is_active=is_active)
        _record(actor, "organisation.open" if is_active else "organisation.close", organisation)
    organisation.is_active = is_active


def _check_siret(siret: str) -> None:
    if siret and not siret_is_valid(siret):
        raise BadInput(
            Fault("siret", _("Ce numéro SIRET n’existe pas."), _("Recopiez ses quatorze chiffres, sans espace."))
        )


def _record(actor: User, action: str, organisation: Organisation) -> None:
    record(actor, action, f"partners.Organisation:{organisation.pk}", organisation=organisation.slug)
