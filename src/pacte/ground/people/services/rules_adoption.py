"""Adopting the lists on which rights rest: the grid of field classes, and the bases of sharing.

A list acts once the data protection officer has recorded it with the authority that adopted it. A list with a fault
is refused whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import require_role

from ..enums import RuleKind
from ..models import AdoptedRules
from ..reads import adopted
from ..rules import bases
from ..rules.bases import BadList, Problem


def proposed(kind: str) -> str:
    """The list that the product proposes, as the text to adopt or to change; without its notes to developers."""
    path = Path(apps.get_app_config("people").path) / "data" / f"{RuleKind(kind).value}.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#")) + "\n"


def adopt(actor: User, kind: str, content: str | Mapping[str, Any], authority: str) -> AdoptedRules:
    """Put this list in force: TOML text, or the same already read. Noted in the journal.

    Raises Refused for anyone but a data protection officer; BadInput naming each fault of the list, an authority
    left out, a version that was already adopted with other words, or the list that is in force already.
    """
    require_role(actor, Role.DATA_PROTECTION)
    name = " ".join(authority.split())
    if not name or len(name) > 160:
        raise BadInput(Fault("authority", _("Le nom de l’autorité manque."), _("Écrivez qui a adopté cette liste.")))
    wanted = _checked(kind, content)
    with transaction.atomic():
        _refuse_again(kind, wanted)
        row = AdoptedRules.objects.create(
            kind=kind, version=wanted.version, content=wanted.content, is_sample=wanted.is_sample, authority=name,
            adopted_by=actor,
        )  # fmt: skip
        detail = {"kind": str(kind), "rows": len(*wanted.content.values())}
        record(actor, "rules.adopt", f"people.AdoptedRules:{row.pk}", detail=detail)
    return row


def _checked(kind: str, content: str | Mapping[str, Any]) -> bases.RuleList:
    try:
        return bases.checked(RuleKind(kind).value, bases.read(content) if isinstance(content, str) else content)
    except BadList as bad:
        raise BadInput(*(Fault("content", _words(each)) for each in bad.problems)) from bad


def _refuse_again(kind: str, wanted: bases.RuleList) -> None:
    """A version says one thing: the same name never stands for two lists."""
    same = list(AdoptedRules.objects.select_for_update().filter(kind=kind, version=wanted.version))
    latest = adopted.in_force(kind)
    if latest is not None and (latest.version, latest.content) == (wanted.version, wanted.content):
        raise BadInput(Fault("content", _("Cette liste est déjà en vigueur.")))
    if any(row.content != wanted.content for row in same):
        raise BadInput(
            Fault(
                "content", _("Cette version existe déjà avec un autre contenu."), _("Donnez un autre nom de version.")
            )
        )


def _words(problem: Problem) -> str:
    words = {
        "unreadable": _("Ce texte n’est pas du TOML : %(value)s."),
        "unexpected": _("« %(where)s » n’a pas de sens dans cette liste. Retirez-le."),
        "no_version": _("« version » manque, ou dépasse quarante signes."),
        "not_a_choice": _("« is_sample » est true ou false."),
        "no_rows": _("« %(where)s » manque : la liste n’a aucune ligne."),
        "unknown": _("%(where)s : « %(value)s » n’est pas un code connu."),
        "empty": _("%(where)s : écrivez au moins un code."),
        "no_text": _("%(where)s : écrivez quelques mots, trois cents signes au plus."),
        "not_a_code": _("%(where)s : « %(value)s » n’est pas un code (minuscules, chiffres et _)."),
        "twice": _("%(where)s : « %(value)s » est écrit deux fois."),
        "beyond_level": _("%(where)s : « %(value)s » dépasse ce que ce niveau peut ouvrir."),
    }
    return words[problem.code] % {"where": problem.where, "value": problem.value[:120]}
