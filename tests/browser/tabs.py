"""Tabs that are used again: one that has loaded the app once shows the next page in half the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any

from playwright.sync_api import Browser

from tests.browser.streamlit_page import StreamlitPage

PATIENCE_MS = 90_000
"""So long a click waits for what it is to hit: a busy machine is no fault."""

LOOK: dict[str, Any] = {"reduced_motion": "reduce", "color_scheme": "light", "forced_colors": "none"}
"""What a page is asked to look like: set anew each time that a tab is taken, whatever the test before has asked.

So is its size: a tab that has shown a desk shows a phone next, and its scripts need not be compiled once more.
"""


class Tabs:
    """Tabs of one browser by what they were opened with. Two that are in use at one time are never the same."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.free, self.contexts = browser, defaultdict[str, list[StreamlitPage]](list), ExitStack()

    def __enter__(self) -> Tabs:
        """Open no tab yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close them all."""
        self.contexts.close()

    @contextmanager
    def tab(
        self, *, alone: bool, whole: bool = False, viewport: dict[str, int], **more: Any
    ) -> Iterator[StreamlitPage]:
        """A tab without cookies and without anything remembered; kept for the next test unless it is to stay alone.

        Less motion is asked for unless `reduced_motion` says otherwise: without a graphics card each frame of what
        spins while a page is made is painted by the processor, up to a third of all work.
        """
        more = {**LOOK, **more}
        key = repr(sorted((name, value) for name, value in more.items() if name not in LOOK))
        page = self.free[key].pop() if self.free[key] and not alone else self._opened(viewport, more)
        page.forget()
        page.whole = whole
        page.page.set_viewport_size(viewport)
        page.page.emulate_media(**{name: more[name] for name in LOOK})
        yield page
        if alone:
            page.page.context.close()
        else:
            _emptied(page)
            self.free[key].append(page)

    def _opened(self, viewport: dict[str, int], more: dict[str, Any]) -> StreamlitPage:
        tour = more.pop("tour", False)  # of other tests it would cover what they look at
        context = self.contexts.enter_context(self.browser.new_context(viewport=viewport, **more))
        if not tour:
            context.add_init_script("window['contraband-atlas-tour'] = { at: -1, seen: true, marked: null };")
        context.set_default_timeout(PATIENCE_MS)
        return StreamlitPage(context.new_page())


def _emptied(page: StreamlitPage) -> None:
    """As a new one: but for the scripts that the browser has read."""
    if page.page.url.startswith("http"):
        page.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.page.goto("about:blank")
    page.page.context.clear_cookies()
