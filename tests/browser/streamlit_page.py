"""A Streamlit app in a Playwright page (sync API) which knows when a rerun is really over.

The attribute ``data-test-script-state`` alone is not enough: short runs skip the state "running".  So the
``new_session`` and ``script_finished`` messages on the websocket are counted, and the attribute is only the
second condition.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request, WebSocket, expect, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

CHROMIUM: Final = "/usr/bin/chromium"
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL in software
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--js-flags=--min-semi-space-size=32 --max-semi-space-size=64 --no-opt",  # memory instead of work; no test runs long
)
PATIENCE: Final = 120.0
"""Seconds: a busy machine is no fault."""
REST: Final = 5.0
"""Seconds after which a page that says itself that nothing runs is believed."""
POLL_MS: Final = 50
"""Asked every 5 ms, the asking took a tenth of all work of the tests."""
LOCAL_SCHEMES: Final = frozenset({"data", "blob", "about"})
READY: Final = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-stale="true"]');
}"""
WHOLE: Final = """() => {
  const waiting = document.querySelector('[class*="st-key-waiting_"]');
  if (waiting) window.dispatchEvent(new Event('atlas-draw-all'));
  return !waiting;
}"""
"""Asks for the parts that have not come into view, as printing and saving the page do; whether none is left."""
IN_VIEW: Final = """() => [...document.querySelectorAll('[class*="st-key-waiting_"]')]
  .every((part) => part.getBoundingClientRect().top >= innerHeight || part.getBoundingClientRect().bottom <= 0)"""
"""Whether each part that still waits lies below the window: one in view is asked for by itself."""
STATE: Final = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const kinds = '[class*="st-key-waiting_"], [data-stale="true"]';
  return [app?.dataset.testScriptState, app?.dataset.testConnectionState,
    ...[...document.querySelectorAll(kinds)].map((one) => one.className)].join('; ');
}"""
"""What stands against a page that is ready and whole."""
DRAWN: Final = """() => !document.querySelector('[data-testid="stSkeleton"]')
  && [...document.querySelectorAll('[data-testid="stBidiComponentRegular"], [data-testid="stBidiComponentIsolated"]')]
    .every((part) => part.shadowRoot ? part.shadowRoot.childElementCount : part.childElementCount)"""
STILL: Final = """([quiet, most]) => new Promise((done) => {
  let last = 'nothing seen';
  const end = (told) => { watch.disconnect(); clearTimeout(timer); clearTimeout(limit); done(told); };
  let timer = setTimeout(end, quiet, '');
  const watch = new MutationObserver((all) => {
    const { target } = all[all.length - 1], at = target.closest ? target : target.parentElement;
    last = `${all[all.length - 1].type} of ${at?.outerHTML.slice(0, 200)}`;
    clearTimeout(timer);
    timer = setTimeout(end, quiet, '');
  });
  const limit = setTimeout(() => end(last), most);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
})"""
"""Waits until nothing has changed for `quiet` milliseconds: ''; or after `most`, what changes without an end."""
FRAMES: Final = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(r, 0))))"


class Cost(NamedTuple):
    """What one action cost: time until the page was settled, and bytes over the websocket."""

    milliseconds: float
    received: int


class StreamlitPage:
    """Wrap a Playwright page *before* it visits the app."""

    whole = False
    """Whether pages are looked at with their parts below the first screen: each takes its time, after every step."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.forget()
        page.on("websocket", self._on_websocket)
        page.on("request", self._on_request)
        page.on("console", lambda msg: self._on_console(msg.type, msg.text))
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def forget(self) -> None:
        """Start to count anew."""
        self.started = 0
        self.finished = 0
        self.socket: WebSocket | None = None
        self.received = 0
        self.requests: list[str] = []
        self.problems: list[str] = []

    def _on_websocket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        self.socket = socket
        self.started = self.finished  # a run of the page that was left never tells its end
        socket.on("framereceived", lambda payload: self._on_frame(socket, payload))

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _on_console(self, kind: str, text: str) -> None:
        if kind == "error":
            self.problems.append(text)

    def _on_frame(self, socket: WebSocket, payload: str | bytes) -> None:
        if isinstance(payload, str) or socket is not self.socket:
            return
        self.received += len(payload)
        message = ForwardMsg()
        message.ParseFromString(payload)
        kind = message.WhichOneof("type")
        self.started += kind == "new_session"
        self.finished += kind == "script_finished"

    def settle(self, before: int, timeout: float = PATIENCE) -> None:
        """Wait until a run after number ``before`` has ended, none is under way and the page is painted."""
        deadline, rest = time.monotonic() + timeout, time.monotonic() + REST
        while self.finished <= before or self.started > self.finished:
            if self.finished <= before or not self.page.evaluate(READY):
                rest = time.monotonic() + REST
            elif time.monotonic() > rest:  # a run that another one cut short need not tell its end
                break
            if time.monotonic() > deadline:
                counts = f"{self.started} runs started, {self.finished} finished (before: {before})"
                raise TimeoutError(f"the page did not settle in {timeout} s: {counts}")
            self.page.wait_for_timeout(POLL_MS)  # lets Playwright deliver its events
        for state in (READY, WHOLE if self.whole else IN_VIEW, READY):
            try:
                self.page.wait_for_function(state, timeout=max(1.0, deadline - time.monotonic()) * 1000)
            except PlaywrightTimeout as error:
                raise TimeoutError(f"never true: {state}; {self.page.evaluate(STATE)}") from error
        self.page.evaluate(FRAMES)

    def still(self, quiet: int = 500, timeout: float = PATIENCE) -> None:
        """Wait until no run is under way, each part is drawn, and nothing has changed for `quiet` milliseconds.

        Charts, tables and our own components are fetched and drawn after the run that sent them.
        """
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            runs = self.started
            for state in (READY, DRAWN):
                self.page.wait_for_function(state, timeout=max(1.0, deadline - time.monotonic()) * 1000)
            left = max(1.0, deadline - time.monotonic()) * 1000
            if restless := self.page.evaluate(STILL, [quiet, left]):
                raise TimeoutError(f"the page never came to rest: {restless}")
            if runs == self.started == self.finished:
                return
        raise TimeoutError(f"the page was not still within {timeout} s")

    def goto(self, url: str, timeout: float = PATIENCE) -> Cost:
        """Open a URL of the app and wait until the first run is over."""
        return self.act(lambda: self.page.goto(url), timeout)

    def act(self, action: Callable[[], object], timeout: float = PATIENCE) -> Cost:
        """Do something which causes a rerun; wait for its end."""
        finished, received, start = self.finished, self.received, time.perf_counter()
        action()
        self.settle(finished, timeout)
        return Cost((time.perf_counter() - start) * 1000, self.received - received)

    def foreign(self, host: str) -> list[str]:
        """All requested addresses which leave ``host`` (``localhost:8501``); must be empty."""
        return [
            url for url in self.requests if urlsplit(url).scheme not in LOCAL_SCHEMES and urlsplit(url).netloc != host
        ]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless system Chromium which makes no connections of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def opened(page: StreamlitPage, card: Locator, name: str) -> Locator:
    """What stands behind a small button of a card, once it is clicked."""
    page.act(lambda: card.get_by_role("button", name=name, exact=True).click())
    box = page.page.get_by_role("dialog", name=name, exact=True)
    expect(box).to_be_visible()
    return box


def figure(page: StreamlitPage) -> Locator:
    """The first figure of a page."""
    return page.page.locator(".figures .value").first


def strip(page: StreamlitPage, key: str) -> Locator:
    """What stands below a map of the place that was chosen."""
    return page.page.locator(f".st-key-strip_{key}")


def press(page: StreamlitPage, key: str, button: str) -> None:
    """Press a button below a map."""
    page.act(lambda: strip(page, key).get_by_role("button", name=button, exact=True).click())


def filter_by_first_row(page: StreamlitPage, card: Locator) -> None:
    """Open a card's table, choose its first row and filter by it, with keys alone."""
    card.get_by_role("button", name="Table", exact=True).focus()
    page.act(lambda: page.page.keyboard.press("Enter"))
    box = page.page.get_by_role("dialog", name="Table", exact=True)
    expect(box.get_by_text("Choose rows to filter this page by them")).to_be_visible()
    expect(box.get_by_test_id("data-grid-canvas")).to_be_attached()
    for _ in range(12):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("() => document.activeElement.tagName") == "CANVAS":
            break
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Shift+Space")
    button = box.get_by_role("button", name="Filter by this row")
    expect(button).to_be_visible()
    button.focus()
    page.act(lambda: page.page.keyboard.press("Enter"))
