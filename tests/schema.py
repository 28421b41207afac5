"""An empty store of the newest schema, made once by the real migrations: what new stores of tests are copies of.

Migrations cost two tenths of a second of work, a copy next to none. Tests of the migrations themselves are marked.
"""

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from data_access.settings import sqlite_url
from data_access.store import engine as engines
from data_access.store.on_disk import file_of

migrate: Callable[[Engine], None] = engines._migrate
"""The product's own."""


class Statements(LRUCache[Any, Any]):
    """Statements as SQL text, for all stores of one kind of database: each engine would write them out anew.

    SQLAlchemy's key begins with the dialect, an object of the engine's own.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        """What is known of a statement."""
        return super().get((type(key[0]), *key[1:]), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__((type(key[0]), *key[1:]), value)


class EmptyStores:
    """Makes empty stores of the newest schema, each with an identity of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "template.sqlite"
        self._bytes, self._identity = b"", b""
        self._statements = Statements(2000)

    def fill(self, engine: Engine) -> None:
        """In place of engine._migrate: an SQLite file that is empty becomes a copy; others are migrated as ever."""
        engine._compiled_cache = self._statements
        file = file_of(engine.url)
        if file is not None and file.stat().st_size == 0:
            file.write_bytes(self._copy())
        migrate(engine)

    def _copy(self) -> bytes:
        if not self._bytes:
            self._make()
        return self._bytes.replace(self._identity, str(uuid.uuid4()).encode())  # of the same length, anywhere in a page

    def _make(self) -> None:
        migrated(sqlite_url(self._file))
        self._bytes = self._file.read_bytes()
        with closing(sqlite3.connect(self._file)) as connection:
            self._identity = connection.execute("select store_id from store").fetchone()[0].encode()
        assert self._identity in self._bytes


def migrated(url: str) -> None:
    """Bring an empty database to the newest schema by the real migrations."""
    engine = engines._engine(engines._parsed(url))
    migrate(engine)
    engine.dispose()  # the last connection to an SQLite file brings its log into it
