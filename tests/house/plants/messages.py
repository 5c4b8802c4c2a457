"""A message that waits, and a rule with a safe address."""

from __future__ import annotations

from pacte.ground.messages import services
from pacte.ground.messages.enums import Channel
from tests.house.city import City


def plant(city: City) -> None:
    services.send(
        "person:1", channel=Channel.MAIL, address="une.personne@own.example", template="messages/mail/example",
        context={"note": "une note"}, organisation=city.own.slug,
    )  # fmt: skip
    services.set_contact_rule("person:2", safe_channel=Channel.LETTER, safe_address="1 place Fictive")
