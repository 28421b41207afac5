import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import pytest

from data_access.untrusted import sandbox
from data_access.untrusted.sandbox import MIB, Limits, run, stream
from domain.errors import SourceError

pytestmark = pytest.mark.child

HERE = "tests.data_access.untrusted.sandbox_targets:"
ROOT = Path(__file__).resolve().parents[3]
SMALL = Limits(memory_bytes=1024 * MIB, seconds=20, cpu_seconds=10, file_bytes=4 * MIB, folder_bytes=16 * MIB)


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """Where the children's folders go; whatever happened, none is left."""
    place = tmp_path / "folders"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


def reason(target, *args, limits=SMALL):
    with pytest.raises(SourceError) as caught:
        run(HERE + target, *args, limits=limits, subject="a.xlsx")
    return str(caught.value)


def gone(pid):
    """Whether a process has ended (a zombie that nobody has collected yet has)."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_values_go_in_and_come_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run(HERE + "echo", 1, "é", None, [1.5], {"a": True}, Path("x.csv"), limits=SMALL)
    assert found.data == {"args": [1, "é", None, [1.5], {"a": True}, str(tmp_path / "x.csv")]}
    assert found.frames == {}


def test_what_json_cannot_hold_is_no_argument():
    with pytest.raises(TypeError):
        run(HERE + "echo", object())


def test_frames_come_back_as_they_were():
    found = run(HERE + "frames", 3, limits=SMALL)
    assert found.frames["nations"].rows() == [("NA", 1), (None, None), ("", 0)]
    assert found.frames["kinds"].schema == {"kind": pl.Enum(["a", "b"])}
    assert found.frames["kinds"]["kind"].to_list() == ["b", "a"] * 3
    assert found.frames["none"].schema == found.frames["kinds"].schema
    assert found.frames["none"].is_empty()


def test_chunks_come_one_by_one_and_the_child_waits(tmp_path):
    parts = stream(HERE + "chunks", 6, tmp_path, limits=Limits(memory_bytes=1024 * MIB, ahead=2))
    first = next(parts)
    for _ in range(500):
        if len(list(tmp_path.glob("made-*"))) >= 3:
            break
        time.sleep(0.02)
    time.sleep(0.1)  # would the child go on, it would have the time
    assert len(list(tmp_path.glob("made-*"))) == 3  # two not used up, and the one it waits with
    rest = list(parts)
    assert [m.frames["part"]["i"][0] for m in (first, *rest)] == list(range(6))
    assert rest[-1].data == {"done": 1.0}


def test_progress_is_told():
    told = []
    assert run(HERE + "progress", limits=SMALL, progress=told.append).data == {"rows": 3}
    assert told == [0.5, 1.0]


@pytest.mark.parametrize("target", ["two_results", "nothing"])
def test_run_is_for_one_result(target):
    assert reason(target).startswith("a.xlsx made the reader answer")


def test_the_child_knows_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("ATLAS_DATABASE_URL", "postgresql://reader:hidden@db/atlas")
    monkeypatch.setenv("PGPASSWORD", "hidden")
    found = run(HERE + "environment", limits=SMALL).data
    assert not any("hidden" in value for value in found["values"])
    assert not {n for n in found["names"] if n.startswith(("ATLAS", "PG"))}
    assert not Path(found["cwd"]).exists()


def test_the_limits_are_set():
    found = run(HERE + "limits", limits=SMALL).data
    assert found["limits"] == {
        "AS": [1024 * MIB] * 2,
        "CPU": [10, 12],
        "FSIZE": [4 * MIB] * 2,
        "NOFILE": [256] * 2,
        "CORE": [0, 0],
    }
    assert found["group"]


def test_the_child_has_no_network_where_the_system_can_take_it():
    taken = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as server:
        reached = run(HERE + "network", server.getsockname()[1], limits=SMALL).data["reached"]
    assert not (reached and taken)


def test_a_reason_of_ours_arrives_word_by_word():
    assert reason("refuse", "ids.csv: é is no date. Mend it.") == "ids.csv: é is no date. Mend it."
    assert len(reason("refuse", "x" * 9999)) == 2000
    parts = stream(HERE + "refuse_late", limits=SMALL)
    assert next(parts).data == {"done": 0.5}
    with pytest.raises(SourceError, match=r"^ids.csv, row 7: no country. Correct this row.$"):
        next(parts)


@pytest.mark.parametrize(
    ("target", "args", "limits", "words"),
    [
        ("hog_memory", (), SMALL, "a.xlsx needs more memory than allowed (1,024 MB)"),
        ("hog_memory_in_polars", (), SMALL, "a.xlsx needs more memory than allowed (1,024 MB)"),
        ("ask_for_549_gigabytes", (), SMALL, "a.xlsx needs more memory than allowed (1,024 MB)"),
        ("hog_processor", (), Limits(cpu_seconds=1), "a.xlsx took longer than allowed (1 seconds)"),
        ("sleep", (), Limits(seconds=0.3), "a.xlsx took longer than allowed (0.3 seconds)"),
        ("large_file", (), SMALL, "a.xlsx unfolds to more than allowed (4 MB)"),
        ("large_frame", (), SMALL, "a.xlsx unfolds to more than allowed (4 MB)"),
        ("many_files", (), SMALL, "a.xlsx unfolds to more than allowed (16 MB)"),
        ("abort", (), SMALL, "a.xlsx made the reader break down (Aborted)"),
        ("leave", (7,), SMALL, "a.xlsx contains something that the reader cannot handle (exit code 7)"),
        ("leave", (0,), SMALL, "a.xlsx contains something that the reader cannot handle (exit code 0)"),
        ("system_exit", (), SMALL, "a.xlsx contains something that the reader cannot handle (exit code 1)"),
        ("fail", (), SMALL, "a.xlsx contains something that the reader cannot handle"),
        ("long_document", (), SMALL, "a.xlsx contains something that the reader cannot handle"),
        ("no_such_function", (), SMALL, "a.xlsx contains something that the reader cannot handle"),
        ("say", ("not json\n",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        ("say", ("[1]\n",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        ("say", ("[" * 9999 + "\n",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        ("say", ('{"frames": ["../a"]}\n',), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        (
            "say",
            ('{"frames": [], "data": 7}\n',),
            SMALL,
            "a.xlsx made the reader answer in a way that cannot be trusted",
        ),
        ("say", ("x" * 3000, 60), Limits(document_bytes=1000), "a.xlsx made the reader answer with too much"),
        ("say", ('{"frames": [',), SMALL, "a.xlsx contains something that the reader cannot handle (exit code 0)"),
        ("false_frame", ("link",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        ("false_frame", ("pipe",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        ("false_frame", ("missing",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
        ("false_frame", ("no arrow",), SMALL, "a.xlsx made the reader answer in a way that cannot be trusted"),
    ],
)
def test_whatever_happens_gives_a_reason(target, args, limits, words, caplog):
    with caplog.at_level(logging.ERROR, logger="contraband.sandbox"):
        text = reason(target, *args, limits=limits)
    assert text.startswith(words), (text, caplog.text)
    assert "Traceback" not in text
    assert text.rpartition(" under ")[2].rstrip(".") in caplog.text


def test_the_log_has_what_the_reader_has_not(caplog):
    text = reason("fail")
    assert "private detail" not in text
    assert "KeyError: 'private detail'" in caplog.text


def test_what_libraries_print_does_no_harm():
    assert run(HERE + "print_much", limits=SMALL).data == {"ok": True}


def test_a_child_that_falls_silent_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "PATIENCE", 0.1)
    assert reason("fall_silent").startswith("a.xlsx made the reader fall silent")


def test_a_child_killed_by_the_system_gives_a_reason():
    parts = stream(HERE + "process_id", limits=SMALL, subject="a.xlsx")
    os.kill(next(parts).data["pid"], signal.SIGKILL)
    with pytest.raises(SourceError, match="more than this machine could give"):
        next(parts)


def test_grandchildren_end_too():
    parts = stream(HERE + "with_grandchild", limits=SMALL)
    pids = next(parts).data["pids"]
    parts.close()
    assert all(gone(pid) for pid in pids)


def test_a_reader_who_goes_ends_the_child():
    parts = stream(HERE + "process_id", limits=SMALL)
    pid = next(parts).data["pid"]
    parts.close()
    assert gone(pid)


def test_the_time_that_we_take_is_not_the_files(tmp_path, monkeypatch):
    class Clock:
        sleep, ahead = time.sleep, 0

        def monotonic(self):
            return time.monotonic() + self.ahead

    clock = Clock()
    monkeypatch.setattr(sandbox, "time", clock)
    for message in stream(HERE + "chunks", 3, tmp_path, limits=Limits(seconds=60)):
        assert message.frames["part"].height == 1000
        clock.ahead += 3600


def test_a_child_ends_when_the_server_is_killed(folders):
    code = (
        f"import time; from data_access.untrusted.sandbox import stream; parts = stream({HERE + 'process_id'!r}); "
        "print(next(parts).data['pid'], flush=True); time.sleep(60)"
    )
    environment = {"PATH": os.environ["PATH"], "TMPDIR": str(folders)}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, env=environment) as server:
        pid = int(server.stdout.readline())
        server.kill()
    assert gone(pid)
    for left in folders.iterdir():  # a killed server cannot tidy up
        for path in left.iterdir():
            path.unlink()
        left.rmdir()


def test_no_child_can_be_started(monkeypatch):
    monkeypatch.setattr(sandbox.sys, "executable", "/no/such/python")
    with pytest.raises(SourceError, match=r"a\.xlsx cannot be read now"):
        run(HERE + "echo", subject="a.xlsx")


def test_only_so_many_files_are_read_at_once_and_the_next_is_told(monkeypatch):
    monkeypatch.setattr(sandbox, "WAIT_FOR_PLACE", 0.1)
    running = [sandbox.stream(HERE + "echo", 1) for _ in range(sandbox.MOST_CHILDREN)]
    try:
        for one in running:
            next(one)
        with pytest.raises(SourceError, match=r"b\.csv waits: 2 other files are being read just now\. Try again"):
            sandbox.run(HERE + "echo", 1, subject="b.csv")
    finally:
        for one in running:
            one.close()
    assert sandbox.run(HERE + "echo", 1).data, "their places are free again"


def test_a_reader_who_leaves_in_the_middle_frees_the_place():
    class Left(Exception):
        pass

    def leave(_done):
        raise Left

    for _ in range(sandbox.MOST_CHILDREN + 1):
        with pytest.raises(Left):
            sandbox.run(HERE + "progress", progress=leave)
