"""Messages: queue one, send what is due, keep the rule by which a person is reached."""

from .queue import send, set_contact_rule, tell_user
from .sending import print_letters, send_due

__all__ = ["print_letters", "send", "send_due", "set_contact_rule", "tell_user"]
