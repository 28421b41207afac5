"""Where servers of the tests come from: a process that has imported what the app imports, and forks.

Three quarters of the work of a start are imports; a server that is forked has them behind it. From there on it is what
`streamlit run serve.py` is: the same command line, in a process, with an environment and a port of its own.
A line of JSON comes in for each server, the number of its process goes out. The servers end with this process.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final, NoReturn

ROOT: Final = Path(__file__).parents[2]
IMPORTED: Final = (
    *("streamlit.web.cli", "streamlit.web.bootstrap", "plotly.graph_objects", "pandas"),
    *("pages.parts.answers", "pages.parts.show", "pages.parts.too_fine", "uploads", "guards", "first_page", "startup"),
)
"""None of them starts a thread that the app needs, nor reads what differs between servers."""


class Nursery:
    """The process, from the side of the tests."""

    def __init__(self) -> None:
        rest = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
        command, pipes = [sys.executable, "-m", __name__], {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, cwd=ROOT, env=rest, text=True, **pipes)

    def start(self, port: int, environment: dict[str, str]) -> Forked:
        """A new server."""
        told, said = self._process.stdin, self._process.stdout
        assert told is not None and said is not None
        print(json.dumps([port, environment]), file=told, flush=True)
        return Forked(int(said.readline()))

    def close(self) -> None:
        """No more servers."""
        self._process.communicate()


class Forked:
    """A server that was forked; known by its number as it is no child of the tests."""

    def __init__(self, number: int) -> None:
        self.handle = os.pidfd_open(number)

    def poll(self) -> int | None:
        """None while it runs."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, 0)
            return None
        return 0

    def terminate(self) -> None:
        """Ask it to end, as an operator does."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.handle, signal.SIGTERM)

    def wait(self) -> None:
        """Until it has ended."""
        select.select([self.handle], [], [])
        os.close(self.handle)


def _serve(port: int, environment: dict[str, str]) -> NoReturn:
    from streamlit.web import cli

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.environ.update(environment)
    sys.argv = ["streamlit", "run", "serve.py", "--server.port", str(port)]
    cli.main()
    os._exit(0)


def main() -> None:
    """Import, then fork as asked."""
    for name in IMPORTED:
        importlib.import_module(name)
    gc.freeze()  # what is imported stays shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that ended are waited for by nobody
    for line in sys.stdin:
        port, environment = json.loads(line)
        number = os.fork()
        if not number:
            _serve(port, environment)
        print(number, flush=True)


if __name__ == "__main__":
    main()
