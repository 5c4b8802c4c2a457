"""A code to scan with a telephone, drawn as a picture of its own: no script, no request to anybody."""

from __future__ import annotations

import io

import segno


def picture(address: str) -> str:
    """The code as the address of an image (`data:`), black on white."""
    return str(segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#000", light="#fff"))


def drawing(address: str) -> bytes:
    """The code as an SVG file."""
    written = io.BytesIO()
    segno.make(address, error="m").save(written, kind="svg", scale=4, border=0, dark="#000", light="#fff")
    return written.getvalue()
