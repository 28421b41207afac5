"""The chart cards that several pages share: each asks, draws and ends."""

import polars as pl
import streamlit as st

from analysis.comparison import merge_spellings
from analysis.rates import poisson_interval
from analysis.shortlist import share_told, shortlist, told
from charts import bars, symbols, trend, world
from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS, UNASSIGNED
from domain.forms import PLACES
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.empty import stop_if_empty
from pages.parts.inside import Inside
from pages.parts.show import show
from reports.card import Card
from reports.changes import change_words, comparison
from reports.dates import provisional_from
from reports.explore.chart_data import country_coverage, region_coverage
from reports.observed import asked_years
from reports.tables import coded
from reports.titles import subject
from reports.trends.series import standing
from reports.wording import labelled, markdown_safe, may_belong, states

UNIT = "seizures reported"
TOP, MANY = 12, 25
FEW_LINES = 5
"""Up to so many lines keep a colour and a name each; of more only the one in focus does."""


def worded(frame: pl.DataFrame, heading: str) -> pl.DataFrame:
    """A table for readers: labels and states in words, no codes."""
    shown = frame.with_columns(pl.col("value").cast(pl.Int64, strict=False))
    extra = {"series": "Series", "label": heading, "period": heading, "note": "Coverage", "year": "Year"}
    columns = [pl.col(c).alias(n) for c, n in extra.items() if c in shown.columns]
    ends = [pl.col(c).alias(n) for c, n in (("low", "from"), ("high", "to")) if c in shown.columns]
    return shown.select(*columns, pl.col("value").alias("Reported seizures"), *ends, *states(shown))


def headline(selection: Selection) -> None:
    """Four figures: seizures, places with records, period, and change where coverage allows it.

    Without any record the page ends here, with the nearest selections that have some.
    """
    stop_if_empty(selection)
    words = reader.words()
    by = for_reader().seizures(selection, "country", "year")
    found = comparison(for_reader(), selection)
    change = change_words(found, reference.names("places"), words) if found else None
    first, last = for_reader().months()
    figures = st.grid("auto", min_column_width=215) if hasattr(st, "grid") else st.container(horizontal=True)
    with figures:
        more = may_belong(*for_reader().left_open(selection))
        st.metric(
            "Reported seizures",
            f"{'at least ' if more else ''}{words.short(for_reader().total(selection))}",
            border=True,
            help=markdown_safe(more) or "Each record of a reporter counts once. See 'About the data'.",
        )
        if len(selection.values("country")) != 1:
            st.metric(
                "Places with records",
                words.number(by["country"].n_unique()),
                border=True,
                help="Those with at least one record in this selection.",
            )
        start, end = selection.start or first, selection.end or last
        st.metric("Period", f"{start[:4]}–{end[:4]}", border=True)
        if change:
            st.metric(
                change.label,
                change.figure,
                change.note,
                delta_color="off",
                delta_arrow="off",
                border=True,
                help=markdown_safe(change.help),
            )
    with st.container():  # one place, however many lines: what follows is not drawn anew in another
        for rule in filter(None, [more, *for_reader().rules(selection), change.sentence if change else ""]):
            st.caption(markdown_safe(rule))


def share_note(inside: Inside, members: tuple[str, ...]) -> None:
    """A region's share of all reports in the same filters, with its coverage beside it."""
    whole = for_reader().total(inside.whole)
    share = reader.words().percent(for_reader().total(inside.part) / whole if whole else None)
    heard = for_reader().coverage(inside.part).filter(pl.col("year").is_in(asked_years(for_reader(), inside.part)))
    held = set(heard["country"].to_list()) & set(members)
    of = subject(inside.whole, for_reader().months(), for_reader().source_names())
    st.caption(
        markdown_safe(
            f"{share} of what was reported of: {of[0].lower()}{of[1:]}. {len(held)} of {len(members)} countries and "
            "territories of the region have records: a share of reports, not of trafficking."
        )
    )


def map_card(selection: Selection, *, focus: tuple[str, ...] = (), title: str = "") -> None:
    """Map of countries, of the world or around `focus` (else the places asked for); a click opens a country's page."""
    words, theme = reader.words(), reader.theme()
    focus = focus or for_reader().places_asked(selection)
    frame = labelled(for_reader().seizures(selection, "country", grid=True), "country").filter(pl.col("code") != "ANT")
    fig = symbols.symbol_map(frame, reference.places(), words=words, theme=theme, unit=UNIT, focus=focus)
    frame = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    show(
        Card(
            key="map",
            title=title or "Reported seizures by country or territory of seizure",
            unit=UNIT,
            drawn=Drawn(fig, world.describe(frame, words=words, unit=UNIT)),
            table=worded(frame.sort(az("label")), "Country or territory"),
            codes=coded(frame.sort(az("label")), country="code"),
            selection=selection,
            is_map=True,
            clickable=True,
            filters="country",
            phone=0.58,
        )
    )


def trend_card(selection: Selection, *, key: str, title: str, monthly: bool = False) -> None:
    """Reported seizures over time; gaps where nobody reported."""
    words, period = reader.words(), "month" if monthly else "year"
    frame = for_reader().seizures(selection, period, grid=True).filter(pl.col(period) != "").rename({period: "period"})
    told = frame.filter(pl.col("state") != CellState.NOT_REPORTED)["period"]
    frame = frame.filter(pl.col("period") >= told.min()) if monthly and len(told) else frame
    since = provisional_from(for_reader(), monthly=monthly)
    marks, below = standing(for_reader(), selection, frame["period"].to_list())
    show(
        Card(
            key=key,
            title=title,
            unit=UNIT,
            drawn=Drawn(
                trend.trend(frame, words=words, theme=reader.theme(), unit=UNIT, provisional_from=since, marks=marks),
                " ".join(
                    [trend.describe(frame, words=words, unit=UNIT, provisional_from=since, additive=True), *below]
                ),
            ),
            table=worded(frame, period.title()),
            codes=coded(frame, **{period: "period"}),
            selection=selection,
            caution="A line of reports: it moves with enforcement and with who reported. Recent periods fill up late.",
            below=below,
        )
    )


def bar_card(selection: Selection, dimension: str, *, key: str, title: str) -> None:
    """Bars of one dimension, the largest first, of places A–Z; the rest in one bar, what was not told last and grey."""
    words, places = reader.words(), dimension in PLACES
    frame = for_reader().seizures(selection, dimension)
    if DIMENSIONS[dimension].detail:
        frame = merge_spellings(frame, dimension)
    frame = labelled(frame, dimension, selection.scheme)
    frame = frame.sort("value", "label", descending=[True, False], nulls_last=True)
    if frame.is_empty():
        st.info(f"{markdown_safe(title)}: nothing was reported in this selection.")
        return
    listed = frame.sort(az("label")) if places else frame.head(500)
    show(
        Card(
            key=key,
            title=title,
            unit=UNIT,
            drawn=Drawn(
                bars.bars(_listed(frame, places=places), words=words, theme=reader.theme(), unit=UNIT),
                bars.describe(told(frame), words=words, unit=UNIT, places=places),
            ),
            table=worded(listed, DIMENSIONS[dimension].label),
            codes=None if DIMENSIONS[dimension].detail else coded(listed, **{dimension: "code"}),
            selection=selection,
            note=" · ".join(filter(None, [_which(told(frame)) if places else "", _share_told(frame, dimension)])),
            filters="" if DIMENSIONS[dimension].detail else dimension,
        )
    )


def _listed(frame: pl.DataFrame, *, places: bool, most: int = TOP) -> pl.DataFrame:
    """The largest, the rest in one bar, what was not told; of places which ones is told by size, their order is A–Z."""
    short = shortlist(frame, most)
    if not places:
        return short
    return pl.concat([short.filter(~pl.col("quiet")).sort(az("label")), short.filter("quiet")])


def _which(frame: pl.DataFrame, most: int = TOP) -> str:
    """Which places of a list are shown, and in which order: frame holds those that are told."""
    more = frame.height - most
    return f"A–Z; shown are the {most} with the most records, {more} more in one bar" if more > 0 else "A–Z"


def _share_told(frame: pl.DataFrame, dimension: str) -> str:
    """How much of the list is known, in words: a list of few known ends must say so."""
    share, label = share_told(frame), DIMENSIONS[dimension].label
    return "" if share is None else f"{label}: told for {reader.words().percent(share)} of these seizures."


def goods_card(selection: Selection, *, key: str, title: str) -> None:
    """By group of goods; by kind where the selection holds a single group."""
    single = for_reader().seizures(selection, "goods_group").height < 2
    bar_card(selection, "goods" if single else "goods_group", key=key, title=title)


def siblings_cards(selection: Selection, focus: str, label: str) -> None:
    """A region beside the other regions of its scheme: lines over time, and sums with coverage. A–Z."""
    words = reader.words()
    frame = labelled(for_reader().seizures(selection, "region", "year", grid=True), "region", selection.scheme)
    told = frame.filter(pl.col("state") == CellState.VALUE)["code"].unique().to_list()
    frame = frame.filter(pl.col("code").is_in([*told, focus]) & (pl.col("code") != UNASSIGNED))
    frame = frame.rename({"label": "series", "year": "period"}).sort(pl.col("code") == focus, az("series"), "period")
    marks, below = standing(for_reader(), selection, frame["period"].unique().sort().to_list())
    since = provisional_from(for_reader())
    one = frame.filter(pl.col("series") == label)
    show(
        Card(
            key="siblings_trend",
            title=f"{label} and the other regions of the scheme",
            unit=UNIT,
            drawn=Drawn(
                trend.trend(
                    frame,
                    words=words,
                    theme=reader.theme(),
                    unit=UNIT,
                    highlight=label if frame["series"].n_unique() > FEW_LINES else "",
                    provisional_from=since,
                    marks=marks,
                ),
                " ".join([trend.describe(one, words=words, unit=UNIT, provisional_from=since, additive=True), *below]),
            ),
            table=worded(frame.sort(az("series"), "period"), "Year"),
            codes=coded(frame.sort(az("series"), "period"), year="period"),
            selection=selection,
            caution="Regions differ in how many of their countries and territories report: "
            "read the coverage below before comparing.",
            below=below,
        )
    )
    regions_card(selection, key="siblings", clicks=False)


def regions_card(selection: Selection, *, key: str, clicks: bool = True) -> None:
    """The regions of the scheme, A–Z, each with how many of its members have records; a click filters by one."""
    words = reader.words()
    sums = labelled(for_reader().seizures(selection, "region"), "region", selection.scheme).sort(az("label"))
    notes = region_coverage(for_reader(), selection)
    sums = sums.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"))
    show(
        Card(
            key=key,
            title="Regions of the scheme, with how many of their members have records",
            unit=UNIT,
            drawn=Drawn(
                bars.bars(sums, words=words, theme=reader.theme(), unit=UNIT),
                bars.describe(sums, words=words, unit=UNIT, places=True),
            ),
            table=worded(sums, "Region"),
            codes=coded(sums, region="code") if clicks else None,
            selection=selection,
            filters="region" if clicks else "",
        )
    )


def countries_card(selection: Selection, *, key: str) -> None:
    """Countries A–Z with their coverage beside the figure; by value if asked, with coverage and interval in the row."""
    words = reader.words()
    frame = labelled(for_reader().seizures(selection, "country"), "country")
    notes = country_coverage(for_reader(), selection)
    frame = frame.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"), *counted(frame))
    asked = st.segmented_control("Order", ["A–Z", "By value"], default="A–Z", key=f"order_{key}")
    by_value = asked == "By value"
    frame = frame.sort("value", "label", descending=[True, False], nulls_last=True)
    shown = shortlist(_ranged(frame), MANY) if by_value else _listed(frame, places=True, most=MANY)
    table = frame if by_value else frame.sort(az("label"))
    order = "by value, with the 95 % interval of a count" if by_value else "A–Z"
    more = frame.height - MANY
    show(
        Card(
            key=key,
            title="Countries and territories, with the years they have records for",
            unit=UNIT,
            drawn=Drawn(
                bars.bars(shown, words=words, theme=reader.theme(), unit=UNIT),
                bars.describe(frame, words=words, unit=UNIT, places=True),
            ),
            table=worded(table, "Country or territory"),
            codes=coded(table, country="code"),
            selection=selection,
            note=f"{order}; shown are the {MANY} with the most records, {more} more in one bar" if more > 0 else order,
            caution="No league table: a place that reports much stands high. Read the years with records first. The "
            "interval (Poisson, 95 %) holds chance only.",
            filters="country",
        )
    )


def counted(frame: pl.DataFrame) -> list[pl.Series]:
    """`low` and `high` of the counts in `value`: their exact 95 % interval (Garwood 1936), null without a figure."""
    ends = [(None, None) if v is None else poisson_interval(int(v)) for v in frame["value"]]
    return [pl.Series(n, [e[i] for e in ends], dtype=pl.Float64) for i, n in enumerate(("low", "high"))]


def _ranged(frame: pl.DataFrame) -> pl.DataFrame:
    """With the interval in the note, beside the coverage."""
    short = reader.words().short
    said = [
        note if low is None else f"{note}, {short(low)}–{short(high)}"
        for note, low, high in frame.select("note", pl.col("low").round(0), pl.col("high").round(0)).iter_rows()
    ]
    return frame.with_columns(pl.Series("note", said, pl.String))


FLAGGED = {"Quantity as reported": st.column_config.NumberColumn(format="localized")}
"""How the columns of `flagged_table` are shown."""


def flagged_table(flagged: pl.DataFrame) -> pl.DataFrame:
    """Implausible lines for readers: names for codes, days without a time."""
    names = {**reference.names("places"), **PSEUDO_LABELS}
    return flagged.select(
        pl.col("country").replace(names).alias("Country or territory"),
        pl.col("seized_on").dt.strftime("%Y-%m-%d").alias("Seized on"),
        pl.col("goods").alias("Goods as reported"),
        pl.col("quantity").cast(pl.Float64, strict=False).alias("Quantity as reported"),
        pl.col("unit").alias("Unit as reported"),
        pl.col("file_row").alias("Row in the file"),
    )


def refused_table(refused: pl.DataFrame) -> pl.DataFrame:
    """Refused rows for readers: where each stands, what stood there, and why it was refused."""
    return refused.rename(
        {
            "file_name": "File",
            "file_row": "Row in the file",
            "field": "Column",
            "value": "What stood there",
            "reason": "Why it was refused",
        }
    )
