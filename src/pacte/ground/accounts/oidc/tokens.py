"""Reading the issuer's signed answers. A token is believed for its signature, its issuer, its audience and its date.

Knows nothing of requests nor accounts: a token and a set of keys in, claims out.
"""

from __future__ import annotations

from typing import Any

import jwt

ALGORITHMS = ["RS256", "ES256"]
LEEWAY = 30
"""Seconds by which two honest clocks may differ."""

STRENGTHS = ["eidas1", "eidas2", "eidas3"]
"""Levels of assurance of the eIDAS regulation (EU 910/2014), from the weakest."""


class NotBelieved(ValueError):
    """The answer proves nothing. The message is a code for the log, without a word about the person."""


def claims_of(token: str, keys: dict[str, Any], *, issuer: str, audience: str, require: list[str]) -> dict[str, Any]:
    """The claims of a signed token, or NotBelieved. `keys` is the issuer's JWK set as it publishes it."""
    try:
        name = jwt.get_unverified_header(token).get("kid")
        key = next((key for key in jwt.PyJWKSet.from_dict(keys).keys if key.key_id == name), None)
        if key is None:
            raise NotBelieved("unknown_key")
        return jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=audience,
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "sub", *require]},
        )
    except jwt.PyJWTError as error:
        raise NotBelieved(type(error).__name__) from error


def check_session(claims: dict[str, Any], *, nonce: str, wanted: str) -> None:
    """The identity token answers this very request, with at least the assurance that was asked.

    >>> check_session({"nonce": "a", "acr": "eidas2"}, nonce="a", wanted="eidas1")
    >>> check_session({"nonce": "b", "acr": "eidas1"}, nonce="a", wanted="eidas1")
    Traceback (most recent call last):
    ...
    pacte.ground.accounts.oidc.tokens.NotBelieved: wrong_nonce
    """
    if not nonce or claims.get("nonce") != nonce:
        raise NotBelieved("wrong_nonce")
    enough = STRENGTHS[STRENGTHS.index(wanted) :] if wanted in STRENGTHS else [wanted]
    if claims.get("acr") not in enough:
        raise NotBelieved("weak_assurance")
