"""One Chromium that draws all pictures of a test process: its start is seven eighths of the work of one picture."""

import asyncio
import os
from types import SimpleNamespace, TracebackType
from typing import Any, Self

import kaleido

_OWN = kaleido.Kaleido


class OpenChromium:
    """Stands in for the event loop and the browser that a picture takes for itself alone."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._browser: Any = None
        self.asyncio = SimpleNamespace(run=self._runner.run)

    def kaleido(self, **options: Any) -> Any:
        """In place of kaleido.Kaleido; a browser of its own where the environment names one."""
        return _OWN(**options) if "BROWSER_PATH" in os.environ else _Borrowed(self, options)

    async def browser(self, options: dict[str, Any]) -> Any:
        """The browser, opened when it is first asked for."""
        if self._browser is None:
            self._browser = await _OWN(**options).__aenter__()
        return self._browser

    def close(self) -> None:
        """Close browser and loop."""
        if self._browser is not None:
            self._runner.run(self._browser.__aexit__(None, None, None))
        self._runner.close()


class _Borrowed:
    """The open browser as a context that leaves it open."""

    def __init__(self, lender: OpenChromium, options: dict[str, Any]) -> None:
        self._lender, self._options = lender, options

    async def __aenter__(self) -> Self:
        return await self._lender.browser(self._options)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass
