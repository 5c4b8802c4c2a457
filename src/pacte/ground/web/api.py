"""How the API answers an error."""

from __future__ import annotations

from ninja import NinjaAPI


def install_error_answers(api: NinjaAPI) -> None:
    """Give the product's own errors their status and their words."""
