"""Takes out of a photo what its pixels do not say: where, when, with what, by whom, and hidden previews.

The pixels are copied as they are; only a JPEG's orientation and colour profile are kept. Raises ValueError on a
picture whose structure cannot be followed to its end: what cannot be read cannot be cleaned.
"""

from __future__ import annotations

import struct
import zlib

KEPT_JPEG = {0xE0, 0xEE}
"""JFIF and Adobe: needed to read the colours. The ICC profile (APP2) is told apart by its name."""

SAFE_PNG = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs",
}  # fmt: skip
SAFE_WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_FLAGS_KEPT = 0b11110011
"""All of VP8X's flags but Exif (bit 3) and XMP (bit 2)."""


def strip_metadata(content: bytes, content_type: str) -> bytes:
    """The same picture without its metadata; content of any other type comes back as it is.

    >>> strip_metadata(b"a;b", "text/csv")
    b'a;b'
    """
    cleaners = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}
    try:
        return cleaners[content_type](content) if content_type in cleaners else content
    except (struct.error, IndexError, zlib.error) as broken:
        raise ValueError("picture cut short") from broken


def _jpeg(content: bytes) -> bytes:
    out, at, orientation = [b"\xff\xd8"], 2, 1
    while True:
        if content[at] != 0xFF:
            raise ValueError("JPEG marker expected")
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            out.append(b"\xff\xd9")
            break
        size = struct.unpack(">H", content[at + 2 : at + 4])[0] + 2
        segment = content[at : at + size]
        at += size
        if marker == 0xE1:
            orientation = _orientation(segment) or orientation
        elif _is_kept(marker, segment):
            out.append(segment)
        if marker == 0xDA:
            end = _end_of_scan(content, at)
            out.append(content[at:end])
            at = end
    if orientation != 1:
        out.insert(1, _orientation_only(orientation))
    return b"".join(out)


def _is_kept(marker: int, segment: bytes) -> bool:
    is_application = 0xE0 <= marker <= 0xEF
    is_profile = marker == 0xE2 and segment[4:15] == b"ICC_PROFILE"
    return marker != 0xFE and (not is_application or marker in KEPT_JPEG or is_profile)


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the compressed pixels stop: at the first marker that is neither stuffing nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        if content[at + 1] == 0 or 0xD0 <= content[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _orientation(segment: bytes) -> int | None:
    """The way the camera was held, 1 to 8, if an Exif segment says it."""
    tiff = segment[10:]
    if segment[4:10] != b"Exif\0\0" or tiff[:2] not in (b"II", b"MM"):
        return None
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        start = struct.unpack(order + "I", tiff[4:8])[0]
        count = struct.unpack(order + "H", tiff[start : start + 2])[0]
        for rank in range(min(count, 200)):
            entry = tiff[start + 2 + rank * 12 : start + 14 + rank * 12]
            if struct.unpack(order + "H", entry[:2])[0] == 0x0112:
                value = struct.unpack(order + "H", entry[8:10])[0]
                return value if 1 <= value <= 8 else None
    except struct.error:
        return None
    return None


def _orientation_only(orientation: int) -> bytes:
    """An Exif segment that says one thing, how to turn the picture."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(content: bytes) -> bytes:
    out, at = [content[:8]], 8
    while True:
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        end = at + 12 + size
        if end > len(content):
            raise ValueError("PNG chunk cut short")
        if kind in SAFE_PNG:
            out.append(content[at:end])
        if kind == b"IEND":
            return b"".join(out)
        at = end


def _webp(content: bytes) -> bytes:
    end = min(len(content), struct.unpack("<I", content[4:8])[0] + 8)
    out, at = [], 12
    while at + 8 <= end:
        kind, size = struct.unpack("<4sI", content[at : at + 8])
        body = content[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError("WebP chunk cut short")
        if kind == b"VP8X":
            body = bytes([body[0] & WEBP_FLAGS_KEPT]) + body[1:]
        if kind in SAFE_WEBP:
            out.append(struct.pack("<4sI", kind, size) + body + b"\0" * (size % 2))
        at += 8 + size + size % 2
    if not out:
        raise ValueError("WebP without a picture")
    kept = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(kept)) + kept
