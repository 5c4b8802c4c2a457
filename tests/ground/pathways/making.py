"""The smallest pathway for a test: a scheme of its own, a case of a file, a signal at a desk."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, PathwayScheme, SchemeVersion, Signal, TriageDesk
from pacte.ground.people.models import File

_numbers = count(1)

SCHEME = """
key = "visit"
version = "1"
name = "Une visite d’exemple"
programme = "prevention_actions"
chapter = "prevention"
valid_from = 2015-01-01
summary = "Un dispositif inventé pour un essai."

[[fact]]
key = "lease_signed_on"
label = "Bail signé le"
kind = "date"

[[step]]
key = "alert_received"
label = "Alerte reçue"
by = "Le bailleur"
opens = true

[[step]]
key = "hearing_held"
label = "Audience"
by = "Le juge"
after = ["alert_received"]
repeats = true

[[step]]
key = "visit_made"
label = "Visite faite"
by = "La travailleuse sociale"
after = ["alert_received"]
documents = [{ key = "report", label = "Compte rendu" }]

[[clock]]
key = "visit_in_time"
label = "Visite à faire"
start = "alert_received"
stops = ["visit_made"]
act = "Faire la visite"
soon = 5
reminders = [3]
length = 10
unit = "working_days"
reference = "Exemple, sans texte"

[[clock]]
key = "report_before_hearing"
label = "Compte rendu avant l’audience"
start = "hearing_held"
stops = ["visit_made"]
direction = "before"
roll = "previous"
length = 5
unit = "working_days"
reference = "Exemple, sans texte"

[[outcome]]
key = "kept"
label = "Logement gardé"
avoids_rupture = true
why = "Le bail continue."

[[outcome]]
key = "abandoned"
label = "Parcours abandonné"

[[measure]]
key = "visited_in_time"
label = "Visites faites à temps"
kind = "within"
clock = "visit_in_time"
explanation = "Les visites faites avant leur échéance."
"""
"""A scheme with two clocks, one forward, one backward from a hearing that may be planned."""


def scheme(key: str = "visit", text: str = SCHEME, **values: Any) -> SchemeVersion:
    """A published version of a scheme of this key; made once."""
    kept = PathwayScheme.objects.get_or_create(key=key, defaults={"name": "Une visite d’exemple"})[0]
    latest = kept.versions.order_by("-number").first()
    if latest is not None and not values:
        return latest
    usual = {"state": "published", "published_at": timezone.now(), "number": latest.number + 1 if latest else 1}
    return SchemeVersion.objects.create(scheme=kept, text=text, **usual | values)


def case(file: File, version: SchemeVersion | None = None, **values: Any) -> Case:
    """A case of this file, straight into the database: no event, no clock. The verbs are in services.cases."""
    of = version or scheme()
    usual = {"organisation": file.organisation, "territory": file.territory, "opened_on": timezone.localdate()}
    return Case.objects.create(
        number=90_000 + next(_numbers), scheme=of.scheme, version=of, file=file, **usual | values
    )


def desk(home: Organisation, *kinds: str, **values: Any) -> TriageDesk:
    """A desk of this organisation that answers these kinds of signals (arrears when none is named)."""
    return TriageDesk.objects.create(organisation=home, kinds=list(kinds or ("arrears",)), **values)


def signal(at: TriageDesk | None = None, **values: Any) -> Signal:
    """A signal of arrears received today, which waits at this desk."""
    today: date = timezone.localdate()
    usual = {"kind": "arrears", "source": "landlord", "due_on": today + timedelta(days=10), "desk": at}
    return Signal.objects.create(number=90_000 + next(_numbers), **usual | values)
