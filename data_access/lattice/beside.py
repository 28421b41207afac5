"""A second connection that reads the same records as the first, so that two threads can read at a time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from data_access.store import tables as t

T = TypeVar("T")


@contextmanager
def connections(first: Connection) -> Iterator[list[Connection]]:
    """This connection, and another one where there can be one that sees the very same data version.

    Each sees what was stored when it began; a load that ended in between shows in the data version.
    """
    with ExitStack() as stack:
        found = [first]
        try:
            second = stack.enter_context(first.engine.connect())
            if _version(second) == _version(first):
                found.append(second)
        except SQLAlchemyError:  # the server has none left
            pass
        yield found


def _version(connection: Connection) -> Any:
    v = t.DataVersion
    newest = select(v.version, v.run_id, v.changed_at).order_by(v.version.desc()).limit(1)
    return connection.execute(newest).first()


@contextmanager
def threads(several: list[T]) -> Iterator[Callable[[Callable[[T], Any]], Any]]:
    """Runs work on as many threads as there are of these, each given one that nobody else uses meanwhile.

    Gives what takes the work and returns the Future of it.
    """
    free: SimpleQueue[T] = SimpleQueue()
    for one in several:
        free.put(one)

    def done(work: Callable[[T], Any]) -> Any:
        one = free.get()
        try:
            return work(one)
        finally:
            free.put(one)

    with ThreadPoolExecutor(len(several)) as pool:
        yield lambda work: pool.submit(done, work)
