"""What the agenda keeps: sessions, and who takes part in them."""

from .registrations import Certificate, Feed, Registration, RegistrationQuerySet
from .series import Series, Tour
from .sessions import Session, SessionQuerySet

__all__ = [
    "Certificate",
    "Feed",
    "Registration",
    "RegistrationQuerySet",
    "Series",
    "Session",
    "SessionQuerySet",
    "Tour",
]
