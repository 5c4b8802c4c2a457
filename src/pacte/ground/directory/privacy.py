"""The directory speaks of places. Its only secret is where a refuge is."""

from __future__ import annotations

from typing import Any

from pacte.ground.declarations.privacy import FieldClass, Sensitive

from .permissions import may_see_protected


def _team(user: Any, row: Any) -> bool:
    return may_see_protected(user, row.place)


FIELDS = [
    Sensitive("directory.ProtectedDetails", "sealed_address", FieldClass.PROTECTED_ADDRESS, _team),
    Sensitive("directory.ProtectedDetails", "sealed_telephone", FieldClass.PROTECTED_ADDRESS, _team),
]
SEALED = ["directory.ProtectedDetails.sealed_address", "directory.ProtectedDetails.sealed_telephone"]
