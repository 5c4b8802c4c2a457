"""How a token is made and recognised. Plain Python: no database, no request.

A token is 32 random bytes, so its SHA-256 is enough to keep: nobody can guess what gives that hash.
"""

from __future__ import annotations

import hashlib
import secrets

PREFIX = "pacte_"


def new_token() -> str:
    """A fresh token, to be shown once and never stored.

    >>> new_token().startswith("pacte_")
    True
    >>> new_token() == new_token()
    False
    """
    return PREFIX + secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored in place of a token: 64 hexadecimal digits.

    >>> fingerprint("pacte_x") == fingerprint("pacte_x"), len(fingerprint("pacte_x"))
    (True, 64)
    """
    return hashlib.sha256(token.encode()).hexdigest()
