"""Zips and workbooks made by hand, for the tests of those who look through them."""

import io
import zipfile
from pathlib import Path

import pytest

from domain.errors import SourceError

SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": '<Types><Override PartName="/xl/workbook.xml" ContentType="application/sheet.main+xml"/></Types>',
    "xl/workbook.xml": '<workbook><sheets><sheet name="Data" sheetId="1"/></sheets></workbook>',
}


def packed(files, method=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refused(check, path: Path, content: bytes | None = None, **given) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        check(path, **given)
    text = str(caught.value)
    assert path.name in text
    assert text.isprintable()
    return text


def sheet(cells: str, more: str = "") -> str:
    return f"<worksheet><sheetData>{cells}</sheetData>{more}</worksheet>"


def workbook(cells: str = "", *, more: str = "", **parts) -> bytes:
    return packed(PARTS | {SHEET: sheet(cells, more)} | parts)
