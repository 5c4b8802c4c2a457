"""Making an entry say no more where it is: its columns, its services, its stops, its past and what waits for it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.documents import services as attachments

from ..enums import ProposalState
from ..models import Place, PlaceChange, ProtectedDetails
from ..rules.hidden import NOWHERE, WORDS
from ..rules.redaction import redact, redacted

KINDS_OF_SECRET = ("address", "directions", "telephone", "email", "website")


def hide(place: Place) -> ProtectedDetails:
    """Seal the address and the telephone, then leave nothing of them in sight. The caller holds the entry.

    Words of the entry, of its services and of its periods lose the address wherever they held it; its history and what
    was proposed for it lose every column that would show it. It leaves the regroupings of premises, since each has a
    territory. Its doubles, known under another source, are hidden with it.
    """
    details, _made = ProtectedDetails.objects.get_or_create(place=place)
    _keep(details, place)
    secrets = [*secrets_of(place), *_of_stops(place)]
    photo = place.photo
    for name, value in NOWHERE.items():
        setattr(place, name, value)
    for name in WORDS:
        setattr(place, name, redact(getattr(place, name), secrets))
    place.is_confidential = True
    place.hours = redact(place.hours, secrets)
    place.search_text, place.updated_at = "", timezone.now()
    place.save()
    place.stops.all().delete()
    place.origins.update(given={})
    place.merging_in.clear()
    place.merged_here.update(into=None)
    if photo is not None:
        attachments.delete(photo)
    _scrub_around(place, secrets)
    for double in place.doubles.filter(is_confidential=False):
        hide(double)
    return details


def emptied(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a place that is confidential from its first day: without what would show it, in words too."""
    secrets = _typed(values)
    kept = {name: NOWHERE.get(name, value) for name, value in values.items()}
    return {name: redact(str(value), secrets) if name in WORDS and value else value for name, value in kept.items()}


def secrets_of(place: Place) -> list[str]:
    """What nobody may read of this place: what its columns or its sealed details say of where it is."""
    found = _typed({name: getattr(place, name) for name in KINDS_OF_SECRET})
    if place.pk and (details := ProtectedDetails.objects.filter(place=place).first()):
        for sealed in (details.sealed_address, details.sealed_telephone):
            found += [line.strip() for line in (unseal(sealed) if sealed else "").splitlines() if line.strip()]
            found += _streets(found)
    return list(dict.fromkeys(found))


def _typed(values: dict[str, Any]) -> list[str]:
    found = [str(values.get(name) or "").strip() for name in KINDS_OF_SECRET]
    found = [each for each in found if each]
    return found + _streets(found)


def _streets(addresses: list[str]) -> list[str]:
    """The first part of an address, before its comma: "9 rue Cachée" of "9 rue Cachée, 75001 Paris"."""
    return [each.split(",")[0].strip() for each in addresses if "," in each]


def _of_stops(place: Place) -> list[str]:
    return [address for address in place.stops.values_list("address", flat=True) if address]


def _keep(details: ProtectedDetails, place: Place) -> None:
    """What was known joins what is sealed; a known detail is never lost to an empty column."""
    where = "\n".join(
        part for part in (place.address, f"{place.postal_code} {place.municipality}".strip(), place.directions) if part
    )
    if where:
        details.sealed_address = seal(where)
    if place.telephone:
        details.sealed_telephone = seal(place.telephone)
    details.save()


def _scrub_around(place: Place, secrets: list[str]) -> None:
    for change in PlaceChange.objects.filter(place=place):
        kept = {name: both for name, both in change.changes.items() if name not in NOWHERE and name != "stop"}
        change.changes = redacted(kept, secrets)
        change.save(update_fields=["changes"])
    for proposal in place.proposals.all():
        kept = {name: value for name, value in proposal.values.items() if name not in NOWHERE}
        proposal.values = redacted(kept, secrets)
        proposal.words = redact(proposal.words, secrets)
        if not kept and proposal.state == ProposalState.WAITING:
            proposal.delete()
        else:
            proposal.save(update_fields=["values", "words"])
    for service in place.services.all():
        for name in ("name", "description", "documents", "price", "hours"):
            setattr(service, name, redact(getattr(service, name), secrets))
        service.save()
    for period in place.periods.all():
        period.message, period.hours = redact(period.message, secrets), redact(period.hours, secrets)
        period.save(update_fields=["message", "hours"])
