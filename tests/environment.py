"""Loaded before Django's settings: tests keep their files in a folder of their own, and each begins in French."""

import os
import tempfile

import pytest

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-tests-")
os.environ.setdefault("PACTE_LOG_LEVEL", "WARNING")


@pytest.fixture(autouse=True)
def _french() -> None:
    """A page asked for in English leaves its language to the thread: the next test starts from the source language."""
    from django.utils import translation

    translation.activate("fr")
