"""Mail, SMS and letters through a safe channel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagesConfig(AppConfig):
    name = "pacte.ground.messages"
    label = "outbox"  # django.contrib.messages holds the plain name
    verbose_name = _("Messages")
