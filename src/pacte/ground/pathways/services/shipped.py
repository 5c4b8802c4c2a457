"""Loading the schemes that the product ships. What a city wrote or published is never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import VersionState
from ..models import PathwayScheme, SchemeVersion
from ..permissions import require_scheme_keeping
from ..reads.scheme_words import told
from ..reads.shipped import files
from ..reads.stories import scheme_of_version
from ..rules.faults import SchemeFaults
from ..rules.parse import parse
from ..rules.scheme import Scheme
from .schemes import add_draft, renumbered

FIRST_DAY = SchemeVersion._meta.get_field("valid_from").default


@dataclass
class Loaded:
    """What a loading did: keys published, keys given a new draft, keys left as they are."""

    published: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)


def load(actor: User | None, paths: Iterable[Path] | None = None) -> Loaded:
    """Publish each shipped scheme that is not there yet; a file that changed becomes a draft. Again changes nothing.

    `actor` None is the machine. Sound files are loaded, then BadInput names each fault of the others by file and line.
    """
    if actor is not None:
        require_scheme_keeping(actor)
    done, faults = Loaded(), []
    for path in files() if paths is None else paths:
        text = path.read_text(encoding="utf-8")
        found, said = faults_of(path.name, text)
        faults += found
        if said is not None:
            with transaction.atomic():
                _load(actor, text, said, done)
    if faults:
        raise BadInput(*faults)
    return done


def faults_of(name: str, text: str) -> tuple[list[Fault], Scheme | None]:
    """The faults of a file in words, each with its line; what the file says when there are none."""
    try:
        return [], parse(text)
    except SchemeFaults as bad:
        return [
            Fault(_("%(file)s, ligne %(line)d") % {"file": name, "line": each.line}, each.what, each.remedy)
            for each in told(bad.faults)
        ], None


def _load(actor: User | None, text: str, said: Scheme, done: Loaded) -> None:
    scheme = PathwayScheme.objects.select_for_update().filter(key=said.key).first()
    if scheme is None:
        scheme = PathwayScheme.objects.create(key=said.key, name=said.name, programme=said.programme)
        SchemeVersion.objects.create(
            scheme=scheme, number=1, text=text, state=VersionState.PUBLISHED, published_at=timezone.now(),
            valid_from=said.valid_from or FIRST_DAY, is_sample=said.is_sample, made_by=actor, published_by=actor,
        )  # fmt: skip
        record(actor, "scheme.load", scheme.target, detail={"scheme": said.key})
        done.published.append(said.key)
    elif any(_says_the_same(version, said) for version in scheme.versions.all()):
        done.same.append(said.key)
    else:
        number = (scheme.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        draft = add_draft(scheme, renumbered(text, number), actor, _("Nouvelle version livrée avec le logiciel"))
        record(actor, "scheme.draft", scheme.target, detail={"version": draft.number})
        done.drafted.append(said.key)


def _says_the_same(version: SchemeVersion, said: Scheme) -> bool:
    """Whether a version says what the file says, its number apart."""
    try:
        kept = scheme_of_version(version)
    except SchemeFaults:
        return False
    return replace(kept, version="") == replace(said, version="")
