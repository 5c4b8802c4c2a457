"""Makes `static/vendor` from unpacked npm packages: copies the files, merges the fonts, writes the manifest.

    python -m tools.vendor BOOTSTRAP ATKINSON NOTO_ARABIC LEAFLET     (folders that hold a package.json; needs brotli)

The two subsets of Atkinson Hyperlegible Next become one file per weight, for the web (woff2), the charts and the PDF
(ttf). They lack U+202F, the narrow space of French numbers: it is given the font's own thin space. The Arabic
letters are files of their own, taken by the pages and the sheets that hold any. Same input, same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from tools.signs import add_signs

VENDOR = Path(__file__).resolve().parent.parent / "src/pacte/ground/web/static/vendor"
WEIGHTS = (400, 600, 700, 800)
CHANGED = "subsets merged; U+202F, signs and arrows added"


def unpack(package: Path, weight: int, folder: Path) -> list[str]:
    """The two subsets of a weight as uncompressed fonts."""
    paths = []
    for subset in ("latin", "latin-ext"):
        font = TTFont(
            package / f"files/atkinson-hyperlegible-next-{subset}-{weight}-normal.woff2", recalcTimestamp=False
        )
        font.flavor = None
        paths.append(str(folder / f"{subset}.ttf"))
        font.save(paths[-1])
    return paths


def make_font(package: Path, weight: int) -> TTFont:
    """One font of all the letters of a weight, with the narrow no-break space."""
    with tempfile.TemporaryDirectory() as folder:
        subsets = unpack(package, weight, Path(folder))
        created = TTFont(subsets[0])["head"].created
        font = Merger().merge(subsets)
    add_signs(font)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = created
    return font


def write_fonts(atkinson: Path, arabic: Path) -> None:
    fonts = VENDOR / "fonts"
    (fonts / "ttf").mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        font = make_font(atkinson, weight)
        font.save(fonts / f"ttf/AtkinsonHyperlegibleNext-{weight}.ttf")
        font.flavor = "woff2"
        font.save(fonts / f"atkinson-hyperlegible-next-{weight}.woff2")
    for weight in (400, 700):
        source = arabic / f"files/noto-sans-arabic-arabic-{weight}-normal.woff2"
        shutil.copyfile(source, fonts / f"noto-sans-arabic-{weight}.woff2")
        letters = TTFont(source, recalcTimestamp=False)
        letters.flavor = None
        letters.save(fonts / f"ttf/NotoSansArabic-{weight}.ttf")
    shutil.copyfile(atkinson / "LICENSE", fonts / "OFL-atkinson-hyperlegible-next.txt")
    shutil.copyfile(arabic / "LICENSE", fonts / "OFL-noto-sans-arabic.txt")


def write_bootstrap(bootstrap: Path) -> None:
    """The style sheet, and the one that is read from right to left."""
    folder = VENDOR / "bootstrap"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("bootstrap.min.css", "bootstrap.rtl.min.css"):
        without_map(bootstrap / "dist/css" / name, folder / name)
    shutil.copyfile(bootstrap / "LICENSE", folder / "LICENSE.txt")


def write_leaflet(leaflet: Path) -> None:
    """The script and its style sheet. Its pictures stay behind: our marks are drawn."""
    folder = VENDOR / "leaflet"
    folder.mkdir(parents=True, exist_ok=True)
    without_map(leaflet / "dist/leaflet.js", folder / "leaflet.js")
    css = (leaflet / "dist/leaflet.css").read_text()
    (folder / "leaflet.css").write_text(re.sub(r"background-image: url\([^)]*\);|behavior: url\([^)]*\);", "", css))
    shutil.copyfile(leaflet / "LICENSE", folder / "LICENSE.txt")


def without_map(source: Path, target: Path) -> None:
    """The file without its pointer to a source map that is not shipped."""
    target.write_text(re.split(r"/[*/]# sourceMappingURL", source.read_text())[0].rstrip() + "\n")


def described(path: Path, packages: dict[str, Path]) -> dict[str, str]:
    """The manifest's row for a file, from the package it comes from."""
    folder = next((name for name in ("bootstrap", "leaflet") if name in path.parts), "")
    key = folder or ("arabic" if "arabic" in path.name.lower() else "atkinson")
    package = json.loads((packages[key] / "package.json").read_text())
    return {
        "path": path.relative_to(VENDOR).as_posix(),
        "name": package["name"],
        "version": package["version"],
        "licence": package["license"],
        "changed": changed(path),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def changed(path: Path) -> str:
    """What was done to the package's file; "" for nothing."""
    if path.suffix == ".txt":
        return ""
    if "kinson" in path.name:
        return CHANGED
    if path.name.startswith("NotoSansArabic"):
        return "uncompressed"
    return "pictures left out" if path.name == "leaflet.css" else ""


def main() -> None:
    packages = dict(zip(("bootstrap", "atkinson", "arabic", "leaflet"), map(Path, sys.argv[1:5]), strict=True))
    write_bootstrap(packages["bootstrap"])
    write_leaflet(packages["leaflet"])
    write_fonts(packages["atkinson"], packages["arabic"])
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path.name != "manifest.json")
    assets = [described(path, packages) for path in files]
    (VENDOR / "manifest.json").write_text(json.dumps({"assets": assets}, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
