"""What a file holds, asked for by the part of the page that shows it."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils import timezone

from pacte.ground.accounts.models import User

from ..models import Step
from ..reads import FileSight, Sight
from ..reads.files import Contents, contents_of, could_follow

register = template.Library()


@register.simple_tag(takes_context=True)
def file_contents(context: Context, sight: Sight, file: FileSight) -> Contents:
    """What this file holds of what the reader may see; asked once for all the files of the page."""
    request = context["request"]
    assert isinstance(request.user, User)
    kept: dict[int, dict[int, Contents]] = request.__dict__.setdefault("people_file_contents", {})
    if sight.person.pk not in kept:
        kept[sight.person.pk] = contents_of(request.user, sight)
    return kept[sight.person.pk][file.file.pk]


@register.simple_tag(takes_context=True)
def offers_follow_up(context: Context, sight: Sight) -> bool:
    """May the reader's organisation begin to follow this person? Not asked of who already writes."""
    return not sight.may_write and could_follow(context["request"].user, sight).exists()


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
