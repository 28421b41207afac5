"""The child of sandbox.py: limits itself, calls one function, writes what it gives as Arrow files and JSON lines.

Run as a script by an isolated interpreter. Standard input: a byte for each message that was used up; its end means
that the parent is gone. Standard output: one JSON object a line.
"""

import contextlib
import ctypes
import errno
import importlib
import json
import os
import resource
import sys
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import isgenerator
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
NO_MEMORY, FILE_TOO_LARGE = 71, 72
"""Exit codes that the parent has words for."""
MIB = 2**20
NEW_USER, NEW_NET, NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one child may use.

    `seconds` is the time we wait for it in all (not the time it waits for us), `cpu_seconds` what it may compute,
    `file_bytes` what one file of its may hold, `folder_bytes` what all of them that stand at the same time may hold,
    `ahead` how many messages it may make before the first is used up.
    """

    memory_bytes: int = 2048 * MIB
    seconds: float = 600
    cpu_seconds: int = 600
    file_bytes: int = 512 * MIB
    folder_bytes: int = 2048 * MIB
    document_bytes: int = 4 * MIB
    open_files: int = 256
    threads: int = 2
    ahead: int = 2


def limit(limits: Limits) -> None:
    """Bounds that the kernel keeps, and that cannot be widened again."""
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        _set(kind, value, value)
    # The soft bound sends SIGXCPU, which says why; the hard one kills what ignores it.
    _set(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 2)


def _set(kind: int, soft: int, hard: int) -> None:
    now = resource.getrlimit(kind)[1]
    if now != resource.RLIM_INFINITY:
        soft, hard = min(soft, now), min(hard, now)
    resource.setrlimit(kind, (soft, hard))


def step_back() -> None:
    """No network, no new privileges, last in line for the processor, first to go when memory ends.

    Each as far as the system lets us: the limits above are what must hold.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.unshare(NEW_NET) != 0:
        libc.unshare(NEW_USER | NEW_NET)
    with contextlib.suppress(OSError):
        os.nice(5)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def watch(gate: threading.Semaphore) -> None:
    """Open the gate once for each byte from the parent; end when the parent has."""
    while os.read(0, 1):
        gate.release()
    os._exit(1)


class Speaker:
    """Writes messages for the parent."""

    def __init__(self, limits: Limits, gate: threading.Semaphore) -> None:
        self.out = os.dup(1)
        os.dup2(2, 1)  # what a library prints must not mix with what we say
        self.most, self.gate, self.number = limits.document_bytes, gate, 0

    def message(self, frames: dict[str, Any], data: dict[str, Any]) -> None:
        """Write the frames, then say so. Waits while the parent has enough unread messages."""
        self.gate.acquire()
        self.number += 1
        for name, frame in frames.items():
            frame.write_ipc(f"chunk-{self.number:06d}.{name}.arrow", compression="uncompressed")
        self.say({"frames": list(frames), "data": data})

    def say(self, document: dict[str, Any]) -> None:
        """One line of JSON."""
        line = json.dumps(document).encode() + b"\n"
        if len(line) > self.most:
            raise ValueError(f"a document of {len(line)} bytes; {self.most} are allowed")
        while line:
            line = line[os.write(self.out, line) :]


def results(target: str, args: list[Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Call "package.module:function"."""
    module, _, name = target.partition(":")
    found = getattr(importlib.import_module(module), name)(*args)
    if isgenerator(found):
        yield from found
    else:
        yield found


def give_up(error: BaseException) -> NoReturn:
    """Say by the exit code what the parent has words for; the log gets the rest."""
    code = 1
    if isinstance(error, MemoryError):
        code = NO_MEMORY
    elif getattr(error, "errno", None) == errno.EFBIG or "File too large" in str(error):
        code = FILE_TOO_LARGE
    with contextlib.suppress(BaseException):
        traceback.print_exception(error)
        sys.stderr.flush()
    os._exit(code)


def main(path: str) -> None:
    """Do the job that the file describes."""
    job = json.loads(Path(path).read_bytes())
    limits = Limits(**job["limits"])
    limit(limits)
    step_back()
    sys.path.insert(0, str(ROOT))
    gate = threading.Semaphore(limits.ahead)
    threading.Thread(target=watch, args=(gate,), daemon=True).start()
    speaker = Speaker(limits, gate)
    from domain.errors import AtlasError

    try:
        for frames, data in results(job["target"], job["args"]):
            speaker.message(frames, data)
        speaker.say({"end": True})
    except AtlasError as error:
        speaker.say({"refused": error.message.packed()})
    except BaseException as error:
        give_up(error)
    os._exit(0)  # nothing is left to tidy: the parent removes the folder


if __name__ == "__main__":
    main(sys.argv[1])
