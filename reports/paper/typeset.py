"""Data and a template → a PDF. Texts go to the template as data: nothing in them is ever markup.

Typst refuses to write what a screen reader could not read (PDF/UA-1): an image without words, a heading level left out,
a character that no font has. Fonts are shipped, so that a document is the same on every machine.
"""

import io
import json
import tempfile
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


def typeset(
    template: str, data: dict[str, Any], *, made: datetime, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The document. template: the name of a file here; data: what it reads (JSON). `made`: its date, so that the same
    data make the same bytes. `pictures`: file name → SVG, as the template names them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data.json").write_text(json.dumps(_writable(data), ensure_ascii=False), encoding="utf-8")
        for file, content in (pictures or {}).items():
            (folder / file).write_bytes(content)
        (folder / "main.typ").write_text((HERE / f"{template}.typ").read_text(encoding="utf-8"), encoding="utf-8")
        content = typst.compile(
            folder / "main.typ",
            root=folder,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(made.timestamp()),
        )
    return _headed(bytes(content))


def pages(content: bytes) -> int:
    """How many pages a document has."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def as_png(svg: bytes, *, width: float, ppi: int = 200) -> bytes:
    """An SVG document as PNG. width: millimetres."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chart.svg").write_bytes(svg)
        text = f'#set page(width: {width}mm, height: auto, margin: 0mm)\n#image("chart.svg")'  # untranslated
        (folder / "main.typ").write_text(text, encoding="utf-8")
        fonts: dict[str, Any] = {"font_paths": [FONTS], "ignore_system_fonts": True}
        return bytes(typst.compile(folder / "main.typ", root=folder, format="png", ppi=ppi, **fonts))


def _writable(value: Any) -> Any:
    """The data with `U+4E2D` in the place of each character that no shipped font has."""
    if isinstance(value, str):
        return "".join(c if _known(c) else f"U+{ord(c):04X}" for c in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: _writable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(one) for one in value]
    return value


def _known(character: str) -> bool:
    if unicodedata.category(character) == "Cc":  # some fonts claim to have them
        return character == "\n"
    return ord(character) in _characters() or character in "\u00a0\u202f\u200b"


@cache
def _characters() -> frozenset[int]:
    found: set[int] = set()
    for file in sorted(FONTS.glob("*.ttf")):
        with TTFont(file, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)


def _headed(content: bytes) -> bytes:
    """With the first cell of each row of a table as its heading, and a fifth as large."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        left = _kids(document.Root.StructTreeRoot)
        while left:
            element = left.pop()
            if element.get("/S") != pikepdf.Name.TBody:
                left += _kids(element)
                continue
            for row in _kids(element):
                first = _kids(row)[0]
                first.S = pikepdf.Name.TH
                first.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)]
