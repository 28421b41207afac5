"""One Chromium and one server of each kind for all tests of a worker; each test finds no cookies and nothing remembered."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from data_access.demo.seizures import SEIZURES
from data_access.demo.store import make_demo
from data_access.settings import Settings, sqlite_url
from tests.browser.serving import served, serving
from tests.browser.streamlit_page import StreamlitPage, chromium
from tests.browser.tabs import Tabs
from tests.conftest import row, write_ids

expect.set_options(timeout=90_000)  # a busy machine is no fault
NewPage = Callable[..., StreamlitPage]
FORMULA = "=cmd|' /C calc'!A0"
"""A place, as a malicious reporter may write it."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Of the package, not of the session: while Playwright is open no other test can run an event loop."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """All tabs of this worker."""
    with Tabs(browser) as opened:
        yield opened


@pytest.fixture
def new_page(tabs: Tabs) -> Iterator[NewPage]:
    """Opens pages, each as if in a browser of its own; `alone` for a test that leaves something behind in its tab,
    `whole` for one that looks below the first screen.
    """
    with ExitStack() as taken:

        def new(
            width: int = 1440, height: int = 1000, *, alone: bool = False, whole: bool = False, **more: object
        ) -> StreamlitPage:
            size = {"width": width, "height": height}
            return taken.enter_context(tabs.tab(alone=alone, whole=whole, viewport=size, **more))

        yield new


@pytest.fixture
def page(new_page: NewPage) -> StreamlitPage:
    """A page of a wide screen."""
    return new_page()


@pytest.fixture(scope="session")
def demo_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented demo alone, made once for all workers: it has something for every page.

    A tenth of the demo that readers get: each page shows the same with it, and it is there after seconds.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        url = sqlite_url(folder / "demo.sqlite")
        make_demo(Settings(database_url=url, demo_url=url, cache_dir=folder / "cubes", uploads=False), SEIZURES // 10)
    return folder


@pytest.fixture(scope="session")
def demo(demo_var: Path) -> Iterator[str]:
    """The app over an empty store: it shows the invented demo. Only for tests that write nothing."""
    with serving(demo_var) as host:
        yield host


@pytest.fixture(scope="session")
def two_countries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Host and folder of a store with heroin in Brazil, by air, and cocaine in Singapore, how is not reported.

    A record a month each, January to June of 2014 and of 2015. Only for tests that write nothing.
    """
    folder = tmp_path_factory.mktemp("two")
    rows = [
        row(day=f"201{y}-0{m}-05", country=c, drug=d, mode=mode, place=place)
        for y in (4, 5)
        for m in range(1, 7)
        for c, d, mode, place in (("Brazil", "Heroin", "Commercial air", FORMULA), ("Singapore", "Cocaine", "", f"Berth {m}"))
    ]  # fmt: skip
    with served(folder, "unodc-ids", write_ids(folder / "ids.csv", rows)) as host:
        yield host, folder
