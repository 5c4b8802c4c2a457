"""Two files that prove something in the demonstration: one published, one kept among those who take part."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from pacte.ground.accounts.models import User

from ..models import Evidence, Node
from ..services import attach_evidence

EXAMPLES = [
    ("social_conferences", "Exemple : compte rendu d’une conférence sociale", True, "compte-rendu-exemple.txt"),
    ("street-shelter", "Exemple : note interne sur les ouvertures de places", False, "note-exemple.txt"),
]
TEXT = "Document d’exemple, inventé pour la démonstration de Pacte.\n"


def load(author: User | None) -> None:
    """Attach each example once, in the name of the pact's team; nothing without such an account."""
    for code, title, is_public, name in EXAMPLES if author else []:
        node = Node.objects.get(code=code)
        if author and not Evidence.objects.filter(node=node, title=title).exists():
            upload = SimpleUploadedFile(name, TEXT.encode())
            attach_evidence(author, node, upload=upload, title=title, is_public=is_public)
