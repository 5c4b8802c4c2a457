"""Writing what is known of a household: checked whole, its members in order, sealed where it is words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.enums import CareNeed, Gender
from pacte.ground.people.models import Household, Person
from pacte.ground.people.reads import seen_among
from pacte.ground.referrals.rules import has_control_characters

from ..enums.requests import DangerReason, RequestSource, ShelterRequestState
from ..models import PriorityGrid, RequestMember, ShelterRequest
from ..reads.tonight import night_at
from ..rules import requests as rules
from ..rules.requests import Asked, Someone

FILLED_IN = (
    "file",
    "household",
    "territory",
    "latitude",
    "longitude",
    "previous_site",
    "care_need",
    "danger",
    "sealed_way",
    "has_relay",
    "external_id",
)
"""What a repeated call fills in when the request lacks it."""

SLIP = timedelta(minutes=15)
"""How long an age typed by mistake may be corrected on a minor's request."""

FURTHEST = timedelta(days=31)
"""How far ahead a night may be asked for."""

SPLIT_WORDS = {
    rules.SplitFault.ONE_GROUP: gettext_lazy("Il faut au moins deux groupes pour une séparation."),
    rules.SplitFault.SOMEBODY_LEFT: gettext_lazy("Chaque personne va dans un groupe, et dans un seul."),
    rules.SplitFault.NO_ADULT: gettext_lazy("Un groupe n’a pas d’adulte : un enfant n’est jamais placé seul."),
}


def check(
    actor: User, values: Asked, night: date, *, may_lack_members: bool = False, before: ShelterRequest | None = None
) -> None:  # fmt: skip
    """Raise BadInput with every fault of what was said, Http404 for a person whom the actor may not know of.

    `before`: the request that is changed; its night, its file and its household were looked at when it was taken.
    """
    faults = [] if before is not None else _night_faults(night)
    faults += [*_member_faults(values, may_lack_members), *_need_faults(values)]
    faults += [*_split_faults(values), *_word_faults(values)]
    if unknown := set(values.criteria) - stated_criteria(night):
        what = _("Ce critère n’est pas de la grille en vigueur : %(codes)s.") % {"codes": ", ".join(sorted(unknown))}
        faults.append(Fault("criteria", what, _("Rechargez la page.")))
    if faults:
        raise BadInput(*faults)
    _check_sight(actor, values, before)


def _check_sight(actor: User, values: Asked, before: ShelterRequest | None) -> None:
    """Raise Http404 unless the actor may know of every person that they name."""
    named = {each.person.pk for each in values.members if each.person is not None}
    if values.file is not None and (before is None or before.file_id != values.file.pk):
        named.add(values.file.person_id)
    seen = seen_among(actor, named)
    if named - seen:
        raise Http404
    if values.household is not None and (before is None or before.household_id != values.household.pk):
        members = set(values.household.members.values_list("person", flat=True))
        if not seen_among(actor, members):
            raise Http404


def stated_criteria(night: date) -> set[str]:
    """Codes of the grid in force that somebody states; the others follow from the composition."""
    grid = PriorityGrid.objects.in_force(night).first()
    return set(grid.criteria.values_list("code", flat=True)) if grid else set()


def _night_faults(night: date) -> list[Fault]:
    tonight = night_at()
    if night < tonight:
        return [Fault("night", _("Cette nuit est passée."), _("Une demande se prend pour cette nuit ou une suivante."))]
    if night > tonight + FURTHEST:
        return [Fault("night", _("Cette nuit est trop lointaine."), _("Un mois d’avance au plus."))]
    return []


def _member_faults(values: Asked, may_lack_members: bool) -> list[Fault]:
    members = values.members
    if not members and not may_lack_members:
        what = _("La composition du ménage manque.")
        return [Fault("members", what, _("Dites au moins une personne : une femme, un homme, un enfant."))]
    if len(members) > rules.MOST_MEMBERS:
        what = _("Ce ménage compte plus de %(most)d personnes.") % {"most": rules.MOST_MEMBERS}
        return [Fault("members", what, _("Prenez une demande par famille."))]
    faults = []
    for rank, each in enumerate(members, start=1):
        if each.age is not None and not 0 <= each.age <= rules.OLDEST:
            what = _("Personne %(rank)d : cet âge ne convient pas.") % {"rank": rank}
            faults.append(Fault("members", what, _("Un nombre d’années, de 0 à 120.")))
        if each.gender and each.gender not in Gender.values:
            what = _("Personne %(rank)d : ce genre n’est pas de la liste.") % {"rank": rank}
            faults.append(Fault("members", what, _("Choisissez dans la liste.")))
    return faults


def _need_faults(values: Asked) -> list[Fault]:
    faults, pick = [], _("Choisissez dans la liste.")
    if not 0 <= values.animals <= rules.MOST_ANIMALS:
        faults.append(Fault("animals", _("Ce nombre d’animaux ne convient pas."), _("De 0 à 20.")))
    if values.care_need and values.care_need not in CareNeed.values:
        faults.append(Fault("care_need", _("Ce besoin n’est pas de la liste."), pick))
    if values.danger and values.danger not in DangerReason.values:
        faults.append(Fault("danger", _("Ce danger n’est pas de la liste."), pick))
    if values.source not in RequestSource.values:
        faults.append(Fault("source", _("Cette origine n’est pas de la liste."), pick))
    if len(values.external_id) > 60:
        faults.append(Fault("external_id", _("Cet identifiant est trop long."), _("Soixante signes au plus.")))
    return faults


def _split_faults(values: Asked) -> list[Fault]:
    found = rules.split_fault(values.parts, values.members)
    remedy = _("Notez le groupe de chacun, avec l’accord du ménage, ou laissez tout vide.")
    return [Fault("parts", str(SPLIT_WORDS[found]), remedy)] if found else []


def _word_faults(values: Asked) -> list[Fault]:
    faults = []
    for where, text in (("way", values.way), ("relay", values.relay), ("words", values.words)):
        if len(text) > rules.LONGEST_WORDS:
            what = _("Ce texte dépasse %(most)d signes.") % {"most": rules.LONGEST_WORDS}
            faults.append(Fault(where, what, _("Abrégez-le.")))
        elif has_control_characters(text):
            faults.append(Fault(where, _("Ce texte contient des signes illisibles."), _("Retapez-le.")))
    return faults


def check_minors(held: ShelterRequest, before: list[RequestMember], after: tuple[Someone, ...]) -> None:
    """Raise BadInput when somebody who was, or said to be, a minor would be gone: there is one way out for them.

    A slip of the pen is corrected within a quarter of an hour, and what a referral alone said until somebody is asked;
    whoever says to be a minor stays one here in every case.
    """
    is_slip = timezone.now() - held.received_at < SLIP
    is_unheard = held.state == ShelterRequestState.RECEIVED and held.referral_id is not None
    if (is_slip or is_unheard) and not any(row.says_minor for row in before):
        return
    if before and not rules.keeps_minors(before, after):
        what = _("Cette demande concerne un mineur seul : il reste mineur ici.")
        remedy = _("Ajoutez l’adulte de sa famille qui est avec lui, ou remettez-le à la protection de l’enfance.")
        raise BadInput(Fault("members", what, remedy))


def lock_household(values: Asked) -> None:
    """Keep other calls about the same people waiting until the end of the transaction, whoever takes them."""
    persons = {each.person.pk for each in values.members if each.person is not None}
    if values.file is not None:
        persons.add(values.file.person_id)
    if values.household is not None:
        list(Household.objects.select_for_update(no_key=True).filter(pk=values.household.pk))
        persons |= set(values.household.members.values_list("person", flat=True))
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=persons).order_by("pk").values_list("pk"))


def columns(values: Asked) -> dict[str, Any]:
    """What the request itself keeps of what was said; the point is rounded, the words are sealed."""
    point = rules.rounded(values.point) if values.point else (None, None)
    way = rules.way_text(values.way, values.relay)
    return {
        "file": values.file, "household": values.household, "territory": values.territory, "latitude": point[0],
        "longitude": point[1], "previous_site": values.previous_site, "needs_step_free": values.needs_step_free,
        "animals": values.animals, "care_need": values.care_need, "criteria": list(values.criteria),
        "danger": values.danger, "parts": [list(part) for part in values.parts],
        "sealed_way": seal(way) if way else "", "has_relay": bool(values.relay.strip()),
        "sealed_words": seal(values.words.strip()) if values.words.strip() else "",
        "external_id": values.external_id.strip(),
    }  # fmt: skip


def write_members(request: ShelterRequest, members: tuple[Someone, ...]) -> None:
    """The household anew, in the order said; a member who was there keeps the person that was linked."""
    before = {row.position: row.person_id for row in request.members.all()}
    request.members.all().delete()
    RequestMember.objects.bulk_create(
        RequestMember(
            request=request, position=position, age=each.age, gender=each.gender, says_minor=each.says_minor,
            person_id=each.person.pk if each.person else before.get(-1 if each.was is None else each.was),
        )
        for position, each in enumerate(members)
    )  # fmt: skip
    request.size, request.kind = len(members), rules.kind_of(members) or ""
    request.save(update_fields=["size", "kind"])


def words_of(sealed: str) -> str:
    """A sealed text in clear, "" when there is none."""
    return unseal(sealed) if sealed else ""
