"""A file of somebody → its tables, all text, with the physical row of each row. What each kind needs has its module.

Looks at the content first and at the ending second. Safe opening (zip bombs, cells far out, macros) is the caller's:
data_access.untrusted.archives looks through zips and workbooks before, data_access.untrusted.sandbox holds the process.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from data_access.sources.auto.files.decode import decode
from data_access.sources.auto.files.delimited_text import read_text
from data_access.sources.auto.files.json_tables import read_json, read_json_lines
from data_access.sources.auto.files.parquet import read_parquet
from data_access.sources.auto.files.raw import RawTable, noted
from data_access.sources.auto.files.workbook import read_workbook
from data_access.untrusted.zip_members import BROKEN, shown
from domain.errors import SourceError
from domain.messages import N_, Message, message, packed

__all__ = ["MAX_BYTES", "RawTable", "read_bytes", "read_tables"]

MAX_BYTES = 512 * 2**20
"""A larger file is refused: all of it is kept in memory."""
ZIP, GZIP, PARQUET = b"PK\x03\x04", b"\x1f\x8b", b"PAR1"
REFUSED = {
    b"\xd0\xcf\x11\xe0": N_("this is an old Excel file (.xls) or one with a password. Save it as .xlsx without one."),
    b"%PDF": N_("this is a PDF. Take the table out of it and save it as CSV."),
    b"7z\xbc\xaf": N_("this is a 7z archive. Unpack it and bring the table itself."),
    b"Rar!": N_("this is a rar archive. Unpack it and bring the table itself."),
    b"BZh": N_("this is a bzip2 file. Unpack it and bring the table itself."),
    b"\xfd7zXZ": N_("this is an xz file. Unpack it and bring the table itself."),
    b"SQLite format 3": N_("this is a database. Save the table as CSV."),
}
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<svg", b"<head", b"<body")
TEXTS = {".csv", ".tsv", ".tab", ".txt", ".psv"}
JSONS, LINES = {".json", ".geojson"}, {".jsonl", ".ndjson", ".jsonlines"}
READ = TEXTS | JSONS | LINES | {".xlsx", ".parquet", ".pq"}


def read_tables(path: Path, *, encoding: str = "", delimiter: str = "") -> list[RawTable]:
    """The tables of a file, in its order: as they are, see shape.tidy. Raises SourceError.

    `encoding` and `delimiter` say what we would otherwise find out ourselves (texts only).
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                "{name}: it is over {what} MB. Split it, or bring it zipped by parts.",
                name=path.name,
                what=MAX_BYTES // 2**20,
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            "{name}: the file cannot be read ({strerror}).", name=path.name, strerror=error.strerror
        ) from error
    return read_bytes(data, path.name, encoding=encoding, delimiter=delimiter)


def read_bytes(
    data: bytes, name: str, *, encoding: str = "", delimiter: str = "", inside: bool = False
) -> list[RawTable]:
    """The same for the content of a file. `inside`: it comes out of an archive, and may be none itself."""
    if not data.strip(b"\0\r\n\t "):
        raise SourceError("{name}: the file is empty.", name=name)
    for start, reason in REFUSED.items():
        if data.startswith(start):
            raise SourceError("{name}: {reason}", name=name, reason=message(reason))
    if data.removeprefix(b"\xef\xbb\xbf")[:200].lstrip().lower().startswith(MARKUP):
        raise SourceError("{name}: this is a web page or XML, and no table. Save the table as CSV or .xlsx.", name=name)
    if data.startswith(ZIP):
        return _zipped(data, name, encoding, delimiter, inside)
    if data.startswith(GZIP):
        if inside:
            raise SourceError(
                "{name}: it is an archive in an archive. Unpack it and bring the table itself.", name=name
            )
        plain = name[:-3] if name.lower().endswith(".gz") else name
        return read_bytes(_unpacked(data, name), plain, encoding=encoding, delimiter=delimiter, inside=True)
    if data.startswith(PARQUET) or _ending(name) in {".parquet", ".pq"}:
        return [read_parquet(data, name)]
    if _ending(name) in {".xlsx", ".xlsm"}:
        raise SourceError(
            "{name}: this is not an Excel workbook (.xlsx), whatever its name says. Save it anew.", name=name
        )
    return _text(data, name, encoding, delimiter)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _text(data: bytes, name: str, encoding: str, delimiter: str) -> list[RawTable]:
    decoded = decode(data, name, encoding)
    ending, text = _ending(name), decoded.text
    if ending in LINES:
        tables = [read_json_lines(text, name)]
    elif ending in JSONS or (ending not in TEXTS and text.lstrip()[:1] in {"{", "["}):
        tables = read_json(text, name)
    else:
        tables = [read_text(text, name, delimiter)]
    return [replace(t, notes=decoded.notes + t.notes) for t in tables]


def _zipped(data: bytes, name: str, encoding: str, delimiter: str, inside: bool) -> list[RawTable]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            names = {info.filename for info in members}
            if "xl/workbook.xml" in names or _ending(name) in {".xlsx", ".xlsm"}:
                return read_workbook(data, name)
            if inside:
                raise SourceError(
                    "{name}: it is an archive in an archive. Unpack it and bring the table itself.", name=name
                )
            if sum(info.file_size for info in members) > MAX_BYTES:
                raise SourceError(
                    "{name}: it unfolds to over {what} MB. Split it into several zips.",
                    name=name,
                    what=MAX_BYTES // 2**20,
                )
            contents = [(info.filename, archive.read(info)) for info in members if _ending(info.filename) in READ]
    except BROKEN as error:
        raise SourceError(
            "{name}: the zip is damaged or locked ({shown}). Pack it again.", name=name, shown=shown(str(error))
        ) from error
    tables, problems = _members(contents, encoding, delimiter)
    if not tables:
        raise (
            problems[0]
            if problems
            else SourceError("{name}: the zip contains no table ({files}).", name=name, files=_list(sorted(names)))
        )
    others = sorted(n for n in names if _ending(n) not in READ and not n.startswith("__MACOSX"))
    notes = [packed("Not read in the zip: {files}.", files=_list(others))] if others else []
    notes += [packed("Not read in the zip: {problem}", problem=problem) for problem in problems]
    return [noted(table, *notes) for table in tables]


def _members(
    contents: list[tuple[str, bytes]], encoding: str, delimiter: str
) -> tuple[list[RawTable], list[SourceError]]:
    tables, problems = list[RawTable](), list[SourceError]()
    for member, content in contents:
        if member.startswith("__MACOSX"):
            continue
        try:
            found = read_bytes(content, member, encoding=encoding, delimiter=delimiter, inside=True)
        except SourceError as error:
            problems.append(error)
            continue
        tables += [t if t.name == member else replace(t, name=f"{member}: {t.name}") for t in found]
    return tables, problems


def _list(names: list[str]) -> Message:
    short = ", ".join(map(shown, names[:5]))
    if not names:
        return message("nothing")
    return message("{names} and {n} more", names=short, n=len(names) - 5) if len(names) > 5 else message(short)


def _unpacked(data: bytes, name: str) -> bytes:
    pieces, size = [], 0
    try:
        for piece in _pieces(data):
            size += len(piece)
            if size > MAX_BYTES:
                raise SourceError("{name}: it unfolds to over {what} MB. Split it.", name=name, what=MAX_BYTES // 2**20)
            pieces.append(piece)
    except (zlib.error, EOFError) as error:
        raise SourceError(
            "{name}: the gz file is damaged ({error}). Fetch it again.", name=name, error=error
        ) from error
    return b"".join(pieces)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Unpack in steps, so that a bomb is seen before it fills the memory; parts may follow one another."""
    while data.startswith(GZIP):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        while not unpacker.eof:
            piece = unpacker.decompress(data, 2**20)
            if not piece and not unpacker.unconsumed_tail and not unpacker.eof:
                raise EOFError("it is cut off")
            yield piece
            data = unpacker.unconsumed_tail
        data = unpacker.unused_data
