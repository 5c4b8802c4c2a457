"""Write the API's description to docs/openapi.json, or say that the one there is not the one served."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def described() -> str:
    """The description of the API as it is served, as stable JSON."""
    from pacte.config.api import api

    return json.dumps(api.get_openapi_schema(), indent=1, sort_keys=True, default=str, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1:] == ["check"]:
        sys.exit(0 if SNAPSHOT.read_text(encoding="utf-8") == described() else "docs/openapi.json is out of date")
    SNAPSHOT.write_text(described(), encoding="utf-8")
