"""Texts that the database keeps sealed, under the key ring that lives outside it.

AES-256-GCM. A sealed text names its key, so that a rotated ring still opens what older keys sealed. It refuses to
open what was altered, or what was sealed with a key that is gone.
"""

from __future__ import annotations

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12


class CannotOpen(ValueError):
    """The text was altered, or its key is no longer in the ring."""


def seal(text: str) -> str:
    """Encrypt under the current key; the answer is `key:base64`, different at each call."""
    name = settings.KEYS["current"]
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(_key(name)).encrypt(nonce, text.encode(), name.encode())
    return f"{name}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str) -> str:
    """The text that `seal` was given. Raises CannotOpen, which says nothing of the content."""
    name, _, body = sealed.partition(":")
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(_key(name)).decrypt(raw[:NONCE], raw[NONCE:], name.encode()).decode()
    except (InvalidTag, binascii.Error, ValueError) as error:
        raise CannotOpen("a sealed text could not be opened: altered, or its key is gone") from error


def is_current(sealed: str) -> bool:
    """Was it sealed under the key in use? If not, it is to be sealed again before its key is dropped."""
    return sealed.partition(":")[0] == settings.KEYS["current"]


def _key(name: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(settings.KEYS["fields"][name])
    except KeyError as error:
        raise CannotOpen("a sealed text names a key that is not in the ring") from error
