"""The page of entry: completed where it is answered, and only there."""

import asyncio
import gzip
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import Receive, Scope, Send

import security_headers
import serve
from first_page import EVERYWHERE, FirstPage, completed

OWN = "<html><head><title>Streamlit</title></head><body></body></html>"


def missing(scope: Scope) -> str:
    return "none such" if scope["path"] == "/nowhere" else ""


BROWSER = {"accept": "text/html,*/*"}


def ask(path: str, *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    async def behind(scope: Scope, receive: Receive, send: Send) -> None:
        answer = (
            HTMLResponse(OWN)
            if scope["path"] in ("/world", "/below/import", "/nowhere")
            else PlainTextResponse("other", status_code=404)
        )
        await answer(scope, receive, send)

    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw, "query_string": b""}
    page = FirstPage(
        behind, own=OWN, completed="ours", whole="of the whole width", alone=frozenset({"import"}), missing=missing
    )
    asyncio.run(page(scope, receive, send))
    head = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], head, b"".join(m.get("body", b"") for m in sent[1:])


def test_the_page_of_entry_is_completed_for_a_browser():
    status, head, body = ask("/world", **BROWSER)
    assert (status, body) == (200, b"ours") and head["content-length"] == "4"
    status, head, body = ask("/world", **BROWSER, accept_encoding="gzip")
    assert gzip.decompress(body) == b"ours" and head["content-encoding"] == "gzip"
    assert ask("/world", **BROWSER, if_none_match=head["etag"])[0] == 304


def test_a_page_without_a_sidebar_has_no_room_for_one():
    assert ask("/below/import", **BROWSER)[2] == b"of the whole width"
    assert ask("/below/import", **BROWSER)[1]["etag"] != ask("/world", **BROWSER)[1]["etag"]


def test_an_address_of_no_page_is_said_instead():
    status, head, body = ask("/nowhere", **BROWSER)
    assert (status, body) == (404, b"none such") and head["cache-control"] == "no-cache"


@pytest.mark.parametrize("request_", [("/else", BROWSER), ("/world", {"accept": "application/json"})])
def test_all_else_passes_by(request_):
    path, headers = request_
    status, _, body = ask(path, **headers)
    assert (status, body) == ((404, b"other") if path == "/else" else (200, OWN.encode()))


def test_the_installed_page_of_entry_has_what_we_complete():
    """A new Streamlit may name its files anew: then this fails, and nothing else."""
    html = serve.INDEX.read_text(encoding="utf-8")
    whole = completed(html, "p {}", serve.STREAMLIT_STATIC / "js")
    assert "<title>Contraband Atlas</title>" in whole and "<style>p {}</style>" in whole
    for name in EVERYWHERE:
        assert f"./static/js/{name}." in whole
    assert security_headers.inline_script_hashes(whole) == security_headers.inline_script_hashes(html)


def test_a_page_without_the_marks_is_left_as_it_is():
    assert completed("<p>other</p>", "p {}", Path("nowhere")) == "<p>other</p>"
