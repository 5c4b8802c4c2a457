"""Makes PDF/UA-1 files with typst: the product's fonts only, the same bytes for the same data and timestamp.

A template reads its data with `#let data = json(bytes(sys.inputs.data))`, and its pictures by the names given in
`files`. It refuses what would not be accessible: the message says what is missing and where.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import typst
from django.apps import apps

STANDARD: Literal["ua-1"] = "ua-1"


class PdfNotMade(RuntimeError):
    """The PDF could not be made, or would not be accessible; `problems` says each reason and how to mend it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("The PDF could not be made.\n" + "\n".join(problems))


def font_folder() -> Path:
    """Where the product's fonts lie."""
    return Path(apps.get_app_config("web").path) / "static" / "vendor" / "fonts" / "ttf"


def compile(
    template_path: Path,
    data: dict[str, Any],
    *,
    fonts: bool = True,
    files: dict[str, bytes] | None = None,
    timestamp: datetime,
) -> bytes:
    """The PDF's bytes, conforming to PDF/UA-1.

    The template's folder is copied beside `files` into a folder of its own, from which typst cannot leave.
    `fonts` false adds typst's own fonts to the product's. `timestamp` is the date that the file carries.
    Raises PdfNotMade.
    """
    with tempfile.TemporaryDirectory(prefix="pacte-pdf-") as folder:
        root = Path(folder)
        shutil.copytree(template_path.parent, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "*.pyc"))
        for name, content in (files or {}).items():
            _write(root, name, content)
        compiler = typst.Compiler(
            root / template_path.name, root=root, font_paths=_fonts(only_ours=fonts), ignore_system_fonts=True
        )
        return _run(compiler, data, int(timestamp.timestamp()))


def _fonts(*, only_ours: bool) -> typst.Fonts:
    folder = font_folder()
    ours = [str(folder)] if folder.is_dir() else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=not (only_ours and ours), font_paths=ours)


def _write(root: Path, name: str, content: bytes) -> None:
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError(f"a file of the PDF must stay in its folder: {name}")
    target = root / parts
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _run(compiler: typst.Compiler, data: dict[str, Any], timestamp: int) -> bytes:
    inputs = {"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    try:
        made, warnings = compiler.compile_with_warnings(
            sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=timestamp, format="pdf"
        )
    except typst.TypstError as error:
        raise PdfNotMade(_explain(error)) from error
    missing = [
        f"{warning.message}: only the product's fonts are used" for warning in warnings if "font" in warning.message
    ]
    if missing:
        raise PdfNotMade(missing)
    if not isinstance(made, bytes):
        raise PdfNotMade(["typst returned no document"])
    return made


def _explain(error: typst.TypstError) -> list[str]:
    """What typst said, with its hints, without the path of the folder where it worked."""
    where = [line.strip() for line in str(error.diagnostic or "").splitlines() if line.strip()]
    told = where or [str(error.message), *(f"hint: {hint}" for hint in error.hints)]
    return [line.replace(tempfile.gettempdir(), "") for line in told]
