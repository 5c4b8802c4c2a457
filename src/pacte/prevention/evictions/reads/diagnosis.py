"""A diagnosis with its sealed texts opened, for who may read a person's situation."""

from __future__ import annotations

from typing import Any

from pacte.ground.declarations.crypto import unseal

from ..models import Eviction, SocialDiagnosis

TEXTS = ("situation", "steps", "tenant_comment", "landlord_comment")
PLAIN = (
    "adults", "children", "resources_cents", "aid_cents", "rent_cents", "charges_cents", "debt_cents",
    "offered_monthly_cents", "rent_resumed_on", "wish",
)  # fmt: skip


def of(eviction: Eviction) -> SocialDiagnosis | None:
    """The diagnosis of an eviction, if one was offered."""
    return SocialDiagnosis.objects.filter(eviction=eviction).first()


def texts_of(diagnosis: SocialDiagnosis) -> dict[str, str]:
    """Its texts, opened."""
    sealed = {name: getattr(diagnosis, f"sealed_{name}") for name in TEXTS}
    return {name: unseal(text) if text else "" for name, text in sealed.items()}


def as_typed(eviction: Eviction) -> dict[str, Any]:
    """What was written so far, to go on with; a debt and a household that are known are proposed."""
    held = of(eviction)
    last = eviction.arrears.order_by("-on", "-pk").first()
    known = {"debt_cents": last.debt_cents if last else None, "rent_cents": last.rent_cents if last else None}
    if held is None:
        return known
    said = {name: getattr(held, name) for name in PLAIN} | texts_of(held)
    return known | {name: value for name, value in said.items() if value is not None}
