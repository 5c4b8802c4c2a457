"""What the answer to a signal may begin: the schemes open today and the acts that begin them, the files one follows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.people.reads.followed import followed_labels
from pacte.ground.people.reads.visibility import followed_by

from ..enums import VersionState
from ..models import SchemeVersion
from .cases import visible
from .stories import scheme_of_version

MOST = 500


def openings(on: date) -> list[tuple[str, str]]:
    """Each act by which a case may begin on this day, as ("scheme:step", words); in two queries at most."""
    versions: dict[int, list[SchemeVersion]] = defaultdict(list)
    rows = SchemeVersion.objects.filter(state=VersionState.PUBLISHED, scheme__is_open=True).select_related("scheme")
    for each in rows.order_by("scheme__name", "-valid_from", "-number"):
        versions[each.scheme_id].append(each)
    found = []
    for held in versions.values():
        version = next((each for each in held if each.valid_from <= on), held[-1])
        said = scheme_of_version(version)
        first = [step for step in said.steps if step.opens] or list(said.steps)
        found += [(f"{version.scheme.key}:{step.key}", f"{version.scheme.name} · {step.label}") for step in first]
    return found


def own_files(user: User, organisation: Organisation) -> list[tuple[str, str]]:
    """The open files of this organisation that the user follows, by key, as the adopted grid names them."""
    labels = followed_labels(user)
    files = [each for each in followed_by(user)[:MOST] if each.organisation_id == organisation.pk]
    named = [(str(each.key), labels.get(each.person, each.person.pseudonym)) for each in files]
    return sorted(named, key=lambda each: each[1].casefold())


def running_cases(user: User) -> list[tuple[str, str]]:
    """The running cases of the files that the user follows, by key, with the scheme and what the person is called."""
    labels = followed_labels(user)
    mine = (
        visible(user)
        .filter(closed_on__isnull=True, file__in=followed_by(user))
        .select_related("scheme", "file__person")
    )
    found = []
    for each in mine.order_by("-number")[:MOST]:
        assert each.file is not None
        who = labels.get(each.file.person, each.file.person.pseudonym)
        found.append((str(each.key), f"{each.label} · {each.scheme.name} · {who}"))
    return found
