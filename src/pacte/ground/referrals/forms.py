"""What is typed to send, to answer, to keep services and delays."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import DataClass, GivenBy, How, Need
from pacte.ground.people.models import File, Household
from pacte.ground.people.reads import FileSight
from pacte.ground.people.rules.bases import Basis
from pacte.ground.territory.models import Territory
from pacte.ground.web.forms import Explained, day_field, text_area

from .enums import DeclineReason, ReferralState, ReferralUrgency
from .models import YEAR_IN_HOURS, ReceivingService, ServiceKind
from .reads.labels import delay_words
from .rules import CLASSES_BY_LEVEL, LONGEST_WORDS
from .services import Ask, Given

CHOOSE = _("Choisissez")


def _territory() -> forms.ModelChoiceField[Territory]:
    return forms.ModelChoiceField(
        Territory.objects.defer("geometry"), label=_("Territoire"), required=False, empty_label=_("Toute la ville")
    )


def _service(label: Any) -> forms.ModelChoiceField[ReceivingService]:
    return forms.ModelChoiceField(
        ReceivingService.objects.none(), label=label, to_field_name="key", empty_label=CHOOSE,
        error_messages={"invalid_choice": _("Ce service ne peut pas la recevoir. Choisissez-en un autre.")},
    )  # fmt: skip


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_WORDS, widget=text_area(4), help_text=help_text
    )


class ServiceFilter(forms.Form):
    """Which services to propose; nothing chosen proposes them all."""

    kind = forms.ModelChoiceField(
        ServiceKind.objects.all(), label=_("Type de service"), required=False, to_field_name="code",
        empty_label=_("Tous"),
    )  # fmt: skip
    territory = forms.ModelChoiceField(
        Territory.objects.defer("geometry"), label=_("Territoire"), required=False, to_field_name="code",
        empty_label=_("Toute la ville"),
    )  # fmt: skip


class AskForm(Explained):
    """What every referral asks: of which service, for which needs, how pressing."""

    service = _service(_("Service"))
    needs = forms.MultipleChoiceField(
        label=_("Besoins"), choices=Need.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Dites au moins un besoin. Cochez ceux que la personne exprime.")},
    )  # fmt: skip
    urgency = forms.ChoiceField(
        label=_("Urgence"), choices=ReferralUrgency.choices, widget=forms.RadioSelect, initial=ReferralUrgency.USUAL
    )
    words = _words(
        _("Ce que le service doit savoir"),
        _("L’essentiel pour répondre. Ni santé, ni adresse protégée : elles ont leur place dans le dossier."),
    )

    def __init__(self, *args: Any, offered: QuerySet[ReceivingService], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_services(self.fields["service"], offered)

    @property
    def ask(self) -> Ask:
        """What was typed, as the verb takes it."""
        kept = self.cleaned_data
        return Ask(tuple(kept["needs"]), kept["urgency"], kept["words"])


class SendForm(AskForm):
    """A person or their household goes to a service: what is shown of them, and on whose word."""

    field_order = ["service", "household", "needs", "urgency", "words", "classes", "given_by", "how", "basis_code"]
    household = forms.ModelChoiceField(
        Household.objects.none(), label=_("Pour qui ?"), required=False, to_field_name="key",
        empty_label=_("La personne seule"),
    )  # fmt: skip
    classes = forms.MultipleChoiceField(
        label=_("Ce que le service verra du dossier"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Le moins possible. Sans rien cocher, il saura seulement que vous suivez cette personne."),
    )  # fmt: skip
    given_by = forms.ChoiceField(label=_("Qui le permet ?"), widget=forms.RadioSelect, initial=GivenBy.PERSON)
    how = forms.ChoiceField(
        label=_("Comment la personne l’a-t-elle dit ?"), choices=[("", CHOOSE), *How.choices], required=False
    )
    basis_code = forms.ChoiceField(
        label=_("Quelle base ?"), required=False, help_text=_("Si c’est une base prévue qui le permet.")
    )

    def __init__(
        self, *args: Any, seen: FileSight, bases: list[Basis], households: list[tuple[Household, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer_classes(seen)
        self._offer_households(households)
        if bases:
            self._offer("given_by", GivenBy.choices)
            self.fields["how"].help_text = _now("Si c’est la personne qui le permet.")
            self._offer("basis_code", [("", _now("Choisissez")), *((each.code, each.purpose) for each in bases)])
        else:
            self._offer("given_by", [choice for choice in GivenBy.choices if choice[0] == GivenBy.PERSON])
            del self.fields["basis_code"]
            self.fields["how"].required = True

    def clean(self) -> dict[str, Any]:
        """A sharing stands on one thing: the person's word, or a basis."""
        kept = {"basis_code": "", "household": None, **(super().clean() or {})}
        on_word = kept.get("given_by") == GivenBy.PERSON
        kept["basis_code" if on_word else "how"] = ""
        return kept

    @property
    def given(self) -> Given:
        """On whose word, as the verb takes it."""
        kept = self.cleaned_data
        return Given(tuple(kept["classes"]), kept["given_by"], kept["how"], kept["basis_code"])

    def _offer_classes(self, seen: FileSight) -> None:
        opened = CLASSES_BY_LEVEL[-1][1] & seen.seen.classes
        self._offer("classes", [choice for choice in DataClass.choices if choice[0] in opened])
        self.fields["classes"].initial = ["identity"] if "identity" in opened else []

    def _offer_households(self, households: list[tuple[Household, str]]) -> None:
        if not households:
            del self.fields["household"]
            return
        field = self.fields["household"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Household.objects.filter(pk__in=[each.pk for each, _words in households])
        whole = [(str(each.key), _now("Tout le ménage (%(who)s)") % {"who": who}) for each, who in households]
        field.choices = [("", _now("La personne seule")), *whole]

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class AnonymousForm(AskForm):
    """Somebody whose name is not said goes to a service."""

    field_order = ["organisation", "service", "description", "needs", "urgency", "words"]
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Au nom de"), to_field_name="slug")
    description = forms.CharField(
        label=_("La situation"), max_length=LONGEST_WORDS, widget=text_area(4),
        help_text=_("Sans nom, téléphone ni adresse : par exemple « une femme seule avec deux enfants, à la rue »."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
        first = list(organisations[:2])
        if len(first) == 1:
            field.initial, field.widget = first[0].slug, forms.HiddenInput()


class DeclineForm(Explained):
    """Why a service cannot answer the need."""

    reason = forms.ChoiceField(label=_("Raison"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    words = _words(_("Précisions"), _("Lues par le service qui a envoyé l’orientation."))


class RedirectForm(Explained):
    """Which other service would do better."""

    to = _service(_("Service proposé"))
    words = _words(_("Précisions"), _("Lues par le service qui a envoyé l’orientation."))

    def __init__(self, *args: Any, offered: QuerySet[ReceivingService], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_services(self.fields["to"], offered)


class WordsForm(Explained):
    """A few words beside an act."""

    words = _words(_("Précisions"))


class AgreementForm(Explained):
    """How the person agreed to be sent to another service."""

    how = forms.ChoiceField(
        label=_("Comment la personne a-t-elle donné son accord ?"), choices=[("", CHOOSE), *How.choices]
    )


class InboxFilter(forms.Form):
    """Which referrals received to list."""

    WAITING, ACCEPTED, ALL = "", "accepted", "all"
    show = forms.ChoiceField(
        label=_("Montrer"), required=False,
        choices=[(WAITING, _("À répondre")), (ACCEPTED, _("Acceptées, sans issue")), (ALL, _("Toutes"))],
    )  # fmt: skip
    service = forms.ModelChoiceField(
        ReceivingService.objects.none(), label=_("Service"), required=False, to_field_name="key", empty_label=_("Tous")
    )

    def __init__(self, *args: Any, services: QuerySet[ReceivingService], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = services


class SentFilter(forms.Form):
    """Which referrals sent to list."""

    state = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Tous")), *ReferralState.choices])


class ReceivingServiceForm(Explained):
    """What is said of a service that receives people."""

    name = forms.CharField(label=_("Nom du service"), max_length=160)
    kind = forms.ModelChoiceField(
        ServiceKind.objects.all(), label=_("Type de service"), to_field_name="code", empty_label=CHOOSE,
        help_text=_("Il donne le délai de réponse."),
    )  # fmt: skip
    scheme = forms.SlugField(
        label=_("Dispositif"), max_length=60, required=False, help_text=_("Son code, par exemple : shelter.")
    )
    territory = _territory()
    takes_persons = forms.BooleanField(label=_("Reçoit des personnes seules"), required=False, initial=True)
    takes_households = forms.BooleanField(label=_("Reçoit des ménages"), required=False, initial=True)
    takes_anonymous = forms.BooleanField(
        label=_("Reçoit des demandes sans nom"), required=False,
        help_text=_("Une description suffit ; la personne dira son nom elle-même, si elle le veut."),
    )  # fmt: skip
    opens_on = day_field(label=_("Premier jour"), required=False, help_text=_("Vide : ouvert dès maintenant."))
    closes_on = day_field(label=_("Dernier jour"), required=False, help_text=_("Il compte encore. Vide : sans terme."))


class AddServiceForm(ReceivingServiceForm):
    """A service to add, of which organisation."""

    field_order = ["organisation"]
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), to_field_name="slug", empty_label=CHOOSE
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class KindForm(Explained):
    """A kind of service and its delays, in hours."""

    name_fr = forms.CharField(label=_("Nom"), max_length=120)
    name_en = forms.CharField(label=_("Nom en anglais"), max_length=120, required=False)
    answer_within = forms.IntegerField(
        label=_("Réponse attendue sous (heures)"), min_value=1, max_value=YEAR_IN_HOURS,
        help_text=_("Jours et nuits comptés : 48 heures pour deux jours."),
    )  # fmt: skip
    remind_after = forms.IntegerField(
        label=_("Rappel après (heures)"), min_value=1, max_value=YEAR_IN_HOURS,
        help_text=_("Une seule fois, sans nommer personne."),
    )  # fmt: skip


def offer_services(field: forms.Field, offered: QuerySet[ReceivingService]) -> None:
    """Put services into a choice, by kind, each with its organisation, its territory and its delay."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = offered
    groups: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for each in offered:
        where = f" · {each.territory}" if each.territory else ""
        delay = _now("réponse sous %(delay)s") % {"delay": delay_words(each.kind.answer_within)}
        groups[str(each.kind)].append((each.key, f"{each.name} · {each.organisation.name}{where} · {delay}"))
    field.choices = [("", _now("Choisissez")), *groups.items()]


def first_values(file: File) -> dict[str, Any]:
    """What a file already says of the needs: those expressed and not provided yet."""
    open_needs = file.needs.filter(expressed_on__isnull=False, provided_on__isnull=True)
    return {"needs": sorted(set(open_needs.values_list("need", flat=True)))}
