"""The production entry: `streamlit run serve.py` (compression, cached static files, health, warm-up)."""

import contextlib
import gc
import gzip
from collections.abc import AsyncIterator, MutableMapping
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts import data

ROOT = Path(__file__).resolve().parent
BUNDLE = Path(st.__file__).parent / "static"
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".json": "application/json",
}
DAY, YEAR = 86_400, 31_536_000


class Compressed:
    """Serves static text gzipped once per process, with a lifetime. Streamlit does neither."""

    def __init__(self, app: Any) -> None:
        """Wrap an ASGI app."""
        self.app, self.cache = app, dict[str, bytes]()

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Answer for static files; hand everything else on."""
        file = self._file(scope)
        if file is None:
            await self.app(scope, receive, send)
            return
        key = str(file)
        if key not in self.cache:
            self.cache[key] = gzip.compress(file.read_bytes(), 6)
        age = YEAR if BUNDLE in file.parents else DAY
        headers = {
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": f"public, max-age={age}",
            "X-Content-Type-Options": "nosniff",
        }
        await Response(self.cache[key], media_type=TYPES[file.suffix], headers=headers)(scope, receive, send)

    @staticmethod
    def _file(scope: MutableMapping[str, Any]) -> Path | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        if not any(k == b"accept-encoding" and b"gzip" in v for k, v in scope["headers"]):
            return None
        path = str(scope["path"])
        for prefix, base in (("/app/static/", ROOT / "static"), ("/static/", BUNDLE)):
            if path.startswith(prefix):
                file = (base / path.removeprefix(prefix)).resolve()
                served = file.suffix in TYPES and file.is_relative_to(base) and file.is_file()
                return file if served else None
        return None


async def healthz(_request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"ok": True})


@contextlib.asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Open the store and its cube before the port is announced, then freeze what is there for the collector."""
    data.warm()
    gc.collect()
    gc.freeze()
    yield {}


app = st.App(
    "dashboard.py",
    lifespan=lifespan,
    middleware=[Middleware(Compressed)],
    routes=[Route("/healthz", healthz)],
)
