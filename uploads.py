"""Files that readers bring pass here before Streamlit sees them: refused where they must be, else written to disk.

Streamlit would keep each in memory; it gets a short note in place of the file (pages/data/brought.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime

from guards import local_path
from pages.data import brought

UPLOAD: Final = "/_stcore/upload_file/"
MIB: Final = 2**20
AT_ONCE: Final = 4
"""So many uploads may be on their way at one time."""
OF_SESSION, OF_ALL = 3, 12
"""So many of the largest files one session, and all together, may keep on disk."""
_OFF: Final = "Files cannot be uploaded here: the operator imports them in the shell (ATLAS_UPLOADS).\n"
_LARGE: Final = "The file is larger than this server accepts.\n"
_BUSY: Final = "Other files are being uploaded just now. Try again in a moment.\n"
_FULL: Final = "Uploaded files are still open. Remove one, or reload the page, and try again.\n"
_NOBODY: Final = "The page that uploads this file is closed. Reload it and try again.\n"
_NO_FORM: Final = "What was received is not a file. Try again.\n"
_NO_ROOM: Final = "This server has no room for the file just now. Tell its operator.\n"
_LENGTH: Final = re.compile(r"[0-9]{1,18}", re.ASCII)


def active(session: str) -> bool:
    """Whether a session of that number is connected."""
    return Runtime.instance().is_active_session(session)


class _TooLarge(Exception):
    """The body goes on beyond what is taken."""


class Uploads:
    """Refuse files where they are off, too large, too many, or nobody's; write the others to disk as they come."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        allowed: Callable[[], bool],
        sizes: Callable[[str], tuple[int, int]] = brought.sizes,
        active: Callable[[str], bool] = active,
    ) -> None:
        self.app, self.allowed, self.sizes, self.active = app, allowed, sizes, active
        self.running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        brings = scope["type"] == "http" and scope["method"] not in ("DELETE", "OPTIONS")
        if not brings or not local_path(scope).startswith(UPLOAD):
            await self.app(scope, receive, send)
            return
        if refused := self._refusal(scope):
            await _answer(refused, scope, receive, send)
            return
        self.running += 1
        try:
            await self._brought(scope, receive, send)
        finally:
            self.running -= 1

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        if not self.allowed():
            return 403, _OFF
        length = Headers(scope=scope).get("content-length")
        if length is not None and not (_LENGTH.fullmatch(length) and int(length) <= _most_bytes()):
            return 413, _LARGE
        if not self.active(_session(scope)):
            return 400, _NOBODY
        if self.running >= AT_ONCE:
            return 503, _BUSY
        brought.sweep(self.active)
        largest = int(config.get_option("server.maxUploadSize")) * MIB
        mine, everyones = self.sizes(_session(scope))
        if mine >= OF_SESSION * largest or everyones >= OF_ALL * largest:
            return 503, _FULL
        return None

    async def _brought(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            note, part = await _written(scope, _counted(receive))
        except ClientDisconnect:
            return  # the reader thought better of it
        except _TooLarge:
            await _answer((413, _LARGE), scope, receive, send)
        except (MultiPartException, HTTPException):
            await _answer((400, _NO_FORM), scope, receive, send)
        except OSError:
            await _answer((507, _NO_ROOM), scope, receive, send)
        else:
            await self._passed_on(note, part, scope, receive, send)

    async def _passed_on(self, note: bytes, part: Headers, scope: Scope, receive: Receive, send: Send) -> None:
        """Give Streamlit the note; where it refuses that (no session, no token), the file goes."""
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            status = int(message.get("status", status))
            await send(message)

        try:
            await self.app(*_with_note(note, part, scope, receive), noted)
        finally:
            if not 200 <= status < 300 and (path := brought.path_of(note)):
                brought.forget(path)


async def _answer(refused: tuple[int, str], scope: Scope, receive: Receive, send: Send) -> None:
    status, text = refused
    await PlainTextResponse(text, status_code=status)(scope, receive, send)


def _session(scope: Scope) -> str:
    return local_path(scope).removeprefix(UPLOAD).partition("/")[0]


def _counted(receive: Receive) -> Receive:
    """Count what comes, whatever its length was said to be."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > _most_bytes():
            raise _TooLarge
        return message

    return counted


async def _written(scope: Scope, receive: Receive) -> tuple[bytes, Headers]:
    """The note that stands for the one file of a form, and the headings of its part."""
    async with Request(scope, receive).form(max_files=1, max_fields=4) as form:
        (file,) = [value for value in form.values() if isinstance(value, UploadFile)] or [None]
        if file is None:
            raise MultiPartException("no file")
        return await run_in_threadpool(brought.write, _session(scope), file.file), file.headers


def _with_note(note: bytes, part: Headers, scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
    """The same request with the note in place of the file."""
    boundary = b"atlas-" + note[-32:]
    headings = b"".join(name + b": " + value + b"\r\n" for name, value in part.raw)
    body = b"--" + boundary + b"\r\n" + headings + b"\r\n" + note + b"\r\n--" + boundary + b"--\r\n"
    own = {b"content-length": str(len(body)).encode(), b"content-type": b"multipart/form-data; boundary=" + boundary}
    headers = [(name, value) for name, value in scope["headers"] if name.lower() not in own]
    waiting: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_note() -> Message:
        return waiting.pop() if waiting else await receive()

    return {**scope, "headers": [*headers, *own.items()]}, receive_note


def _most_bytes() -> int:
    """The largest file, and room for the form around it."""
    return (int(config.get_option("server.maxUploadSize")) + 1) * MIB
