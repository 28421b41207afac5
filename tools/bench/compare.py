"""The product beside its yardsticks: the same questions, taken in turn, and every answer equal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from data_access.gateway import Gateway
from tools.bench import questions
from tools.bench.catalogue import Catalogue
from tools.bench.measure import median, quantile, timed
from tools.bench.plain import Plain, plain
from tools.bench.questions import Asked
from tools.bench.yardsticks import FIGURE, Yardstick

PRODUCT = "product"
Levels = tuple[tuple[str, str], ...]
Answering = Callable[[Asked], pl.DataFrame]
Parts = Callable[[Asked], Plain]


@dataclass
class Times:
    """Seconds by question and by who answered, in the order asked; and how many answers were found equal."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    equal: int = 0

    def add(self, question: str, who: str, seconds: float) -> None:
        """Keep a time."""
        self.seconds.setdefault((question, who), []).append(seconds)

    def middle(self, question: str, who: str) -> float:
        """The median in ms; 0 where it was not asked."""
        return 1000 * median(self.seconds.get((question, who), []))

    def high(self, question: str, who: str) -> float:
        """Nineteen of twenty took no longer, in ms."""
        return 1000 * quantile(self.seconds.get((question, who), []), 0.95)

    def overall(self, who: str, names: Sequence[str]) -> float:
        """The median of the medians of these questions, in ms."""
        return median([self.middle(name, who) for name in names])


def product(gateway: Gateway) -> Answering:
    """Ask the product as a page does: by the one door, for a viewer."""
    return lambda asked: gateway.for_viewer(asked.viewer).answer(asked.question).frame


def comparable(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """An answer of the product as yardsticks give it: dimensions as text and a whole number, sorted."""
    by = list(asked.question.by)
    figure = "value" if asked.question.measure == "seizures" else "base"
    number = pl.col(figure).fill_null(0).cast(pl.Int64).alias(FIGURE)
    return frame.select(*(pl.col(d).cast(pl.String) for d in by), number).sort(by)


def check(found: pl.DataFrame, expected: pl.DataFrame, asked: Asked, who: str) -> None:
    """Raises ValueError, with the first difference, where keys or sums are unequal."""
    ordered = expected.select(found.columns).sort(list(asked.question.by))
    if found.equals(ordered):
        return
    more = found.join(ordered, on=found.columns, how="anti", nulls_equal=True).head(3)
    less = ordered.join(found, on=found.columns, how="anti", nulls_equal=True).head(3)
    raise ValueError(f"{asked}: the product has {more.rows()}, {who} has {less.rows()}.")


def pages(
    known: Catalogue, levels: Levels, ask: Answering | None, yardsticks: Sequence[tuple[Yardstick, int]], cold: int
) -> Times:
    """Each question of the pages `cold` times, each time another selection; every yardstick for as many as it says.

    `ask`: None where there is no product to ask: then the yardsticks are compared with the first of them.
    """
    times, asked_of = Times(), questions.pages(known, cold)
    for i in range(cold):
        for name in questions.PAGES:
            asked = asked_of[name][i]
            parts = plain(asked, known, levels)
            turns: list[tuple[str, Callable[[], pl.DataFrame]]] = []
            if ask is not None:
                turns.append((PRODUCT, lambda asked=asked: ask(asked)))  # type: ignore[misc]
            turns += [(y.name, lambda y=y, parts=parts: y.answer(parts)) for y, most in yardsticks if i < most]  # type: ignore[misc]
            _one(times, asked, turns[i % len(turns) :] + turns[: i % len(turns)])
    return times


def _one(times: Times, asked: Asked, turns: list[tuple[str, Callable[[], pl.DataFrame]]]) -> None:
    """One question to all in turn: times kept, answers compared."""
    answers: dict[str, pl.DataFrame] = {}
    for who, work in turns:
        seconds, frame = timed(work)
        times.add(asked.name, who, seconds)
        answers[who] = comparable(frame, asked) if who == PRODUCT else frame
    first = PRODUCT if PRODUCT in answers else min(answers)
    base = answers.pop(first).sort(list(asked.question.by))
    for who, frame in answers.items():
        check(base, frame, asked, who)
        times.equal += 1


def random(known: Catalogue, levels: Levels, ask: Answering, yardstick: Yardstick | None, count: int) -> Times:
    """Questions with typical filters to the product; compared with a yardstick, if one is given."""
    times = Times()
    for asked in questions.random(known, sorted({source for source, _ in levels}), count):
        seconds, frame = timed(lambda asked=asked: ask(asked))  # type: ignore[misc]
        times.add(asked.name, PRODUCT, seconds)
        if yardstick is not None:
            check(comparable(frame, asked), yardstick.answer(plain(asked, known, levels)), asked, yardstick.name)
            times.equal += 1
    return times


def table(times: Times, yardsticks: Sequence[str], names: Sequence[str]) -> str:
    """Question, the product's median and p95 in ms, and how many times as long each yardstick took, as Markdown."""
    heads = ["question", "median ms", "p95 ms", *(f"{y} ×" for y in yardsticks)]
    lines = [_row(heads), _row(["---"] * len(heads))]
    for name in names:
        own = times.middle(name, PRODUCT)
        ratios = [_ratio(times.middle(name, y), own) for y in yardsticks]
        lines.append(_row([name, f"{own:.1f}", f"{times.high(name, PRODUCT):.1f}", *ratios]))
    own = times.overall(PRODUCT, names)
    ratios = [_ratio(times.overall(y, names), own) for y in yardsticks]
    return "\n".join([*lines, _row(["median of medians", f"{own:.1f}", "", *ratios])])


def _ratio(seconds: float, own: float) -> str:
    return f"{seconds / own:.2g}" if seconds and own else "–"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
