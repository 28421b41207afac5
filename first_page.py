"""Streamlit's page of entry, completed: our title, room for what comes later, and the scripts that every page needs.

Streamlit draws the page before it knows of its sidebar, and fetches each kind of widget only when one is drawn. Both
move what the reader already reads. No setting of Streamlit reaches so early.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE: Final = (
    "Html",
    "BidiComponent",
    "Metric",
    "Multiselect",
    "Slider",
    "Checkbox",
    "Selectbox",
    "ButtonGroup",
    "PlotlyChart",
)
"""Streamlit's scripts of what nearly every page draws, by the beginning of their names."""
TITLE: Final = "Contraband Atlas"


def completed(html: str, style: str, scripts: Path) -> str:
    """The page of entry with a title, the style and the scripts to fetch at once; what it lacks is left alone."""
    files = sorted(f.name for name in EVERYWHERE for f in scripts.glob(f"{name}.*.js"))
    links = "".join(f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in files)
    html = html.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>")
    return html.replace("</head>", f"<style>{style}</style>{links}</head>")


class _Text:
    """A page as it is sent."""

    def __init__(self, text: str) -> None:
        body = text.encode()
        self.bodies = {"": body, "gzip": gzip.compress(body, 6, mtime=0)}
        self.etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    def answer(self, request: Headers) -> Response:
        """As the asker wants it: compressed, or not at all where it has it."""
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "ETag": self.etag}
        if self.etag in request.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        kind = "gzip" if "gzip" in request.get("accept-encoding", "") else ""
        headers |= {"Content-Encoding": kind} if kind else {}
        return Response(self.bodies[kind], headers=headers, media_type="text/html")


class FirstPage:
    """Put another text in the place of Streamlit's page of entry, wherever it is answered; all else passes by.

    `completed`: for pages; `whole`: for those of `alone` (the ends of their addresses), which have no sidebar.
    `missing`: the page for an address that names none of ours, '' where it names one.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        own: str,
        completed: str,
        whole: str = "",
        alone: frozenset[str] = frozenset(),
        missing: Callable[[Scope], str] = lambda _scope: "",
    ) -> None:
        self.app = app
        self.own = own.encode()
        self.alone = alone
        self.missing = missing
        self.usual, self.whole = _Text(completed), _Text(whole or completed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the page uncompressed and whole, so that it is known again."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or "text/html" not in Headers(scope=scope).get("accept", "")
        ):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        plain = MutableHeaders(raw=list(scope["headers"]))
        for name in ("accept-encoding", "if-none-match", "if-modified-since", "range"):
            del plain[name]
        waiting: list[Message] = []

        async def keep(message: Message) -> None:
            """Hold the first message back until its body shows whether it is the page of entry."""
            if message["type"] == "http.response.start":
                waiting.append(message)
            elif not waiting:
                await send(message)
            elif message.get("body") == self.own and waiting[0]["status"] == 200:
                waiting.clear()
                if html := self.missing(scope):
                    none = HTMLResponse(html, status_code=404, headers={"Cache-Control": "no-cache"})
                    await none(scope, receive, send)
                    return
                end = scope["path"].rstrip("/").rpartition("/")[2]
                text = self.whole if end in self.alone else self.usual
                await text.answer(headers)(scope, receive, send)
            else:
                await send(waiting.pop())
                await send(message)

        await self.app({**scope, "headers": plain.raw}, receive, keep)
