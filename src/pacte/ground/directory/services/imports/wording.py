"""The faults of a file in words: where, what, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Fault

from ...reads.opening import words_of
from ...rules.formats import Mistake
from ...rules.hours import BadHours


def faults_of(mistakes: Iterable[Mistake]) -> list[Fault]:
    """Each mistake as a fault that names its entry."""
    return [_fault(mistake) for mistake in mistakes]


def _fault(mistake: Mistake) -> Fault:
    where = mistake.where or _("Fichier")
    if mistake.place and mistake.place not in where:
        where = _("%(where)s (entrée %(place)s)") % {"where": where, "place": mistake.place[:60]}
    code, _colon, detail = mistake.code.partition(":")
    if code == "hours":
        return Fault(where, *_hours(mistake, detail))
    if code == "point":
        return Fault(where, *_point(mistake, detail))
    what, remedy = _WORDS[code](mistake)
    return Fault(where, what, remedy)


def _hours(mistake: Mistake, code: str) -> tuple[str, str]:
    position, _bar, text = mistake.value.partition("|")
    bad = BadHours(code, max(0, int(position) - 1))
    return words_of(bad), _("Lu : « %(text)s ». Écrivez par exemple « Mo-Fr 09:00-12:00; PH off ».") % {"text": text}


def _point(mistake: Mistake, code: str) -> tuple[str, str]:
    if code == "swapped":
        what = _("La latitude et la longitude semblent échangées (%(value)s).")
        return what % {"value": mistake.value}, _("La latitude vient d’abord.")
    what = _("Ce point (%(value)s) n’est pas dans la ville.") % {"value": mistake.value}
    return what, _("Vérifiez les deux nombres, ou laissez-les vides.")


def _unknown(what: Callable[[], str]) -> Callable[[Mistake], tuple[str, str]]:
    def words(mistake: Mistake) -> tuple[str, str]:
        if not mistake.near:
            return what() % {"value": mistake.value}, _("Voyez les mots connus dans le guide des échanges.")
        near = ", ".join(f"« {each} »" for each in mistake.near)
        return what() % {"value": mistake.value}, _("Les plus proches : %(near)s.") % {"near": near}

    return words


def _said(what: Callable[[], str], remedy: Callable[[], str] = lambda: "") -> Callable[[Mistake], tuple[str, str]]:
    return lambda mistake: (what() % {"value": mistake.value}, remedy())


_WORDS: dict[str, Callable[[Mistake], tuple[str, str]]] = {
    "not_a_list": _said(
        lambda: _("Aucune liste de lieux n’a été trouvée."), lambda: _("Vérifiez le format que vous avez choisi.")
    ),
    "missing_part": _said(
        lambda: _("Il manque « %(value)s »."), lambda: _("Déposez tous les fichiers de l’échange, ou leur archive.")
    ),
    "missing_column": _said(
        lambda: _("La colonne « %(value)s » manque."), lambda: _("Repartez de l’exemple du guide.")
    ),
    "unknown_column": _unknown(lambda: _("La colonne « %(value)s » n’est pas connue.")),
    "not_an_object": _said(lambda: _("Ce n’est pas une entrée."), lambda: _("Retirez-la.")),
    "no_identifier": _said(
        lambda: _("L’identifiant manque."), lambda: _("Sans lui, l’entrée ne serait pas reconnue la fois suivante.")
    ),
    "no_name": _said(lambda: _("Le nom manque."), lambda: _("Donnez-en un.")),
    "duplicate": lambda mistake: (
        _("Cet identifiant est déjà celui de %(where)s.") % {"where": ", ".join(mistake.near)},
        _("Gardez une seule des deux entrées."),
    ),
    "unknown_category": _unknown(lambda: _("Le service « %(value)s » n’est pas connu.")),
    "unknown_audience": _unknown(lambda: _("Le public « %(value)s » n’est pas connu.")),
    "unknown_value": _unknown(lambda: _("La valeur « %(value)s » n’est pas connue.")),
    "unknown_service": _said(lambda: _("Le service « %(value)s » n’est dans aucun lieu.")),
    "unknown_place": _said(
        lambda: _("Ce service renvoie à « %(value)s », qui n’est pas dans le fichier."),
        lambda: _("Ajoutez la structure, ou retirez le service."),
    ),
    "not_a_number": _said(lambda: _("« %(value)s » n’est pas un nombre."), lambda: _("Écrivez 48,8566.")),
    "not_a_time": _said(lambda: _("« %(value)s » n’est pas une heure."), lambda: _("Écrivez 830 ou 08:30.")),
    "not_a_day": _said(lambda: _("« %(value)s » n’est pas une date."), lambda: _("Écrivez 2026-11-23.")),
    "days_reversed": _said(lambda: _("La fin vient avant le début (%(value)s)."), lambda: _("Échangez les deux.")),
    "not_a_point": _said(
        lambda: _("« %(value)s » n’est pas un point."), lambda: _("Donnez la longitude puis la latitude, en degrés.")
    ),
    "half_a_point": _said(
        lambda: _("Un point a une latitude et une longitude."), lambda: _("Donnez les deux, ou aucune.")
    ),
    "stop_without_point": _said(lambda: _("Cet arrêt n’a pas de point."), lambda: _("Donnez ses coordonnées.")),
    "not_on_earth": _said(lambda: _("Ce point (%(value)s) n’existe pas."), lambda: _("Vérifiez les deux nombres.")),
    "confidential_shown": _said(
        lambda: _("Ce lieu est dit confidentiel et dit pourtant où il est."),
        lambda: _("Retirez son adresse, son point et ses coordonnées du fichier, et prévenez sa source."),
    ),
    "too_many_services": _said(lambda: _("%(value)s services pour un seul lieu."), lambda: _("Partagez-les.")),
    "too_long": _said(lambda: _("Ce texte est trop long (%(value)s)."), lambda: _("Raccourcissez-le.")),
    "standard": _said(lambda: _("Le standard refuse cette valeur : %(value)s.")),
}
