"""Who may do what to a person's file. Each predicate is one sentence of the institution's rule."""

from .roles import FOLLOWING_ROLES, following_memberships, follows_people, require_following

__all__ = ["FOLLOWING_ROLES", "following_memberships", "follows_people", "require_following"]
