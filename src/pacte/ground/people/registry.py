"""What higher rooms show on a person's page: each registers a panel when the applications are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from pacte.ground.accounts.models import User

from .reads import Sight


@dataclass(frozen=True)
class PanelRow:
    """One line of a panel: plain text, and where it leads."""

    title: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """A part of the person's page: its title, its lines, and the act it offers as (label, url)."""

    title: str
    rows: list[PanelRow] = field(default_factory=list)
    act: tuple[str, str] | None = None


Provider = Callable[[User, Sight], Panel | None]
_providers: list[Provider] = []


def register_panel(provider: Provider) -> None:
    """Add a part to the person's page; `provider(user, sight)` gives only what this user may see, or None."""
    if provider not in _providers:
        _providers.append(provider)


def panels(user: User, sight: Sight) -> list[Panel]:
    """What the higher rooms show of this person to this user."""
    return [panel for provider in _providers if (panel := provider(user, sight))]
