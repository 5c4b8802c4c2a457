"""A scheme's faults in words: the line, what is wrong, what to do. The rules give codes alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.declarations.errors import Fault

from ..rules.drafting import PartKind
from ..rules.faults import SchemeFault
from ..rules.scheme import FactKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: dict[str, StrPromise] = {
    "step": gettext_lazy("l’étape"),
    "fact": gettext_lazy("la précision"),
    "clock": gettext_lazy("le délai"),
    "outcome": gettext_lazy("l’issue"),
    "measure": gettext_lazy("la mesure"),
}
FACT_KINDS: dict[str, StrPromise] = {
    FactKind.DATE: gettext_lazy("une date"),
    FactKind.NUMBER: gettext_lazy("un nombre"),
    FactKind.MONEY: gettext_lazy("un montant"),
    FactKind.CHOICE: gettext_lazy("un choix"),
    FactKind.FLAG: gettext_lazy("oui ou non"),
}
TYPES: dict[str, StrPromise] = {
    "flag": gettext_lazy("true ou false"),
    "number": gettext_lazy("un nombre entier"),
    "text": gettext_lazy("un texte entre guillemets"),
    "date": gettext_lazy("une date, par exemple 2024-02-15"),
    "list": gettext_lazy("une liste entre crochets"),
    "table": gettext_lazy("un bloc entre accolades"),
}
NEEDS: dict[str, StrPromise] = {
    "step": gettext_lazy("l’étape comptée"),
    "until": gettext_lazy("l’étape d’arrivée"),
    "outcome": gettext_lazy("l’issue comptée"),
    "clock": gettext_lazy("le délai compté"),
}

_WORDS: dict[str, tuple[StrPromise, StrPromise]] = {
    "syntax": (
        gettext_lazy("ce texte ne se lit pas à partir d’ici."),
        gettext_lazy("Vérifiez les guillemets, les crochets et les signes « = »."),
    ),
    "missing_key": (gettext_lazy("« %(name)s » manque."), gettext_lazy("Ajoutez-le.")),
    "unknown_key": (
        gettext_lazy("« %(name)s » n’est pas un mot connu."),
        gettext_lazy("Les mots connus ici : %(known)s."),
    ),
    "unknown_value": (
        gettext_lazy("« %(value)s » n’est pas une valeur connue de « %(name)s »."),
        gettext_lazy("Choisissez parmi : %(known)s."),
    ),
    "wrong_type": (gettext_lazy("« %(name)s » n’a pas la bonne forme."), gettext_lazy("Écrivez %(wanted)s.")),
    "two_lengths": (
        gettext_lazy("ce délai donne sa durée deux fois."),
        gettext_lazy("Gardez la durée du délai, ou ses règles, pas les deux."),
    ),
    "not_a_slug": (
        gettext_lazy("le code « %(key)s » n’en est pas un."),
        gettext_lazy("Un code commence par une lettre, puis des minuscules sans accent, des chiffres et des tirets."),
    ),
    "duplicate_key": (
        gettext_lazy("le code « %(key)s » sert deux fois."),
        gettext_lazy("Donnez un code à chacun ; un même document garde partout le même nom."),
    ),
    "choice_without_choices": (
        gettext_lazy("la précision « %(key)s » est un choix, sans rien à choisir."),
        gettext_lazy("Écrivez les réponses possibles."),
    ),
    "choices_without_choice": (
        gettext_lazy("la précision « %(key)s » a des réponses, mais n’est pas un choix."),
        gettext_lazy("Faites-en un choix, ou retirez les réponses."),
    ),
    "no_opening_step": (
        gettext_lazy("aucune étape n’ouvre le parcours."),
        gettext_lazy("Cochez « Un parcours peut commencer ici » sur une étape au moins."),
    ),
    "unknown_step": (
        gettext_lazy("l’étape « %(key)s » n’existe pas."),
        gettext_lazy("Choisissez une étape du dispositif, ou ajoutez celle-ci."),
    ),
    "unknown_outcome": (
        gettext_lazy("l’issue « %(key)s » n’existe pas."),
        gettext_lazy("Choisissez une issue du dispositif, ou ajoutez celle-ci."),
    ),
    "unknown_clock": (
        gettext_lazy("le délai « %(key)s » n’existe pas."),
        gettext_lazy("Choisissez un délai du dispositif, ou ajoutez celui-ci."),
    ),
    "unknown_fact": (
        gettext_lazy("la précision « %(key)s » n’existe pas."),
        gettext_lazy("Choisissez une précision du dispositif, ou ajoutez celle-ci."),
    ),
    "unknown_choice": (
        gettext_lazy("la réponse « %(what)s » n’est pas de celles que la précision propose."),
        gettext_lazy("Choisissez une réponse de la précision."),
    ),
    "cycle": (
        gettext_lazy("des étapes s’attendent l’une l’autre : %(steps)s."),
        gettext_lazy("Retirez l’un des « après » de cette boucle. Une étape qui revient se dit « peut se répéter »."),
    ),
    "unreachable_step": (
        gettext_lazy("rien ne mène à l’étape « %(key)s »."),
        gettext_lazy("Dites après quelle étape elle vient, ou qu’un parcours peut commencer par elle."),
    ),
    "unreachable_outcome": (
        gettext_lazy("rien ne mène à l’issue « %(key)s »."),
        gettext_lazy("Nommez l’étape qui l’apporte, ou permettez qu’on la choisisse."),
    ),
    "avoided_without_why": (
        gettext_lazy("l’issue « %(key)s » compte comme une rupture évitée, sans dire pourquoi."),
        gettext_lazy("Écrivez ce qui fait que la rupture est évitée."),
    ),
    "empty_measure": (
        gettext_lazy("la mesure « %(key)s » ne dit pas %(needs)s."),
        gettext_lazy("Choisissez-le dans sa fiche."),
    ),
    "negative_length": (
        gettext_lazy("un nombre négatif n’a pas de sens ici."),
        gettext_lazy("Écrivez un nombre à partir de zéro ; une version commence à un."),
    ),
    "clock_without_start": (
        gettext_lazy("le délai « %(key)s » ne part de rien."),
        gettext_lazy("Dites de quelle étape ou de quelle date il part."),
    ),
    "clock_without_stop": (
        gettext_lazy("le délai « %(key)s » ne s’arrête sur rien."),
        gettext_lazy("Dites quelle étape l’arrête."),
    ),
    "clock_without_rule": (
        gettext_lazy("le délai « %(key)s » n’a pas de durée."),
        gettext_lazy("Donnez sa durée et son unité."),
    ),
    "wrong_fact_kind": (
        gettext_lazy("la précision « %(key)s » n’est pas du bon genre pour cet usage."),
        gettext_lazy("Il faut ici %(wanted)s."),
    ),
    "backward_paused": (
        gettext_lazy("le délai « %(key)s » compte en arrière : il ne peut pas être suspendu."),
        gettext_lazy("Retirez les étapes qui le suspendent."),
    ),
    "late_reminder": (
        gettext_lazy("le délai « %(key)s » n’a pas de retard possible : il n’a pas de rappel après son terme."),
        gettext_lazy("Gardez les rappels d’avant le terme."),
    ),
    "mixed_rule": (
        gettext_lazy("une durée du délai « %(key)s » est choisie à la fois par une date et par une réponse."),
        gettext_lazy("Gardez les dates, ou les réponses."),
    ),
    "empty_rule": (
        gettext_lazy("une durée du délai « %(key)s » finit avant de commencer."),
        gettext_lazy("Corrigez ses dates."),
    ),
    "values_without_fact": (
        gettext_lazy("le délai « %(key)s » choisit sa durée par une réponse, sans dire à quelle précision."),
        gettext_lazy("Choisissez la précision qui décide de la durée."),
    ),
    "rules_overlap": (
        gettext_lazy("deux durées du délai « %(key)s » valent en même temps."),
        gettext_lazy("Corrigez les dates ou les réponses : une seule durée à la fois."),
    ),
    "rules_hole": (
        gettext_lazy("le délai « %(key)s » n’a pas de durée pour un cas : %(what)s."),
        gettext_lazy("Ajoutez une durée, ou joignez les dates."),
    ),
}


@dataclass(frozen=True)
class ToldFault:
    """A fault in words, and the part that its author opens to mend it ("" for the whole)."""

    line: int
    what: str
    remedy: str
    kind: str = ""
    key: str = ""

    @property
    def sentence(self) -> str:
        return f"{self.what[:1].upper()}{self.what[1:]} {self.remedy}".strip()

    def as_fault(self, where: str = "") -> Fault:
        """The same for a verb's refusal, its line first: "Ligne 41 : l’étape « x » n’existe pas. …"."""
        return Fault(where, _("Ligne %(line)d : %(what)s") % {"line": self.line, "what": self.what}, self.remedy)


def told(faults: Iterable[SchemeFault]) -> list[ToldFault]:
    """Each fault in words, by line."""
    return [_told(fault) for fault in faults]


def as_faults(faults: Iterable[SchemeFault], where: str = "") -> list[Fault]:
    """Each fault as verbs refuse with, beside the field `where`."""
    return [each.as_fault(where) for each in told(faults)]


def _told(fault: SchemeFault) -> ToldFault:
    what, remedy = _WORDS.get(fault.code, (gettext_lazy("« %(where)s » n’est pas juste."), ""))
    values = {"where": fault.where, "name": fault.where.rsplit(".", 1)[-1], "key": "", "what": "", **fault.params}
    if "wanted" in values:
        names = str(values["wanted"]).split(", ")
        wanted = [str(FACT_KINDS.get(each) or TYPES.get(each) or each) for each in names]
        values["wanted"] = f" {_('ou')} ".join(wanted)
    if "needs" in values:
        values["needs"] = str(NEEDS.get(str(values["needs"]), ""))
    kind, _sep, rest = fault.where.partition(":")
    key = rest.split(".")[0] if kind in set(PartKind) else ""
    return ToldFault(fault.line, str(what) % values, str(remedy) % values if remedy else "", kind if key else "", key)
