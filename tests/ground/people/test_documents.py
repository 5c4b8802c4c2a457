"""Documents of a file: what they are, and who still opens them at the next request."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput
from pacte.ground.documents.models import Attachment
from pacte.ground.people.models import FileDocument
from pacte.ground.people.services import documents, files

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db


def text(name: str = "piece.txt", content: bytes = b"Une attestation") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def opens(client: Client, user: Any, document: FileDocument) -> bool:
    client.force_login(user)
    answer = client.get(reverse("documents:download", kwargs={"key": document.attachment.key}))
    return answer.status_code == 200


def test_a_photo_loses_its_position() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    out = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "48.85341 2.34880"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    assert b"48.85341" in out.getvalue()
    kept = documents.add(me, file.key, SimpleUploadedFile("photo.jpg", out.getvalue()), kind="other")
    with kept.attachment.file.open("rb") as stored:
        assert b"48.85341" not in stored.read()


def test_a_file_that_is_not_what_its_name_says_is_refused_and_the_rest_of_the_form_stays(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    client.force_login(me)
    body = {"file": text("contrat.pdf", b"MZ\x90\x00 not a contract"), "kind": "rights"}
    page = client.post(reverse("people:document_add", kwargs={"file": file.key}), body)
    words = page.content.decode()
    assert page.status_code == 422 and "n’est pas accepté" in words
    assert '<option value="rights" selected>' in words
    assert not Attachment.objects.exists()


def test_a_health_document_is_kept_by_those_who_could_open_it_again() -> None:
    home = organisation()
    me = worker(home)
    with pytest.raises(BadInput, match="documents de santé"):
        documents.add(me, followed(me, home).key, text(), kind="health")


def test_a_partner_opens_a_document_under_a_full_sharing_and_no_longer_once_it_ended(client: Client) -> None:
    home, partner = organisation(), organisation()
    me, you = worker(home), worker(partner)
    file = followed(me, home)
    document = documents.add(me, file.key, text(), kind="rights")
    assert not opens(client, you, document)
    sharing = shared(file, partner, "follow_up")
    assert not opens(client, you, document)
    sharing.level, sharing.classes = "full", ["identity", "situation"]
    sharing.save()
    assert opens(client, you, document)
    sharing.ended_at = timezone.now()
    sharing.save()
    assert not opens(client, you, document)
    assert opens(client, me, document)


def test_a_summary_is_opened_by_the_partner_it_was_made_for_while_its_sharing_holds(client: Client) -> None:
    home, partner, other = organisation(), organisation(), organisation()
    me, you, someone = worker(home), worker(partner), worker(other)
    file = followed(me, home)
    sharing = shared(file, partner)
    shared(file, other, "full")
    document = documents.add(me, file.key, text(), kind="summary", sharing=sharing)
    assert [opens(client, user, document) for user in (me, you, someone)] == [True, True, False]
    restricted(file.person)
    assert [opens(client, user, document) for user in (me, you, someone)] == [True, False, False]


def test_each_reading_is_in_the_journal_under_the_person(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    document = documents.add(me, file.key, text("nom-de-la-personne.txt"), kind="rights")
    opens(client, me, document)
    line = Entry.objects.get(action="attachment.read")
    assert line.target == file.person.target and "nom-de" not in str(line.detail)


def test_a_document_removed_is_gone_with_its_bytes(django_capture_on_commit_callbacks: Any) -> None:
    home = organisation()
    me = worker(home)
    document = documents.add(me, followed(me, home).key, text(), kind="rights")
    stored = Path(document.attachment.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        documents.remove(me, document.attachment.key)
    assert not stored.exists() and not Attachment.objects.exists()


def test_whoever_no_longer_follows_opens_nothing(client: Client) -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    document = documents.add(me, file.key, text(), kind="rights")
    files.add_worker(me, file.key, you)
    assert opens(client, you, document)
    files.object_to_worker(me, file.key, you)
    assert not opens(client, you, document)
