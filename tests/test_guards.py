"""What a request passes before Streamlit: its host, its browser's cookie, the form of its frames; and the log's bounds."""

from __future__ import annotations

import asyncio
import logging

import pytest
from starlette.types import Message, Receive, Scope, Send

import guards
from pages.parts import browser
from tests.test_serve import ask, behind

MINE = "A" * 43


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST."])
def test_our_own_names_are_answered(host: str) -> None:
    assert ask(guards.KnownHosts(behind), "/", host=host)[0] == 418


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost@evil.example", "", "a b", "10.0.0.1"]
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/media/x", "/_stcore/health", "/app/static/icon.png"])
def test_other_names_are_refused_on_every_path_with_advice(host: str, path: str) -> None:
    status, _, body = ask(guards.KnownHosts(behind), path, host=host)
    assert status == 421 and b"STREAMLIT_SERVER_ALLOWED_HOSTS" in body
    assert ask(guards.KnownHosts(behind), path)[0] == 421  # no name at all


def talk(app: object, frames: list[Message], **headers: str) -> list[Message]:
    """A websocket with an app that takes what comes until it is disconnected."""
    sent: list[Message] = []
    left = iter(frames)
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]

    async def receive() -> Message:
        return next(left, {"type": "websocket.disconnect", "code": 1000})

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app({"type": "websocket", "path": "/_stcore/stream", "headers": raw}, receive, send))  # type: ignore[operator]
    return sent


async def takes(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "bytes": message["bytes"]})
    await send({"type": "seen", "code": message["code"]})


def test_a_websocket_to_another_name_is_closed_before_it_opens() -> None:
    assert talk(guards.KnownHosts(takes), [], host="evil.example") == [{"type": "websocket.close", "code": 1008}]
    assert talk(guards.KnownHosts(takes), [], host="localhost")[0] == {"type": "websocket.accept"}


def test_a_text_frame_ends_the_conversation_without_reaching_streamlit() -> None:
    frames: list[Message] = [
        {"type": "websocket.receive", "bytes": b"x"},
        {"type": "websocket.receive", "text": "hello"},
    ]
    told = talk(guards.BinaryFrames(takes), frames)
    assert [m["type"] for m in told] == ["websocket.accept", "websocket.send", "websocket.close", "seen"]
    assert told[-1]["code"] == told[-2]["code"] == 1003


def test_a_page_gives_the_browser_a_cookie_once_and_nothing_else_does() -> None:
    app = guards.OwnCookie(behind)
    told = ask(app, "/world", accept="text/html")[1]["set-cookie"]
    name, _, rest = told.partition("=")
    value = rest.partition(";")[0]
    assert name == browser.COOKIE and browser.valid(value)
    assert "HttpOnly" in told and "SameSite=Lax" in told and "Path=/" in told and "Secure" not in told
    assert "Secure" in ask(app, "/", accept="text/html", x_forwarded_proto="https")[1]["set-cookie"]
    for headers in ({"accept": "text/html", "cookie": f"x=1; {browser.COOKIE}={value}"}, {"accept": "image/png"}):
        assert "set-cookie" not in ask(app, "/world", **headers)[1]
    again = ask(app, "/world", accept="text/html")[1]["set-cookie"]
    assert again != told, "each browser gets one of its own"


@pytest.mark.parametrize("value", ["", "short", "A" * 44, "A" * 42 + "!", "A" * 42 + "é", "A" * 43 + "\n"])
def test_a_cookie_of_another_form_counts_as_none(value: str) -> None:
    assert not browser.valid(value)


def lines(text: str, count: int, log: guards.AtMost) -> list[str]:
    made = [
        logging.LogRecord("x", logging.WARNING, "f", 1, text, (), (ValueError, ValueError(), None))
        for _ in range(count)
    ]
    return [r.getMessage() for r in made if log.filter(r) and r.exc_info is None]


def test_the_log_is_bounded_for_each_wording_and_says_what_it_left_out() -> None:
    now = [0.0]
    log = guards.AtMost(most=3, seconds=60, clock=lambda: now[0])
    assert lines("malformed", 1000, log) == ["malformed"] * 3
    assert lines("origin", 2, log) == ["origin"] * 2
    now[0] = 61
    assert lines("malformed", 1, log) == ["malformed (and 997 more like it since the last one)"]
    assert lines("malformed", 5, log) == ["malformed"] * 2
    now[0] = 200
    assert lines("malformed", 1, log) == ["malformed (and 3 more like it since the last one)"]


THEIRS = "B" * 43


@pytest.fixture
def own_mark(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(browser, "own_cookie", lambda: MINE)
    return browser.mark()


def test_a_mark_is_new_each_time_and_fits_one_cookie_alone(own_mark: str) -> None:
    assert own_mark != browser.mark()
    for name in (f"records_v3_{own_mark}.csv", f"{'x' * 200}_{own_mark}.parquet"):
        assert browser.fits(name, MINE) and not browser.fits(name, THEIRS) and not browser.fits(name, "")
    other = f"{int(own_mark[:6], 16) ^ 1:06x}{own_mark[6:]}"
    for name in ("", "records.csv", f"records_{other}.csv", f"records_{own_mark}", f"records_{own_mark}.csv.exe"):
        assert not browser.fits(name, MINE)


def test_without_a_cookie_a_mark_fits_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "own_cookie", lambda: "")
    monkeypatch.setattr(browser.reader, "secret", lambda: MINE)  # even one that has the form of a cookie ...
    name = f"records_{browser.mark()}.csv"
    assert not browser.fits(name, "")


def files(names: dict[str, str]) -> guards.OwnFiles:
    return guards.OwnFiles(behind, name_of=names.get)


def test_a_file_is_given_to_the_browser_that_it_was_made_for_and_to_no_other(own_mark: str) -> None:
    app = files({"abc.csv": f"records_{own_mark}.csv", "plain.csv": "records.csv"})
    assert ask(app, "/media/abc.csv", cookie=f"{browser.COOKIE}={MINE}")[0] == 418
    refused = [
        ask(app, "/media/abc.csv"),
        ask(app, "/media/abc.csv", cookie=f"{browser.COOKIE}={THEIRS}"),
        ask(app, "/media/abc.csv", cookie=f"other={MINE}"),
        ask(app, "/media/abc.csv", method="HEAD"),
        ask(app, "/media/abc.csv", range="bytes=0-1"),
        ask(app, "/media/plain.csv", cookie=f"{browser.COOKIE}={MINE}"),
        ask(app, "/media/unknown.csv", cookie=f"{browser.COOKIE}={MINE}"),
        ask(app, "/media/", cookie=f"{browser.COOKIE}={MINE}"),
    ]
    assert {(status, body) for status, _, body in refused} == {(404, guards._NO_FILE.encode())}, (
        "no hint that it exists"
    )
    assert ask(app, "/world")[0] == 418
