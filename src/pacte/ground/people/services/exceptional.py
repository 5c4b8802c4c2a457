"""Opening a person's files in urgency, without follow-up or sharing: said why, for some hours, told to the officer.

It never opens nor finds a restricted person: for them, only those who follow them.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.messages.services import tell_user
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation

from ..enums import BreakGlassReason, ExceptionalKind, ReviewFinding
from ..models import ExceptionalAccess, File, Person
from ..permissions import following_memberships, require_following
from ..permissions.sharing import require_review
from ..reads.visibility import alive
from ..rules.urgency import ATTEMPTS_PER_HOUR, LONGEST_WORDS, MOST_FOUND, OPEN_FOR, SHORTEST_WORDS, same_name

SEARCH = "urgency.search"


def find_in_urgency(actor: User, *, family_name: str, given_name: str, birth_year: int) -> list[Person]:
    """Persons of exactly this name and birth year whom an organisation follows now: three at most.

    Accents, capitals and hyphens do not count; nothing else is forgiven. Each attempt is in the journal, with how
    many were found and nothing of what was typed. Raises Refused for a role that follows nobody, BadInput when the
    names are missing or after ten attempts within the hour.
    """
    require_following(actor)
    family, given = same_name(family_name), same_name(given_name)
    if not family or not given:
        raise BadInput(Fault("family_name", _("Il faut le nom, le prénom et l’année de naissance.")))
    since = timezone.now() - timedelta(hours=1)
    if Entry.objects.filter(actor_key=actor.opaque_id, action=SEARCH, at__gte=since).count() >= ATTEMPTS_PER_HOUR:
        raise BadInput(
            Fault(
                "family_name",
                _("Vous avez cherché dix fois en une heure."),
                _("Appelez le 15 ou le 115, ou reprenez plus tard."),
            )
        )
    born = _openable().filter(birth_year=birth_year).order_by("-last_contact_at")
    found = [
        person for person in born
        if same_name(person.family_name) == family and same_name(person.given_name) == given
    ][:MOST_FOUND]  # fmt: skip
    record(actor, SEARCH, "", detail={"found": len(found)})
    return found


def break_glass(
    actor: User, person_key: UUID | str, reason: str, words: str, organisation: Organisation
) -> ExceptionalAccess:
    """Open this person's files to the actor for some hours, in the name of an organisation; the officer is told.

    An access that is still open is given back as it stands. Raises Refused for a role that follows nobody or an
    organisation that is not the actor's; Http404 for a person unknown, restricted or followed by nobody; BadInput
    when the reason or the words are missing.
    """
    require_following(actor)
    if organisation.pk not in {held.organisation_id for held in following_memberships(actor)}:
        raise Refused(_("Vous ne suivez personne dans cette organisation."))
    said = words.strip()
    _require_words(reason, said)
    with transaction.atomic():
        person = _openable().select_for_update(of=("self",)).filter(key=person_key).first()
        if person is None:
            raise Http404
        still = ExceptionalAccess.objects.in_force().filter(
            person=person, user=actor, kind=ExceptionalKind.BREAK_GLASS, organisation=organisation.slug
        )
        if access := still.first():
            return access
        access = ExceptionalAccess.objects.create(
            person=person, user=actor, kind=ExceptionalKind.BREAK_GLASS, reason=reason, sealed_words=seal(said),
            organisation=organisation.slug, until=timezone.now() + OPEN_FOR,
        )  # fmt: skip
        detail = {"access": str(access.key), "reason": str(reason), "minutes": int(OPEN_FOR.total_seconds() // 60)}
        record(actor, "person.break_glass", person.target, organisation=organisation.slug, detail=detail)
        _tell_officers()
    return access


def review(actor: User, key: UUID | str, finding: str) -> ExceptionalAccess:
    """What a data protection officer concludes of an access in urgency; an unjustified one is closed at once.

    Raises Refused for anyone else, and for one's own access; Http404 for an unknown one; BadInput when it was
    concluded already or the conclusion is not one of the list.
    """
    require_review(actor)
    if finding not in ReviewFinding.values:
        raise BadInput(Fault("finding", _("Choisissez une conclusion.")))
    with transaction.atomic():
        access = (
            ExceptionalAccess.objects.select_for_update(of=("self",))
            .filter(key=key, kind=ExceptionalKind.BREAK_GLASS)
            .select_related("person")
            .first()
        )
        if access is None:
            raise Http404
        if access.user_id == actor.pk:
            raise Refused(_("Une autre personne relit vos propres accès."))
        if access.reviewed_at is not None:
            raise BadInput(Fault("", _("Cet accès a déjà été relu.")))
        now = timezone.now()
        access.reviewed_at, access.reviewed_by, access.finding = now, actor, finding
        if finding == ReviewFinding.UNJUSTIFIED:
            access.until = min(access.until, now)
        access.save()
        detail = {"access": str(access.key), "finding": str(finding)}
        record(actor, "urgency.review", access.person.target, organisation=access.organisation, detail=detail)
    return access


def _openable() -> QuerySet[Person]:
    """Persons in use, not restricted, whom some organisation follows now."""
    followed = File.objects.open().filter(person=OuterRef("pk"), archived_at__isnull=True)
    return alive().filter(Exists(followed), restricted_since__isnull=True)


def _require_words(reason: str, said: str) -> None:
    faults = []
    if reason not in BreakGlassReason.values:
        faults.append(Fault("reason", _("Dites pourquoi vous ouvrez ce dossier.")))
    if not SHORTEST_WORDS <= len(said) <= LONGEST_WORDS:
        faults.append(
            Fault("words", _("Dites ce qui se passe, en une phrase au moins."), _("Deux mille signes au plus."))
        )
    if faults:
        raise BadInput(*faults)


def _tell_officers() -> None:
    """A mail to each data protection officer: that there is something to look over, and nothing of whom."""
    link = f"{settings.BASE_URL}{reverse('people:break_glass_reviews')}"
    officers = Membership.objects.current(timezone.localdate()).filter(role=Role.DATA_PROTECTION)
    for user in User.objects.filter(pk__in=officers.values("user")).order_by("pk"):
        tell_user(user, template="people/mail/urgency", context={"link": link})
