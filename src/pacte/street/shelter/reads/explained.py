"""An explanation of an allocation in short sentences. It says no more than the codes and numbers it is given."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums.allocation import HardRule, Policy
from ..enums.stock import LotAudience
from ..rules.allocation.counterfactuals import Counterfactual
from ..rules.allocation.explaining import Decider, Explanation, UnservedReason


def sentence(why: Explanation) -> str:
    """Why a household has this place, or none, in a few sentences."""
    return " ".join(part for part in (_served(why) if why.is_served else _unserved(why)) if part)


def code(why: Explanation) -> str:
    """The same in one code: "served/distance", "unserved/no_compatible_place/too_large+animals"."""
    words = ["served" if why.is_served else "unserved"]
    words += [word.value for word in (why.reason, why.decider) if word]
    if why.reason == UnservedReason.NO_COMPATIBLE_PLACE:
        words.append("+".join(str(each.rule.value) for each in why.excluded))
    return "/".join(words)


def rules(why: Explanation) -> list[str]:
    """Each hard rule that keeps lots from the household, with how many."""
    said = {
        HardRule.CLOSED: _("fermé cette nuit"),
        HardRule.FULL: _("plus de place libre"),
        HardRule.TOO_LARGE: _("trop petit pour ce ménage"),
        HardRule.AGES: _("âges non accueillis"),
        HardRule.AUDIENCE: _("public non accueilli"),
        HardRule.STEP_FREE: _("pas de plain-pied"),
        HardRule.ANIMALS: _("animaux non acceptés"),
        HardRule.MINOR_ALONE: _("mineur seul"),
    }
    return [
        ngettext("%(what)s (%(lots)d lot)", "%(what)s (%(lots)d lots)", each.lots)
        % {"what": said[each.rule], "lots": each.lots}
        for each in why.excluded
        if each.rule in said
    ]


def decided(why: Explanation) -> str:
    """What decided, in a word or two, for a column or a badge."""
    if why.decider is None:
        return ""
    return {
        Decider.ONLY: _("Seul lot possible"),
        Decider.CONTINUITY: _("Garde son site"),
        Decider.WASTED: _("Moins de lits perdus"),
        Decider.DISTANCE: _("Le plus proche"),
        Decider.LOTTERY: _("Tirage au sort"),
        Decider.TIERS: _("Priorité"),
        Decider.QUOTA: _("Quota d’attente"),
        Decider.WAITING: _("Nuits d’attente"),
        Decider.ARRIVAL: _("Ordre d’arrivée"),
        Decider.PARTS: _("Réparti avec son accord"),
        Decider.NIGHT: _("Ensemble de la nuit"),
    }[why.decider]


def reason(why: Explanation) -> str:
    """Why there is no place, in a few words; nothing for a served household."""
    if why.reason is None:
        return ""
    return {
        UnservedReason.NO_PLACE: _("Aucune place libre"),
        UnservedReason.NO_COMPATIBLE_PLACE: _("Aucune place compatible"),
        UnservedReason.OUTRANKED: _("Places compatibles prises"),
        UnservedReason.MINOR_ALONE: _("Mineur seul"),
    }[why.reason]


def gain(counterfactual: Counterfactual) -> str:
    """What some more rooms would have done: how many more households of which priority would have a place."""
    rooms = ngettext("%(units)d chambre de plus", "%(units)d chambres de plus", counterfactual.units)
    served = [
        ngettext("%(more)d ménage de plus en priorité %(tier)d", "%(more)d ménages de plus en priorité %(tier)d", more)
        % {"more": more, "tier": each.tier}
        for each in counterfactual.gains
        if (more := each.households) > 0
    ]
    fewer = [
        ngettext("%(less)d de moins en priorité %(tier)d", "%(less)d de moins en priorité %(tier)d", less)
        % {"less": less, "tier": each.tier}
        for each in counterfactual.gains
        if (less := -each.households) > 0
    ]
    said = (
        _("%(rooms)s (%(kind)s) : au moins %(served)s.")
        if counterfactual.is_at_least
        else _("%(rooms)s (%(kind)s) : %(served)s.")
    )
    return said % {
        "rooms": rooms % {"units": counterfactual.units},
        "kind": _kind(counterfactual),
        "served": ", ".join(served + fewer),
    }


def _kind(room: Counterfactual) -> str:
    """A kind of room, between brackets."""
    audience = {
        LotAudience.ADULTS: _("adultes"),
        LotAudience.WOMEN: _("femmes"),
        LotAudience.MEN: _("hommes"),
        LotAudience.COUPLES: _("couples"),
        LotAudience.FAMILIES: _("familles"),
    }.get(room.audience, room.audience.label)
    words = [
        audience,
        ngettext("%(places)d place", "%(places)d places", room.unit_places) % {"places": room.unit_places},
        _("de plain-pied") if room.step_free else "",
        _("animaux acceptés") if room.accepts_animals else "",
    ]
    return ", ".join(str(word) for word in words if word)


def _standing(why: Explanation) -> str:
    """The household's rank; by order of arrival it has nothing to do with its priority."""
    numbers = {"tier": why.tier, "rank": why.rank, "of": why.of_tier}
    if why.policy == Policy.FIRST_COME:
        return _("Arrivée : rang %(rank)d sur %(of)d.") % numbers
    waited = (
        ngettext(" %(nights)d nuit d’attente.", " %(nights)d nuits d’attente.", why.waiting) % {"nights": why.waiting}
        if why.waiting
        else ""
    )
    return _("Priorité %(tier)d, rang %(rank)d sur %(of)d.") % numbers + waited


def _served(why: Explanation) -> list[str]:
    able = ngettext(
        "%(lots)d lot pouvait accueillir ce ménage.", "%(lots)d lots pouvaient accueillir ce ménage.", why.compatible
    ) % {"lots": why.compatible}
    draw = {"draw": why.draw, "drawn": why.drawn}
    chosen = {
        Decider.ONLY: _("C’est le seul."),
        Decider.CONTINUITY: _("Il garde son site de la veille."),
        Decider.WASTED: _("C’est celui qui perd le moins de lits."),
        Decider.DISTANCE: _("C’est le plus proche."),
        Decider.LOTTERY: _("Plusieurs se valaient : le tirage au sort a tranché (ticket %(draw)d sur %(drawn)d).")
        % draw,
        Decider.ARRIVAL: _("C’est le premier de la liste encore libre à son tour."),
        Decider.PARTS: _("Réparti en %(parts)d groupes, comme il l’accepte.") % {"parts": why.parts},
        Decider.NIGHT: _("Les lots qui convenaient mieux étaient pris à son tour.")
        if why.policy == Policy.GREEDY
        else _("Un lot qui convenait mieux sert d’autres ménages : l’ensemble de la nuit y gagne."),
    }
    lost = ngettext("%(beds)d lit reste vide.", "%(beds)d lits restent vides.", why.wasted) % {"beds": why.wasted}
    return [
        _standing(why),
        able if why.decider not in {Decider.ONLY, Decider.PARTS} else "",
        _("Un seul lot pouvait accueillir ce ménage.")
        if why.decider == Decider.ONLY
        else chosen.get(why.decider or Decider.NIGHT, ""),
        lost if why.wasted else "",
    ]


def _unserved(why: Explanation) -> list[str]:
    if why.reason == UnservedReason.MINOR_ALONE:
        return [
            _("Mineur seul : aucune place n’est proposée ici."),
            _("Appelez l’astreinte de la protection de l’enfance et notez qui a répondu."),
        ]
    if why.reason == UnservedReason.NO_PLACE:
        return [_("Aucune place libre cette nuit.")]
    if why.reason == UnservedReason.NO_COMPATIBLE_PLACE:
        split = _("Vous pouvez proposer au ménage de se répartir. Il décide.") if why.to_split else ""
        return [_("Aucun lot libre ne convient : %(rules)s.") % {"rules": ", ".join(rules(why))}, split]
    return [_standing(why), _taken(why), _outranked(why)]


def _taken(why: Explanation) -> str:
    able = ngettext(
        "%(lots)d lot pouvait accueillir ce ménage. Ses places sont prises",
        "%(lots)d lots pouvaient accueillir ce ménage. Leurs places sont prises",
        why.compatible,
    ) % {"lots": why.compatible}
    takers = [
        ngettext("%(count)d ménage de priorité %(tier)d", "%(count)d ménages de priorité %(tier)d", each.households)
        % {"count": each.households, "tier": each.tier}
        for each in why.taken_by
    ]
    return able + (_(" par %(takers)s.") % {"takers": ", ".join(takers)} if takers else ".")


def _outranked(why: Explanation) -> str:
    draw = {"draw": why.draw, "drawn": why.drawn}
    night = (
        _("À son tour, il ne restait pas assez de places ensemble.")
        if why.policy == Policy.GREEDY
        else _("Le servir aurait moins bien servi l’ensemble de la nuit.")
    )
    return {
        Decider.TIERS: _("La priorité a décidé."),
        Decider.QUOTA: _("Le quota d’attente a décidé."),
        Decider.WAITING: _("À priorité égale, les nuits d’attente ont décidé."),
        Decider.CONTINUITY: _("À égalité, un autre ménage garde son site de la veille."),
        Decider.WASTED: _("À égalité, le nombre de lits perdus a décidé."),
        Decider.DISTANCE: _("À égalité, la distance a décidé."),
        Decider.LOTTERY: _("À égalité, le tirage au sort a décidé (ticket %(draw)d sur %(drawn)d).") % draw,
        Decider.ARRIVAL: _("L’ordre d’arrivée a décidé."),
    }.get(why.decider or Decider.NIGHT, night)
