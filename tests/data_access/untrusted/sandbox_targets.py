"""What the tests let a child do. Imported by the child, so it needs to be light."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from domain.errors import SourceError, UsageError


def echo(*args):
    return {}, {"args": args}


def frames(rows):
    import polars as pl

    nations = pl.DataFrame({"iso2": ["NA", None, ""], "n": [1, None, 0]}, schema={"iso2": pl.String, "n": pl.Int64})
    kinds = pl.DataFrame({"kind": pl.Series(["b", "a"] * rows, dtype=pl.Enum(["a", "b"]))})
    return {"nations": nations, "kinds": kinds, "none": kinds.clear()}, {"rows": rows}


def chunks(number, folder):
    import polars as pl

    for i in range(number):
        Path(folder, f"made-{i}").touch()
        yield {"part": pl.DataFrame({"i": [i] * 1000})}, {"done": (i + 1) / number}


def progress():
    yield {}, {"done": 0.5}
    yield {}, {"done": 1.0}
    yield {}, {"rows": 3}


def two_results():
    yield {}, {"rows": 1}
    yield {}, {"rows": 2}


def nothing():
    yield from ()


def environment():
    return {}, {"names": sorted(os.environ), "values": list(os.environ.values()), "cwd": str(Path.cwd())}


def refuse(text):
    raise SourceError(text)


def refuse_late():
    yield {}, {"done": 0.5}
    raise UsageError("ids.csv, row 7: no country. Correct this row.")


def fail():
    raise KeyError("private detail")


def leave(code):
    os._exit(code)


def system_exit():
    sys.exit(3)


def abort():
    os.abort()


def hog_memory():
    kept = []
    while True:
        kept.append(bytearray(32 * 2**20))


def hog_memory_in_polars():
    import polars as pl

    return {"all": pl.select(pl.int_range(0, 2_000_000_000)).with_columns(x=pl.lit("x" * 50))}, {}


def ask_for_549_gigabytes():
    bytearray(549_755_813_888)


def hog_processor():
    while True:
        pass


def sleep(seconds=3600):
    time.sleep(seconds)
    return {}, {}


def large_file():
    with Path("large").open("wb") as stream:
        while True:
            stream.write(bytes(2**20))


def large_frame():
    import polars as pl

    return {"all": pl.DataFrame({"text": ["x" * 1000] * 20_000})}, {}


def many_files():
    for i in range(10_000):
        Path(f"file-{i}").write_bytes(bytes(2**18))
    time.sleep(3600)


def print_much():
    print("x" * 100_000)
    os.write(2, b"y" * 100_000)
    return {}, {"ok": True}


def long_document():
    return {}, {"text": "x" * 10_000_000}


def say(text, seconds=0):
    """Take over the line to the parent, as a file could that breaks a parser."""
    for number in range(3, 20):
        try:
            if str(Path(f"/proc/self/fd/{number}").readlink()).startswith("pipe:"):
                os.write(number, text.encode())
        except OSError:
            continue
    time.sleep(seconds)
    os._exit(0)


def false_frame(content):
    if content == "link":
        Path("chunk-000001.a.arrow").symlink_to("/etc/passwd")
    elif content == "pipe":
        os.mkfifo("chunk-000001.a.arrow")
    elif content != "missing":
        Path("chunk-000001.a.arrow").write_bytes(content.encode())
    say('{"frames": ["a"], "data": {}}\n')


def fall_silent():
    for number in range(20):
        if number != 0:
            try:
                os.close(number)
            except OSError:
                continue
    time.sleep(3600)


def with_grandchild():
    grandchild = subprocess.Popen(["sleep", "3600"])
    yield {}, {"pids": [os.getpid(), grandchild.pid]}
    time.sleep(3600)


def process_id():
    yield {}, {"pid": os.getpid()}
    time.sleep(3600)


def network(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return {}, {"reached": False}
    return {}, {"reached": True}


def limits():
    import resource

    names = ("AS", "CPU", "FSIZE", "NOFILE", "CORE")
    found = {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in names}
    return {}, {"limits": found, "group": os.getpgid(0) == os.getpid()}


def look_through(path):
    """As a reader of workbooks has to: look first, then open."""
    from data_access.untrusted.archives import check_workbook

    check_workbook(Path(path))
    raise AssertionError("opened")
