"""The checksums of blocks: those of writing are those of reading, and tell every change."""

import os
import zlib
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.lattice import sums


def of_file(path):
    with path.open("rb") as stream:
        return sums.sums_of(stream.fileno(), os.fstat(stream.fileno()).st_size)


@limits(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.binary(max_size=20), max_size=12))
def test_pieces_of_any_size_have_the_sums_of_their_blocks(pieces, tmp_path, monkeypatch):
    monkeypatch.setattr(sums, "BLOCK", 8)
    file = tmp_path / "file"
    with file.open("wb") as stream, closing(sums.Summed(stream)) as written:
        for piece in pieces:
            written.write(memoryview(piece))
    content = b"".join(pieces)
    assert written.length == len(content)
    assert written.sums == [zlib.crc32(content[at : at + 8]) for at in range(0, len(content), 8)]
    assert of_file(file) == written.sums


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:-1],
        lambda content: content[:16],
        lambda content: content + b"\0",
        lambda content: content[8:16] + content[:8] + content[16:],
        lambda content: b"\xff" + content[1:],
    ],
)
def test_a_change_shows(change, tmp_path, monkeypatch):
    monkeypatch.setattr(sums, "BLOCK", 8)
    content = bytes(range(30))
    (tmp_path / "before").write_bytes(content)
    (tmp_path / "after").write_bytes(change(content))
    assert of_file(tmp_path / "before") != of_file(tmp_path / "after")


def test_a_disk_that_is_full_is_an_error():
    stream = open("/dev/full", "wb", buffering=0)  # noqa: PTH123, SIM115
    with stream, closing(sums.Summed(stream)) as written, pytest.raises(OSError, match="space"):
        written.write(memoryview(b"more"))


def test_a_disk_that_fails_meanwhile_is_an_error(tmp_path, monkeypatch):
    def failing(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(sums, "EARLY", 4)
    monkeypatch.setattr(os, "fdatasync", failing)
    stream = (tmp_path / "file").open("wb")
    with pytest.raises(OSError, match="Input"), stream, closing(sums.Summed(stream)) as written:
        written.write(memoryview(b"more than so many"))
