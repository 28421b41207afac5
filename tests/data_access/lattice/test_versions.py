"""Cubes on the disk: whatever happens to them, the store's figures are shown, and somebody is told."""

import json
import os
import signal
import stat
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.ingest.versions import new_version
from data_access.lattice import files, versions
from data_access.lattice.files import CODES, NUMBERS, SUMS
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from data_access.store.private_files import private_folder
from domain.entitlement import PUBLIC
from domain.selection import Selection
from tests.asking import answered
from tests.conftest import row, write_ids


@pytest.fixture
def kept(ids_file):
    """The folder of the cube of a store with seven records, as the first question left it."""
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], ids_file)
    assert total() == 7
    (folder,) = settings().cache_dir.glob("*/*-v1")
    return folder


def total():
    return answered(Gateway.open(), Selection(), "seizures", (), PUBLIC).total


def truncated(folder):
    file = folder / NUMBERS
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flipped(folder):
    """A byte of the data turned: the figure would be another one."""
    file = folder / NUMBERS
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def renamed(folder):
    """Sound codes, but not what was written: Spain's seizures would be Malta's."""
    file = folder / CODES
    file.write_text(file.read_text().replace("ESP", "MLT"))


def emptied(folder):
    (folder / NUMBERS).write_bytes(b"")


def lost(folder):
    (folder / CODES).unlink()


def without_sums(folder):
    (folder / SUMS).unlink()


def other_sums(folder):
    (folder / SUMS).write_text("[]")


def no_json(folder):
    (folder / SUMS).write_text("{")


def a_file_in_its_place(folder):
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("no folder")


DAMAGES = [truncated, flipped, renamed, emptied, lost, without_sums, other_sums, no_json, a_file_in_its_place]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cube_is_built_anew_and_doctor_says_so_once(kept, damage):
    damage(kept)
    done = CliRunner().invoke(main, ["doctor"])
    assert "has been built anew from the store" in done.output and "7 seizures" in done.output, done.output
    assert "Traceback" not in done.output and done.exit_code == 1
    assert total() == 7
    assert "built anew" not in CliRunner().invoke(main, ["doctor"]).output
    assert not [f for f in kept.parent.iterdir() if f.name.startswith(".")]


def test_the_shell_answers_over_a_damaged_cube(kept):
    truncated(kept)
    done = CliRunner().invoke(main, ["query", "seizures", "--format", "json"])
    assert done.exit_code == 0 and json.loads(done.stdout)[0]["seizures"] == 7, done.output


def test_a_cube_that_is_sound_is_read_and_not_built(kept, monkeypatch):
    monkeypatch.setattr(versions, "whole", None)
    assert total() == 7


def test_what_this_process_wrote_is_not_looked_through_again(kept, monkeypatch):
    truncated(kept)
    looked = []
    sums_of = files.sums_of
    monkeypatch.setattr(files, "sums_of", lambda *args: looked.append(1) or sums_of(*args))
    assert total() == 7 and len(looked) == 1, "the damaged ones"
    assert total() == 7 and len(looked) == 2, "by the next that opens them"


def test_what_another_process_was_quicker_to_write_is_looked_through(kept, monkeypatch):
    made = versions.write
    truncated(kept)

    def slower(lattice, folder):
        made(lattice, folder)
        made(lattice, private_folder(kept))
        flipped(kept)

    monkeypatch.setattr(versions, "write", slower)
    with pytest.raises(ValueError, match="not what was written"):
        total()


def test_what_is_written_is_on_the_disk_before_it_gets_its_name(kept, monkeypatch):
    """Each file and its folder are synchronised, then the rename, then the folder that holds the new name."""
    done = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (done.append(os.fstat(descriptor).st_ino), sync(descriptor)))
    truncated(kept)
    total()
    inodes = {f.name: f.stat().st_ino for f in kept.iterdir()}
    assert set(inodes) == {NUMBERS, CODES, SUMS}
    assert set(done[:-2]) == set(inodes.values())
    assert done[-2:] == [kept.stat().st_ino, kept.parent.stat().st_ino]


def test_cubes_are_for_their_owner_alone(kept):
    modes = {stat.S_IMODE(f.stat().st_mode) for f in kept.iterdir()}
    assert modes == {0o600}
    assert {stat.S_IMODE(f.stat().st_mode) for f in (kept, kept.parent, settings().cache_dir)} == {0o700}


def test_a_damaged_cube_that_cannot_be_replaced_serves_from_memory_and_is_told(kept, monkeypatch):
    truncated(kept)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "private_file", full)
    told = CliRunner().invoke(main, ["doctor"]).output
    assert "was damaged" in told and "cannot be kept" in told and "7 seizures" in told


@pytest.mark.parametrize("at", ["write", "rename"])
def test_a_kill_while_cubes_are_made_leaves_the_ones_before_in_use(kept, tmp_path, at):
    """Killed when the rows are added up and not written, and when the files are whole and have no name yet."""
    before = Gateway.open()
    more = write_ids(tmp_path / "more.csv", [row(place=f"Port {i}") for i in range(3)])
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], more)
    killed = {"write": "versions.write = die", "rename": "versions.on_disk = die"}
    code = (
        "import os, signal\n"
        "from data_access.gateway import Gateway\n"
        "from data_access.lattice import versions\n"
        "die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"{killed[at]}\n"
        "Gateway.open()\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert kept.is_dir() and answered(before, Selection()).total == 7, "who has it open reads on"
    assert [f.name for f in kept.parent.iterdir() if not f.name.startswith(".")] == [kept.name]
    assert total() == 10


def test_who_has_an_older_version_open_reads_on_when_it_is_removed(kept):
    before = Gateway.open()
    for number in range(3):
        engine = open_store(settings().database_url)
        with engine.begin() as connection:
            new_version(connection, "", [f"2014-0{number + 1}-01"])
        Gateway.open()
    assert not kept.exists(), "older ones go"
    frame = answered(before, Selection(), "seizures", ("country", "goods"), PUBLIC).frame
    assert frame["value"].sum() == 7
