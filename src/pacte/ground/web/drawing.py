"""Django's own widgets drawn without a template each: a page of forms has a hundred of them. The same HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe

Widget = Mapping[str, Any]


def drawn(template: str, widget: Widget) -> SafeString | None:
    """The widget that this template of Django's draws, or None for a template that is not drawn here."""
    draw = DRAWN.get(template)
    return mark_safe(draw(widget)) if draw else None  # noqa: S308 - every value is escaped below


def _text(value: Any) -> str:
    return conditional_escape(value if isinstance(value, SafeData) else str(value))


def _attributes(widget: Widget) -> str:
    """Its attributes; one that is True stands alone, one that is False is left out.

    >>> _attributes({"attrs": {"id": "id_a", "required": True, "hidden": False, "title": 'so "said"'}})
    ' id="id_a" required title="so &quot;said&quot;"'
    """
    return "".join(
        f" {name}" if value is True else f' {name}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    field = f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'
    if not widget.get("wrap_label"):
        return field
    key = widget["attrs"].get("id")
    named = f' for="{_text(key)}"' if key else ""
    return f"<label{named}>{field} {_text(widget['label'])}</label>"


def _select(widget: Widget) -> str:
    parts = [f'<select name="{_text(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        parts += [f'\n  <optgroup label="{_text(group)}">'] if group else []
        parts += [
            f'\n  <option value="{_text(each["value"])}"{_attributes(each)}>{_text(each["label"])}</option>'
            for each in options
        ]
        parts += ["\n  </optgroup>"] if group else []
    return "".join([*parts, "\n</select>"])


def _choices(widget: Widget) -> str:
    attrs = widget["attrs"]
    named = "".join(f' {name}="{_text(attrs[name])}"' for name in ("id", "class") if attrs.get(name))
    parts = [f"<div{named}>"]
    for group, options, _index in widget["optgroups"]:
        parts += [f"\n  <div><label>{_text(group)}</label>"] if group else []
        parts += [f"<div>\n    {_input(each)}</div>" for each in options]
        parts += ["\n  </div>"] if group else []
    return "".join([*parts, "\n</div>"])


_OF = "django/forms/widgets/"
DRAWN: dict[str, Callable[[Widget], str]] = {
    **{
        f"{_OF}{name}.html": _input
        for name in ("input", "text", "number", "email", "hidden", "checkbox", "date", "time", "password", "url")
    },
    f"{_OF}select.html": _select,
    f"{_OF}checkbox_select.html": _choices,
    f"{_OF}radio.html": _choices,
}
