"""Chapters, commitments, actions: who leads them, their state and evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "pacte.pact.commitments"
    label = "commitments"
    verbose_name = _("Engagements")
