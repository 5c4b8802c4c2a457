"""Rounds: who reads their log and the words of a decision, how long they stay."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import (
    Asker,
    Fate,
    FieldClass,
    Holding,
    Processing,
    Retention,
    Section,
    Sensitive,
)
from pacte.ground.people.models import Person

from ..models import AllocationRound, ProposalLine
from ..permissions import regulates
from ..reads.requests_of_person import requests_of

LOG_KEPT = timedelta(days=730)
WORDS_KEPT = timedelta(days=365)


def _regulator(user: Any, _row: Any) -> bool:
    """The 115 is one line for the city: whoever regulates reads what it decided."""
    return regulates(user)


FIELDS: list[Sensitive] = [
    Sensitive("shelter.AllocationRound", "sealed_log", FieldClass.SITUATION, _regulator),
    Sensitive("shelter.ProposalLine", "sealed_words", FieldClass.FREE_TEXT, _regulator),
]


def _forget_rounds(before: datetime) -> int:
    """The log goes with the explanations; the figures of the round stay."""
    old = AllocationRound.objects.filter(opened_at__lt=before).exclude(sealed_log="")
    rows = list(old.values_list("pk", flat=True))
    ProposalLine.objects.filter(round__in=rows).update(explanation={}, members=[])
    return old.update(sealed_log="")


def _forget_words(before: datetime) -> int:
    return ProposalLine.objects.filter(~Q(sealed_words=""), decided_at__lt=before).update(sealed_words="")


RETENTION: list[Retention] = [
    Retention(
        "shelter.AllocationRound", LOG_KEPT,
        _("Le journal d’un tour répond à qui conteste : il est supprimé après deux ans, les chiffres restent."),
        _forget_rounds, Fate.ANONYMISE, is_sample=True,
    ),
    Retention(
        "shelter.ProposalLine", WORDS_KEPT,
        _("Les mots qui précisent une décision sont supprimés après un an ; la raison codée reste."),
        _forget_words, Fate.ANONYMISE, is_sample=True,
    ),
]  # fmt: skip


def _tell(_person: Person, _asker: Asker) -> list[Section]:
    """Nothing of its own: a person's requests say what they had and why not."""
    return []


def _anonymise(person: Person) -> int:
    """The lines of the person's requests keep their codes; who they were split into and the words go."""
    lines = ProposalLine.objects.filter(request__in=requests_of(person).values("pk"))
    return lines.update(sealed_words="", members=[], explanation={})


HOLDINGS: list[Holding] = [Holding(_("Propositions des tours d’attribution"), _tell, _anonymise)]
PROCESSING: list[Processing] = [
    Processing(
        name=_("Tours d’attribution des places d’hébergement"),
        purpose=_(
            "Proposer les places libres d’une nuit d’après une grille publique, décider ligne par ligne, expliquer."
        ),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e) ; une personne décide de chaque ligne (article 22)."),
        concerned=_("Ménages qui demandent un hébergement d’urgence"),
        recipients=_("La régulation du 115"),
        models=("shelter.AllocationRound", "shelter.ProposalLine"),
        risks=(
            _("Qu’une explication dise où est quelqu’un, ou qui il doit éviter"),
            _("Qu’un calcul décide à la place d’une personne"),
        ),
        measures=(
            _("Le journal ne garde ni nom, ni âge, ni point, ni raison d’une exclusion"),
            _("Une personne mise à l’abri n’est dans l’explication d’aucun autre ménage"),
            _("Rien n’est attribué sans qu’une personne confirme ; un autre choix demande une raison"),
            _("La grille est publique, versionnée, adoptée par une autorité nommée"),
        ),
    )
]
SEALED: list[str] = ["shelter.AllocationRound.sealed_log", "shelter.ProposalLine.sealed_words"]
