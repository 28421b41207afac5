"""The pages' part of `make bench`: a filter change in Chromium, against an empty Streamlit rerun in the same browser.

A change is one key press on the slider of years, so that every selection is new and no cache can answer. Time runs
from the key to the last answer of the server (server), to the map's last path (map), and until nothing moves (page).
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from data_access.settings import ROOT
from tests.load.viewers import crowd, quantile
from tools.bench.measure import median

PAGES = (
    "world",
    "country?profile=ESP",
    "routes",
    "region",
    "maps",
    "trends",
    "explorer?by=goods,year",
    "records",
    "coverage",
)
CROWDED = ["world", "country?profile=ESP", "routes", "maps"]
VIEWERS, THINK = 100, 20.0
CHANGES = 4
QUIET = 0.4
EMPTY_APP = 'import streamlit as st\nst.title("Empty")\nst.slider("Years", 2011, 2016, (2011, 2016))\n'


@dataclass
class Traffic:
    """What came through the page's WebSocket, and when."""

    at: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen from now on."""
        page.on("websocket", lambda ws: ws.on("framereceived", self._take))

    def _take(self, payload: Any) -> None:
        self.at.append(time.perf_counter())
        self.sizes.append(len(payload))

    def reset(self) -> None:
        """Forget what came so far."""
        self.at.clear()
        self.sizes.clear()


@contextlib.contextmanager
def served(command: list[str], environment: dict[str, str]) -> Iterator[str]:
    """A server on a free port; its address."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    full = [sys.executable, "-m", "streamlit", "run", *command, "--server.port", str(port), "--server.headless", "true"]
    process = subprocess.Popen(full, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1).close()
                break
            time.sleep(0.25)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def _settle(page: Page, traffic: Traffic) -> None:
    """Until neither server nor page has moved for a while."""
    page.wait_for_function(
        "() => document.querySelectorAll('[data-testid=stStatusWidget], [data-stale=true]').length === 0"
    )
    while traffic.at and time.perf_counter() - traffic.at[-1] < QUIET:
        page.wait_for_timeout(50)


OBSERVE = """() => { window.__moved = performance.now(); window.__map = 0;
  window.__watch?.disconnect();
  window.__watch = new MutationObserver(list => { window.__moved = performance.now();
    const onMap = m => m.target.closest && m.target.closest('.choroplethlayer, .geo');
    if (list.some(onMap)) window.__map = window.__moved; });
  window.__watch.observe(document.body, {subtree: true, childList: true, attributes: true});
  window.__start = performance.now(); }"""


def change(page: Page, traffic: Traffic, key: str) -> tuple[float, float, float, int]:
    """One key press: seconds of the server, until the map and until the page stood, and bytes received."""
    page.get_by_role("slider").first.focus()
    traffic.reset()
    page.evaluate(OBSERVE)
    start = time.perf_counter()
    page.keyboard.press(key)
    page.wait_for_timeout(150)
    _settle(page, traffic)
    page.wait_for_timeout(int(QUIET * 1000))
    moved, mapped, begun = page.evaluate("() => [window.__moved, window.__map, window.__start]")
    server = (traffic.at[-1] if traffic.at else start) - start
    return server, max(mapped - begun, 0) / 1000, (moved - begun) / 1000, sum(traffic.sizes)


def measure(browser: Any, address: str, path: str) -> tuple[float, float, float, float]:
    """Medians over distinct changes on one page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    traffic = Traffic()
    traffic.watch(page)
    page.goto(f"{address}/{path}")
    page.get_by_role("slider").first.wait_for(timeout=60_000)
    page.wait_for_timeout(3000)
    _settle(page, traffic)
    found = [change(page, traffic, "ArrowRight") for _ in range(CHANGES)]
    page.close()
    columns = list(zip(*found, strict=True))
    return median(columns[0]), median(columns[1]), median(columns[2]), median(columns[3])


def run(stores: Sequence[tuple[str, dict[str, str]]]) -> None:
    """Print the table: each page of each store, as ratios to an empty rerun, and a crowd of viewers.

    stores: a name, and the environment in which serve.py opens it.
    """
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        empty = Path(name) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        with served([str(empty)], dict(os.environ)) as address:
            base = measure(browser, address, "")
        print(f"empty rerun: the unit of server ({base[0] * 1000:.0f} ms) and page ({base[2] * 1000:.0f} ms) below")
        for label, environment in stores:
            with served(["serve.py"], {**os.environ, **environment}) as address:
                for path in PAGES:
                    print(f"{label}, {path.partition('?')[0]}: {_compared(measure(browser, address, path), base)}")
                print(f"{label}, {_crowded(address)}")
        browser.close()


def _compared(found: tuple[float, float, float, float], base: tuple[float, float, float, float]) -> str:
    server, mapped, page, size = found
    shown = f"map {mapped / base[2]:.1f} x, " if mapped else ""
    return f"server {server / base[0]:.1f} x, {shown}page {page / base[2]:.1f} x, {size / 1000:.0f} kB"


def _crowded(address: str) -> str:
    """So many viewers at once, without a browser (tests.load)."""
    queries = [f"start={year}-{month:02d}" for year in range(2011, 2016) for month in (1, 4, 7, 10)]
    host = address.removeprefix("http://")
    # in a thread of its own: Playwright has an event loop in this one
    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(
            asyncio.run, crowd(host, CROWDED, viewers=VIEWERS, seconds=60, think=THINK, queries=queries)
        ).result()
    median_, late = (quantile(found.again, percent) * 1000 for percent in (50, 95))
    return (
        f"{VIEWERS} viewers, each with a change every {THINK:.0f} s: half within {median_:.0f} ms, 95 % within "
        f"{late:.0f} ms, {len(found.again)} runs, {len(found.errors)} errors"
    )
