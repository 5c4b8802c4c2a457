"""The API under /api/v1: one router per room, tokens only."""

from __future__ import annotations

from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from pacte import __version__
from pacte.ground.accounts.api import TokenAuth
from pacte.ground.declarations.registry import declared
from pacte.ground.web.api import install_error_answers


def build() -> NinjaAPI:
    """Mount each room's `api.ROUTER` under the room's own name."""
    built = NinjaAPI(
        title="Pacte", version=__version__, urls_namespace="api", auth=TokenAuth(),
        docs_url=None, docs_decorator=require_safe,
        description="Figures of the pact and the work behind them. Every call carries a token.",
    )  # fmt: skip
    for room, router in declared("api", "ROUTER"):
        built.add_router(room.rsplit(".", 1)[-1], router)
    install_error_answers(built)
    return built


api = build()
