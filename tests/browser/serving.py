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

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextlib.contextmanager
def serving(var: Path, **environment: str) -> Iterator[str]:
    """Start serve.py and wait until it lets readers in; yields host and port."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    told = {**os.environ, "ATLAS_VAR": str(var), **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        for _ in range(120):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=1).close()
                break
            time.sleep(0.5)
        yield f"localhost:{port}"
    finally:
        process.terminate()
        process.wait()
