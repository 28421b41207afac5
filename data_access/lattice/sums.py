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

EARLY = 64 * 2**20
"""After so many bytes the disk begins with what is written, while the rest is being written."""


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

    What is written is added to its checksum on a thread, while the next is read and written; the disk begins before the
    end, too. Who writes has to synchronise the file all the same.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.length = 0
        self.sums: list[int] = []
        self._stream = stream
        self._waiting: deque[Future[None]] = deque()
        self._room = BLOCK
        self._thread, self._disk = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._syncing: Future[None] | None = None
        self._synced = 0

    def write(self, piece: memoryview) -> None:
        """Take bytes, which nobody may change afterwards. Raises OSError."""
        self._stream.write(piece)
        self.length += len(piece)
        self._waiting.append(self._thread.submit(self._add, piece))
        if len(self._waiting) > AHEAD:
            self._waiting.popleft().result()
        if self.length - self._synced > EARLY and (self._syncing is None or self._syncing.done()):
            self._check_disk()
            self._synced = self.length
            self._syncing = self._disk.submit(os.fdatasync, self._stream.fileno())

    def _check_disk(self) -> None:
        """Raises OSError where the disk failed: the system says so once, and not again at the end."""
        if self._syncing is not None:
            self._syncing.result()

    def _add(self, piece: memoryview) -> None:
        while piece:
            if self._room == BLOCK:
                self.sums.append(0)
            some, piece = piece[: self._room], piece[self._room :]
            self.sums[-1] = zlib.crc32(some, self.sums[-1])
            self._room = self._room - len(some) or BLOCK

    def close(self) -> None:
        """Wait until all is added up. Raises OSError."""
        self._thread.shutdown()
        self._disk.shutdown()
        self._check_disk()
        for one in self._waiting:
            one.result()
