"""Write the tables of docs/data-protection/processing-register.md from what the rooms declare.

    python tools/data_protection.py

A test compares the page with the code, so that it is never out of date.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-protection" / "processing-register.md"


def page(said: str) -> str:
    """The page with its tables as they are now; the prose between them is left alone."""
    from pacte.ground.data_protection.reads import drafts

    for name, table in (("fields", drafts.fields_table()), ("retention", drafts.retention_table())):
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        said = re.sub(
            f"{begin}.*?{end}", lambda _found, text=f"{begin}\n\n{table}\n\n{end}": text, said, flags=re.DOTALL
        )
    return said


def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
        os.environ.setdefault("PACTE_DATA", data)
        import django

        django.setup()
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
