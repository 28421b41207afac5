"""The production entry: policy, compressed files and their cache rules."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import threading
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import security_headers
import serve
from domain.errors import StoreError

Answer = tuple[int, dict[str, str], bytes]


def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request to an ASGI app, without a server."""
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope: Scope = {"type": "http", "method": method, "path": path, "headers": raw, "query_string": b""}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    asyncio.run(run())
    head = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(m.get("body", b"") for m in sent[1:])


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the middleware."""
    await PlainTextResponse("behind", status_code=418)(scope, receive, send)


@pytest.fixture
def files(tmp_path: Path) -> serve.CompressedFiles:
    """A folder with one public file, and one secret beside it."""
    root = tmp_path / "static"
    root.mkdir()
    (root / "world.geojson").write_bytes(b"{}" * 500)
    (root / ".hidden.json").write_bytes(b"{}")
    (tmp_path / "secret.json").write_bytes(b"{}")
    (root / "way_out.json").symlink_to(tmp_path / "secret.json")
    return serve.CompressedFiles(behind, prefix="/app/static/", root=root, cache_control=serve.ONE_DAY, public=True)


def test_file_is_compressed_and_cacheable(files: serve.CompressedFiles) -> None:
    status, head, body = ask(files, "/app/static/world.geojson", accept_encoding="gzip, br")
    assert (status, gzip.decompress(body)) == (200, b"{}" * 500)
    assert head["content-type"] == "application/geo+json"
    assert head["cache-control"] == "public, max-age=86400"
    assert head["content-length"] == str(len(body))


def test_known_etag_gives_304_without_body(files: serve.CompressedFiles) -> None:
    etag = ask(files, "/app/static/world.geojson", accept_encoding="gzip")[1]["etag"]
    status, head, body = ask(
        files, "/app/static/world.geojson", accept_encoding="gzip", if_none_match=f'"other", {etag}'
    )
    assert (status, body, head["etag"]) == (304, b"", etag)


def test_changed_file_is_served_anew(files: serve.CompressedFiles) -> None:
    before = ask(files, "/app/static/world.geojson", accept_encoding="gzip")[1]["etag"]
    (files.root / "world.geojson").write_bytes(b"[]")
    status, head, body = ask(files, "/app/static/world.geojson", accept_encoding="gzip", if_none_match=before)
    assert (status, gzip.decompress(body)) == (200, b"[]")
    assert head["etag"] != before


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../secret.json",
        "/app/static//etc/passwd.json",
        "/app/static/way_out.json",
        "/app/static/.hidden.json",
        "/app/static/missing.json",
        "/app/static/world.geojson\0.json",
        "/elsewhere/world.geojson",
    ],
)
def test_other_paths_are_left_to_streamlit(files: serve.CompressedFiles, path: str) -> None:
    assert ask(files, path, accept_encoding="gzip")[0] == 418


def test_ranges_posts_and_plain_clients_are_left_to_streamlit(files: serve.CompressedFiles) -> None:
    path = "/app/static/world.geojson"
    assert ask(files, path)[0] == 418
    assert ask(files, path, method="POST", accept_encoding="gzip")[0] == 418
    assert ask(files, path, accept_encoding="gzip", range="bytes=0-1")[0] == 418


def test_switched_off_static_serving_is_respected(files: serve.CompressedFiles) -> None:
    files.enabled = lambda: False
    assert ask(files, "/app/static/world.geojson", accept_encoding="gzip")[0] == 418


def test_policy_allows_exactly_the_inline_scripts() -> None:
    html = "<!-- <script>no</script> --><script>\n a\n</script><script src='x'></script>"
    digest = base64.b64encode(hashlib.sha256(b"\n a\n").digest()).decode()
    assert security_headers.inline_script_hashes(html) == [f"'sha256-{digest}'"]
    policy = dict(part.split(" ", 1) for part in security_headers.content_security_policy(html).split("; "))
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "http" not in security_headers.content_security_policy(html)


def test_every_answer_has_the_security_headers() -> None:
    app = security_headers.SecurityHeaders(
        behind, security_headers.security_headers(serve.INDEX.read_text(encoding="utf-8"))
    )
    status, head, _ = ask(app, "/media/abc")
    assert (status, head["x-content-type-options"], head["referrer-policy"]) == (
        418,
        "nosniff",
        "no-referrer",
    )
    assert head["cache-control"] == "no-store"
    assert "sha256-" in head["content-security-policy"]
    assert "cache-control" not in ask(app, "/")[1]


def test_nobody_outside_is_asked_for_our_own_address():
    from streamlit import net_util
    from streamlit.web.server import server_util

    assert net_util.get_external_ip() is None
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")


def ready(app: serve.Readiness) -> tuple[int, bytes]:
    async def run() -> tuple[int, bytes]:
        answer = await app(None)  # type: ignore[arg-type]
        return answer.status_code, bytes(answer.body)

    return asyncio.run(run())


def test_readiness_is_whether_the_store_answers() -> None:
    def gone() -> None:
        raise StoreError("postgresql://secret@host is gone")

    assert ready(serve.Readiness(lambda: 7)) == (200, b'{"ready":true}')
    assert ready(serve.Readiness(gone)) == (503, b'{"ready":false}')  # the reason is the log's


def test_a_store_that_hangs_is_told_in_time_and_asked_once() -> None:
    released, asked = threading.Event(), []

    def hang() -> None:
        asked.append(1)
        released.wait()

    async def run() -> list[int]:
        app = serve.Readiness(hang, seconds=0.05)
        try:
            return [(await app(None)).status_code for _ in range(5)]  # type: ignore[arg-type]
        finally:
            released.set()

    assert asyncio.run(run()) == [503] * 5 and asked == [1]
