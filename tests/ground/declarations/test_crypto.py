"""Sealed texts: opened by the ring, by nothing else."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from pacte.config import keys
from pacte.ground.declarations.crypto import CannotOpen, is_current, seal, unseal


def test_what_an_older_key_sealed_still_opens_after_rotation(settings: Settings) -> None:
    settings.KEYS = keys.generate()
    before = seal("secret de l’année")
    settings.KEYS = keys.rotate(settings.KEYS)
    assert unseal(before) == "secret de l’année"
    assert not is_current(before)
    assert is_current(seal("autre"))
    assert seal("autre") != seal("autre")


def test_an_altered_text_a_lost_key_and_a_renamed_key_do_not_open(settings: Settings) -> None:
    settings.KEYS = keys.rotate(keys.generate())
    sealed = seal("secret")
    altered = sealed[:-4] + ("AAA=" if sealed[-4:] != "AAA=" else "BBB=")
    for bad in (altered, sealed.replace("k2:", "k1:"), sealed.replace("k2:", "k9:"), "k2:", "nothing"):
        with pytest.raises(CannotOpen):
            unseal(bad)
