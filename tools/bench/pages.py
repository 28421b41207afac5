"""The pages' part of `make bench`: a filter change in Chromium, against an empty Streamlit rerun in the same browser.

A change is one key press on the slider of years, so that every selection is new and no cache can answer. Time runs
from the key to the last answer of the server (server), to the map's last path (map), and until nothing moves (page).
"""

import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from data_access.settings import ROOT
from tools.bench.measure import median

PAGES = ("world", "region", "country?profile=COL", "maps", "trends", "explorer?by=goods,year", "records", "coverage")
CHANGES = 4
QUIET = 0.4
EMPTY_APP = 'import streamlit as st\nst.title("Empty")\nst.slider("Years", 2011, 2016, (2011, 2016))\n'
SHIFT = 6
"""Years between two repetitions of the file."""


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


def repeated(source: Path, target: Path, times: int) -> None:
    """A store that holds the same records `times` times, each repetition SHIFT years later."""
    shutil.copy(source, target)
    with contextlib.closing(sqlite3.connect(target)) as connection:
        top = connection.execute("SELECT max(seizure_id) FROM seizure").fetchone()[0]
        for number in range(1, times):
            _repeat(connection, number, number * top, number * SHIFT)
        connection.execute("UPDATE store SET store_id = store_id || 'x'")
        connection.commit()


def _repeat(connection: sqlite3.Connection, number: int, offset: int, years: int) -> None:
    changed = {
        "seizure_id": f"seizure_id + {offset}",
        "record_key": f"substr(record_key, 1, 30) || 'r{number}'",
        "seized_on": f"date(seized_on, '+{years} years')",
        "year": f"year + {years}",
        "month": f"CASE WHEN month = '' THEN '' ELSE (substr(month, 1, 4) + {years}) || substr(month, 5) END",
    }
    for table in ("seizure", "seizure_item"):
        columns = [r[1] for r in connection.execute(f"PRAGMA table_info({table})")]
        values = ", ".join(changed.get(c, c) for c in columns)
        top = f"WHERE seizure_id <= {offset // number}"
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} {top}")


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
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
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


def run(folder: Path, store: Path) -> None:
    """Print the table: each page at one and at ten times the file, as ratios to an empty rerun."""
    empty = folder / "empty.py"
    empty.write_text(EMPTY_APP, encoding="utf-8")
    ten = folder / "ten" / "atlas.sqlite"
    ten.parent.mkdir()
    repeated(store, ten, 10)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        with served([str(empty)], dict(os.environ)) as address:
            base = measure(browser, address, "")
        print(f"empty rerun: the unit of server ({base[0] * 1000:.0f} ms) and page ({base[2] * 1000:.0f} ms) below")
        for label, var in (("0.3 M (the file)", store.parent), ("3 M (the file ten times, dates shifted)", ten.parent)):
            with served(["serve.py"], {**os.environ, "ATLAS_VAR": str(var)}) as address:
                for path in PAGES:
                    server, mapped, page, size = measure(browser, address, path)
                    shown = f"map {mapped / base[2]:.1f} x, " if mapped else ""
                    name = path.partition("?")[0]
                    print(
                        f"{label}, {name}: server {server / base[0]:.1f} x, {shown}page {page / base[2]:.1f} x, "
                        f"{size / 1000:.0f} kB"
                    )
        browser.close()
