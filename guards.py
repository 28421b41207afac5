"""What every request passes before Streamlit sees it: whose name it was sent to, whose browser it comes from."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from pages.parts import browser

COOKIE_SECONDS: Final = 365 * 24 * 3600
WRONG_HOST: Final = (
    "This server does not answer to the name in the address. Its operator lists the names in server.allowedHosts "
    "(STREAMLIT_SERVER_ALLOWED_HOSTS); see docs/deployment.md.\n"
)


def local_path(scope: Scope) -> str:
    """Path of the request below ``server.baseUrlPath`` (never from the Host header)."""
    path = str(scope.get("path", ""))
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return path.removeprefix(f"/{base}") if base and path.startswith(f"/{base}/") else path


def cookie_of(scope: Scope) -> str:
    """Our cookie in a request, '' if it has none of the right form."""
    value = cookie_parser(Headers(scope=scope).get("cookie", "")).get(browser.COOKIE, "")
    return value if browser.valid(value) else ""


class KnownHosts:
    """Answer only to our own names, whatever is asked: a page of another name must not reach us (DNS rebinding).

    Streamlit checks the same list, but for its websocket alone.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket") or is_host_allowed(Headers(scope=scope).get("host")):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(WRONG_HOST, status_code=421)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


class OwnCookie:
    """Give each browser a cookie that nobody can guess, when it opens a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a page opened without the cookie gets one."""
        opens = scope["type"] == "http" and scope["method"] == "GET"
        if not opens or "text/html" not in Headers(scope=scope).get("accept", "") or cookie_of(scope):
            await self.app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", _new_cookie(scope))
            await send(message)

        await self.app(scope, receive, send_with_cookie)


def _new_cookie(scope: Scope) -> str:
    """Lax, not strict: who follows a link from a mail must be known again."""
    cookie: SimpleCookie = SimpleCookie({browser.COOKIE: browser.fresh()})
    morsel = cookie[browser.COOKIE]
    morsel["path"] = "/" + str(config.get_option("server.baseUrlPath") or "").strip("/")
    morsel["max-age"], morsel["httponly"], morsel["samesite"] = COOKIE_SECONDS, True, "Lax"
    if "https" in (scope.get("scheme"), Headers(scope=scope).get("x-forwarded-proto")):
        morsel["secure"] = True
    return morsel.OutputString()


class BinaryFrames:
    """End a websocket that sends text: Streamlit's protocol has none, and would write a traceback for each."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a text frame ends the conversation."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_binary() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes") is None:
                await send({"type": "websocket.close", "code": 1003})
                return {"type": "websocket.disconnect", "code": 1003}
            return message

        await self.app(scope, receive_binary, send)


class AtMost(logging.Filter):
    """Let so many lines of one wording through a minute, and say how many more there were.

    What is read from outside can be sent without end, and must not fill the disk.
    """

    def __init__(self, most: int = 5, seconds: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.most, self.seconds, self.clock = most, seconds, clock
        self.seen: dict[str, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is written."""
        since, count = self.seen.get(str(record.msg), (self.clock(), 0))
        if self.clock() - since >= self.seconds:
            left_out, since, count = count - self.most, self.clock(), 0
            if left_out > 0:
                record.msg = f"{record.msg} (and {left_out} more like it since the last one)"
        self.seen[str(record.msg).partition(" (and ")[0]] = (since, count + 1)
        record.exc_info = record.exc_text = None  # where in the parser it failed says nothing to anybody
        return count < self.most


MALFORMED: Final = "streamlit.web.server.starlette.starlette_websocket"
"""The logger of what browsers, or others, send that is no message."""


def quiet_log() -> None:
    """Bound what strangers can write to the log."""
    logging.getLogger(MALFORMED).addFilter(AtMost())


MEDIA: Final = "/media/"
_NO_FILE: Final = "There is no such file for this browser. Reload the page and download it again.\n"


def kept_name(file_id: str) -> str | None:
    """The name of a file that was made for download, None if there is none."""
    file = Runtime.instance().media_file_mgr.read_file(file_id)
    return file.filename if file is not None and file.kind == MediaFileKind.DOWNLOADABLE else None


class OwnFiles:
    """Give a file only to the browser that it was made for. Others are answered as if there were none.

    Streamlit gives it to whoever knows the address, for as long as any session needs it.
    """

    def __init__(self, app: ASGIApp, *, name_of: Callable[[str], str | None] = kept_name) -> None:
        self.app, self.name_of = app, name_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there is no such file."""
        path = local_path(scope) if scope["type"] == "http" else ""
        if path.startswith(MEDIA):
            name = self.name_of(path.removeprefix(MEDIA))
            if name is None or not browser.fits(name, cookie_of(scope)):
                await PlainTextResponse(_NO_FILE, status_code=404)(scope, receive, send)
                return
        await self.app(scope, receive, send)
