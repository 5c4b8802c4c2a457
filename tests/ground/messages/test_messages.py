"""A message obeys its recipient's rule, leaves once, and leaves no words behind."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.messages import privacy, services
from pacte.ground.messages.enums import Channel, MessageState
from pacte.ground.messages.models import ContactRule, Message

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2019, 3, 12, 12, tzinfo=PARIS)
TEMPLATE = "messages/mail/example"


@pytest.fixture(autouse=True)
def _templates(settings: Any) -> None:
    """Two templates of the tests' own."""
    words = {
        f"{TEMPLATE}.subject.txt": "{{ organisation }} : réponse attendue",
        f"{TEMPLATE}.txt": "Bonjour, voir {{ base_url }}/campagnes/{{ campaign }}/",
    }
    options = {k: v for k, v in settings.TEMPLATES[0]["OPTIONS"].items() if k != "loaders"}
    loaders = [("django.template.loaders.locmem.Loader", words), "django.template.loaders.app_directories.Loader"]
    settings.TEMPLATES = [
        {"BACKEND": settings.TEMPLATES[0]["BACKEND"], "APP_DIRS": False, "OPTIONS": {**options, "loaders": loaders}}
    ]


@pytest.fixture
def mail(settings: Any) -> None:
    settings.MAIL_URL = "smtp://localhost:25?encryption=none"


def queue(key: str = "person:12", **more: Any) -> Message:
    given = {"channel": Channel.MAIL, "address": "une.personne@own.example"} | more
    return services.send(key, template=TEMPLATE, context={"campaign": 3, "organisation": "Le Refuge"}, **given)


def test_a_user_is_told_by_mail_and_the_outbox_forgets_address_and_words(mail: None, mailoutbox: list[Any]) -> None:
    user = User.objects.create_user("une.personne@own.example", display_name="Une personne")
    message = services.tell_user(user, template=TEMPLATE, context={"campaign": 3})
    assert "une.personne" not in json.dumps(Message.objects.values().get(), default=str)
    assert services.send_due() == 1
    assert services.send_due() == 0
    message.refresh_from_db()
    assert mailoutbox[0].to == ["une.personne@own.example"]
    assert "/campagnes/3/" in mailoutbox[0].body
    assert (message.state, message.sealed_address, message.sealed_context) == (MessageState.SENT, "", "")


def test_without_a_mail_server_a_message_is_kept_and_leaves_once_there_is_one(
    settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MAIL_URL = ""
    message = queue()
    assert services.send_due() == 0
    message.refresh_from_db()
    assert message.state == MessageState.KEPT
    settings.MAIL_URL = "smtp://localhost:25"
    assert services.send_due() == 1
    assert len(mailoutbox) == 1


def test_never_contact_is_refused_and_recorded_without_the_address() -> None:
    services.set_contact_rule("person:12", never_contact=True)
    message = queue()
    assert (message.state, message.error, message.sealed_address) == (MessageState.REFUSED, "never_contact", "")


def test_a_rule_written_after_the_message_still_stops_it(mail: None, mailoutbox: list[Any]) -> None:
    message = queue()
    services.set_contact_rule("person:12", never_contact=True)
    assert services.send_due() == 0
    message.refresh_from_db()
    assert message.state == MessageState.REFUSED
    assert not mailoutbox


def test_outside_safe_hours_a_message_is_held_until_the_next_safe_hour(mail: None, mailoutbox: list[Any]) -> None:
    now = timezone.localtime()
    start, until = ((now + timedelta(hours=h)).time().replace(second=0, microsecond=0) for h in (2, 3))
    services.set_contact_rule("person:12", safe_from=start, safe_until=until)
    message = queue()
    assert message.state == MessageState.HELD
    assert message.not_before is not None
    assert timezone.localtime(message.not_before).time() == start
    assert services.send_due() == 0


def test_a_safe_channel_replaces_the_one_asked_for_with_its_own_address() -> None:
    services.set_contact_rule("person:12", safe_channel=Channel.LETTER, safe_address="1 place Fictive")
    assert queue().channel == Channel.LETTER
    assert [letter.address for letter in services.print_letters()] == ["1 place Fictive"]
    assert list(services.print_letters()) == []


def test_without_the_safe_channels_address_nothing_is_sent_elsewhere() -> None:
    services.set_contact_rule("person:12", safe_channel=Channel.SMS)
    message = queue()
    assert (message.state, message.error) == (MessageState.REFUSED, "no_safe_address")


def test_a_discreet_recipients_subject_names_no_organisation(mail: None, mailoutbox: list[Any]) -> None:
    services.set_contact_rule("person:12", discreet=True)
    queue()
    queue("person:13")
    services.send_due()
    assert sorted(m.subject for m in mailoutbox) == ["Le Refuge : réponse attendue", "Vous avez un message"]


def test_a_mail_server_that_does_not_answer_is_tried_again_later(mail: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_URL = "smtp://127.0.0.1:1?encryption=none"
    message = queue()
    services.send_due()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.error) == (
        MessageState.QUEUED,
        1,
        "ConnectionRefusedError",
    )
    assert message.not_before is not None and message.not_before > timezone.now()


def test_a_template_that_is_missing_fails_at_once(mail: None) -> None:
    message = services.send("person:12", channel=None, address="a@b.example", template="nowhere/none", context={})
    services.send_due()
    message.refresh_from_db()
    assert (message.state, message.error) == (MessageState.FAILED, "TemplateDoesNotExist")


def test_a_message_whose_process_died_leaves_later(mail: None, mailoutbox: list[Any]) -> None:
    message = queue()
    Message.objects.update(state=MessageState.SENDING, not_before=timezone.now() - timedelta(minutes=1))
    assert services.send_due() == 1
    message.refresh_from_db()
    assert message.state == MessageState.SENT


@pytest.mark.parametrize("key", ["", "a@b.example", "Une personne"])
def test_a_recipient_key_that_could_name_someone_is_refused(key: str) -> None:
    with pytest.raises(BadInput):
        queue(key)


@pytest.fixture
def gateway() -> Iterator[tuple[str, list[Any]]]:
    """A text gateway that notes what it is given."""
    got: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", got
    server.shutdown()


def test_an_sms_is_posted_to_the_gateway(gateway: tuple[str, list[Any]]) -> None:
    url, got = gateway
    with override_settings(SMS_URL=url, BASE_URL="https://pacte.example"):
        queue(channel=Channel.SMS, address="+33100000000")
        assert services.send_due() == 1
    assert got == [{"to": "+33100000000", "text": "Bonjour, voir https://pacte.example/campagnes/3/"}]


def test_retention_drops_old_messages_and_keeps_what_waits() -> None:
    old = queue()
    gone = queue()
    Message.objects.update(created_at=NOON)
    Message.objects.filter(pk=gone.pk).update(state=MessageState.SENT)
    assert privacy.forget_old(timezone.now() - privacy.KEEP) == 1
    assert Message.objects.get() == old


def test_a_rule_reads_its_days_as_digits() -> None:
    rule = ContactRule(safe_from=time(9), safe_until=time(18), safe_days="15")
    assert rule.hours.days == {1, 5}
