"""Forms of the stock. Each carries the act's identifier, so that a page sent twice is done once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.web.forms import Explained

from ..models.stock import Item, StockLevel
from ..reads import stock as reads
from ..services.stock import MOST, new_act


class Act(Explained):
    """What every movement carries."""

    act = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].initial = new_act

    @property
    def drawn(self) -> UUID:
        return self.cleaned_data["act"]


def _number(**options: Any) -> forms.IntegerField:
    return forms.IntegerField(min_value=1, max_value=MOST, **options)


class Receive(Act):
    item = forms.ModelChoiceField(Item.objects.none(), label=_("Article"))
    quantity = _number(label=_("Nombre reçu"))
    reason = forms.CharField(label=_("D’où ils viennent"), max_length=200, required=False)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = reads.items()  # type: ignore[attr-defined]


class Assemble(Act):
    item = forms.ModelChoiceField(Item.objects.none(), label=_("Kit"))
    quantity = _number(label=_("Nombre de kits à assembler"))

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = reads.items(kits=True)  # type: ignore[attr-defined]


class _Held(Act):
    """A movement of something that the place holds."""

    item = forms.ModelChoiceField(Item.objects.none(), label=_("Article"))
    quantity = _number(label=_("Nombre"))

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = reads.items().filter(levels__place=place, levels__quantity__gt=0)
        self.fields["item"].queryset = held  # type: ignore[attr-defined]


class HandOut(_Held):
    pass


class Discard(_Held):
    reason = forms.CharField(label=_("Raison"), max_length=200)


class Transfer(_Held):
    to = forms.ModelChoiceField(Place.objects.none(), label=_("Lieu qui reçoit"))

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, place=place, **kwargs)
        others = Place.objects.published().exclude(pk=place.pk).filter(is_confidential=False)
        known = others.filter(services__category__in=("day_centre", "family_day_centre", "shower", "hygiene_kit"))
        self.fields["to"].queryset = known.distinct().order_by("name")  # type: ignore[attr-defined]


class Ask(Act):
    item = forms.ModelChoiceField(Item.objects.none(), label=_("Article"))
    quantity = _number(label=_("Nombre souhaité"))

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = reads.items()  # type: ignore[attr-defined]


class WarnAt(Act):
    item = forms.ModelChoiceField(Item.objects.none(), label=_("Article"))
    threshold = forms.IntegerField(
        label=_("Prévenir à partir de"), min_value=0, max_value=MOST, required=False,
        help_text=_("Laissez vide pour ne pas être prévenu."),
    )  # fmt: skip

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = reads.items().filter(levels__place=place)  # type: ignore[attr-defined]


class Inventory(Act):
    """One number per item that the place holds, as counted on the shelf."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in StockLevel.objects.filter(place=place, item__is_active=True).select_related("item"):
            self.fields[f"item_{level.item_id}"] = forms.IntegerField(
                label=level.item.name, min_value=0, max_value=MOST, initial=level.quantity
            )
        self.fields["reason"] = forms.CharField(label=_("Raison"), max_length=200, initial=_("Inventaire"))

    def counted(self) -> dict[int, int]:
        """Item keys to what was counted."""
        return {int(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("item_")}


class ItemForm(Explained):
    """An item, and for a kit how many of each part it takes."""

    name = forms.CharField(label=_("Nom"), max_length=120)

    def __init__(self, *args: Any, item: Item | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recipe = {part.item_id: part.quantity for part in item.recipe.all()} if item else {}
        self.fields["name"].initial = item.name if item else ""
        for part in reads.items(kits=False):
            if part == item:
                continue
            self.fields[f"part_{part.pk}"] = forms.IntegerField(
                label=part.name, min_value=0, max_value=999, required=False, initial=recipe.get(part.pk)
            )

    def recipe(self) -> dict[int, int]:
        """Parts of the kit; empty for a simple item."""
        return {int(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("part_") and value}


class ShareOut(Act):
    """One number per waiting request, proposed by the fair share."""

    def __init__(self, *args: Any, shares: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for share in shares:
            self.fields[share.request.key.hex] = forms.IntegerField(
                label=str(share.request.place), min_value=0, max_value=MOST, initial=share.given,
                help_text=_("%(count)d demandés") % {"count": share.request.quantity},
            )  # fmt: skip

    def given(self) -> dict[UUID, int]:
        """Requests' keys to what is sent."""
        return {UUID(name): value for name, value in self.cleaned_data.items() if name != "act"}
