"""What a killed process leaves behind is swept; what a living one holds is not."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data_access.settings import ROOT
from data_access.store import temporary

HOLD = """
import sys, time
from pathlib import Path
from data_access.store import temporary
held = temporary.claim(temporary.SANDBOX, Path(sys.argv[1]))
(held.path / "rows").write_text("half a file")
print(held.path, flush=True)
time.sleep(600)
"""


def aged(path, seconds=3600):
    os.utime(path, (time.time() - seconds,) * 2)


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        path = tmp_path / Path(process.stdout.readline().strip()).name
        aged(path)
        yield process, path
        process.kill()


def test_a_folder_is_swept_once_its_process_was_killed(holder, tmp_path):
    process, path = holder
    assert temporary.sweep(parent=tmp_path) == [] and path.is_dir()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert temporary.sweep(parent=tmp_path) == [path] and not path.exists()


def test_new_folders_other_names_and_links_are_left_alone(tmp_path):
    young = tmp_path / f"{temporary.SANDBOX}young"
    young.mkdir()
    other, target = tmp_path / "somebody-elses", tmp_path / "target"
    for folder in (other, target):
        folder.mkdir()
        aged(folder)
    link = tmp_path / f"{temporary.UPLOADS}link"
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)
    assert temporary.sweep(parent=tmp_path) == []
    assert young.is_dir() and other.is_dir() and target.is_dir() and link.is_symlink()


def test_folders_of_older_programs_wait_a_day(tmp_path):
    for name, age in (("fresh", 3600), ("old", 2 * temporary.DAY)):
        (tmp_path / f"atlas-sandbox-{name}").mkdir()
        aged(tmp_path / f"atlas-sandbox-{name}", age)
    assert [p.name for p in temporary.sweep(temporary.UNLOCKED, tmp_path)] == ["atlas-sandbox-old"]


def test_a_folder_is_private_and_goes_with_its_block(tmp_path):
    with temporary.folder(temporary.EXPORT, tmp_path) as held:
        (held / "x").write_text("x")
        assert stat.S_IMODE(held.stat().st_mode) == 0o700
        assert temporary.sweep((temporary.EXPORT,), tmp_path) == []
    assert list(tmp_path.iterdir()) == []
