"""The heavy proofs borrow the house's test city."""

from tests.house.conftest import city, db

__all__ = ["city", "db"]
