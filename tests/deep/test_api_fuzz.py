"""Every operation of the API is called with generated input: no server error, no answer outside its schema."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from pacte.config.wsgi import application
from pacte.ground.accounts.services import create_token
from pacte.ground.partners.enums import Role
from tests.house.city import City

pytestmark = pytest.mark.deep
EXAMPLES = 200 if os.environ.get("PACTE_DEEP") else 6


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The calls use the real WSGI door, which closes connections around each: here they share one transaction."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def authorization(city: City, role: Role) -> dict[str, str]:
    _token, text = create_token(
        city.users[role.value],
        label="épreuve",
        organisation_key=str(city.own.slug),
        scope="write",
        expires_on=timezone.localdate() + timedelta(days=1),
    )
    return {"Authorization": f"Bearer {text}"}


@pytest.mark.parametrize("role", [Role.PACT_TEAM, Role.CONTRIBUTOR])
def test_no_generated_call_breaks_the_api(city: City, role: Role) -> None:
    headers = authorization(city, role)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert operations
    for operation in operations:
        knock(operation, headers)


def knock(operation: Any, headers: dict[str, str]) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def every(case: Any) -> None:
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        case.validate_response(response, checks=[not_a_server_error, response_schema_conformance])

    every()
