"""A store that is made once a test process, for the many tests of a module that only read it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from data_access import gateway
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store


class KeptStore:
    """The store of one file, which `written` writes into a folder; pages can read it and not write to it."""

    def __init__(self, adapter: str, written: Callable[[Path], Path]) -> None:
        self._adapter, self._written = adapter, written
        self._var: Path | None = None

    def use(self, factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
        """Pages of this test show the store, with all that was made of it for tests before."""
        folder = self._var or factory.mktemp("kept")
        monkeypatch.setenv("ATLAS_VAR", str(folder))
        if self._var is None:
            url = settings().database_url
            import_file(open_store(url), ADAPTERS[self._adapter], self._written(folder))
            engine = gateway._engine(url)
            event.listen(engine, "connect", _read_only)
            engine.dispose()  # the connection that it was opened with could write
            self._var = folder
        assert gateway.store_version(settings().database_url) == 1, "an earlier test of the module wrote to the store"


def _read_only(raw: Any, _record: Any) -> None:
    raw.execute("PRAGMA query_only=ON")
