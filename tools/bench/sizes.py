"""The part of the benchmark on generated stores: building, opening, questions, memory, one month refreshed."""

import contextlib
import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data_access.gateway import Gateway
from tools.bench import compare, questions
from tools.bench import large as large_cubes
from tools.bench.compare import PRODUCT, Times
from tools.bench.flat import flat_files
from tools.bench.measure import status_mb, timed
from tools.bench.plain import plain
from tools.bench.probe import config, probe
from tools.bench.refresh import refreshed
from tools.bench.stores import HOME, Made, made
from tools.bench.yardsticks import DuckDB, Polars, Yardstick, postgresql

SERVER_COLD = 5
"""Selections of each question that the server is asked: it is slow, and its times differ little."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What is measured: the kind of facts, how many selections and random questions, and beside whom."""

    kind: str
    cold: int
    random: int
    server: bool
    check: bool


def run(rows: list[int], options: Options) -> None:
    """Print the figures of each size, and how the questions grow from one to the next."""
    found = [(size, _size(size, options)) for size in sorted(rows)]
    for (small, first), (large, second) in itertools.pairwise(found):
        print(f"\n## Growth from {small:,} to {large:,}")
        for name in questions.PAGES:
            print(f"{name}: {second.middle(name, PRODUCT) / first.middle(name, PRODUCT):.2f}")
        names = list(questions.PAGES)
        print(f"median of medians: {second.overall(PRODUCT, names) / first.overall(PRODUCT, names):.2f}")


def _size(rows: int, options: Options) -> Times:
    seconds, store = timed(lambda: made(options.kind, rows))
    print(f"\n## {rows:,} records, {options.kind} ({store.folder}; made or found in {seconds:.0f} s)\n", flush=True)
    with tempfile.TemporaryDirectory(dir=HOME, prefix="run-") as name:
        folder = Path(name)
        _processes(store, folder / "cubes")
        times = _questions(store, folder / "cubes", options)
        month = refreshed(store, folder / "cubes", folder)
    print(f"\none month refreshed: loaded in {month.load_s:.2f} s; answered {month.answer_s:.2f} s later", flush=True)
    return times


def _processes(store: Made, cubes: Path) -> None:
    """A cold build, then opening and asking, each in a process of its own."""
    built = probe(store.url, cubes)
    size = sum(file.stat().st_size for file in cubes.rglob("*") if file.is_file()) / 1e6
    print(f"cold build: {built.open_s:.1f} s, peak {built.peak_mb:.0f} MB; {size:.0f} MB of files", flush=True)
    opened = probe(store.url, cubes, store.kind, store.seed)
    print(
        f"opening: {opened.open_s * 1000:.0f} ms; own memory {opened.own_mb:.0f} MB, mapped {opened.mapped_mb:.0f} MB; "
        f"after the questions {opened.own_after_mb:.0f} and {opened.mapped_after_mb:.0f} MB\n",
        flush=True,
    )


def _questions(store: Made, cubes: Path, options: Options) -> Times:
    """The questions of the pages beside the yardsticks, then random ones."""
    gateway, known = Gateway.open(config(store.url, cubes)), store.catalogue
    ask = compare.product(gateway)
    with _yardsticks(store.folder, options.cold, server=options.server) as beside:
        _warm(store, ask, beside)
        times = compare.pages(known, store.levels, ask, beside, options.cold)
        print(compare.table(times, [y.name for y, _ in beside], list(questions.PAGES)), flush=True)
        checked = beside[0][0] if options.check else None
        drawn = compare.random(known, store.levels, ask, checked, options.random)
    print(
        f"\n{options.random} random questions: median {drawn.middle('random', PRODUCT):.1f} ms, "
        f"p95 {drawn.high('random', PRODUCT):.1f} ms; {times.equal + drawn.equal} answers equal to those of yardsticks",
        flush=True,
    )
    return times


def _warm(store: Made, ask: compare.Answering, beside: list[tuple[Yardstick, int]]) -> None:
    """One question to each that is not timed: what is imported or opened once is no part of a question."""
    asked = questions.random(store.catalogue, [store.levels[0][0]], 1)[0]
    ask(asked)
    for yardstick, _ in beside:
        yardstick.answer(plain(asked, store.catalogue, store.levels))


@contextlib.contextmanager
def _yardsticks(folder: Path, cold: int, *, server: bool) -> Iterator[list[tuple[Yardstick, int]]]:
    """The yardsticks and how many selections each is asked; gone afterwards."""
    ducks = DuckDB(folder)
    beside: list[tuple[Yardstick, int]] = [(ducks, cold), (Polars(folder), cold)]
    try:
        if not server:
            yield beside
            return
        with postgresql(folder) as found:
            if found is None:
                print("PostgreSQL is not installed: left out.")
            yield [*beside, *([(found, min(SERVER_COLD, cold))] if found else [])]
    finally:
        ducks.close()


def large(rows: int, options: Options) -> None:
    """Facts that no database holds: cubes and flat files are made from the chunks, and all are asked in turn."""
    cubes = large_cubes.made(options.kind, rows, HOME)
    seconds, (folder, known, levels) = timed(lambda: flat_files(options.kind, rows, HOME))
    print(f"\n## {rows:,} records, {options.kind} ({folder}; made or found in {seconds:.0f} s)\n", flush=True)
    size = sum(file.stat().st_size for file in cubes.rglob("*") if file.is_file()) / 1e6
    opening, gateway = timed(lambda: large_cubes.opened(cubes))
    print(
        f"opening: {opening * 1000:.0f} ms; {size:.0f} MB of files; own memory {status_mb('RssAnon'):.0f} MB",
        flush=True,
    )
    ask = compare.product(gateway)
    with _yardsticks(folder, options.cold, server=False) as beside:
        times = compare.pages(known, levels, ask, beside, options.cold)
        print(compare.table(times, [y.name for y, _ in beside], list(questions.PAGES)), flush=True)
    drawn = compare.random(known, levels, ask, None, options.random)
    print(
        f"{options.random} random questions: median {drawn.middle('random', PRODUCT):.1f} ms, "
        f"p95 {drawn.high('random', PRODUCT):.1f} ms; {times.equal} answers equal; "
        f"own memory {status_mb('RssAnon'):.0f} MB"
    )
