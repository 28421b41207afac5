import io
import stat
import struct
import zipfile
import zlib

import pytest

from data_access.untrusted.archives import ArchiveLimits, check_archive, check_workbook
from data_access.untrusted.sandbox import MIB
from tests.conftest import IDS, SHARED
from tests.data_access.untrusted.zips import packed, refused

pytestmark = pytest.mark.child


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.zip"


def test_ordinary_zips_pass(path):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        path.write_bytes(
            packed({"a.csv": b"x;y\n" * 100_000, "empty.txt": b"", "folder/": b"", "é/b.csv": b"1"}, method)
        )
        check_archive(path)


def test_a_stream_written_zip_passes(path):
    """Sizes stand behind the members, as programs write that cannot go back."""
    with path.open("wb") as stream:
        stream.seekable = lambda: False
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", b"x;y\n" * 1000)
    check_archive(path)


@pytest.mark.parametrize("size", [0, 1, 257, 258, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 257])
def test_pieces_that_fill_to_the_brim_pass(path, size):
    path.write_bytes(packed({"a.csv": bytes(size), "b.csv": b"ab" * size}))
    check_archive(path)


def test_what_is_no_zip(path, tmp_path):
    assert "not a zip file" in refused(check_archive, path, b"")
    assert "not a zip file" in refused(check_archive, path, b"a;b;c\n" * 100)
    assert "the zip is empty" in refused(check_archive, path, packed({}))
    assert "cannot be read" in refused(check_archive, tmp_path / "missing.zip")
    assert "cannot be read" in refused(check_archive, tmp_path)
    assert "password" in refused(check_workbook, path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_truncated_zips(path):
    whole = packed({"a.csv": bytes(range(256)) * 50, "b.csv": b"x;y\n" * 500})
    for end in range(4, len(whole), 7):
        assert "damaged" in refused(check_archive, path, whole[:end]), end


def test_something_before_the_zip(path):
    assert "not a zip file" in refused(check_archive, path, b"#!/bin/sh\n" + packed({"a.csv": b"x"}))


def test_two_directories(path):
    """The second zip stands whole in the comment of the first, with offsets that fit."""
    first, second = packed({"a.csv": b"x"}), bytearray(packed({"b.csv": b"y"}))
    shift = len(first)
    entry = second.index(b"PK\x01\x02")
    second[entry + 42 : entry + 46] = struct.pack("<L", shift)
    second[-6:-2] = struct.pack("<L", shift + entry)
    content = first[:-2] + struct.pack("<H", len(second)) + bytes(second)
    assert zipfile.ZipFile(io.BytesIO(content)).namelist() == ["b.csv"]
    assert "contradict" in refused(check_archive, path, content)
    path.write_bytes(first[:-2] + b"\x05\x00hello")
    check_archive(path)


def test_a_folder_with_content(path):
    hidden = packed({"ab": bytes(42_000_000)}).replace(b"ab", b"a/")
    assert "content of its own" in refused(check_archive, path, hidden)
    assert "more than the zip promises" in refused(check_archive, path, with_size(hidden, 0, 0))


def test_members_with_a_password(path):
    content = bytearray(packed({"a.csv": b"x;y"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(check_archive, path, bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing(path, method):
    assert "unusual way" in refused(check_archive, path, packed({"a.csv": b"x;y"}, method))


def test_too_many_members(path):
    content = packed({f"{i}.csv": b"" for i in range(201)})
    assert "more than 200 files" in refused(check_archive, path, content)
    check_archive(path, limits=ArchiveLimits(members=201))


def test_a_directory_of_many_is_counted_before_it_is_read(path, monkeypatch):
    monkeypatch.setattr(zipfile, "ZipFile", None)
    refused(check_archive, path, b"PK\x03\x04" + b"PK\x01\x02" * 201)


def test_a_bomb(path):
    content = packed({"a.csv": bytes(42_000_000)})
    assert len(content) < 50_000
    assert "100 times" in refused(check_archive, path, content)
    assert "more than the 10 MB" in refused(check_archive, path, limits=ArchiveLimits(total_bytes=10 * MIB))
    check_archive(path, limits=ArchiveLimits(ratio=2000))


def test_many_small_members_add_up(path):
    content = packed({f"{i}.csv": bytes(MIB) for i in range(11)})
    assert "more than the 10 MB" in refused(check_archive, path, content, limits=ArchiveLimits(total_bytes=10 * MIB))


def with_size(content: bytes, size: int, checksum: int) -> bytes:
    """The zip of one member, with another size and checksum promised in both headers."""
    changed = bytearray(content)
    entry = changed.index(b"PK\x01\x02")
    for crc_at, size_at in ((14, 22), (entry + 16, entry + 24)):
        changed[crc_at : crc_at + 4] = struct.pack("<L", checksum)
        changed[size_at : size_at + 4] = struct.pack("<L", size)
    return bytes(changed)


def test_a_directory_that_lies_about_sizes(path):
    """The checksum is that of the promised part: Python's zipfile believes it."""
    bomb = with_size(packed({"a.csv": bytes(42_000_000)}), 1000, zlib.crc32(bytes(1000)))
    path.write_bytes(bomb)
    with zipfile.ZipFile(path) as archive:
        assert len(archive.read("a.csv")) == 1000
    assert "more than the zip promises" in refused(check_archive, path)
    assert "not what the zip promises" in refused(
        check_archive, path, with_size(packed({"a": b"xy"}), 3, zlib.crc32(b"xy"))
    )
    assert "not what the zip promises" in refused(check_archive, path, with_size(packed({"a": b"xy"}), 2, 1))


def test_members_that_share_their_bytes(path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", b"x")
        archive.writestr("b.csv", b"x" * 50)
        archive.infolist()[1].header_offset = 0
        archive.infolist()[1].filename = "c.csv"
    assert "damaged" in refused(check_archive, path, buffer.getvalue())
    content = bytearray(packed({"a.csv": b"x;y\n" * 100, "b.csv": b"z"}, zipfile.ZIP_STORED))
    content[18:22] = content[22:26] = struct.pack("<L", 420)
    entry = content.index(b"PK\x01\x02")
    content[entry + 20 : entry + 24] = content[entry + 24 : entry + 28] = struct.pack("<L", 420)
    assert "runs into" in refused(check_archive, path, bytes(content))


def test_two_names_for_one_member(path):
    content = packed({"a.csv": b"x"})
    assert "contradict" in refused(check_archive, path, content.replace(b"a.csv", b"b.csv", 1))


@pytest.mark.parametrize(
    "name", ["../a.csv", "x/../../a.csv", "/etc/a.csv", "\\\\host\\a.csv", "..\\a.csv", "C:\\a.csv", "c:a"]
)
def test_paths_that_lead_elsewhere(path, name):
    assert "elsewhere" in refused(check_archive, path, packed({name: b"x"}))


@pytest.mark.parametrize("name", ["a\x00.csv", "a\n.csv", "\x1b[31m.csv"])
def test_names_with_control_characters(path, name):
    content = packed({"N" * len(name): b"x"}).replace(b"N" * len(name), name.encode())
    assert "cannot be shown" in refused(check_archive, path, content)


@pytest.mark.parametrize("second", ["a.csv", "A.CSV"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_double_names(path, second):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", b"x")
        archive.writestr(second, b"y")
    assert "two files named" in refused(check_archive, path)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices(path, kind):
    info = zipfile.ZipInfo("a.csv")
    info.external_attr = (kind | 0o777) << 16
    assert "is a link" in refused(check_archive, path, packed({info: b"/etc/passwd"}))


@pytest.mark.parametrize(
    "inner",
    [
        packed({"a": b"x"}),
        packed({}),
        b"\x1f\x8b\x08",
        b"BZh9",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07\x00",
        b"\xfd7zXZ\x00",
    ],
)
def test_archives_in_archives(path, inner):
    assert "another archive" in refused(check_archive, path, packed({"a.csv": b"x", "b.csv": inner}))


def test_a_tar_in_a_zip(path):
    assert "another archive" in refused(check_archive, path, packed({"a.csv": b"a".ljust(257, b"\0") + b"ustar\x0000"}))


@pytest.mark.shared
@pytest.mark.skipif(not IDS.is_file(), reason="the real files are not at ../shared/data")
def test_the_real_files_pass():
    check_archive(IDS)
    for file in (SHARED / "data").glob("*/*.xlsx"):
        check_workbook(file)
