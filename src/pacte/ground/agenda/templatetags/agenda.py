"""Where a session is, asked by a template."""

from __future__ import annotations

from django import template

from ..models import Session
from ..reads.whereabouts import Where, where

register = template.Library()


@register.filter
def whereabouts(session: Session) -> Where:
    """Where the session is, as anybody may be told."""
    return where(session)
