"""Loaded before Django's settings: tests keep their files in a folder of their own."""

import os
import tempfile

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-tests-")
os.environ.setdefault("PACTE_LOG_LEVEL", "WARNING")
