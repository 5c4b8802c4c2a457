"""Prints a review, and says whether an edition's texts may be published."""

from __future__ import annotations

from pathlib import Path

from pacte.ground.declarations.errors import Fault
from pacte.ground.documents import pdf
from pacte.ground.indicators.rules.printed import Language
from pacte.pact.campaigns.snapshot_types import Snapshot

from .reads import printing
from .rules import prose

TEMPLATE = Path(__file__).resolve().parent / "typst" / "review.typ"


def print_review(snapshot: Snapshot, sha256: str, address: str, language: Language) -> bytes:
    """The review of an edition as a PDF/UA-1: the same snapshot and language always give the same bytes."""
    data = printing.document(snapshot, sha256, address, language)
    return pdf.compile(TEMPLATE, data, timestamp=printing.frozen_at(snapshot))


def publication_faults(snapshot: Snapshot) -> list[Fault]:
    """What forbids to publish an edition: a number typed in prose has no source."""
    return [
        Fault(
            stray.where,
            f"« {stray.digits} » est écrit dans un texte : « {stray.text} ».",
            "Un nombre se publie comme une mesure, avec sa source. Retirez-le du texte.",
        )
        for stray in prose.strays(snapshot)
    ]
