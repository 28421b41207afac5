"""Foreign files are parsed in a child process with limits, so that none of them can take the server down.

The child (sandbox_child.py) is a fresh interpreter without the server's environment: no database address, no secrets.
What it makes comes back as Arrow files and JSON, never as pickle, and is checked before use, since a file may have
taken over the child. Whatever goes wrong in there arrives here as SourceError with a reason; details go to the log.

Measured (Python 3.11, Polars 2.1, two threads): an idle child needs 384 MiB of address space, 75 MiB of it in memory.
"""

import contextlib
import json
import logging
import os
import re
import secrets
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl

from data_access.store import temporary
from data_access.untrusted.arrow import read_frame
from data_access.untrusted.sandbox_child import FILE_TOO_LARGE, MIB, NO_MEMORY, Limits
from domain.errors import SourceError
from domain.messages import Message as Message_
from domain.messages import message, unpack

__all__ = ["DEFAULT", "MIB", "Limits", "Message", "Progress", "run", "stream"]

CHILD = Path(__file__).with_name("sandbox_child.py")
PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH")
"""All that the child sees of our environment."""
MEMORY_SIGNS = (
    "memory allocation of",
    "bad_alloc",
    "out of memory",
    "Cannot allocate",
    "MemoryError",
    "not spawn thread",
)
FRAME_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
UNTRUSTED = message("made the reader answer in a way that cannot be trusted")
SAVE, SPLIT = message("Save it anew with the program it came from"), message("Split it")
THE_FILE = message("The file")
LONGEST_REASON = 2_000
BLOCK = 4096  # bytes that even an empty file takes, so that their number is bounded, too
MOST_CHILDREN = 2
"""So many files are read at one time: each reader may take as much memory as its limits allow."""
WAIT_FOR_PLACE = 10.0
_PLACES = threading.BoundedSemaphore(MOST_CHILDREN)
PATIENCE = 5.0  # seconds between the last word of a child and its end
TICK = 0.2  # seconds between two looks at the size of what the child has written
_LOG = logging.getLogger("contraband.sandbox")


DEFAULT = Limits()
Progress = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Message:
    """One result of the child: frames by name, and a JSON document."""

    frames: dict[str, pl.DataFrame]
    data: dict[str, Any]


def run(
    target: str,
    *args: Any,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
    subject: str | Message_ = THE_FILE,
) -> Message:
    """The one result of `target`, which is named and called as in `stream`.

    A target that yields may report its progress (0–1) before the result, as `{}, {"done": 0.5}`.
    Raises SourceError, with `subject` (a file's name) in the reason.
    """
    results = []
    with contextlib.closing(stream(target, *args, limits=limits, subject=subject)) as messages:
        for one in messages:  # closed with the block: a reader who leaves must not keep the place of another
            done = one.data.get("done")
            if progress and isinstance(done, int | float):
                progress(min(1.0, max(0.0, done)))
            if one.frames or set(one.data) != {"done"}:
                results.append(one)
            if len(results) > 1:
                break
    if len(results) != 1:
        raise _failure(
            message("{subject} {what}", subject=subject, what=UNTRUSTED), f"{target}: run() is for one result", ""
        )
    return results[0]


Messages = Generator[Message, None, None]


def stream(target: str, *args: Any, limits: Limits = DEFAULT, subject: str | Message_ = THE_FILE) -> Messages:
    """The results of `target` ("package.module:function"), one by one, while the child works on the next.

    The function is called with `args` (JSON values; a Path arrives as its absolute text) in a child process. It
    returns, or yields any number of times, a pair: frames by name, and a document of JSON values. Its AtlasError
    arrives as SourceError with the same text. Raises SourceError for everything else, too. The child ends, and its
    files go, when the iterator does.
    """
    try:
        child = _Child(target, args, limits, subject)
    except OSError as error:
        raise SourceError(
            "{subject} cannot be read now: no reader starts ({strerror}). Try again later.",
            subject=subject,
            strerror=error.strerror,
        ) from error
    try:
        yield from child.messages()
    finally:
        child.close()


class _Child:
    """A running child: its process, its folder, and what we have heard of it."""

    def __init__(self, target: str, args: tuple[Any, ...], limits: Limits, subject: str | Message_) -> None:
        if not _PLACES.acquire(timeout=WAIT_FOR_PLACE):
            raise SourceError(
                "{subject} waits: {most_children} other files are being read just now. Try again in a moment. Nothing "
                "was loaded.",
                subject=subject,
                most_children=MOST_CHILDREN,
            )
        try:
            self._begin(target, args, limits, subject)
        except BaseException:
            _PLACES.release()
            raise

    def _begin(self, target: str, args: tuple[Any, ...], limits: Limits, subject: str | Message_) -> None:
        self.limits, self.subject, self.target = limits, subject, target
        self.buffer, self.waited, self.number = b"", 0.0, 0
        document = json.dumps({"target": target, "args": args, "limits": asdict(limits)}, default=_as_text)
        temporary.sweep((temporary.SANDBOX,))
        self.claim = temporary.claim(temporary.SANDBOX)
        self.folder = self.claim.path
        try:
            job = self.folder / "job.json"
            job.write_text(document, encoding="utf-8")
            self.process = self._start(job)
        except BaseException:
            self.claim.close()
            raise

    def _start(self, job: Path) -> subprocess.Popen[bytes]:
        """A fresh interpreter in a process group of its own; the child sets its limits before it imports anything."""
        with (self.folder / "stderr").open("wb") as errors:
            return subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
                [sys.executable, "-I", "-X", "utf8", str(CHILD), str(job)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
                cwd=self.folder,
                env=_environment(self.folder, self.limits),
                start_new_session=True,
            )

    def messages(self) -> Iterator[Message]:
        while (line := self._line()) is not None:
            document = self._document(line)
            if document.get("end") is True:
                return
            if "refused" in document:
                raise SourceError(_reason(document["refused"]))
            self.number += 1
            yield Message(frames=self._frames(document.get("frames")), data=document.get("data", {}))
            self._let_on()
        raise self._why_it_ended()

    def _document(self, line: bytes) -> dict[str, Any]:
        with contextlib.suppress(ValueError, RecursionError):
            document = json.loads(line)
            if isinstance(document, dict) and isinstance(document.get("data", {}), dict):
                return document
        raise self._failure(UNTRUSTED, "no JSON object")

    def _let_on(self) -> None:
        """One message is used up: the child may make another."""
        assert self.process.stdin is not None  # noqa: S101 - narrows the type for mypy
        with contextlib.suppress(OSError):  # it may have ended; what it left to read is still in the pipe
            self.process.stdin.write(b".")

    def _line(self) -> bytes | None:
        """The next line from the child, or None when it has closed its end."""
        while b"\n" not in self.buffer:
            if len(self.buffer) > self.limits.document_bytes:
                raise self._failure(message("made the reader answer with too much"), "the document is too long")
            piece = self._piece()
            if not piece:
                return None
            self.buffer += piece
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line

    def _piece(self) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 - narrows the type for mypy
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while True:
                self._check_folder()
                started = time.monotonic()
                ready = selector.select(max(0.0, min(TICK, self.limits.seconds - self.waited)))
                self.waited += time.monotonic() - started
                if ready:
                    return os.read(self.process.stdout.fileno(), MIB)
                if self.waited >= self.limits.seconds:
                    raise self._too_slow(self.limits.seconds)

    def _check_folder(self) -> None:
        n_bytes = 0
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with contextlib.suppress(FileNotFoundError):  # the child has just removed it
                    n_bytes += BLOCK + os.lstat(Path(folder, name)).st_size
        if n_bytes > self.limits.folder_bytes:
            raise self._too_large(self.limits.folder_bytes)

    def _frames(self, names: object) -> dict[str, pl.DataFrame]:
        if not isinstance(names, list) or not all(isinstance(n, str) and FRAME_NAME.fullmatch(n) for n in names):
            raise self._failure(UNTRUSTED, "names of frames")
        return {name: self._frame(self.folder / f"chunk-{self.number:06d}.{name}.arrow") for name in names}

    def _frame(self, path: Path) -> pl.DataFrame:
        try:
            frame = read_frame(path, self.limits.file_bytes)
        except ValueError as error:
            raise self._failure(UNTRUSTED, str(error)) from error
        path.unlink()
        return frame

    def _exit_code(self) -> int | None:
        """How the child has ended, as Popen reports it; None if it has not.

        It is not reaped yet: as long as its number is taken, close() can only end what is ours.
        """
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ended = os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is not None:
                return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
            time.sleep(0.01)
        return None

    def _why_it_ended(self) -> SourceError:
        """The child closed its end without a last word."""
        code, errors = self._exit_code(), self._errors()
        if code is None:
            return self._failure(message("made the reader fall silent"), "closed its output and went on")
        if code == NO_MEMORY or (code and any(sign in errors for sign in MEMORY_SIGNS)):
            return self._too_much_memory()
        if code in {FILE_TOO_LARGE, -signal.SIGXFSZ}:
            return self._too_large(self.limits.file_bytes)
        if code == -signal.SIGXCPU:
            return self._too_slow(self.limits.cpu_seconds)
        if code == -signal.SIGKILL:
            return self._failure(
                message("needed more than this machine could give, and the reader was stopped"), "SIGKILL"
            )
        if code < 0:
            return self._failure(
                message("made the reader break down ({signal})", signal=signal.strsignal(-code)), f"signal {-code}"
            )
        return self._failure(
            message("contains something that the reader cannot handle (exit code {code})", code=code),
            f"exit code {code}",
        )

    def _too_much_memory(self) -> SourceError:
        allowed = self.limits.memory_bytes // MIB
        return self._failure(
            message("needs more memory than allowed ({allowed} MB) to be read", allowed=allowed), "memory", SPLIT
        )

    def _too_large(self, allowed: int) -> SourceError:
        return self._failure(
            message("unfolds to more than allowed ({allowed} MB)", allowed=round(allowed / MIB)),
            "files too large",
            SPLIT,
        )

    def _too_slow(self, seconds: float) -> SourceError:
        return self._failure(
            message("took longer than allowed ({seconds} seconds) to be read", seconds=seconds),
            "time",
            SPLIT,
        )

    def _failure(self, what: Message_, detail: str, advice: Message_ = SAVE) -> SourceError:
        reason = message("{subject} {what}", subject=self.subject, what=what)
        return _failure(reason, f"{self.target}: {detail}", self._errors(), advice)

    def _errors(self) -> str:
        """The end of what the child said on its error output."""
        try:
            with (self.folder / "stderr").open("rb") as stream:
                stream.seek(max(0, stream.seek(0, os.SEEK_END) - 8_000))
                return stream.read().decode("utf-8", errors="replace")
        except OSError:
            return ""

    def close(self) -> None:
        """End the child with all that it started, and remove its folder."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self.process.kill()
        with self.process:  # closes the pipes and waits
            pass
        self.claim.close()
        _PLACES.release()


def _reason(words: object) -> Message_:
    """Why the child refused. Its words are not trusted: a message only fills its own fields in, and is short."""
    reason = str(words)
    return unpack(reason) if len(reason) <= LONGEST_REASON else message("{text}", text=reason[:LONGEST_REASON])


def _failure(what: Message_, detail: str, errors: str, advice: Message_ = SAVE) -> SourceError:
    """The reason for the reader; what the reader need not see goes to the log, under the same reference."""
    reference = secrets.token_hex(4)
    _LOG.error("%s: %s\n%s", reference, detail, errors)
    return SourceError(
        "{what}. {advice} and try again. The log has the details under {reference}.",
        what=what,
        advice=advice,
        reference=reference,
    )


def _as_text(value: object) -> str:
    if isinstance(value, Path):
        return str(value.absolute())
    raise TypeError(f"{type(value).__name__} cannot be handed to a child")


def _environment(folder: Path, limits: Limits) -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    threads = str(limits.threads)
    own = dict.fromkeys(("POLARS_MAX_THREADS", "RAYON_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads)
    # Each arena of the C library reserves 64 MiB of address space for every thread.
    return passed | own | {"MALLOC_ARENA_MAX": "2", "HOME": str(folder), "TMPDIR": str(folder)}
