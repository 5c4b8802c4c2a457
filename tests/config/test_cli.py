"""The command line, as an operator uses it."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.installation import Installation, bare, migrated

pytestmark = pytest.mark.xdist_group("cli")  # one worker makes its installations, once

PRODUCTION = {
    "PACTE_ENV": "production", "PACTE_HOSTS": "pacte.example.org", "PACTE_BASE_URL": "https://pacte.example.org",
    "PACTE_MAIL_URL": "smtp://mail.example.org:587",
}  # fmt: skip


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration, built once."""
    with bare(tmp_path_factory.mktemp("city")) as made:
        made.well("demo", "--no-serve")
        yield made


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation ready for production: migrated, with its own keys."""
    with migrated(tmp_path_factory.mktemp("live")) as made:
        made.well("keys", "generate")
        yield made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_demonstration_says_who_to_be_and_changes_nothing_the_second_time(city: Installation) -> None:
    before = city.well("content-hash")
    said = city.well("demo", "--no-serve")
    assert "demonstration-2019" in said and "pact_team@demo.pacte.example" in said
    assert city.well("content-hash") == before
    assert (city.folder / "demonstration.txt").read_text().startswith("size demonstration\nseed 2019\n")


def test_the_demonstration_is_not_mixed_with_a_real_city_nor_built_in_production(live: Installation) -> None:
    live.python(
        "from pacte.ground.accounts.models import User\n"
        "User.objects.get_or_create(email='a@own.example', defaults={'display_name': 'Une personne'})"
    )
    assert "real accounts" in live.pacte("demo", "--no-serve").stderr
    assert "not built in production" in live.pacte("demo", "--no-serve", **PRODUCTION).stderr


def test_a_safe_production_starts(live: Installation) -> None:
    assert live.pacte("work", "--until-empty", **PRODUCTION).returncode == 0


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("PACTE_ENV", "prod", "neither demonstration nor production"),
        ("PACTE_HOSTS", "localhost", "names no public host"),
        ("PACTE_HOSTS", "*", "names no public host"),
        ("PACTE_HOSTS", "other.example.org", "not one of PACTE_HOSTS"),
        ("PACTE_BASE_URL", "http://pacte.example.org", "https://"),
        ("PACTE_OIDC_URL", "https://issuer.example", "PACTE_OIDC_SECRET"),
        ("PACTE_MAIL_URL", "mail.example.org", "cannot be read"),
    ],
)
def test_an_unsafe_setting_stops_production_with_its_remedy(
    live: Installation, setting: str, value: str, words: str
) -> None:
    refused = live.pacte("work", "--until-empty", **(PRODUCTION | {setting: value}))
    assert refused.returncode == 1
    assert "refused to start" in refused.stderr and words in refused.stderr


def test_production_refuses_the_demonstrations_keys_and_accounts(city: Installation) -> None:
    refused = city.pacte("tick", **PRODUCTION)
    assert refused.returncode == 1
    assert "pacte keys generate" in refused.stderr
    assert "demonstration accounts are in this database" in refused.stderr


def test_production_refuses_keys_that_others_can_read(live: Installation) -> None:
    (live.folder / "keys.json").chmod(0o644)
    try:
        assert "chmod 600" in live.pacte("work", "--until-empty", **PRODUCTION).stderr
    finally:
        (live.folder / "keys.json").chmod(0o600)


def test_the_web_servers_own_door_stays_shut_too(city: Installation) -> None:
    refused = city._run([sys.executable, "-c", "import pacte.config.wsgi"], PRODUCTION)
    assert refused.returncode == 1
    assert "refused to start" in refused.stderr


def test_keys_are_made_once_turned_and_listed_but_never_printed(tmp_path: Path) -> None:
    made = Installation(tmp_path)
    said = made.well("keys", "generate")
    assert made.pacte("keys", "generate").returncode == 1
    said += made.well("keys", "rotate") + made.well("keys", "show")
    ring = json.loads((tmp_path / "keys.json").read_text())
    assert (ring["current"], len(ring["fields"]), ring["demonstration"]) == ("k2", 2, False)
    assert "k2: made 20" in said and "current" in said
    assert not any(secret in said for secret in [*ring["signing"], *ring["fields"].values()])
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600


def test_after_a_rotation_sealed_values_are_sealed_again(tmp_path: Path) -> None:
    with migrated(tmp_path) as made:
        made.python(
            "from pacte.ground.messages import services\n"
            "services.set_contact_rule('person:1', safe_channel='letter', safe_address='1 place Fictive')"
        )
        made.well("keys", "rotate")
        assert made.well("keys", "reseal").startswith("1 values")
        assert made.well("keys", "reseal").startswith("0 values")
        assert made.ask("SELECT sealed_address FROM outbox_contactrule")[0][0].startswith("k2")


def test_tick_runs_every_rooms_recurring_tasks_and_says_what_was_done(city: Installation) -> None:
    said = city.well("tick")
    assert "ground.jobs.take_up_stale_jobs: 0" in said
    assert "ground.messages.send_messages:" in said


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(city: Installation, tmp_path: Path) -> None:
    ill = Installation(tmp_path, "postgres://nobody@127.0.0.1:1/none").pacte("doctor")
    assert ill.returncode == 1
    assert "WRONG    database" in ill.stdout and "To mend:" in ill.stdout
    city.well("tick")
    city.well("work", "--until-empty")
    well = city.pacte("doctor")
    assert well.returncode == 0, well.stdout
    assert "WRONG" not in well.stdout


def children(pid: int) -> dict[str, int]:
    """Living children of a process, by the word that names them."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            command = (entry / "cmdline").read_text().split("\0")
        except (OSError, IndexError):
            continue
        if parent == pid:
            name = "granian" if "granian" in command else next((w for w in command if w in {"work", "tick"}), "?")
            found[name] = int(entry.name)
    return found


def wait_for(what: object, limit: float = 90) -> None:
    before = time.monotonic()
    while time.monotonic() < before + limit:
        if what():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def test_serve_keeps_web_worker_and_ticks_alive_and_stops_them_together(city: Installation) -> None:
    port = free_port()
    served = city.start("serve", "--port", str(port))

    def answers() -> bool:
        try:
            return requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10).status_code == 200
        except requests.RequestException:
            return False

    try:
        wait_for(answers)
        first = children(served.pid)
        assert set(first) == {"granian", "work", "tick"}
        os.kill(first["work"], signal.SIGKILL)
        wait_for(lambda: children(served.pid).get("work", first["work"]) != first["work"])
        parts = children(served.pid)
    finally:
        served.terminate()
        said, _nothing = served.communicate(timeout=90)
    assert served.returncode == 0, said
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts.values())
    assert not answers()


def test_serve_gives_up_when_its_port_is_taken(city: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = city.pacte("serve", "--web-only", "--port", str(taken.getsockname()[1]))
    assert refused.returncode == 1
    assert "web cannot start" in refused.stderr
