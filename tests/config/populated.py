"""A small populated city, run inside an installation: the house's test city with every room's rows, and a file."""

from __future__ import annotations


def populate() -> None:
    """Every room's plants, an attachment with its file, a many-to-many row where there is one."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import transaction

    from pacte.ground.documents.services import attach
    from tests.house.city import built

    with transaction.atomic():
        city = built()
        attach(city.stranger, SimpleUploadedFile("note.txt", b"Une note, sans nom.", "text/plain"))


if __name__ == "__main__":
    populate()
