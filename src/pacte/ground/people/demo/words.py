"""The words of the synthetic persons: names that are plainly none, in several scripts; notes that tell nothing true."""

from __future__ import annotations

GIVEN = (
    "Prénom", "Prénom", "Prénom", "Vorname", "Nombre", "Imię", "Ім’я", "Имя", "Όνομα", "اسم", "نام", "Nome", "Ime",
    "Jina", "Prenume", "İsim", "Tên", "Emër",
)  # fmt: skip
"""How several languages say "first name"; a number follows, as in "Prénom-12"."""

FAMILY = (
    "Exemple", "Exemple", "Modèle", "Échantillon", "Spécimen", "D’Essai", "Fictif", "Inventé", "Ejemplo", "Esempio",
    "Beispiel", "Przykład", "Örnek", "Příklad", "Exemplo", "Пример", "Παράδειγμα", "مثال", "Mfano", "Primjer",
    "Exempel", "Exemple-Modèle", "Ben Exemple", "Al Mithal", "Ví Dụ", "Shembull",
)  # fmt: skip
"""How several languages say "example", and what stands beside it in French."""

NICKNAMES = ("Surnom", "Le Bleu", "Petit-Essai", "Madame Test", "Capitaine", "Lulu", "Le Grand", "Kiki")
LANGUAGES = ("fr", "ar", "en", "es", "ro", "ps", "fa", "bn", "ti", "wo", "pl", "uk", "tr", "zh", "ta")
RELAYS = ("Accueil de jour d’exemple", "Une voisine (exemple)", "L’épicerie d’exemple", "Pension d’exemple")

NOTES = {
    "workers": (
        "Note d’exemple : entretien de quarante minutes, la personne demande du temps avant d’en dire plus.",
        "Note d’exemple : à reprendre avec l’équipe avant le prochain rendez-vous.",
        "Note d’exemple : la personne préfère venir le matin.",
    ),
    "organisation": (
        "Note d’exemple : dossier de domiciliation complété ensemble, il manque une photo.",
        "Note d’exemple : premier contact avec l’accueil de jour, bien passé.",
    ),
    "partners": (
        "Note d’exemple : rendez-vous confirmé, la personne viendra accompagnée.",
        "Note d’exemple : les papiers sont retrouvés, la demande peut repartir.",
    ),
}
HEALTH_NOTES = (
    "Note d’exemple, santé : pansement à refaire dans trois jours.",
    "Note d’exemple, santé : rendez-vous pris avec l’infirmière.",
)
SITUATIONS = (
    "Situation d’exemple : hébergement à l’hôtel depuis deux mois, ressources en cours d’ouverture.",
    "Situation d’exemple : dort dans sa voiture, travaille quelques heures par semaine.",
    "Situation d’exemple : vit chez un tiers qui demande son départ.",
    "Situation d’exemple : sort d’hospitalisation, cherche une place au calme.",
)
STEPS = {
    "appointment": ("Entretien au bureau", "Visite à domicile", "Rendez-vous à la mairie", "Point avec l’hébergement"),
    "deadline": ("Renouveler la demande", "Envoyer les justificatifs", "Répondre à la commission"),
    "task": ("Rappeler la personne", "Préparer la fiche de liaison", "Chercher un interprète"),
}
LETTER = "Courrier d’exemple.\n\nCe texte n’a été écrit par personne et ne concerne personne.\n"
EMERGENCY = "Mots d’exemple : la personne ne répond plus, ses voisins s’inquiètent."
