"""What is sensitive here. A figure's note and the reason of a revision are published with it: their forms say so."""

from __future__ import annotations

from typing import Any

from pacte.ground.declarations.privacy import FieldClass, Sensitive

from .models import Measurement
from .permissions import may_correct


def reads_review(user: Any, measurement: Measurement) -> bool:
    """What the pact's team writes to a contributor stays between the two."""
    return may_correct(user, measurement)


FIELDS = [Sensitive("indicators.Measurement", "review_note", FieldClass.FREE_TEXT, reads_review)]
