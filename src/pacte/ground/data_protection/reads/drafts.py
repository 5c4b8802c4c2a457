"""The two drafts as Markdown, and the tables of them that hold in any language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.declarations.privacy import FieldClass

from . import register, retention

CLASSES = {
    FieldClass.PROFESSIONAL: "professional", FieldClass.CONTACT: "contact", FieldClass.IDENTITY: "identity",
    FieldClass.FREE_TEXT: "free text", FieldClass.SITUATION: "situation", FieldClass.CREDENTIAL: "credential",
    FieldClass.HEALTH: "health", FieldClass.PROTECTED_ADDRESS: "protected address",
}  # fmt: skip


def fields_table() -> str:
    """Sensitive fields by model, with their class, as a Markdown table in codes."""
    rows = [f"| `{field.model}` | `{field.field}` | {CLASSES[field.field_class]} |" for field in register.fields()]
    return "\n".join(["| rows | field | class |", "|---|---|---|", *rows])


def retention_table() -> str:
    """Durations by model, with their text, as a Markdown table in codes."""
    rows = []
    for _code, rule in retention.rules():
        notes = ["a sample, to settle"] * rule.is_sample + ["awaits the archives"] * rule.awaits_archives
        rows.append(
            f"| `{rule.model}` | {rule.keep.days} | {rule.fate.value} | {rule.reference} | {', '.join(notes)} |"
        )
    return "\n".join(["| rows | days | then | text | note |", "|---|---|---|---|---|", *rows])


def register_text() -> str:
    """The register of processing, line by line, to complete (GDPR, article 30)."""
    parts = [
        "# " + _("Registre des traitements : projet à compléter"),
        _("Établi d’après ce que chaque partie de la plateforme déclare. À compléter par la ville : responsable, "
          "représentant, sous-traitants, transferts."),
    ]  # fmt: skip
    parts += [_register_line(line) for line in register.lines()]
    return "\n\n".join(parts) + "\n"


def _register_line(line: register.Line) -> str:
    told = line.processing
    rows = [
        (_("Finalité"), told.purpose), (_("Base proposée, à confirmer"), told.basis),
        (_("Personnes concernées"), told.concerned), (_("Destinataires"), told.recipients),
        (_("Champs sensibles"), ", ".join(f"{field.words} (`{field.model}.{field.field}`)" for field in line.fields)),
        (_("Durées"), " ; ".join(keep_words(keep) for keep in line.kept) or _("à compléter")),
    ]  # fmt: skip
    table = "\n".join(f"| {label} | {words} |" for label, words in rows if words)
    return f"## {told.name}\n\n| | |\n|---|---|\n{table}"


def keep_words(keep: register.KeepLine) -> str:
    """A duration in words."""
    words = duration_words(keep)
    notes = [keep.reference] if keep.reference else []
    notes += [_("exemple, à fixer par la ville")] * keep.is_sample + [_("attend les archives")] * keep.awaits_archives
    return f"{words} ({', '.join(notes)})" if notes else words


def duration_words(keep: register.KeepLine) -> str:
    """What is kept, how long, and what then."""
    told = {"what": keep.what, "length": keep.length, "fate": keep.fate}
    return _("%(what)s : %(length)s, puis %(fate)s") % told


def impact_text() -> str:
    """The impact assessment, what the product can say of it (GDPR, article 35)."""
    doors, public = register.doors()
    parts = [
        "# " + _("Analyse d’impact : projet à compléter"),
        _("Ce que la plateforme peut dire d’elle-même. À compléter par la ville : nécessité, avis, hébergement, "
          "décision."),
        "## " + _("Traitements"),
        "\n".join(f"- **{line.processing.name}** : {line.processing.purpose}" for line in register.lines()),
        "## " + _("Risques et mesures"),
        _risks(),
        "## " + _("Accès"),
        _("%(doors)s adresses déclarées, dont %(public)s ouvertes à tous ; chacune est essayée par chaque rôle à "
          "chaque version.") % {"doors": doors, "public": public},
        "## " + _("Chiffré au repos"),
        "\n".join(f"- `{column}`" for column in register.sealed()),
        "## " + _("Durées fixées comme exemples, à décider"),
        "\n".join(f"- {keep_words(keep)}" for line in register.lines() for keep in line.kept if keep.is_sample),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _risks() -> str:
    rows = []
    for line in register.lines():
        risks = "<br>".join(str(risk) for risk in line.processing.risks)
        measures = "<br>".join(str(measure) for measure in line.processing.measures)
        if risks:
            rows.append(f"| {line.processing.name} | {risks} | {measures} |")
    head = f"| {_('Traitement')} | {_('Ce qui pourrait arriver')} | {_('Ce qui y répond')} |"
    return "\n".join([head, "|---|---|---|", *rows])
