"""A file of the State's system, how its columns and words are read, and whether to go on without the wrong lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.partners.models import Organisation
from pacte.ground.web.forms import Explained

from ..models import ExplocMapping
from ..reads import exploc as reads
from ..rules.exploc import ALIASES, CODED, REQUIRED, propose
from ..services.exploc_reading import MAX_BYTES, CarriedTable, brought_back

HEAVIEST = 8_000_000


class ExplocUploadForm(Explained):
    """A file, and the mapping it is read through, if there is one."""

    file = forms.FileField(
        label=_("Fichier"), widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("Un .csv ou un .xlsx, un dossier par ligne. Cinq mégaoctets au plus. Il n’est pas gardé."),
    )  # fmt: skip
    mapping = forms.ModelChoiceField(
        ExplocMapping.objects.none(), label=_("Correspondance"), required=False, to_field_name="key",
        empty_label=_("En faire une nouvelle"),
    )  # fmt: skip

    def __init__(self, *args: Any, mappings: QuerySet[ExplocMapping], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mapping"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = mappings

    def clean_file(self) -> Any:
        """The file, refused by its size before it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(_("Le fichier est trop lourd : cinq mégaoctets au plus."))
        return upload


class CarriedTableForm(Explained):
    """A file on its way from page to page, sealed; and, for the import itself, whether to go on without wrong lines."""

    table = forms.CharField(widget=forms.HiddenInput, max_length=HEAVIEST)
    keep_valid = forms.BooleanField(label=_("Importer les lignes justes, laisser les autres"), required=False)

    def the_table(self) -> CarriedTable:
        """The file's table. Raises BadInput when it is not one that a page gave."""
        return brought_back(self.cleaned_data["table"])


class ExplocMappingForm(Explained):
    """A name, a column for each of our fields, and one of our words for each of theirs."""

    name = forms.CharField(label=_("Nom de la correspondance"), max_length=80)
    table = forms.CharField(widget=forms.HiddenInput, max_length=HEAVIEST)

    def __init__(
        self, data: Any = None, *, sheet: CarriedTable, saved: ExplocMapping | None = None,
        homes: list[Organisation], sealed: str,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"name": saved.name if saved else "", "table": sealed})
        self.sheet, self.homes = sheet, homes
        chosen = {ours: fold(title) for ours, title in saved.columns.items()} if saved else propose(sheet.titles)
        if len(homes) > 1:
            choices = [(str(each.pk), each.name) for each in homes]
            self.fields["home"] = forms.ChoiceField(label=_("Organisation"), choices=choices)
        titles = [("", _("Pas de colonne")), *sheet.heads.items()]
        for ours in ALIASES:
            self.fields[f"column_{ours}"] = forms.ChoiceField(
                label=reads.FIELD_WORDS[ours], choices=titles, required=ours in REQUIRED, initial=chosen.get(ours, ""),
            )  # fmt: skip
        self._add_words(data, chosen, saved)

    def _add_words(self, data: Any, chosen: dict[str, str], saved: ExplocMapping | None) -> None:
        """A choice for each word of a coded column that nothing says yet, and for those that were matched."""
        self.words: dict[str, tuple[str, str]] = {}
        for ours in CODED:
            title = (data.get(f"column_{ours}", "") if data else chosen.get(ours, "")) or ""
            if title not in self.sheet.titles:
                continue
            usual, matched = reads.usual_words(ours), saved.words.get(ours, {}) if saved else {}
            cells = (cells.get(title) for _number, cells in self.sheet.rows)
            for rank, word in enumerate(reads.words_in(cells)):
                if fold(word) in usual:
                    continue
                name = f"word_{ours}_{self.sheet.titles.index(title)}_{rank}"
                self.words[name] = (ours, fold(word))
                self.fields[name] = forms.ChoiceField(
                    label=_("%(field)s : « %(word)s »") % {"field": reads.FIELD_WORDS[ours], "word": word},
                    choices=[("", _("À laisser en erreur")), *reads.choices_of(ours)], required=False,
                    initial=matched.get(fold(word), ""),
                )  # fmt: skip

    @property
    def home(self) -> Organisation:
        """The organisation whose mapping it is."""
        wanted = self.cleaned_data.get("home")
        return next((each for each in self.homes if str(each.pk) == wanted), self.homes[0])

    @property
    def columns(self) -> dict[str, str]:
        """Our fields, and the title of their column as it is written."""
        said = {ours: self.cleaned_data.get(f"column_{ours}", "") for ours in ALIASES}
        return {ours: self.sheet.heads[title] for ours, title in said.items() if title}

    @property
    def matched(self) -> dict[str, dict[str, str]]:
        """Our value for each of their words (folded), by field."""
        found: dict[str, dict[str, str]] = {}
        for name, (ours, word) in self.words.items():
            if value := self.cleaned_data.get(name):
                found.setdefault(ours, {})[word] = value
        return found


class ExplocExportForm(Explained):
    """The mapping in whose columns the files are written."""

    mapping = forms.ModelChoiceField(
        ExplocMapping.objects.none(), label=_("Correspondance"), to_field_name="key", empty_label=None
    )

    def __init__(self, *args: Any, mappings: QuerySet[ExplocMapping], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["mapping"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = mappings
