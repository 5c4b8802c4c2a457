"""The entries that a user keeps, and those that everyone reads."""

from .kept import kept_by, kept_place, published_places

__all__ = ["kept_by", "kept_place", "published_places"]
