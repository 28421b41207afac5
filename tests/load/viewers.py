"""Viewers of a running app, without a browser: each opens a page, and changes its filters or looks at it again.

Spoken is Streamlit's own protocol, so that a run is measured from the question to the end of the script. What a browser
asks for by itself, such as what comes into view when the reader scrolls, is not asked here.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 60.0
"""Seconds that a run may take before the viewer gives up."""


@dataclass
class Timings:
    """Seconds of the first runs and of the later ones, what was received in bytes, and what went wrong."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def quantile(values: list[float], percent: int) -> float:
    """The value below which so many per cent lie (nearest rank); nan of none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)] if ranked else float("nan")


class Viewer:
    """One session of the app."""

    def __init__(self, socket: Any, path: str, timings: Timings) -> None:
        self.socket, self.timings = socket, timings
        self.page, _, self.query = path.partition("?")
        self.has: set[str] = set()
        """The long messages that came already: a browser keeps them, and they are not sent again."""

    async def look(self, query: str = "") -> tuple[float, int]:
        """Run the page with this query; seconds until the script ended, and bytes received."""
        asked = BackMsg()
        asked.rerun_script.query_string = "&".join(filter(None, [self.query, query]))
        asked.rerun_script.page_name = self.page
        asked.rerun_script.cached_message_hashes.extend(self.has)
        begun = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        received = await self._until_finished()
        return time.perf_counter() - begun, received

    async def _until_finished(self) -> int:
        received = 0
        while True:
            frame = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            received += len(frame)
            message = ForwardMsg.FromString(frame)
            kind = message.WhichOneof("type")
            if message.metadata.cacheable:
                self.has.add(message.hash)
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                self.timings.errors.append(message.delta.new_element.exception.message[:80])
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return received


def _connected(address: str) -> Any:
    """address: host and port."""
    stream = f"ws://{urlsplit('//' + address).netloc}/_stcore/stream"
    # untranslated: a protocol's name
    return websockets.connect(
        stream, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE, compression=None
    )


async def changes(address: str, path: str, queries: list[str]) -> Timings:
    """One viewer, who changes the filters again and again (each query a run), nobody beside."""
    timings = Timings()
    async with _connected(address) as socket:
        viewer = Viewer(socket, path, timings)
        timings.first.append((await viewer.look())[0])
        for query in queries:
            seconds, received = await viewer.look(query)
            timings.again.append(seconds)
            timings.received.append(received)
    return timings


async def crowd(
    address: str, paths: list[str], *, viewers: int, seconds: float, think: float, queries: list[str]
) -> Timings:
    """So many viewers for so many seconds, each on one of the paths, with pauses of `think` seconds on average."""
    timings, end = Timings(), time.monotonic() + seconds
    turns = count()

    def next_query() -> Iterator[str]:
        while True:
            yield queries[next(turns) % len(queries)]

    async def one(index: int) -> None:
        chosen, wait = next_query(), random.Random(index)
        try:
            async with _connected(address) as socket:
                viewer = Viewer(socket, paths[index % len(paths)], timings)
                timings.first.append((await viewer.look())[0])
                while time.monotonic() < end:
                    await asyncio.sleep(wait.expovariate(1 / think))
                    found, received = await viewer.look(next(chosen))
                    timings.again.append(found)
                    timings.received.append(received)
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            timings.errors.append(f"{type(error).__name__}: {error}"[:80])

    async with asyncio.TaskGroup() as group:
        for index in range(viewers):
            group.create_task(one(index))
            await asyncio.sleep(min(10.0, seconds / 4) / viewers)
    return timings
