"""The files inside a zip, each checked while it is read: archives.py refuses with it what is hostile or broken.

Nothing that the zip's directory says is believed: every member is really unpacked, in small pieces that are thrown
away, until it ends or a limit is met. Parsers differ in what they make of a zip that contradicts itself, so such a zip
is refused. Rules and figures: OWASP ASVS 5.2, and what was measured on bombs of our own making.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from os import SEEK_END
from pathlib import Path
from typing import IO

from domain.errors import SourceError
from domain.messages import Message, message

MIB = 2**20
PIECE = 64 * 1024
LOCAL = struct.Struct("<4s5H3L2H")  # the header before each member (APPNOTE 4.3.7)
HEADER, ENTRY, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END_SIZE, LONGEST_COMMENT = 22, 0xFFFF
ENCRYPTED, UTF8 = 0x1 | 0x40 | 0x2000, 0x800
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
AES = 99
ROOM_BEFORE_RATIO = 16 * MIB
"""Bytes a member may unfold to, however well it packs: what is small when unfolded does no harm."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
AGAIN = message("Fetch it again, or pack it again with an ordinary zip program.")
BROKEN = (
    zipfile.BadZipFile,
    ValueError,
    OverflowError,
    RuntimeError,
    EOFError,
    struct.error,
    zlib.error,
)  # fmt: skip - all that the standard library raises on damage


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """What a zip may hold: files in it, bytes when unfolded, and unfolded : packed of each member."""

    members: int = 200
    total_bytes: int = 1024 * MIB
    ratio: int = 100


Member = tuple[zipfile.ZipInfo, Iterator[bytes]]


def members(path: Path, limits: ArchiveLimits) -> Iterator[Member]:
    """Each file of a zip with its content, in pieces; every promise is checked when its pieces run out.

    Raises SourceError. The pieces of one member must be used up before the next is asked for.
    """
    with _opened(path, limits) as (stream, archive):
        infos = archive.infolist()
        _check_directory(path.name, infos, limits)
        _check_no_overlap(path.name, stream, infos, archive.start_dir)
        left = limits.total_bytes
        for info in infos:
            counted = _counted(path.name, _unpacked(stream, info), info, left, limits)
            if info.is_dir():
                deque(counted, maxlen=0)  # nothing may hide in it
            else:
                yield info, counted
            left -= info.file_size


@contextmanager
def _opened(path: Path, limits: ArchiveLimits) -> Iterator[tuple[IO[bytes], zipfile.ZipFile]]:
    with _reasons(path.name), path.open("rb") as stream:
        _check_start(path.name, stream.read(8))
        _check_end(path.name, stream)
        _check_entries(path.name, stream, limits)
        with zipfile.ZipFile(stream) as archive:
            yield stream, archive


@contextmanager
def _reasons(name: str) -> Iterator[None]:
    """Whatever the standard library says about damage, as a reason for the reader."""
    try:
        yield
    except BROKEN as error:
        raise SourceError(
            "{name}: the zip is damaged or incomplete ({shown}). {again}",
            name=name,
            shown=_of(error),
            again=AGAIN,
        ) from error
    except OSError as error:
        raise SourceError(
            "{name}: the file cannot be read ({what}).", name=name, what=error.strerror or message("damaged")
        ) from error


def _of(error: BaseException) -> Message | str:
    """Our own reason, or what the standard library says."""
    ours = error.args[0] if error.args else ""
    return ours if isinstance(ours, Message) else shown(str(error))


def _check_start(name: str, start: bytes) -> None:
    if start == COMPOUND:
        raise SourceError(
            "{name}: this is an old Excel file (.xls) or one with a password. Open it, take the password off and save "
            "it as .xlsx.",
            name=name,
        )
    if start.startswith(END):
        raise SourceError("{name}: the zip is empty.", name=name)
    if not start.startswith(HEADER):
        raise SourceError(
            "{name}: this is not a zip file. Check that the whole file was fetched, and its ending.", name=name
        )


def _check_end(name: str, stream: IO[bytes]) -> None:
    """The directory ends with the zip. Two such ends, one in the comment of the other, and parsers differ."""
    size = stream.seek(0, SEEK_END)
    stream.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
    tail, ends = stream.read(), 0
    at = tail.find(END)
    while 0 <= at <= len(tail) - END_SIZE:
        comment = int.from_bytes(tail[at + END_SIZE - 2 : at + END_SIZE], "little")
        ends += at + END_SIZE + comment == len(tail)
        at = tail.find(END, at + 1)
    if ends > 1:
        raise SourceError(
            "{name}: the zip has two directories that can contradict each other. {again}", name=name, again=AGAIN
        )


def _check_entries(name: str, stream: IO[bytes], limits: ArchiveLimits) -> None:
    """Count what looks like a directory entry before zipfile makes an object of each."""
    stream.seek(0)
    found, before = 0, b""
    while piece := stream.read(MIB):
        found += (before + piece).count(ENTRY)
        before = piece[1 - len(ENTRY) :]
        if found > limits.members:
            raise SourceError(
                "{name}: it contains more than {members} files. Split it into smaller zips.",
                name=name,
                members=limits.members,
            )


def _check_directory(name: str, infos: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    if not infos:
        raise SourceError("{name}: the zip is empty.", name=name)
    seen: set[str] = set()
    for info in infos:
        _check_name(name, info)
        _check_kind(name, info)
        key = info.filename.replace("\\", "/").casefold()
        if key in seen:
            raise SourceError(
                "{name}: it contains two files named {shown}. {again}",
                name=name,
                shown=shown(info.filename),
                again=AGAIN,
            )
        seen.add(key)
    if sum(info.file_size for info in infos) > limits.total_bytes:
        raise _too_large(name, limits)


def _check_name(name: str, info: zipfile.ZipInfo) -> None:
    inner = info.orig_filename.replace("\\", "/")
    if not inner or inner.startswith("/") or ".." in inner.split("/") or inner[1:2] == ":":
        raise SourceError(
            "{name}: a file in it wants to be written elsewhere ({shown}). {again}",
            name=name,
            shown=shown(inner),
            again=AGAIN,
        )
    if CONTROL.search(inner):
        raise SourceError(
            "{name}: a file in it has a name that cannot be shown ({shown}). {again}",
            name=name,
            shown=shown(inner),
            again=AGAIN,
        )


def _check_kind(name: str, info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise SourceError(
            "{name}: {shown} is a link to something else, not a file. {again}",
            name=name,
            shown=shown(info.filename),
            again=AGAIN,
        )
    if info.flag_bits & ENCRYPTED or info.compress_type == AES:
        raise SourceError(
            "{name}: {shown} is locked with a password. Pack it again without one.",
            name=name,
            shown=shown(info.filename),
        )
    if info.compress_type not in METHODS:
        raise SourceError(
            "{name}: {shown} is packed in an unusual way. {again}", name=name, shown=shown(info.filename), again=AGAIN
        )
    if info.is_dir() and info.file_size:
        raise SourceError(
            "{name}: the folder {shown} has content of its own. {again}",
            name=name,
            shown=shown(info.filename),
            again=AGAIN,
        )


def _check_no_overlap(name: str, stream: IO[bytes], infos: list[zipfile.ZipInfo], end: int) -> None:
    """Members that share bytes make a bomb of quadratic strength."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [_content_start(stream, info) + info.compress_size for info in ordered]
    starts = [*(info.header_offset for info in ordered), end]
    for (_, following), finish, info in zip(pairwise(starts), ends, ordered, strict=True):
        if finish > following:
            raise SourceError(
                "{name}: {shown} runs into what follows it. {again}", name=name, shown=shown(info.filename), again=AGAIN
            )


def _content_start(stream: IO[bytes], info: zipfile.ZipInfo) -> int:
    """Where the packed bytes start; both headers of the member must say the same."""
    stream.seek(info.header_offset)
    mark, _, flags, method, _, _, _, _, _, name_size, extra_size = LOCAL.unpack(stream.read(LOCAL.size))
    here = stream.read(name_size).decode("utf-8" if flags & UTF8 else "cp437")
    same = (mark, method, here) == (HEADER, info.compress_type, info.orig_filename)
    if not same or (flags ^ info.flag_bits) & ENCRYPTED:
        raise zipfile.BadZipFile(message("two headers of {shown} contradict each other", shown=shown(info.filename)))
    return int(info.header_offset + LOCAL.size + name_size + extra_size)


def _unpacked(stream: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the packed bytes really hold. zipfile itself stops at the promised size, other parsers do not."""
    stream.seek(_content_start(stream, info))
    left, deflated = info.compress_size, info.compress_type == zipfile.ZIP_DEFLATED
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left and not inflater.eof:
        packed = stream.read(min(left, PIECE))
        if not packed:
            raise EOFError(message("{shown} is cut off", shown=shown(info.filename)))
        left -= len(packed)
        while packed and deflated and not inflater.eof:
            yield inflater.decompress(packed, MIB)
            packed = inflater.unconsumed_tail
        if not deflated:
            yield packed
    if deflated:
        yield inflater.flush()  # the last bytes, when a piece was full to the brim
    if deflated and (left or not inflater.eof or inflater.unused_data):
        raise EOFError(message("{shown} does not end where it should", shown=shown(info.filename)))


def _counted(
    name: str, pieces: Iterator[bytes], info: zipfile.ZipInfo, left: int, limits: ArchiveLimits
) -> Iterator[bytes]:
    """The pieces, as long as they stay within the limits; in the end they must be what was promised."""
    size = checksum = 0
    with _reasons(name):
        for piece in pieces:
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            _check_size(name, size, left, info, limits)
            yield piece
        if (size, checksum) != (info.file_size, info.CRC):
            raise zipfile.BadZipFile(message("{shown} is not what the zip promises", shown=shown(info.filename)))


def _check_size(name: str, size: int, left: int, info: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    if size > left:
        raise _too_large(name, limits)
    if size > max(ROOM_BEFORE_RATIO, limits.ratio * info.compress_size):
        raise SourceError(
            "{name}: {shown} unfolds to over {ratio} times its size, as files do that are made to harm. Unpack it and "
            "bring the file itself.",
            name=name,
            shown=shown(info.filename),
            ratio=limits.ratio,
        )
    if size > info.file_size:
        raise zipfile.BadZipFile(message("{shown} contains more than the zip promises", shown=shown(info.filename)))


def _too_large(name: str, limits: ArchiveLimits) -> SourceError:
    return SourceError(
        "{name}: it unfolds to more than the {what} MB that are allowed. Split it into smaller files.",
        name=name,
        what=limits.total_bytes // MIB,
    )


def shown(inner: str) -> str:
    """A name out of a foreign file, short and without control characters."""
    clean = CONTROL.sub("\N{REPLACEMENT CHARACTER}", inner)
    return clean if len(clean) <= 80 else f"{clean[:79]}…"
