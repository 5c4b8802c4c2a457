"""Amounts and months of rent as pages write them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _

from ..reads.money import euros
from ..rules.procedure import Oddity

register = template.Library()
register.filter("euros", euros)


@register.filter
def months(value: Decimal | None) -> str:
    """Months of rent: "2,5 mois"."""
    return "" if value is None else _("%(months)s mois de loyer") % {"months": str(value).replace(".", ",")}


@register.filter
def oddity(found: Oddity) -> str:
    """Something unusual, in words."""
    return {
        "order_before_lease": _("Le commandement de payer est daté d’avant le bail : vérifiez les deux dates."),
        "summons_before_order": _(
            "L’assignation est datée d’avant son commandement de payer : vérifiez les deux dates."
        ),
        "hearing_before_summons": _("L’audience est prévue avant l’assignation : vérifiez les deux dates."),
        "delay_out_of_bounds": _("Le délai pour partir sort de ce que la loi permet : un mois à un an (L412-4)."),
    }[found.code]
