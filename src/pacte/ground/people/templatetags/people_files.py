"""What a file holds, asked for by the part of the page that shows it."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils import timezone

from pacte.ground.accounts.models import User

from ..models import Step
from ..reads import FileSight, Sight
from ..reads.files import Contents, contents_of

register = template.Library()


@register.simple_tag(takes_context=True)
def file_contents(context: Context, sight: Sight, file: FileSight) -> Contents:
    """What this file holds of what the reader may see; asked once for all the files of the page."""
    user = context["request"].user
    assert isinstance(user, User)
    kept = context.render_context.setdefault("file_contents", {})
    key = (user.pk, sight.person.pk)
    if key not in kept:
        kept[key] = contents_of(user, sight)
    found: Contents = kept[key][file.file.pk]
    return found


@register.filter
def opens(file: FileSight, field_class: str) -> bool:
    """May this class of the file's data be shown?"""
    return file.shows(field_class)


@register.filter
def is_late(step: Step) -> bool:
    """Is it past its moment, with nothing said of what came?"""
    return not step.outcome and step.due_at < timezone.now()


@register.filter
def has_hour(step: Step) -> bool:
    """Was an hour said? The last minute of a day stands for the day."""
    due = timezone.localtime(step.due_at)
    return (due.hour, due.minute) != (23, 59)
