"""The door of the web server. It stays shut when production's settings are unsafe."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
application = get_wsgi_application()

from pacte.config.checks import faults  # noqa: E402 - Django must be set up first
from pacte.config.memory import settle  # noqa: E402

if found := faults():
    for fault in found:
        print(f"pacte: refused to start: {fault.msg} {fault.hint}", file=sys.stderr)
    sys.exit(1)
settle()
