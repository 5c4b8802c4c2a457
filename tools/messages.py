"""The interface's messages: collected from the code, kept in one .po file per language, compiled, checked.

    python tools/messages.py update     collect the messages into django.po, keep what is translated, compile django.mo
    python tools/messages.py check      say what is missing, untranslated or stale; exit code 1 if anything is

French is the language of the sources, so it has no catalogue. English says everything; Arabic says the public part,
whose files are listed here. Needs no gettext program; holds no date, so that the same sources make the same files.
"""

from __future__ import annotations

import ast
import io
import re
import struct
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "pacte"
LANGUAGES = ["en", "ar"]
SCOPES = {
    "ar": (
        "pacte/ground/web/templates/web/page.html",
        "pacte/ground/web/templates/web/error.html",
        "pacte/ground/web/templates/web/shell/*.html",
        "pacte/ground/web/templates/web/components/errors.html",
        "pacte/ground/web/templates/web/components/field.html",
        "pacte/ground/web/views.py",
        "pacte/ground/directory/access/finding.py",
        "pacte/ground/directory/enums.py:Want",
        "pacte/ground/directory/enums.py:Category",
        "pacte/ground/directory/enums.py:Audience",
        "pacte/ground/directory/enums.py:OpenState",
        "pacte/ground/directory/enums.py:Saturation",
        "pacte/ground/directory/enums.py:PeriodKind",
        "pacte/ground/directory/enums.py:PeriodReason",
        "pacte/ground/directory/forms/finding.py",
        "pacte/ground/directory/reads/cards.py",
        "pacte/ground/directory/reads/finding.py",
        "pacte/ground/directory/reads/place_page.py",
        "pacte/ground/directory/reads/saying.py",
        "pacte/ground/directory/reads/sheets.py",
        "pacte/ground/directory/templates/directory/public/*.html",
        "pacte/ground/directory/views/finding.py",
        "pacte/ground/agenda/templates/agenda/public/*.html",
        "pacte/ground/agenda/templates/agenda/parts/days.html",
        "pacte/ground/agenda/templates/agenda/parts/seats.html",
        "pacte/ground/agenda/templates/agenda/parts/where.html",
        "pacte/ground/agenda/reads/whereabouts.py",
        "pacte/ground/agenda/enums.py:SessionKind",
        "pacte/ground/agenda/enums.py:RegistrationMode",
        "pacte/ground/agenda/forms.py:FindForm",
        "pacte/ground/agenda/forms.py:NumberForm",
        "pacte/ground/web/templates/web/components/filters.html",
        "pacte/ground/web/templates/web/components/pages.html",
        "pacte/ground/people/enums.py:Language",
        "pacte/pact/review/access.py",
        "pacte/ground/agenda/access.py",
    )
}
"""What a language says when it does not say everything: files (`*` also goes into folders), or one class of a file."""
PLURALS = {
    "en": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
HEADER = """\
Project-Id-Version: Pacte
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: {plurals}
"""
_ONE, _MANY, _CONTEXT, _CONTEXT_MANY = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": _ONE, "gettext": _ONE, "gettext_lazy": _ONE, "gettext_noop": _ONE,
    "ngettext": _MANY, "ngettext_lazy": _MANY,
    "pgettext": _CONTEXT, "pgettext_lazy": _CONTEXT,
    "npgettext": _CONTEXT_MANY, "npgettext_lazy": _CONTEXT_MANY,
}  # fmt: skip
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sd]")
TEMPLATES = {".html", ".txt"}


def header(language: str) -> str:
    """What a catalogue says of itself."""
    return HEADER.format(language=language, plurals=PLURALS[language])


def sources(package: Path) -> Iterator[Path]:
    """Python files and templates, in a fixed order; migrations and vendored files say nothing to users."""
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).parts
        if "migrations" in parts or "vendor" in parts or not path.is_file():
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in parts):
            yield path


def as_python(path: Path) -> str:
    """A template's messages as calls that a Python tokenizer reads: Django's own rewriting, without indentation."""
    from django.utils.translation.template import templatize

    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    return "\n".join(line.strip() for line in text.splitlines())


def said_of(where: str, language: str) -> list[str]:
    """What a language says of a file: [""] for all of it, else the names of its classes; [] for nothing."""
    scope = SCOPES.get(language, ("*",))
    found = [pattern.partition(":") for pattern in scope]
    return [name for file, _colon, name in found if fnmatch(where, file)]


def only_classes(text: str, names: list[str]) -> str:
    """The source of these classes of a module."""
    found = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name in names]
    return "\n".join(ast.get_source_segment(text, node) or "" for node in found)


def collect(package: Path, language: str = "en") -> Catalog:
    """Every message that this language says, with the files that hold it."""
    catalog = Catalog(fuzzy=False)
    for path in sources(package):
        where = path.relative_to(package.parent).as_posix()
        names = said_of(where, language)
        if not names:
            continue
        text = path.read_text(encoding="utf-8") if path.suffix == ".py" else as_python(path)
        text = text if "" in names else only_classes(text, names)
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            if message and (isinstance(message, tuple) or message.strip()):
                catalog.add(message, locations=[(where, 0)], context=context)
    return catalog


def merged(collected: Catalog, translated: Catalog, language: str) -> Catalog:
    """The collected messages with their known translations; what the sources no longer say is dropped."""
    kept = Catalog(locale=language, fuzzy=False)
    for message in messages(collected):
        known = translated.get(key(message), message.context)
        is_same_shape = known is not None and isinstance(known.id, str) == isinstance(message.id, str)
        string = known.string if known is not None and is_same_shape else None
        flags = {"fuzzy"} if known is not None and known.fuzzy else set()
        files = sorted(set(message.locations))
        kept.add(message.id, string or "", locations=files, context=message.context, flags=flags)
    return kept


def messages(catalog: Catalog) -> list[Message]:
    """The catalogue without its header."""
    return [message for message in catalog if message.id]


def key(message: Message) -> str:
    """The singular, by which a message is known."""
    return message.id if isinstance(message.id, str) else message.id[0]


def read(path: Path, language: str) -> Catalog:
    """The catalogue of a .po file; an empty one when there is none yet."""
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def written(catalog: Catalog, language: str) -> bytes:
    """The .po file, sorted by file, with a header that never changes."""
    body = io.BytesIO()
    write_po(body, catalog, omit_header=True, sort_by_file=True, include_lineno=False, width=110)
    lines = "".join(f'"{line}\\n"\n' for line in header(language).splitlines())
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + body.getvalue()


def compiled(catalog: Catalog, language: str) -> bytes:
    """The .mo file: identifiers sorted, then the two tables of lengths and offsets that gettext reads."""
    pairs = [(b"", header(language).encode())]
    for message in messages(catalog):
        if not message.fuzzy and is_translated(message, language):
            pairs.append((_joined(message.id, message.context), _joined(message.string)))
    pairs.sort()
    count = len(pairs)
    offset = 28 + 16 * count
    tables, blob = [], b""
    for column in (0, 1):
        for pair in pairs:
            tables.append((len(pair[column]), offset + len(blob)))
            blob += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, offset)
    return head + b"".join(struct.pack("<2I", *entry) for entry in tables) + blob


def _joined(parts: str | tuple[str, ...], context: str | None = None) -> bytes:
    text = parts if isinstance(parts, str) else "\0".join(parts)
    return (f"{context}\x04{text}" if context else text).encode()


def is_translated(message: Message, language: str = "") -> bool:
    """Whether every form of the message has its words, as many as the language counts."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string)
    count = (
        int(PLURALS[language].split(";")[0].split("=")[1]) if language and isinstance(message.id, tuple | list) else 1
    )
    return len(forms) >= count and all(forms)


def faults(package: Path, language: str) -> list[str]:
    """What keeps this language from being complete, one sentence each."""
    path = po_path(package, language)
    kept = read(path, language)
    wanted = merged(collect(package, language), kept, language)
    said = {(key(message), message.context) for message in messages(wanted)}
    found = [f"no longer said: {key(m)!r}" for m in messages(kept) if (key(m), m.context) not in said]
    for message in messages(wanted):
        if not kept.get(key(message), message.context):
            found.append(f"missing from the catalogue: {key(message)!r}")
            continue
        if message.fuzzy:
            found.append(f"fuzzy: {key(message)!r}")
        elif not is_translated(message, language):
            found.append(f"not translated: {key(message)!r}")
        elif placeholders(message.string) != placeholders(message.id):
            found.append(f"placeholders differ: {key(message)!r}")
    compiled_path = path.with_suffix(".mo")
    if not compiled_path.exists() or compiled_path.read_bytes() != compiled(kept, language):
        found.append(f"{compiled_path.name} is not what {path.name} compiles to")
    return found


def placeholders(parts: str | tuple[str, ...]) -> set[str]:
    """The names that a message fills in, in any of its forms."""
    return {name for part in ([parts] if isinstance(parts, str) else parts) for name in PLACEHOLDER.findall(part)}


def po_path(package: Path, language: str) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


def update(package: Path, language: str) -> int:
    """Write both files; returns how many messages still want a translation."""
    path = po_path(package, language)
    catalog = merged(collect(package, language), read(path, language), language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog, language))
    path.with_suffix(".mo").write_bytes(compiled(read(path, language), language))
    return sum(1 for message in messages(catalog) if message.fuzzy or not is_translated(message, language))


def main(arguments: list[str]) -> int:
    """Run the command; returns the exit code."""
    _set_up()
    if arguments == ["update"]:
        for language in LANGUAGES:
            print(f"{language}: {update(PACKAGE, language)} message(s) to translate")
        return 0
    if arguments == ["check"]:
        found = [f"{language}: {fault}" for language in LANGUAGES for fault in faults(PACKAGE, language)]
        print("\n".join(found) or "every message is translated and compiled")
        return 1 if found else 0
    print(__doc__)
    return 2


def _set_up() -> None:
    """Rewriting a template asks Django for its settings; none of the product's is needed."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
