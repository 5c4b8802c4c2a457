"""Write docs/data-model.md from the models: each table, its fields, what they point at, which are sensitive.

    python tools/data_model.py

A test compares the page with the models, so that it is never out of date.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-model.md"
INTRODUCTION = """\
# Data model

Written from the models by `tools/data_model.py`; do not edit by hand. Sensitive fields carry their class in bold,
as each room's `privacy` declares it.
"""


def page() -> str:
    """The whole page, room after room in the order of the installed applications."""
    from django.apps import apps

    parts = [INTRODUCTION]
    for config in apps.get_app_configs():
        models = sorted(config.get_models(), key=lambda model: model.__name__)
        if config.name.startswith("pacte.") and models:
            parts.append(f"## {config.label}\n")
            parts += [_table(model) for model in models]
    return "\n".join(parts)


def _table(model: Any) -> str:
    rows = [f"### {model.__name__}\n", _first_paragraph(model), "", "| field | type | notes |", "|---|---|---|"]
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    rows += [f"| `{field.name}` | {_kind(field)} | {', '.join(_notes(model, field))} |" for field in fields]
    names = sorted(constraint.name for constraint in model._meta.constraints)
    if names:
        rows.append("\nConstraints: " + ", ".join(f"`{name}`" for name in names) + ".")
    return "\n".join(rows) + "\n"


def _first_paragraph(model: Any) -> str:
    return " ".join((model.__doc__ or "").strip().split("\n\n")[0].split())


def _kind(field: Any) -> str:
    if field.is_relation:
        return f"→ {field.related_model._meta.label}" + (" (many)" if field.many_to_many else "")
    length = f"({field.max_length})" if field.max_length else ""
    return field.get_internal_type().removesuffix("Field") + length


def _notes(model: Any, field: Any) -> Iterator[str]:
    if field.primary_key:
        yield "key"
    elif getattr(field, "unique", False):
        yield "unique"
    if field.null:
        yield "may be unknown"
    enumeration = getattr(field, "enumeration", None) or _enumeration(field)
    if enumeration:
        yield enumeration
    if sensitive := _sensitive().get((model._meta.label, field.name)):
        yield f"**{sensitive}**"


def _enumeration(field: Any) -> str:
    values = [str(value) for value, _label in field.flatchoices] if getattr(field, "flatchoices", None) else []
    return "one of " + ", ".join(f"`{value}`" for value in values) if values else ""


def _sensitive() -> dict[tuple[str, str], str]:
    from pacte.ground.declarations.registry import declared

    fields = (field for _room, rows in declared("privacy", "FIELDS") for field in rows)
    return {(field.model, field.field): field.field_class.value for field in fields}


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
