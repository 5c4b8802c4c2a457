"""Every word of the interface is collected, translated and compiled; the tool that does it says what is missing."""

from __future__ import annotations

import gettext
import io
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tools import messages

PAGE = """{% load i18n %}
  <h1>{% translate "Le Pacte" %}</h1>
    {% blocktranslate count count=n %}{{ count }} ligne{% plural %}{{ count }} lignes{% endblocktranslate %}
 {% blocktranslate trimmed with name=x %}
   Bonjour {{ name }},
   entrez.
 {% endblocktranslate %}
{% translate "mars" context "planète" %} {{ value|default:_("rien") }} {% page_header _("Journal") %} it's (odd
"""
CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
class Kind:
    CITY = "city", _("Ville")
LONG = _("Une phrase "
         "en deux morceaux")
def say(n): return ngettext("%(n)s jour", "%(n)s jours", n) + pgettext("mois", "mars")
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    root = tmp_path / "pacte"
    (root / "room/templates/room").mkdir(parents=True)
    (root / "room/templates/room/page.html").write_text(PAGE)
    (root / "room/enums.py").write_text(CODE)
    (root / "room/migrations").mkdir()
    (root / "room/migrations/0001_initial.py").write_text('x = _("migration")')
    return root


def translate(package: Path, **strings: str | tuple[str, str]) -> None:
    """Give these messages their words; every other one gets its own in capitals."""
    path = messages.po_path(package, "en")
    catalog = messages.read(path, "en")
    for message in messages.messages(catalog):
        own = message.id if isinstance(message.id, str) else tuple(message.id)
        message.string = strings.get(messages.key(message), own)
    path.write_bytes(messages.written(catalog, "en"))
    path.with_suffix(".mo").write_bytes(messages.compiled(catalog, "en"))


def test_messages_are_collected_from_code_and_templates(package: Path) -> None:
    found = {(message.id, message.context) for message in messages.messages(messages.collect(package))}
    assert found == {
        ("Le Pacte", None),
        (("%(count)s ligne", "%(count)s lignes"), None),
        ("Bonjour %(name)s, entrez.", None),
        ("mars", "planète"),
        ("mars", "mois"),
        ("rien", None),
        ("Journal", None),
        ("Ville", None),
        ("Une phrase en deux morceaux", None),
        (("%(n)s jour", "%(n)s jours"), None),
    }


def test_a_new_message_is_named_until_it_is_translated(package: Path) -> None:
    assert "missing from the catalogue: 'Ville'" in messages.faults(package, "en")
    assert messages.update(package, "en") == 10
    assert "not translated: 'Ville'" in messages.faults(package, "en")
    translate(package)
    assert messages.faults(package, "en") == []


def test_an_update_keeps_the_translations_and_drops_what_is_no_longer_said(package: Path) -> None:
    messages.update(package, "en")
    translate(package, Ville="City")
    (package / "room/templates/room/page.html").unlink()
    assert "no longer said: 'Le Pacte'" in messages.faults(package, "en")
    assert messages.update(package, "en") == 0
    kept = messages.read(messages.po_path(package, "en"), "en")
    assert kept.get("Ville").string == "City"  # type: ignore[union-attr]
    assert kept.get("Le Pacte") is None


def test_what_is_compiled_is_what_gettext_reads(package: Path) -> None:
    messages.update(package, "en")
    key = "%(n)s jour"
    translate(package, Ville="City", **{key: ("%(n)s day", "%(n)s days")})
    read = gettext.GNUTranslations(io.BytesIO(messages.po_path(package, "en").with_suffix(".mo").read_bytes()))
    assert read.gettext("Ville") == "City"
    assert [read.ngettext(key, "%(n)s jours", n) for n in (0, 1, 2)] == ["%(n)s days", "%(n)s day", "%(n)s days"]
    assert read.pgettext("mois", "mars") == "mars"


def test_a_translation_that_loses_a_placeholder_is_named(package: Path) -> None:
    messages.update(package, "en")
    translate(package, **{"Bonjour %(name)s, entrez.": "Come in."})
    assert messages.faults(package, "en") == ["placeholders differ: 'Bonjour %(name)s, entrez.'"]


def test_a_fuzzy_or_stale_translation_is_named(package: Path) -> None:
    messages.update(package, "en")
    translate(package)
    path = messages.po_path(package, "en")
    path.write_text(path.read_text().replace('msgid "Ville"', '#, fuzzy\nmsgid "Ville"'))
    assert messages.faults(package, "en") == ["fuzzy: 'Ville'", "django.mo is not what django.po compiles to"]


def test_the_same_sources_make_the_same_files(package: Path) -> None:
    messages.update(package, "en")
    path = messages.po_path(package, "en")
    first = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    messages.update(package, "en")
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == first
    assert b"Date" not in first[0]


def test_arabic_says_the_files_of_its_scope_whole_or_by_class_and_counts_six_ways(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(messages.SCOPES, "ar", ("pacte/room/templates/room/*.html", "pacte/room/enums.py:Kind"))
    said = {messages.key(message) for message in messages.messages(messages.collect(package, "ar"))}
    assert "Ville" in said and "Le Pacte" in said and "Une phrase en deux morceaux" not in said
    messages.update(package, "ar")
    path = messages.po_path(package, "ar")
    catalog = messages.read(path, "ar")
    for message in messages.messages(catalog):
        message.string = message.id if isinstance(message.id, str) else tuple(message.id)
    path.write_bytes(messages.written(catalog, "ar"))
    assert "not translated: '%(count)s ligne'" in messages.faults(package, "ar")


def test_every_file_of_a_scope_is_there() -> None:
    held = {path.relative_to(messages.PACKAGE.parent).as_posix() for path in messages.sources(messages.PACKAGE)}
    patterns = [pattern.partition(":")[0] for scope in messages.SCOPES.values() for pattern in scope]
    assert not [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in held)]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_message_of_the_product_is_translated_and_compiled(language: str) -> None:
    found = messages.faults(messages.PACKAGE, language)
    assert not found, f"run `make messages`, then translate: {len(found)} faults\n" + "\n".join(found[:60])
