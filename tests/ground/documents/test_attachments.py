"""Attachments are what their bytes say, say nothing of who took the photo, and open only for those who may."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.documents import privacy, reads, registry, rules, services
from pacte.ground.documents.models import Attachment

GPS = "CANARY-48.8566"


def picture(kind: str, **save: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", (9, 7), "#1f5fa8").save(out, kind, **save)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    said = Image.Exif()
    said[0x010E], said[0x0112] = GPS, orientation
    return said.tobytes()


def archive(*names: str, **contents: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, contents.get(name, "x"))
    return out.getvalue()


def upload(content: bytes, name: str = "preuve.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("someone@own.example", display_name="Une personne")


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"%PDF-1.7\n", "a.exe", "application/pdf"),
        (picture("PNG"), "a.txt", "image/png"),
        (picture("JPEG"), "a", "image/jpeg"),
        (picture("WEBP"), "a", "image/webp"),
        (archive("[Content_Types].xml", "word/document.xml"), "a.zip", rules.kinds.DOCX),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "a.zip", rules.kinds.XLSX),
        (archive("mimetype", mimetype=rules.kinds.ODS), "a.zip", rules.kinds.ODS),
        ("é;1\r\n".encode(), "a.csv", "text/csv"),
        ("é;1\r\n".encode("cp1252"), "a.csv", "text/csv"),
        (b"une note\n", "a", "text/plain"),
    ],
    ids=["pdf", "png", "jpeg", "webp", "docx", "xlsx", "ods", "csv-utf-8", "csv-windows", "text"],
)
def test_a_type_is_found_in_the_content(content: bytes, name: str, expected: str) -> None:
    assert rules.detect(content, name) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>",
        b"  <svg xmlns=''>",
        b"<?xml version='1.0'?>",
        b"\x00\x01",
        b"\xff\xfe\xfd",
        archive("a.txt"),
        archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"PK\x03\x04 not an archive",
    ],
    ids=["empty", "program", "html", "svg", "xml", "bytes", "utf-16", "zip", "macros", "broken-zip"],
)
def test_what_is_not_accepted_has_no_type(content: bytes) -> None:
    assert rules.detect(content, "a.pdf") is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_comes_in_without_its_metadata_and_with_its_pixels(kind: str) -> None:
    extra: dict[str, Any] = {"exif": exif()}
    if kind == "PNG":
        extra["pnginfo"] = PngInfo()
        extra["pnginfo"].add_text("Author", GPS)
    before = picture(kind, **extra) + GPS.encode() * 2
    after = rules.strip_metadata(before, f"image/{kind.lower()}")
    assert GPS.encode() in before
    assert GPS.encode() not in after
    with Image.open(BytesIO(before)) as old, Image.open(BytesIO(after)) as new:
        assert old.tobytes() == new.tobytes()
        assert dict(new.getexif()) == {}


def test_a_turned_photo_stays_turned() -> None:
    after = rules.strip_metadata(picture("JPEG", exif=exif(orientation=6), progressive=True), "image/jpeg")
    with Image.open(BytesIO(after)) as turned:
        assert dict(turned.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_anywhere_is_refused_or_cleaned_never_an_accident(kind: str) -> None:
    whole = picture(kind, exif=exif())
    for end in range(12, len(whole)):
        try:
            kept = rules.strip_metadata(whole[:end], f"image/{kind.lower()}")
        except ValueError:
            continue
        assert GPS.encode() not in kept


def test_a_file_is_kept_under_an_opaque_name(user: User, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    row = services.attach(user, upload(b"%PDF-1.7\n", "../Mme Untel.exe"))
    assert row.name == "Mme Untel.pdf"
    assert row.content_type == "application/pdf"
    assert row.file.name == f"attachments/{row.key.hex[:2]}/{row.key.hex}"
    assert row.file.read() == b"%PDF-1.7\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90", "Ce type de fichier n’est pas accepté."),
        (b"%PDF-" + b"0" * rules.LARGEST, "Ce fichier dépasse dix mégaoctets."),
        (picture("PNG")[:-20], "Cette photo est incomplète ou abîmée."),
    ],
    ids=["program", "too large", "cut photo"],
)
def test_a_refused_file_says_why_and_leaves_nothing(user: User, content: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        services.attach(user, upload(content))
    assert not Attachment.objects.exists()


@pytest.fixture
def attachment(user: User, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Attachment:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(registry, "_owners", {})
    return services.attach(user, upload(b"a;b\n", "liste.csv"))


def test_a_file_that_no_room_owns_opens_for_nobody(client: Client, user: User, attachment: Attachment) -> None:
    client.force_login(user)
    assert client.get(f"/pieces/{attachment.key}/").status_code == 404
    assert client.get(f"/pieces/publiques/{attachment.key}/").status_code == 404


def test_a_file_is_downloaded_and_the_reading_is_noted(client: Client, user: User, attachment: Attachment) -> None:
    noted: list[str] = []
    registry.register(
        "tests.Owner",
        lambda row, reader: reader.email.startswith("someone"),
        journal=lambda actor, action, row: noted.append(action),
    )
    client.force_login(User.objects.create_user("stranger@own.example", display_name="Une autre"))
    assert client.get(f"/pieces/{attachment.key}/").status_code == 404
    assert noted == []
    client.force_login(user)
    response = client.get(f"/pieces/{attachment.key}/")
    assert b"".join(response.streaming_content) == b"a;b\n"  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == 'attachment; filename="liste.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert noted == ["attachment.read"]


def test_a_published_file_keeps_the_name_it_was_given_inside(client: Client, attachment: Attachment) -> None:
    registry.register("tests.Owner", lambda row, reader: False, is_published=lambda row: True)
    response = client.get(f"/pieces/publiques/{attachment.key}/")
    assert response["Content-Disposition"] == f'attachment; filename="pacte-{attachment.key.hex[:8]}.csv"'


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client, attachment: Attachment) -> None:
    assert client.get(f"/pieces/{attachment.key}/").status_code == 302


def test_a_file_that_nothing_holds_goes_after_a_month(
    attachment: Attachment, django_capture_on_commit_callbacks: Any
) -> None:
    stored, storage = attachment.file.name, attachment.file.storage
    (rule,) = privacy.RETENTION
    assert rule.purge(timezone.now() - rule.keep) == 0
    assert list(reads.orphans(timezone.now() + timedelta(seconds=1))) == [attachment]
    with django_capture_on_commit_callbacks(execute=True):
        assert rule.purge(timezone.now() + timedelta(seconds=1)) == 1
        assert storage.exists(stored), "a rehearsal takes no bytes away"
    assert not storage.exists(stored)


def test_deleting_takes_the_bytes_away(attachment: Attachment, django_capture_on_commit_callbacks: Any) -> None:
    stored, storage = attachment.file.name, attachment.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(attachment)
    assert not storage.exists(stored)
