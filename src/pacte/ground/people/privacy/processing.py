"""The room's lines of the processing register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.privacy import Processing

PROCESSING: list[Processing] = [
    Processing(
        name=_("Suivi social des personnes"),
        purpose=_("Accueillir, accompagner et orienter une personne, et garder le fil d’un professionnel à l’autre."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les personnes accompagnées et leurs proches notés comme relais"),
        recipients=_("Les professionnels qui suivent la personne, selon leur rôle et les classes adoptées"),
        models=(
            "people.Person",
            "people.OtherName",
            "people.File",
            "people.Note",
            "people.Step",
            "people.FileDocument",
            "people.HeldEdit",
            "documents.Attachment",
        ),
        risks=(
            _("Une personne en danger est retrouvée par quelqu’un dont elle se cache."),
            _("Un professionnel lit un dossier qu’il ne suit pas."),
            _("Une note de santé ou une adresse protégée sort de la base."),
        ),
        measures=(
            _("Mise à l’abri : absente des recherches, des doublons, des liens et des relevés des proches."),
            _("Deux portes seulement vers une personne, chaque ouverture au journal, refus par défaut."),
            _("Notes de santé et adresses protégées chiffrées, clés hors de la base ; classes adoptées par la ville."),
        ),
    ),
    Processing(
        name=_("Partage entre partenaires"),
        purpose=_("Faire connaître à un autre partenaire ce qui lui sert, et rien de plus."),
        basis=_("Accord de la personne, ou base d’une liste adoptée par la ville (RGPD, article 6.1.a ou 6.1.e)"),
        concerned=_("Les personnes accompagnées"),
        recipients=_("L’organisation nommée par le partage, pour les classes choisies, jusqu’à son terme"),
        models=("people.Sharing", "people.ExceptionalAccess"),
        risks=(
            _("Un partage dure plus que l’accord."),
            _("Le nom d’un partenaire révèle la santé, des violences ou l’asile."),
        ),
        measures=(
            _("Un retrait agit à la requête suivante, sur les pages, l’API, les exports et les documents."),
            _("Le nom des organisations à taire n’est jamais montré à d’autres."),
            _("L’accès en urgence demande une raison et il est relu par la protection des données."),
        ),
    ),
    Processing(
        name=_("Recherche et rapprochement des fiches"),
        purpose=_("Retrouver une personne et proposer les fiches qui se ressemblent, sans jamais les fondre."),
        basis=_("Mission d’intérêt public (RGPD, article 6.1.e)"),
        concerned=_("Les personnes accompagnées, sauf celles mises à l’abri"),
        recipients=_("Les professionnels, parmi les seules personnes qu’ils peuvent voir"),
        models=("people.Word", "people.Pair"),
        risks=(_("Deux personnes sont prises pour une seule."),),
        measures=(_("Poids expliqué, décision humaine, lien réversible ; aucune note apprise sur les personnes."),),
    ),
]
