"""What the pact's team does with schemes: create, draft, write, publish, retire, open or close to new cases.

A published text never changes: a change is a new draft. Running cases keep their version (see `moving`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import VersionState
from ..models import PathwayScheme, SchemeVersion
from ..permissions import require_scheme_keeping
from ..reads.scheme_words import as_faults
from ..rules.check import SLUG
from ..rules.drafting import key_from
from ..rules.faults import SchemeFaults
from ..rules.parse import parse, read
from ..rules.scheme import Scheme
from ..rules.write import to_toml

RESERVED = frozenset({"livres", "nouveau", "periodes"})
"""Codes that are addresses."""
LONGEST_TEXT = 200_000


def create(
    actor: User, *, name: str, key: str = "", programme: str = "", chapter: str = "", summary: str = ""
) -> SchemeVersion:
    """A scheme of this name with an empty draft. Its code is made from the name when none is given.

    Raises BadInput for a code that another scheme has, or that is none.
    """
    require_scheme_keeping(actor)
    key = key.strip() or key_from(name, set(PathwayScheme.objects.values_list("key", flat=True)) | RESERVED)
    if key in RESERVED or not SLUG.fullmatch(key):
        raise BadInput(
            Fault("key", _("Ce code ne convient pas."), _("Écrivez des minuscules sans accent : « visites »."))
        )
    with transaction.atomic():
        if PathwayScheme.objects.filter(key=key).exists():
            raise BadInput(Fault("key", _("Un dispositif a déjà ce code."), _("Choisissez-en un autre.")))
        scheme = PathwayScheme.objects.create(key=key, name=name, programme=programme)
        said = Scheme(
            key=key, version="1", name=name, programme=programme, chapter=chapter, valid_from=None, summary=summary
        )
        draft = SchemeVersion.objects.create(
            scheme=scheme, number=1, text=to_toml(said), valid_from=timezone.localdate(), made_by=actor
        )
        record(actor, "scheme.create", scheme.target, detail={"scheme": key})
    return draft


def draft_from(actor: User, key: str, number: int) -> SchemeVersion:
    """A new draft that says what this version says."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        scheme = _locked(key)
        base = _version(scheme, number)
        draft = add_draft(scheme, renumbered(base.text, _next(scheme)), actor)
        record(actor, "scheme.draft", scheme.target, detail={"version": draft.number, "from": number})
    return draft


def add_draft(scheme: PathwayScheme, text: str, actor: User | None, note: str = "") -> SchemeVersion:
    """A draft of this text, inside the caller's transaction and under the scheme's lock."""
    said = read(text)
    return SchemeVersion.objects.create(
        scheme=scheme, number=_next(scheme), text=text, is_sample=said.is_sample, note=note, made_by=actor,
        valid_from=timezone.localdate(),
    )  # fmt: skip


def renumbered(text: str, number: int) -> str:
    """The same text under another version's number; its comments stay when it can be done in place."""
    said = read(text)
    again = text.replace(f'version = "{said.version}"', f'version = "{number}"', 1)
    return again if read(again).version == str(number) else to_toml(replace(said, version=str(number)))


def write(actor: User, key: str, number: int, text: str, *, anyway: bool = False) -> SchemeVersion:
    """The whole text of a draft, as somebody wrote it.

    Raises BadInput with each fault and its line, and stores nothing; `anyway` keeps a draft whose form is sound but
    that does not hold yet.
    """

    def change(draft: SchemeVersion) -> Scheme:
        said = checked(text, key) if not anyway else _said(read, text, key)
        draft.text = text
        return said

    return in_draft(actor, key, number, change, {"by": "text"})


def checked(text: str, key: str = "") -> Scheme:
    """What a text says. Raises BadInput with each fault in words; so does a text of another scheme."""
    return _said(parse, text, key)


def _said(reader: Callable[[str], Scheme], text: str, key: str) -> Scheme:
    if len(text) > LONGEST_TEXT:
        raise BadInput(Fault("", _("Ce texte est trop long."), _("Un dispositif tient en 200 000 signes.")))
    try:
        said = reader(text)
    except SchemeFaults as bad:
        raise BadInput(*as_faults(bad.faults)) from bad
    if key and said.key != key:
        what = _("Ligne %(line)d : ce texte est celui du dispositif « %(other)s ».") % {
            "line": said.lines.get("scheme.key", 1), "other": said.key,
        }  # fmt: skip
        raise BadInput(Fault("", what, _("Gardez le code « %(key)s ».") % {"key": key}))
    return said


def change(actor: User, key: str, number: int, edit: Callable[[Scheme], Scheme], detail: dict[str, Any]) -> Scheme:
    """Change a draft by `edit`, which takes and gives the whole scheme; what it says is stored as text."""

    def rewrite(draft: SchemeVersion) -> Scheme:
        said = edit(_said(read, draft.text, ""))
        draft.text = to_toml(said)
        return said

    draft = in_draft(actor, key, number, rewrite, detail)
    return read(draft.text)


def in_draft(
    actor: User, key: str, number: int, change: Callable[[SchemeVersion], Scheme], detail: dict[str, Any]
) -> SchemeVersion:
    """Change the text of a draft under the scheme's lock. Raises BadInput for a version already published."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        scheme = _locked(key)
        draft = _version(scheme, number)
        _require_draft(draft)
        said = change(draft)
        draft.is_sample = said.is_sample
        draft.save(update_fields=["text", "is_sample"])
        if not scheme.versions.exclude(state=VersionState.DRAFT).exists():
            _name_after(scheme, said)
        record(actor, "scheme.write", scheme.target, detail={"version": number, **detail})
    return draft


def publish(actor: User, key: str, number: int, *, adopted_by: str, valid_from: date, note: str = "") -> SchemeVersion:
    """Publish a draft: cases opened from `valid_from` on take it, running cases keep theirs.

    Raises BadInput while the text has faults, with each of them, or without the authority that adopted it.
    """
    require_scheme_keeping(actor)
    if not adopted_by.strip():
        raise BadInput(Fault("adopted_by", _("Une version est adoptée par une autorité."), _("Nommez-la.")))
    with transaction.atomic():
        scheme = _locked(key)
        draft = _version(scheme, number)
        _require_draft(draft)
        said = checked(draft.text, key)
        draft.state, draft.published_at, draft.published_by = VersionState.PUBLISHED, timezone.now(), actor
        draft.adopted_by, draft.valid_from, draft.note = adopted_by.strip(), valid_from, note.strip()
        draft.is_sample = said.is_sample
        draft.save()
        _name_after(scheme, said)
        record(actor, "scheme.publish", scheme.target, detail={"version": number, "from": valid_from.isoformat()})
    return draft


def retire(actor: User, key: str, number: int) -> SchemeVersion:
    """No new case takes this version any more; those that run keep it."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        scheme = _locked(key)
        version = _version(scheme, number)
        if version.state != VersionState.PUBLISHED:
            raise BadInput(Fault("state", _("Seule une version publiée se retire."), _("Choisissez-en une autre.")))
        if scheme.is_open and not scheme.versions.filter(state=VersionState.PUBLISHED).exclude(pk=version.pk).exists():
            what = _("C’est la seule version publiée d’un dispositif ouvert.")
            raise BadInput(Fault("state", what, _("Publiez-en une autre, ou fermez d’abord le dispositif.")))
        version.state = VersionState.RETIRED
        version.save(update_fields=["state"])
        record(actor, "scheme.retire", scheme.target, detail={"version": number})
    return version


def discard(actor: User, key: str, number: int) -> None:
    """A draft goes; with the last version of a scheme that never had a case, the scheme goes too."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        scheme = _locked(key)
        draft = _version(scheme, number)
        _require_draft(draft)
        draft.delete()
        record(actor, "scheme.discard", scheme.target, detail={"version": number})
        if not scheme.versions.exists() and not scheme.cases.exists():
            scheme.delete()


def set_open(actor: User, key: str, is_open: bool) -> PathwayScheme:
    """Open the scheme to new cases, or close it; those that run go on. It opens with a published version alone."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        scheme = _locked(key)
        if is_open and not scheme.versions.filter(state=VersionState.PUBLISHED).exists():
            raise BadInput(Fault("state", _("Ce dispositif n’a pas de version publiée."), _("Publiez-en une.")))
        scheme.is_open = is_open
        scheme.save(update_fields=["is_open"])
        record(actor, "scheme.open" if is_open else "scheme.close", scheme.target)
    return scheme


def _locked(key: str) -> PathwayScheme:
    scheme = PathwayScheme.objects.select_for_update().filter(key=key).first()
    if scheme is None:
        raise Http404
    return scheme


def _version(scheme: PathwayScheme, number: int) -> SchemeVersion:
    version = scheme.versions.filter(number=number).first()
    if version is None:
        raise Http404
    return version


def _require_draft(version: SchemeVersion) -> None:
    if version.state != VersionState.DRAFT:
        raise BadInput(
            Fault("", _("Une version publiée ne change plus."), _("Préparez un nouveau brouillon à partir d’elle."))
        )


def _next(scheme: PathwayScheme) -> int:
    return (scheme.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _name_after(scheme: PathwayScheme, said: Scheme) -> None:
    scheme.name, scheme.programme = said.name[:160], said.programme[:60]
    scheme.save(update_fields=["name", "programme"])
