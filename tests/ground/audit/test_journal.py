"""The journal keeps what it was told, and only codes."""

from __future__ import annotations

import pytest
from django.db import transaction

from pacte.ground.accounts.models import User
from pacte.ground.audit import services
from pacte.ground.audit.models import AppendOnlyError, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> User:
    return User.objects.create_user("officer@own.example", display_name="Une déléguée")


def test_a_line_holds_the_actors_opaque_key_and_nothing_else_of_them(actor: User) -> None:
    services.record(actor, "agreement.end", "partners.Agreement:12", detail={"on": "2019-06-30"})
    line = Entry.objects.get()
    assert line.actor_key == actor.opaque_id
    assert line.detail == {"on": "2019-06-30"}


def test_the_machine_has_no_actor_key() -> None:
    assert services.record(None, "retention.purge", "").actor_key is None


@pytest.mark.parametrize(
    ("action", "target", "detail"),
    [
        ("end", "partners.Agreement:12", {}),
        ("agreement.end", "Une association", {}),
        ("agreement.end", "partners.Agreement:12", {"why": "elle a déménagé"}),
        ("agreement.end", "partners.Agreement:12", {"mail": ["officer@own.example"]}),
    ],
)
def test_a_line_that_could_say_a_name_is_refused(action: str, target: str, detail: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="audit"):
        services.record(None, action, target, detail=detail)
    assert not Entry.objects.exists()


def test_no_line_can_be_changed_or_deleted_through_the_orm() -> None:
    line = services.record(None, "agreement.end", "partners.Agreement:12")
    line.action = "agreement.create"
    attempts = [
        line.save,
        line.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(action="agreement.create"),
        lambda: Entry.objects.bulk_update([line], ["action"]),
        lambda: Entry.objects.update_or_create(pk=line.pk, defaults={"action": "agreement.create"}),
        lambda: Entry._base_manager.all().delete(),
        lambda: Entry.objects.bulk_create(
            [line], update_conflicts=True, update_fields=["action"], unique_fields=["id"]
        ),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnlyError):
            attempt()
    assert Entry.objects.get().action == "agreement.end"


def test_an_act_that_fails_leaves_no_line() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        services.record(None, "agreement.end", "partners.Agreement:12")
        raise RuntimeError
    assert not Entry.objects.exists()
