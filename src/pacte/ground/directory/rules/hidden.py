"""What a confidential place never says in public."""

from __future__ import annotations

NOWHERE: dict[str, object] = {
    "address": "", "postal_code": "", "municipality": "", "directions": "", "territory": None, "latitude": None,
    "longitude": None, "telephone": "", "email": "", "website": "", "photo": None, "site": None, "kind": "fixed",
}  # fmt: skip
"""The columns that a confidential place leaves empty, and what each then holds."""

WORDS = (
    "name", "operator", "description", "description_en", "description_ar", "documents", "price",
)  # fmt: skip
"""Free words of an entry, where an address may have been typed. No source writes them into a confidential place."""
