"""What the agenda keeps: sessions, and who takes part in them."""

from .sessions import Session, SessionQuerySet

__all__ = ["Session", "SessionQuerySet"]
