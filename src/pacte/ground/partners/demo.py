"""The partners of the demonstration: their sites, their agreements, one account for each role.

Organisations are the operators of the fourth annual meeting's figures. The rest is invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from pacte.ground.accounts.demo import account
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.territory.models import Territory

from .enums import OrganisationKind as Kind
from .enums import Role
from .models import Agreement, Membership, Organisation, Site

ORGANISATIONS: dict[str, tuple[str, Kind]] = {
    "ville-de-paris": ("Ville de Paris", Kind.CITY),
    "dases": ("DASES", Kind.CITY),
    "epi": ("EPI", Kind.CITY),
    "casvp": ("CASVP", Kind.PUBLIC_BODY),
    "caf": ("CAF", Kind.PUBLIC_BODY),
    "cpam": ("CPAM", Kind.PUBLIC_BODY),
    "pole-emploi": ("Pôle emploi", Kind.PUBLIC_BODY),
    "etat": ("État", Kind.STATE),
    "emmaus-defi": ("Emmaüs Défi", Kind.ASSOCIATION),
    "aux-captifs-la-liberation": ("Aux Captifs la libération", Kind.ASSOCIATION),
    "charonne": ("Charonne", Kind.ASSOCIATION),
    "armee-du-salut": ("Armée du Salut", Kind.ASSOCIATION),
    "associations": ("Associations", Kind.ASSOCIATION),
    "signataires-de-la-charte": ("Signataires de la charte", Kind.LANDLORD),
    "bailleur-exemple": ("Bailleur d’exemple", Kind.LANDLORD),
    "equipe-sante-exemple": ("Équipe mobile de santé (exemple)", Kind.HEALTH),
}
DISCREET = {"equipe-sante-exemple"}
"""Those whose name alone says something of whom they follow."""

HOMES = {
    Role.CONTRIBUTOR: "caf",
    Role.ORGANISATION_ADMIN: "caf",
    Role.SOCIAL_WORKER: "casvp",
    Role.OUTREACH_WORKER: "aux-captifs-la-liberation",
    Role.SITE_MANAGER: "armee-du-salut",
    Role.VOLUNTEER: "associations",
    Role.LANDLORD: "bailleur-exemple",
}

COLLEAGUES = {
    "contributor.emmaus": ("Contribution, Emmaüs Défi", Role.CONTRIBUTOR, "emmaus-defi"),
    "social_worker.colleague": ("Travail social, CASVP", Role.SOCIAL_WORKER, "casvp"),
    "organisation_admin.casvp": ("Encadrement, CASVP", Role.ORGANISATION_ADMIN, "casvp"),
    "outreach_worker.colleague": ("Maraude, Aux Captifs", Role.OUTREACH_WORKER, "aux-captifs-la-liberation"),
    "social_worker.shelter": ("Travail social, Armée du Salut", Role.SOCIAL_WORKER, "armee-du-salut"),
    "social_worker.city": ("Travail social, Ville de Paris", Role.SOCIAL_WORKER, "ville-de-paris"),
    "social_worker.health": ("Travail social, équipe de santé", Role.SOCIAL_WORKER, "equipe-sante-exemple"),
}
"""Further accounts: a second contributor, so that two organisations answer the same campaign; those with whom the
social worker, the outreach team and the regulator share and hand over files; who sees their load."""

SCHEMES = {
    "shelter": "Places d’hébergement",
    "day_centres": "Accueil de jour",
    "meals": "Repas servis et distribués",
    "housing_fund": "Fonds de solidarité pour le logement",
    "first_hours": "Premières Heures",
    "convergence": "Convergence",
    "night_count": "Nuit de la Solidarité",
    "rights_appointments": "Rendez-vous des droits",
    "hygiene_kits": "Kits d’hygiène",
    "rental": "Louez solidaire",
}

SINCE = date(2015, 1, 1)


def load(plan: Plan) -> None:
    """Add the partners, then who works for them. Loading again changes nothing."""
    organisations = _organisations(plan)
    _sites(plan, organisations)
    _agreements(plan, organisations)
    _members(plan)


def _organisations(plan: Plan) -> list[Organisation]:
    named = dict(ORGANISATIONS)
    if plan.size == Size.FULL:
        named |= {
            f"association-{number:03}": (f"Association d’exemple n° {number}", Kind.ASSOCIATION)
            for number in range(1, 187)
        }
    return [
        Organisation.objects.get_or_create(
            slug=slug, defaults={"name": name, "kind": kind, "is_discreet": slug in DISCREET}
        )[0]
        for slug, (name, kind) in named.items()
    ]


def _sites(plan: Plan, organisations: list[Organisation]) -> None:
    draw = plan.random("partners.sites")
    areas = list(Territory.objects.filter(code__range=("75101", "75120")).order_by("code"))
    for organisation in organisations:
        for number in range(1, draw.randint(1, 3) + 1):
            area = draw.choice(areas) if areas else None
            Site.objects.get_or_create(
                organisation=organisation, name=f"Lieu d’exemple {number}", defaults={"territory": area}
            )


def _agreements(plan: Plan, organisations: list[Organisation]) -> None:
    """Three to six each: the first long in force, the last still to come, the others where they fall."""
    draw = plan.random("partners.agreements")
    for organisation in organisations:
        schemes = draw.sample(sorted(SCHEMES), draw.randint(3, 6))
        for place, scheme in enumerate(schemes):
            first, last = _dates(plan, draw.randint(0, 1400), draw.choice([365, 730, 1095, 1826]))
            if place == 0:
                last = None
            elif place == len(schemes) - 1:
                first, last = _dates(plan, (plan.today - SINCE).days + draw.randint(20, 200), 1095)
            Agreement.objects.get_or_create(
                organisation=organisation,
                scheme=scheme,
                defaults={
                    "title": f"Convention d’exemple : {SCHEMES[scheme]}",
                    "signed_on": first - timedelta(days=draw.randint(5, 60)),
                    "starts_on": first,
                    "ends_on": last,
                },
            )


def _dates(plan: Plan, offset: int, length: int) -> tuple[date, date | None]:
    first = SINCE + timedelta(days=offset)
    return first, first + timedelta(days=length - 1)


def _members(plan: Plan) -> None:
    """One account per role, their colleagues, and in a full city somebody in each association."""
    for role in Role:
        _member(role.value, f"Démonstration · {role.label}", role, HOMES.get(role, "ville-de-paris"))
    named = dict(COLLEAGUES)
    if plan.size == Size.FULL:
        named |= {
            f"social_worker.{number:03}": (f"Travail social {number}", Role.SOCIAL_WORKER, f"association-{number:03}")
            for number in range(1, 187)
        }
    for code, (name, role, slug) in named.items():
        _member(code, f"Démonstration · {name}", role, slug)


def _member(code: str, display_name: str, role: Role, slug: str) -> None:
    Membership.objects.get_or_create(
        user=account(code, display_name),
        organisation=Organisation.objects.get(slug=slug),
        role=role,
        territory=None,
        defaults={"starts_on": SINCE},
    )
