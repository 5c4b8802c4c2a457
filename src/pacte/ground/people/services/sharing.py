"""Sharing a file with another organisation, and ending it: on the person's word or on an adopted basis.

Nothing else opens a file to a partner. Withdrawn by the person, it closes at the next request, everywhere.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation

from ..enums import DataClass, GivenBy, How, SharingEnd, SharingLevel
from ..models import File, Sharing
from ..permissions import FOLLOWING_ROLES, require_following
from ..reads import FileSight, adopted, adopted_grid
from ..reads import sharing as reads
from ..rules.bases import Basis, fitting
from ..rules.sight import CLASSES_OF_LEVEL
from .contact import note_contact
from .opening import file_to_write, person_to_write


def share(
    actor: User,
    file_key: UUID | str,
    *,
    organisation: Organisation,
    level: str,
    classes: Collection[str],
    given_by: str,
    how: str = "",
    basis_code: str = "",
    until: date | None = None,
    purpose: str = "follow_up",
) -> Sharing:
    """Open the actor's own file to another organisation, up to a level and for some classes of data.

    `given_by` is "person" (with `how`) or "basis" (with the `basis_code` of the adopted list); `purpose` is
    "follow_up", or "referral:<key>". A sharing in force for the same organisation and purpose is replaced. Raises
    Refused or Http404 when the file is not the actor's to write in, BadInput saying what stands in the way.
    """
    _sight, seen = file_to_write(actor, file_key)
    wanted = frozenset(str(each) for each in classes)
    faults = _faults(seen, organisation, level, wanted, until)
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        file = _locked(seen.file)
        ground = _word(how) if given_by == GivenBy.PERSON else _basis(file, organisation, level, wanted, basis_code)
        for earlier in Sharing.objects.in_force().filter(file=file, organisation=organisation, purpose=purpose):
            end(earlier, SharingEnd.REPLACED, actor)
        sharing = Sharing.objects.create(
            file=file, organisation=organisation, level=level, classes=sorted(wanted), noted_by=actor, until=until,
            purpose=purpose, **ground,
        )  # fmt: skip
        if sharing.given_by == GivenBy.PERSON:
            note_contact(file)
        _note(actor, "sharing.give", sharing)
    return sharing


def withdraw(actor: User, sharing_key: UUID | str, how: str = How.ORAL) -> Sharing:
    """The person withdraws, as the actor notes it: whoever follows the person, or the organisation that received.

    A sharing that is over already stays as it is. Raises Refused for a role that follows nobody, Http404 for a
    sharing out of reach, BadInput for an unknown way of saying it.
    """
    sharing = _endable(actor, sharing_key)
    _require_word(how)
    return end(sharing, SharingEnd.WITHDRAWN, actor, how=how)


def stop(actor: User, sharing_key: UUID | str) -> Sharing:
    """The sharing is no longer useful, says the one or the other side. Raises as `withdraw` does."""
    return end(_endable(actor, sharing_key), SharingEnd.ENDED, actor)


def withdraw_all(actor: User, person_key: UUID | str, how: str = How.ORAL) -> None:
    """The person withdraws everything that they had agreed to, wherever it was noted.

    Nothing is said to the actor of what there was: who else follows the person is not told. Raises Refused or
    Http404 when the person is not the actor's to follow.
    """
    sight = person_to_write(actor, person_key)
    _require_word(how)
    with transaction.atomic():
        given = Sharing.objects.in_force().filter(file__person=sight.person, given_by=GivenBy.PERSON)
        for sharing in given.select_related("file__person", "organisation").order_by("pk"):
            end(sharing, SharingEnd.WITHDRAWN, actor, how=how)


def end(sharing: Sharing, why: str, actor: User | None, *, how: str = "") -> Sharing:
    """End a sharing, once, and note it. The caller has checked the right; a sharing that is over is left alone."""
    with transaction.atomic():
        held = Sharing.objects.select_for_update().get(pk=sharing.pk)
        if held.ended_at is not None:
            return held
        held.ended_at, held.end, held.ended_by = timezone.now(), str(why), actor
        held.save(update_fields=["ended_at", "end", "ended_by"])
        _note(actor, "sharing.end", held, why=str(why), said=str(how))
    return held


def own_sharing(actor: User, key: UUID | str) -> tuple[FileSight, Sharing]:
    """A sharing of a file that the actor follows and may write in. Raises Refused, or Http404 for any other."""
    require_following(actor)
    sharing = Sharing.objects.filter(key=key).select_related("file__person", "organisation").first()
    if sharing is None:
        raise Http404
    return file_to_write(actor, sharing.file.key)[1], sharing


def available_bases(organisation_kind: str, follow_up: str = "") -> list[Basis]:
    """The adopted bases towards this kind of organisation, for this follow-up (a file's purpose) when it is said."""
    return fitting(adopted.adopted_bases()[1], organisation_kind, follow_up)


def _endable(actor: User, key: UUID | str) -> Sharing:
    require_following(actor)
    sharing = reads.endable_by(actor).filter(key=key).first()
    if sharing is None:
        raise Http404
    return sharing


def _locked(file: File) -> File:
    """Two sharings of one file are noted one after the other."""
    rows = File.objects.select_for_update(of=("self",)).select_related("person", "organisation")
    return rows.get(pk=file.pk)


def _note(actor: User | None, action: str, sharing: Sharing, **more: str) -> None:
    detail = {
        "sharing": str(sharing.key), "level": str(sharing.level), "classes": list(sharing.classes),
        "by": str(sharing.given_by), "how": str(sharing.how), "basis": sharing.basis_code, "for": sharing.purpose,
    }  # fmt: skip
    kept = {name: value for name, value in (detail | more).items() if value}
    record(actor, action, sharing.file.person.target, organisation=sharing.organisation.slug, detail=kept)


def _faults(
    seen: FileSight, organisation: Organisation, level: str, wanted: frozenset[str], until: date | None
) -> list[Fault]:
    """Whatever no word and no basis can mend."""
    found = []
    if organisation.pk == seen.file.organisation_id:
        found.append(
            Fault("organisation", _("C’est l’organisation qui tient ce dossier."), _("Choisissez-en une autre."))
        )
    elif not organisation.is_active:
        found.append(Fault("organisation", _("Cette organisation est fermée."), _("Choisissez-en une autre.")))
    if level not in SharingLevel.values:
        return [*found, Fault("level", _("Dites jusqu’où va le partage."))]
    if level == SharingLevel.EXISTENCE and seen.file.organisation.is_discreet:
        found.append(
            Fault(
                "level",
                _("Le nom de votre organisation est à taire : partager la seule existence du dossier la trahirait."),
                _("Partagez un suivi que la personne a choisi, ou rien."),
            )
        )
    found += _faults_of_classes(seen, organisation, level, wanted)
    if until is not None and until < timezone.localdate():
        found.append(Fault("until", _("Ce jour est passé."), _("Choisissez aujourd’hui ou un jour à venir.")))
    return found


def _faults_of_classes(seen: FileSight, organisation: Organisation, level: str, wanted: frozenset[str]) -> list[Fault]:
    grid = adopted_grid()
    theirs = frozenset(each for role in FOLLOWING_ROLES for each in grid.classes(role, organisation.kind))
    tries = (
        (
            wanted - CLASSES_OF_LEVEL[level],
            _("Ce niveau n’ouvre pas : %(names)s."),
            _("Retirez-les ou changez de niveau."),
        ),
        (wanted - seen.seen.classes, _("Vous ne voyez pas vous-même : %(names)s."), _("Retirez-les.")),
        (
            wanted - theirs,
            _("La grille adoptée n’ouvre à personne, dans ce type d’organisation : %(names)s."),
            _("Retirez-les."),
        ),
    )
    if not wanted and level != SharingLevel.EXISTENCE:
        return [Fault("classes", _("Rien n’est choisi."), _("Cochez au moins une classe de données."))]
    for beyond, what, remedy in tries:
        if beyond:
            return [Fault("classes", what % {"names": _names(beyond)}, remedy)]
    return []


def _names(classes: Collection[str]) -> str:
    labels = dict(DataClass.choices)
    return ", ".join(sorted(str(labels.get(each, each)).lower() for each in classes))


def _word(how: str) -> dict[str, str]:
    """The person's word, as the sharing's row says it."""
    _require_word(how)
    return {"given_by": GivenBy.PERSON, "how": how}


def _require_word(how: str) -> None:
    if how not in How.values:
        raise BadInput(Fault("how", _("Dites comment la personne l’a dit."), _("Choisissez dans la liste.")))


def _basis(file: File, organisation: Organisation, level: str, wanted: frozenset[str], code: str) -> dict[str, str]:
    """The adopted basis that covers what is asked, as the sharing's row says it; BadInput says why there is none."""
    ask = _("Demandez l’accord de la personne.")
    if file.person.is_restricted:
        raise BadInput(Fault("given_by", _("Les données de cette personne sont à l’abri : elle seule décide."), ask))
    if file.organisation.is_discreet:
        raise BadInput(
            Fault("given_by", _("Le nom de votre organisation est à taire : seule la personne peut partager."), ask)
        )
    version, listed = adopted.adopted_bases()
    if not listed:
        raise BadInput(
            Fault("given_by", _("Aucune liste de bases de partage n’est adoptée : aucune base ne vaut accord."), ask)
        )
    basis = next((each for each in listed if each.code == code), None)
    if basis is None:
        raise BadInput(Fault("basis_code", _("Cette base n’est pas dans la liste adoptée."), ask))
    lacking = basis.lacks(file.purpose, organisation.kind, level, wanted)
    if lacking:
        raise BadInput(Fault("basis_code", _why_not(lacking, basis), ask))
    return {"given_by": GivenBy.BASIS, "basis_code": basis.code, "basis_version": version}


def _why_not(lacking: str, basis: Basis) -> str:
    return {
        "follow_up": _("Cette base ne vaut pas pour l’objet de ce suivi."),
        "kind": _("Cette base ne vaut pas pour ce type d’organisation."),
        "level": _("Cette base s’arrête au niveau « %(level)s ».") % {"level": SharingLevel(basis.level).label},
        "classes": _("Cette base couvre seulement : %(names)s.") % {"names": _names(basis.classes)},
    }[lacking]
