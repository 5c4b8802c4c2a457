"""The directory's sentences for the public: when, how far, for whom. Whole ones: each language turns them its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils import formats
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from pacte.ground.people.enums import Language

from ..enums import Audience, AudienceRule, OpenState, Saturation
from ..models import Conditions, Place
from ..rules.hours import CLOCK, Span
from ..rules.week import Run, is_whole_day

UNBROKEN = "\u00a0"
ROUND = 50
"""Metres by which a short distance is rounded."""
SOON = timedelta(days=7)
LEVELS = {Saturation.LOW: "good", Saturation.MODERATE: "warn", Saturation.HIGH: "bad"}


def clock(moment: datetime) -> str:
    """The hour as it is said: "9 h", "14 h 30", "minuit"."""
    local = moment.astimezone(CLOCK)
    if not (local.hour or local.minute):
        return _("minuit")
    if not local.minute:
        return _("%(hour)s h") % {"hour": local.hour}
    return _("%(hour)s h %(minute)s") % {"hour": local.hour, "minute": f"{local.minute:02d}"}


def weekday(day: date) -> str:
    return formats.date_format(day, "l")


def long_day(day: date) -> str:
    """ "jeudi 7 février", in the reader's language."""
    return formats.date_format(day, pgettext("date", "l j F"))


def full_day(day: date) -> str:
    """ "7 février 2019", in the reader's language."""
    return formats.date_format(day, pgettext("date", "j F Y"))


def opens(moment: datetime, now: datetime) -> str:
    """When it opens next, as one says it today."""
    told = {"clock": clock(moment), "day": weekday(moment.astimezone(CLOCK))}
    away = _days(moment, now)
    if away == 0:
        return _("ouvre à %(clock)s") % told
    if away == 1:
        return _("ouvre demain à %(clock)s") % told
    if away < SOON.days:
        return _("ouvre %(day)s à %(clock)s") % told
    return _("ouvre le %(day)s à %(clock)s") % {**told, "day": long_day(moment.astimezone(CLOCK))}


def until(moment: datetime, now: datetime) -> str:
    """Until when it is open, as one says it today."""
    told = {"clock": clock(moment), "day": weekday(moment.astimezone(CLOCK))}
    away = _days(moment - timedelta(seconds=1), now)
    if away == 0:
        return _("jusqu’à %(clock)s") % told
    if _days(moment, now) == 1:
        return _("jusqu’à demain, %(clock)s") % told
    return _("jusqu’à %(day)s, %(clock)s") % told


def standing(state: OpenState, closes_at: datetime | None, opens_at: datetime | None, now: datetime) -> str:
    """What follows the state: until when, or from when; "" when neither is known."""
    if state in (OpenState.OPEN, OpenState.PARTLY_OPEN):
        return until(closes_at, now) if closes_at else ""
    return opens(opens_at, now) if opens_at else ""


def distance(metres: int | None) -> str:
    """How far, as the crow flies; "" when it was not asked."""
    if metres is None:
        return ""
    if metres < 1000 - ROUND / 2:
        return _("à %(metres)s m") % {"metres": max(ROUND, round(metres / ROUND) * ROUND)}
    return _("à %(kilometres)s km") % {"kilometres": formats.number_format(metres / 1000, 1)}


def hours(spans: Sequence[Span]) -> str:
    """The hours of one day, in words."""
    if not spans:
        return _("fermé")
    return _(", ").join(_span(span).replace(" ", UNBROKEN) for span in spans)


def week(runs: Iterable[Run]) -> str:
    """The hours of a week on one line; "" when there are none."""
    return _(" ; ").join(
        _("%(days)s %(hours)s") % {"days": _day_range(run.first, run.last), "hours": hours(run.spans)} for run in runs
    )


def urgent() -> str:
    """Whom to call tonight, whatever the directory holds. The number is free: 115, social emergencies (article
    L. 345-2 of the code de l'action sociale et des familles)."""
    return _("Pas d’endroit où dormir ? Appelez le 115 : gratuit, jour et nuit. C’est le numéro de l’urgence sociale.")


def audiences(codes: Iterable[str]) -> str:
    known = dict(Audience.choices)
    return _(", ").join(str(known.get(code, code)).lower() for code in codes)


def languages(codes: Iterable[str]) -> str:
    known = dict(Language.choices)
    return _(", ").join(str(known.get(code, code)) for code in codes)


def for_whom(said: Conditions) -> str:
    """Whom it is for; "" when everyone is welcome, whatever their age."""
    parts = []
    named = audiences(said.audiences)
    if named and said.audience_rule == AudienceRule.ONLY:
        parts.append(_("Réservé : %(audiences)s") % {"audiences": named})
    elif named and said.audience_rule == AudienceRule.PREFERRED:
        parts.append(_("En priorité : %(audiences)s") % {"audiences": named})
    if said.age_min is not None and said.age_max is not None:
        parts.append(_("de %(first)s à %(last)s ans") % {"first": said.age_min, "last": said.age_max})
    elif said.age_min is not None:
        parts.append(_("à partir de %(age)s ans") % {"age": said.age_min})
    elif said.age_max is not None:
        parts.append(_("jusqu’à %(age)s ans") % {"age": said.age_max})
    return _(", ").join(parts)


def conditions(said: Conditions) -> list[str]:
    """What one needs to know before coming, the most binding first. What nobody stated is not said."""
    found = [for_whom(said)]
    found += [_("Sur orientation d’un professionnel")] if said.needs_referral else []
    found += [_("Sur rendez-vous")] if said.needs_appointment else []
    found += [_("Sur inscription")] if said.needs_registration else []
    found += [_("Sans condition")] if said.is_unconditional else []
    found += [_("Sans donner son nom")] if said.is_anonymous else []
    found += [_("Gratuit")] if said.is_free else []
    found += [_("Accessible sans marche")] if said.is_step_free else []
    found += [_("Animaux acceptés")] if said.accepts_animals else []
    return [part for part in found if part]


def presentation(place: Place) -> tuple[str, str]:
    """The place's own words and the language they are in: the reader's when they were translated, else French."""
    spoken = (get_language() or "fr")[:2]
    translated = getattr(place, f"description_{spoken}", "")
    return (translated, spoken) if translated else (place.description, "fr")


def _span(span: Span) -> str:
    if is_whole_day(span):
        return _("jour et nuit")
    return _("%(start)s – %(end)s") % {"start": clock(span.start), "end": clock(span.end)}


def _day_range(first: date, last: date) -> str:
    if first == last:
        return weekday(first)
    return _("%(first)s à %(last)s") % {"first": weekday(first), "last": weekday(last)}


def _days(moment: datetime, now: datetime) -> int:
    """Nights between now and then, on the clock of the place."""
    return (moment.astimezone(CLOCK).date() - now.astimezone(CLOCK).date()).days
