"""The log tells what happened and where, never what someone typed."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.test import Client

from pacte.ground.web.logs import JsonFormatter

CANARY = "canary-of-a-person@own.example"


def formatted(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [JsonFormatter().format(record) for record in caplog.records]


@pytest.mark.django_db
def test_a_requests_line_holds_its_route_and_neither_its_path_nor_its_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get(f"/accessibilite/?q={CANARY}")
        client.get(f"/nulle-part/{CANARY}/")
        client.post(f"/comptes/connexion/?next=/{CANARY}", {"login": CANARY, "password": CANARY})
    lines = formatted(caplog)
    told = [json.loads(line) for line in lines]
    assert [(one["route"], one["status"]) for one in told if one["logger"] == "pacte.request"] == [
        ("web:accessibility", 200),
        ("", 404),
        ("account_login", 200),
    ]
    assert "canary" not in "\n".join(lines)
    assert "accessibilite" not in "\n".join(lines)


def test_an_exception_is_told_by_its_type_and_place_without_its_message() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        record = logging.LogRecord("pacte.work", logging.ERROR, __file__, 1, "job failed", (), sys.exc_info())
    line = JsonFormatter().format(record)
    assert "canary" not in line
    told = json.loads(line)
    assert told["exception"] == "ValueError"
    assert told["stack"][0].startswith("test_logs.py:")


def test_djangos_own_messages_lose_the_path_that_they_quote() -> None:
    record = logging.LogRecord(
        "django.security.DisallowedHost", logging.ERROR, __file__, 1, f"Invalid header: {CANARY}", (), None
    )
    assert "canary" not in JsonFormatter().format(record)
