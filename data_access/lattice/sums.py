"""The checksums of a large file, one of each block, so that two threads can look it through at a time."""

import os
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

BLOCK = 4 * 2**20
"""So many bytes have one checksum, a CRC-32."""
THREADS = 2
AHEAD = 4
"""So many pieces may be written before they are added to their checksum."""


def sums_of(descriptor: int, length: int) -> list[int]:
    """The checksums of an open file. Raises OSError where it cannot be read.

    Read in pieces: mapped pages would count as this process's memory. (Neither reading nor adding up holds Python's
    lock.)
    """

    def some(number: int) -> list[int]:
        """Of every second block, or of so many as there are threads."""
        room = memoryview(bytearray(min(BLOCK, length)))
        return [_sum(descriptor, at, room) for at in range(number * BLOCK, length, THREADS * BLOCK)]

    if length <= BLOCK:
        return some(0)
    sums = [0] * -(-length // BLOCK)
    with ThreadPoolExecutor(THREADS) as threads:
        for number, found in enumerate(threads.map(some, range(THREADS))):
            sums[number::THREADS] = found
    return sums


def _sum(descriptor: int, at: int, room: memoryview) -> int:
    """Of the block that begins here, whose bytes go into `room`."""
    got = 0
    while got < len(room) and (more := os.preadv(descriptor, [room[got:]], at + got)):
        got += more
    return zlib.crc32(room[:got])


class Summed:
    """A file that is written from its beginning to its end; `sums` when it is closed, and its `length` so far.

    What is written is added to its checksum on a thread, while the next is read and written.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.length = 0
        self.sums: list[int] = []
        self._stream = stream
        self._waiting: deque[Future[None]] = deque()
        self._room = BLOCK
        self._thread = ThreadPoolExecutor(1)

    def write(self, piece: memoryview) -> None:
        """Take bytes, which nobody may change afterwards. Raises OSError."""
        self._stream.write(piece)
        self.length += len(piece)
        self._waiting.append(self._thread.submit(self._add, piece))
        if len(self._waiting) > AHEAD:
            self._waiting.popleft().result()

    def _add(self, piece: memoryview) -> None:
        while piece:
            if self._room == BLOCK:
                self.sums.append(0)
            some, piece = piece[: self._room], piece[self._room :]
            self.sums[-1] = zlib.crc32(some, self.sums[-1])
            self._room = self._room - len(some) or BLOCK

    def close(self) -> None:
        """Wait until all is added up."""
        self._thread.shutdown()
        for one in self._waiting:
            one.result()
