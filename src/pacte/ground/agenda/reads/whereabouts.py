"""Where a session is, as anybody may be told. Of a confidential place, nothing but that it is one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from ..models import Session


@dataclass(frozen=True)
class Where:
    """A name, an address, an area, in words; `place` is the key of the directory's page when there is one."""

    name: str = ""
    address: str = ""
    area: str = ""
    is_confidential: bool = False
    place: UUID | None = None
    point: tuple[float, float] | None = None

    @property
    def line(self) -> str:
        """All of it on one line; "" when nothing is stated."""
        return ", ".join(part for part in (self.name, self.address) if part)


def where(session: Session) -> Where:
    """Where the session is. The place decides: once it is confidential, neither stop, words nor area is told."""
    place, stop = session.place, session.stop
    if place is not None and place.is_confidential:
        return Where(name=_("Adresse confidentielle"), is_confidential=True)
    area = session.territory.name_fr if session.territory else ""
    if stop is not None:
        return Where(stop.name, stop.address, area, place=_key(session), point=(stop.latitude, stop.longitude))
    if place is None:
        return Where(name=session.place_words, area=area)
    address = " ".join(part for part in (place.address, place.postal_code, place.municipality) if part)
    point = (place.latitude, place.longitude) if place.latitude is not None and place.longitude is not None else None
    return Where(place.name, address, area, place=_key(session), point=point)


def _key(session: Session) -> UUID | None:
    place = session.place
    return place.key if place and place.status == "published" and place.merged_into_id is None else None
