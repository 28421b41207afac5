"""Trends: one series looked at in five ways, with who reported, its breaks, and a sentence that says the finding."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from analysis import indexing, panel, year_on_year
from charts import change_bars, trend
from charts.drawn import Drawn
from charts.time_marks import Marks
from domain.selection import Selection
from pages.parts import reader, trend_controls, trend_words
from pages.parts.empty import nothing
from pages.parts.show import show
from pages.parts.trend_data import Held, ask, break_words, coincided, how_known, marks_of, offered
from pages.parts.trend_operations import operations_card, operations_note
from pages.parts.trend_panels import panels_card
from pages.parts.trend_question import Trend, asked
from pages.parts.trend_season import season_cards
from pages.parts.trend_words import Said
from reports.card import Card
from reports.tables import coded
from reports.wording import markdown_safe

ALL = "All reporters"


def trends(selection: Selection) -> None:
    """Controls, then the view asked for."""
    now = asked(selection)
    slot = trend_controls.pick(selection, now)
    with st.spinner("Asking the records …", show_time=True):
        held = ask(selection, now.question, now.time)
    if held is None:
        nothing(selection)
        return
    if now.view == "index":
        _index(selection, now, held, slot)
    else:
        _VIEWS[now.view](selection, now, held)


def _with_marks(
    selection: Selection, now: Trend, held: Held, same: pl.DataFrame
) -> tuple[pl.DataFrame | None, tuple[str, ...]]:
    """Draw the switches; the operations to be marked (None if not asked for) and the words of all marks."""
    found = coincided(selection, held.span)
    trend_controls.switches(now, same=same["country"].n_unique() or None, operations=found.height)
    if panel.throughout(held.cells, held.final).is_empty() and held.cells["country"].n_unique() > 1:
        st.caption(trend_words.nobody_throughout(held))
    shown = found if now.operations and found.height else None
    return shown, (*break_words(held.breaks), *operations_note(shown))


def _lines(held: Held, now: Trend, same: pl.DataFrame) -> pl.DataFrame:
    """period, value, state, and where the same reporters were asked for, series."""
    frame = held.frame.select("period", "value", "state")
    if not now.same or not same.height:
        return frame
    name = trend_words.same_label(same)
    both = [
        frame.with_columns(series=pl.lit(ALL)),
        panel.summed(held.cells, same, held.periods).with_columns(series=pl.lit(name)),
    ]
    return pl.concat([b.select("period", "value", "state", "series") for b in both])


def _level(selection: Selection, now: Trend, held: Held) -> None:
    same = offered(held)
    found, below = _with_marks(selection, now, held, same)
    said = trend_words.level(now, held)
    _draw(selection, now, held, _lines(held, now, same), said, marks_of(held, found), below)
    operations_card(selection, found)


def _index(selection: Selection, now: Trend, held: Held, slot: Any) -> None:
    """`slot`: where the choice of the base stands, which depends on what was found."""
    cut = held.part if now.monthly else held.incomplete
    possible = indexing.bases(held.frame, provisional_from=held.since, incomplete=cut)
    refused = indexing.refusal(held.frame, now.base, provisional_from=held.since, incomplete=cut) if now.base else ""
    if refused:
        st.warning(markdown_safe(f"The base cannot be {now.base}: {refused}"), icon=":material/block:")
    if not possible:
        st.info(indexing.NO_BASE)
        return
    base = now.base if now.base in possible else possible[0]
    with slot:
        trend_controls.base(possible, base)
    same = offered(held)
    found, below = _with_marks(selection, now, held, same)
    lines = _lines(held, now, same)
    parts = lines.partition_by("series", maintain_order=True) if "series" in lines.columns else [lines]
    usable = [p for p in parts if not indexing.refusal(p, base)]
    frame = pl.concat([indexing.indexed(p, base) for p in usable])
    said = trend_words.index(now, held, frame, base)
    level = (indexing.BASE, f"{trend_words.when(base)} = 100")
    _draw(selection, now, held, frame, said, replace(marks_of(held, found), level=level), below)
    operations_card(selection, found)


def _draw(
    selection: Selection, now: Trend, held: Held, frame: pl.DataFrame, said: Said, marks: Marks, below: tuple[str, ...]
) -> None:
    words: dict[str, Any] = {"words": reader.words(), "unit": said.unit}
    st.markdown(said.sentence)
    show(
        Card(
            key="trends",
            title=said.title,
            unit=said.unit,
            drawn=Drawn(
                trend.trend(frame, theme=reader.theme(), provisional_from=held.since, marks=marks, **words),
                " ".join(
                    [trend.describe(frame, provisional_from=held.since, additive=marks.level is None, **words), *below]
                ),
            ),
            table=trend_words.table(frame, held, now),
            codes=coded(frame, **{now.time: "period"}),
            selection=selection,
            caution=said.caution,
            note=" · ".join(filter(None, [said.note, how_known(selection, now.question)])),
            below=below,
        )
    )


def _change(selection: Selection, now: Trend, held: Held) -> None:
    """Against the year before, of the reporters that told both; of those throughout if asked."""
    final = [p for p in held.periods if p in set(held.final)] if not now.monthly else held.final
    cells = panel.whole(held.cells, held.cut, held.since)
    same = offered(held)
    trend_controls.switches(now, same=same["country"].n_unique() or None, operations=0)
    if now.same and same.height:
        cells = cells.join(same, on=["source", "country"])
    frame = year_on_year.year_on_year(cells, held.periods)
    if frame.is_empty():
        st.info(f"There is no year before to compare with: {len(final)} whole, final periods.")
        return
    said = trend_words.change(now, frame, same["country"].n_unique())
    below = break_words(held.breaks)
    st.markdown(said.sentence)
    show(
        Card(
            key="trends_change",
            title=said.title,
            unit=said.unit,
            drawn=Drawn(
                change_bars.change_bars(frame, words=reader.words(), theme=reader.theme()),
                " ".join([change_bars.describe(frame, words=reader.words(), unit=now.question.unit), *below]),
            ),
            table=trend_words.change_table(now, frame),
            selection=selection,
            caution=said.caution,
            note=" · ".join(filter(None, [said.note, how_known(selection, now.question)])),
            below=below,
        )
    )


def _panels(selection: Selection, now: Trend, held: Held) -> None:
    trend_controls.switches(now, same=None, operations=0)
    panels_card(selection, now, held)


_VIEWS: dict[str, Callable[[Selection, Trend, Held], None]] = {
    "line": _level,
    "change": _change,
    "season": season_cards,
    "panels": _panels,
}
