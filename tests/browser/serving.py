"""The real app in a process of its own, on a free port, over the store of a folder."""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from cli.main import main
from tests.browser.nursery import ROOT, Forked, Nursery

PATIENCE = 120.0
"""Seconds: a busy machine may take long to warm up."""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def imported(folder: Path, kind: str, path: Path) -> Path:
    """Load a file into the store of a folder, as an operator does; returns what ATLAS_VAR is to name."""
    var = folder / "var"
    done = CliRunner().invoke(main, ["import", kind, str(path)], env={"ATLAS_VAR": str(var)})
    assert done.exit_code == 0, done.output
    return var


@cache
def nursery() -> Nursery:
    """That of this test process, for as long as it lasts."""
    made = Nursery()
    atexit.register(made.close)
    return made


def _started(port: int, told: dict[str, str]) -> "subprocess.Popen[bytes]":
    """As an operator starts it."""
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    rest = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    return subprocess.Popen(
        command, cwd=ROOT, env={**rest, **told}, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )


@contextlib.contextmanager
def serving(var: Path, *, imports: bool = False, **environment: str) -> Iterator[str]:
    """Start serve.py and wait until it lets readers in; yields host and port.

    Forked from a process with all imports done, unless they are to be made anew.
    """
    port, told = free_port(), {"ATLAS_VAR": str(var), **environment}
    process = _started(port, told) if imports else nursery().start(port, told)
    try:
        _wait(process, f"http://localhost:{port}/healthz")
        yield f"localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes] | Forked", address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended before it let a reader in"
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError(f"no reader was let in within {PATIENCE:.0f} s")


@contextlib.contextmanager
def served(folder: Path, kind: str, path: Path, *, imports: bool = False, **environment: str) -> Iterator[str]:
    """The app over a store that holds one file; yields host and port."""
    with serving(imported(folder, kind, path), imports=imports, **environment) as host:
        yield host
