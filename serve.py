"""Production entry: ``streamlit run serve.py``.

The same dashboard as ``streamlit run dashboard.py``, and around it: compressed and cached static files,
security headers, ``/healthz`` and ``/readyz``, the guards (guards.py), the checks at the start (startup.py), and one
complete warm-up session before the first reader is let in.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import gzip
import hashlib
import importlib
import importlib.util
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

import guards
import not_found
import startup
from data_access.gateway import store_version
from data_access.places.boundaries import OWN, OWN_ADDRESS, boundaries
from data_access.settings import settings
from domain.errors import AtlasError
from domain.viewer import public
from first_page import FirstPage, completed
from guards import local_path
from pages import CATALOGUE, WHOLE_WIDTH
from security_headers import SecurityHeaders, security_headers
from uploads import Uploads

ROOT: Final = Path(__file__).resolve().parent
APP_STATIC: Final = ROOT / "static"
_LOOK: Final = ROOT / "pages" / "parts"
FIRST_STYLES: Final = (APP_STATIC / "first_paint.css", _LOOK / "legible.css", _LOOK / "desk.css")
"""What shapes the page from the first paint on: a rule that comes later would move what is read already."""
STREAMLIT_STATIC: Final = Path(st.__file__).resolve().parent / "static" / "static"
INDEX: Final = STREAMLIT_STATIC.parent / "index.html"

CONTENT_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
}
IMMUTABLE: Final = "public, max-age=31536000, immutable"  # Streamlit's own files carry a hash in their name
ONE_DAY: Final = "public, max-age=86400"
GZIP_LEVEL: Final = 6
WARM_UP_SECONDS: Final = 60.0
READY_SECONDS: Final = 4.0
HEAVY_MODULES: Final = ("numpy", "pandas", "polars", "pyarrow", "plotly.graph_objects", "sqlalchemy")

_LOG: Final = logging.getLogger("contraband.serve")

# Streamlit asks an outside host for its own public address when it checks a foreign Origin. We stay offline.
net_util.get_external_ip = lambda: None
startup.own_name()
startup.check()


class Asset(NamedTuple):
    """A compressed file, and the state of the file it was made from."""

    stamp: tuple[int, int]
    etag: str
    body: bytes


def _compress(file: Path, stamp: tuple[int, int]) -> Asset:
    """Read and compress a file; the time stamp is left out, so that equal files are equal."""
    content = file.read_bytes()
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    return Asset(stamp, etag, gzip.compress(content, GZIP_LEVEL, mtime=0))


def _matches(header: str | None, etag: str) -> bool:
    """Weak comparison of If-None-Match (RFC 9110, 13.1.2)."""
    if header is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in header.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags


class CompressedFiles:
    """Serve text files below one folder gzipped (once per process), cacheable, with ETag and 304.

    Everything else - other methods and kinds of files, ranges, clients without gzip - is left to Streamlit.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        prefix: str,
        root: Path,
        cache_control: str,
        public: bool = False,
        enabled: Callable[[], bool] = lambda: True,
    ) -> None:
        self.app = app
        self.prefix = prefix
        self.root = root.resolve()
        self.headers = {"Cache-Control": cache_control, "Vary": "Accept-Encoding"}
        if public:
            self.headers["Access-Control-Allow-Origin"] = "*"
        self.enabled = enabled
        self._assets: dict[Path, Asset] = {}
        self._lock = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        file = self._file(scope) if scope["type"] == "http" else None
        asset = await self._asset(file) if file is not None else None
        if file is None or asset is None:
            await self.app(scope, receive, send)
            return
        headers = {**self.headers, "ETag": asset.etag}
        if _matches(Headers(scope=scope).get("if-none-match"), asset.etag):
            response = Response(status_code=304, headers=headers)
        else:
            headers |= {"Content-Encoding": "gzip", "Content-Type": CONTENT_TYPES[file.suffix]}
            response = Response(asset.body, headers=headers)
        await response(scope, receive, send)

    def _file(self, scope: Scope) -> Path | None:
        """Find the file which this middleware may answer with, if any."""
        path, headers = local_path(scope), Headers(scope=scope)
        if scope["method"] not in {"GET", "HEAD"} or not path.startswith(self.prefix) or not self.enabled():
            return None
        if "range" in headers or "gzip" not in headers.get("accept-encoding", ""):
            return None
        relative = path.removeprefix(self.prefix)
        if "\0" in relative or "\\" in relative or Path(relative).suffix not in CONTENT_TYPES:
            return None
        file = (self.root / relative).resolve()
        hidden = any(part.startswith(".") for part in Path(relative).parts)
        return file if not hidden and file.is_relative_to(self.root) and file.is_file() else None

    async def _asset(self, file: Path) -> Asset | None:
        """Compressed content, made again if the file has changed."""
        try:
            status = file.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            async with self._lock:
                asset = self._assets.get(file)
                if asset is None or asset.stamp != stamp:
                    asset = await asyncio.to_thread(_compress, file, stamp)
                    self._assets[file] = asset
        except OSError:
            return None
        return asset


class WarmUpClient:
    """The client of the warm-up session: ignores all messages and notices the end of the run."""

    client_context = None

    def __init__(self) -> None:
        self.finished = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take a message of the session (on the event loop)."""
        if msg.WhichOneof("type") == "script_finished":
            self.finished.set()


async def warm_up_session(seconds: float = WARM_UP_SECONDS) -> bool:
    """Run the dashboard once, as a reader who opens ``/``; False if it did not end in time."""
    runtime, client = Runtime.instance(), WarmUpClient()
    session = runtime.connect_session(client=client, user_info={})
    try:
        message = BackMsg()
        message.rerun_script.query_string = ""
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(client.finished.wait(), seconds)
    except TimeoutError:
        return False
    finally:
        runtime.close_session(session)
    return True


def warm_modules() -> None:
    """Import what every page needs, and fill the data caches if the dashboard offers that."""
    for name in HEAVY_MODULES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if (ROOT / "pages" / "parts" / "answers.py").is_file():
        warm = getattr(importlib.import_module("pages.parts.answers"), "warm", None)
        if callable(warm):
            warm()


def check_boundaries() -> list[str]:
    """What is wrong with the operator's own boundary file, if one is set; it is mended and made ready here."""
    try:
        return [note.text for note in boundaries().notes if not note.mended]
    except AtlasError as error:
        return [f"no map can be drawn: {error}"]


async def warm_up() -> None:
    """Everything before the first reader; a failure is logged and never prevents the start."""
    start = time.perf_counter()
    for problem in check_boundaries():
        _LOG.warning("%s", problem)
    try:
        await asyncio.to_thread(warm_modules)
    except Exception:
        _LOG.exception("warm-up of the modules and data failed")
    try:
        if not await warm_up_session():
            _LOG.warning("the warm-up session did not end within %.0f s", WARM_UP_SECONDS)
    except Exception:
        _LOG.exception("the warm-up session failed")
    gc.collect()
    gc.freeze()
    _LOG.info("warm-up took %.1f s", time.perf_counter() - start)


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Streamlit's runtime is up and no request has been answered yet: sweep, warm up."""
    startup.sweep()
    guards.quiet_log()
    await warm_up()
    yield {}


async def healthz(_request: Request) -> Response:
    """The process answers (says nothing about data or sessions)."""
    return JSONResponse({"ok": True}, headers={"Cache-Control": "no-store"})


class Readiness:
    """Whether the store answers, asked at most once at a time: a store that hangs must not collect threads."""

    def __init__(self, ask: Callable[[], object], seconds: float = READY_SECONDS) -> None:
        self.ask, self.seconds = ask, seconds
        self.running: asyncio.Task[object] | None = None

    async def __call__(self, _request: Request) -> Response:
        """200 if it answers, 503 within seconds if not; the reason stands in the log, not in the answer."""
        if self.running is None:
            self.running = asyncio.create_task(asyncio.to_thread(self.ask))
        task = self.running
        ready = False
        with contextlib.suppress(Exception):  # whatever it is, it is no answer; store_version has logged it
            await asyncio.wait_for(asyncio.shield(task), self.seconds)
            ready = True
        if task.done() and self.running is task:
            self.running = None
        headers = {"Cache-Control": "no-store"}
        return JSONResponse({"ready": ready}, status_code=200 if ready else 503, headers=headers)


async def readyz(request: Request) -> Response:
    """The store that imports go to answers."""
    return await _READY(request)


_READY: Final = Readiness(lambda: store_version(settings().database_url))


@functools.cache
def _data_links() -> Callable[[Request], Awaitable[Response]]:
    """Made at the first request: by then the warm-up has loaded all that it needs."""
    from data_links import DataLinks
    from pages.parts.answers import for_viewer

    return DataLinks(public("en"), for_viewer).respond


async def data(request: Request) -> Response:
    """The data of a chart (data_links.py), for whoever asks: there is no sign-in."""
    return await _data_links()(request)


def missing(scope: Scope) -> str:
    """The page for an address of none of our pages, '' for one of theirs."""
    path = local_path(scope)
    if path.strip("/") in not_found.PAGES:
        return ""
    base = str(scope["path"]).removesuffix(path)
    return not_found.page(path, scope.get("query_string", b"").decode("latin-1"), base)


def middleware() -> list[Middleware]:
    """The outermost layers, in order."""
    html, style = INDEX.read_text(encoding="utf-8"), "\n".join(css.read_text(encoding="utf-8") for css in FIRST_STYLES)
    return [
        Middleware(SecurityHeaders, headers=security_headers(html)),
        Middleware(guards.KnownHosts),
        Middleware(guards.BinaryFrames),
        Middleware(guards.OwnCookie),
        Middleware(guards.OwnFiles),
        Middleware(Uploads, allowed=lambda: settings().uploads),
        Middleware(
            FirstPage,
            own=html,
            completed=completed(html, style, STREAMLIT_STATIC / "js"),
            whole=completed(html, f"{style}\n{WHOLE_WIDTH}", STREAMLIT_STATIC / "js"),
            alone=frozenset(entry.url for entry in CATALOGUE if not entry.filters),
            missing=missing,
        ),
        Middleware(CompressedFiles, prefix="/static/", root=STREAMLIT_STATIC, cache_control=IMMUTABLE),
        Middleware(
            CompressedFiles,
            prefix=f"/{OWN_ADDRESS}",
            root=settings().cache_dir / OWN,
            cache_control=ONE_DAY,
            public=True,
        ),
        Middleware(
            CompressedFiles,
            prefix="/app/static/",
            root=APP_STATIC,
            cache_control=ONE_DAY,
            public=True,
            enabled=lambda: bool(config.get_option("server.enableStaticServing")),
        ),
    ]


app = st.App(
    "dashboard.py",
    lifespan=lifespan,
    middleware=middleware(),
    routes=[Route("/healthz", healthz), Route("/readyz", readyz), Route("/data/{page}/{card}.{ending}", data)],
)
