"""The real app in a process of its own, on a free port, over the store of a folder."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from cli.main import main

ROOT = Path(__file__).parents[2]
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


@contextlib.contextmanager
def serving(var: Path, **environment: str) -> Iterator[str]:
    """Start serve.py and wait until it lets readers in; yields host and port."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    rest = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    told = {**rest, "ATLAS_VAR": str(var), **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _wait(process, f"http://localhost:{port}/healthz")
        yield f"localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended before it let a reader in"
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError(f"no reader was let in within {PATIENCE:.0f} s")


@contextlib.contextmanager
def served(folder: Path, kind: str, path: Path, **environment: str) -> Iterator[str]:
    """The app over a store that holds one file; yields host and port."""
    with serving(imported(folder, kind, path), **environment) as host:
        yield host
