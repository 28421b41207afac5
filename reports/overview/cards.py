"""The cards that the pages of the world, a region and a country share."""

import polars as pl

from analysis.comparison import merge_spellings
from analysis.shortlist import named_rows, share_named, shortlist
from charts.bars import bars
from charts.maps.ground import corner_free, inside
from charts.maps.symbols import symbol_map
from charts.time.trend import trend
from data_access.reference import tables as reference
from domain.cells import LABELS, CellState
from domain.collation import az
from domain.dimensions import DIMENSIONS, UNASSIGNED
from domain.forms import PLACES
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Report, Text
from reports.dates import provisional_from
from reports.explore.chart_data import country_coverage, region_coverage
from reports.observed import asked_years
from reports.overview.finding import of_goods, of_mode, of_year
from reports.studio import Studio
from reports.tables import UNIT, coded, counted, worded, worded_columns
from reports.titles import subject
from reports.trends.series import standing
from reports.wording import labelled, markdown_safe

TOP, MANY = 12, 15
FINDINGS = {"goods": of_goods, "goods_group": of_goods, "mode": of_mode}
"""Dimension → the sentence of its list."""
FEW_LINES = 5
"""Up to so many lines keep a colour and a name each; of more only the one in focus does."""


def share_note(studio: Studio, part: Selection, whole: Selection, members: tuple[str, ...]) -> Report:
    """A region's share of all reports in the same filters, with its coverage beside it."""
    answers, words = studio.answers, studio.words
    every = answers.total(whole)
    heard = answers.coverage(part).filter(pl.col("year").is_in(asked_years(answers, part)))
    with_records = set(heard["country"].to_list()) & set(members)
    note = words.t(
        "{share} of what was reported of: {subject}. {n} of {all} countries and territories of the region have "
        "records: a share of reports, not of trafficking.",
        share=words.percent(answers.total(part) / every if every else None),
        subject=subject(whole, words, answers.months(), answers.source_names(), begins=False),
        n=len(with_records),
        all=len(members),
    )
    return (Text(markdown_safe(note), "caption"),)


def map_card(studio: Studio, selection: Selection, *, focus: tuple[str, ...] = (), title: str = "") -> Report:
    """Map of countries, of the world or around `focus` (else the places asked for); a click opens a country's page."""
    words, theme, unit = studio.words, studio.theme, studio.words.t(UNIT)
    focus = focus or studio.answers.places_asked(selection)
    frame = labelled(studio.answers.seizures(selection, "country", grid=True), "country", words)
    frame = frame.filter(pl.col("code") != "ANT")
    drawn = symbol_map(frame, reference.places(), words=words, theme=theme, unit=unit, focus=focus)
    frame = inside(frame, focus)
    return (
        Card(
            key="map",
            title=title or words.t("Reported seizures by country or territory of seizure"),
            unit=unit,
            drawn=drawn,
            table=worded(frame.sort(az("label")), words),
            columns=worded_columns(words, words.t("Country or territory")),
            codes=coded(frame.sort(az("label")), country="code"),
            selection=selection,
            is_map=True,
            clickable=True,
            filters="country",
            phone=0.58,
            key_in_words=_map_key(words) if corner_free(reference.places(), focus) else "",
        ),
    )


def _map_key(words: Words) -> str:
    """What the marks of the map mean, for a screen on which they would cover it."""
    states = (CellState.ZERO, CellState.NOT_REPORTED)
    zero, silent = (words.t(LABELS[state]) for state in states)
    return words.t(
        "● area of a circle: {unit} · □ {zero} · × {not_reported}", unit=words.t(UNIT), zero=zero, not_reported=silent
    )


def trend_card(studio: Studio, selection: Selection, *, key: str, title: str, monthly: bool = False) -> Report:
    """Reported seizures over time; gaps where nobody reported."""
    words, period = studio.words, "month" if monthly else "year"
    frame = (
        studio.answers.seizures(selection, period, grid=True).filter(pl.col(period) != "").rename({period: "period"})
    )
    reported = frame.filter(pl.col("state") != CellState.NOT_REPORTED)["period"]
    frame = frame.filter(pl.col("period") >= reported.min()) if monthly and len(reported) else frame
    since = provisional_from(studio.answers, monthly=monthly)
    marks, below = standing(studio, selection, frame["period"].to_list())
    drawn = trend(
        frame,
        words=words,
        theme=studio.theme,
        unit=words.t(UNIT),
        provisional_from=since,
        marks=marks,
        additive=True,
    )
    return (
        Card(
            key=key,
            title=title,
            unit=words.t(UNIT),
            drawn=drawn.saying(*below),
            table=worded(frame, words),
            columns=worded_columns(words, words.t(DIMENSIONS[period].label)),
            codes=coded(frame, **{period: "period"}),
            selection=selection,
            caution=words.t(
                "This line shows reports: it changes with enforcement and with who reported. Reports for recent "
                "periods arrive late."
            ),
            below=below,
            finding="" if monthly else of_year(studio, selection),
        ),
    )


def bar_card(studio: Studio, selection: Selection, dimension: str, *, key: str, title: str, most: int = TOP) -> Report:
    """Bars of one dimension, largest first, places A–Z; the rest in one bar, what was not reported last and grey.

    `most`: how many are shown by themselves.
    """
    words, unit, places = studio.words, studio.words.t(UNIT), dimension in PLACES
    frame = studio.answers.seizures(selection, dimension)
    if DIMENSIONS[dimension].detail:
        frame = merge_spellings(frame, dimension)
    frame = labelled(frame, dimension, words, selection.scheme)
    frame = frame.sort("value", "label", descending=[True, False], nulls_last=True)
    if frame.is_empty():
        return (Text(words.t("{title}: nothing was reported in this selection.", title=markdown_safe(title)), "info"),)
    listed = frame.sort(az("label")) if places else frame.head(500)
    which = _in_order(words.t("A–Z"), named_rows(frame).height, most, words) if places else ""
    return (
        Card(
            key=key,
            title=title,
            unit=unit,
            drawn=bars(
                _listed(frame, words, places=places, most=most),
                words=words,
                theme=studio.theme,
                unit=unit,
                said=named_rows(frame),
                places=places,
            ),
            table=worded(listed, words),
            columns=worded_columns(words, words.t(DIMENSIONS[dimension].label)),
            codes=None if DIMENSIONS[dimension].detail else coded(listed, **{dimension: "code"}),
            selection=selection,
            note=" · ".join(filter(None, [which, _share_reported(studio, frame)])),
            filters="" if DIMENSIONS[dimension].detail else dimension,
            finding=FINDINGS[dimension](studio, selection) if dimension in FINDINGS else "",
        ),
    )


def _listed(frame: pl.DataFrame, words: Words, *, places: bool, most: int = TOP) -> pl.DataFrame:
    """The largest, the rest in one bar, what was not reported; places are chosen by size and shown A–Z."""
    short = shortlist(frame, most, words)
    if not places:
        return short
    return pl.concat([short.filter(~pl.col("quiet")).sort(az("label")), short.filter("quiet")])


def _in_order(order: str, n: int, most: int, words: Words) -> str:
    """'A–Z: the 12 largest, 4 more in one bar', or the order alone where all are shown."""
    if n <= most:
        return order
    return words.n(
        "{order}: the {most} largest, {n} more in one bar",
        "{order}: the {most} largest, {n} more in one bar",
        n - most,
        order=order,
        most=most,
    )


def _share_reported(studio: Studio, frame: pl.DataFrame) -> str:
    """How much of the list is known, in words: a list of few known ends must say so."""
    share, words = share_named(frame), studio.words
    if share is None:
        return ""
    return words.t(
        "reported for {share} of these",
        share=words.percent(share),
    )


def goods_card(studio: Studio, selection: Selection, *, key: str, title: str, most: int = TOP) -> Report:
    """By group of goods; by kind where the selection holds a single group."""
    single = studio.answers.seizures(selection, "goods_group").height < 2
    return bar_card(studio, selection, "goods" if single else "goods_group", key=key, title=title, most=most)


def siblings_cards(studio: Studio, selection: Selection, focus: str, label: str) -> Report:
    """A region beside the other regions of its scheme: lines over time, and sums with coverage. A–Z."""
    words, unit = studio.words, studio.words.t(UNIT)
    frame = labelled(studio.answers.seizures(selection, "region", "year", grid=True), "region", words, selection.scheme)
    with_figures = frame.filter(pl.col("state") == CellState.VALUE)["code"].unique().to_list()
    frame = frame.filter(pl.col("code").is_in([*with_figures, focus]) & (pl.col("code") != UNASSIGNED))
    frame = frame.rename({"label": "series", "year": "period"}).sort(pl.col("code") == focus, az("series"), "period")
    marks, below = standing(studio, selection, frame["period"].unique().sort().to_list())
    drawn = trend(
        frame,
        words=words,
        theme=studio.theme,
        unit=unit,
        provisional_from=provisional_from(studio.answers),
        highlight=label if frame["series"].n_unique() > FEW_LINES else "",
        marks=marks,
        additive=True,
        said=frame.filter(pl.col("series") == label),
    )
    table = frame.sort(az("series"), "period")
    lines = (
        Card(
            key="siblings_trend",
            title=words.t("{region} and the other regions of the scheme", region=label),
            unit=unit,
            drawn=drawn.saying(*below),
            table=worded(table, words),
            columns=worded_columns(words, words.t("Year")),
            codes=coded(table, year="period"),
            selection=selection,
            caution=words.t(
                "Regions differ in how many of their countries and territories report: read the coverage below before "
                "comparing."
            ),
            below=below,
        ),
    )
    return (*lines, *regions_card(studio, selection, key="siblings", clicks=False))


def regions_card(studio: Studio, selection: Selection, *, key: str, clicks: bool = True) -> Report:
    """The regions of the scheme, A–Z, each with how many of its members have records; a click filters by one."""
    words = studio.words
    sums = labelled(studio.answers.seizures(selection, "region"), "region", words, selection.scheme).sort(az("label"))
    notes = region_coverage(studio.answers, selection, words)
    sums = sums.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"))
    return (
        Card(
            key=key,
            title=words.t("Regions, with how many members have records"),
            unit=words.t(UNIT),
            drawn=bars(sums, words=words, theme=studio.theme, unit=words.t(UNIT), places=True),
            table=worded(sums, words),
            columns=worded_columns(words, words.t("Region")),
            codes=coded(sums, region="code") if clicks else None,
            selection=selection,
            filters="region" if clicks else "",
        ),
    )


def countries_card(studio: Studio, selection: Selection, *, key: str, by_value: bool = False) -> Report:
    """Countries A–Z with their coverage beside the figure; by value if asked, with coverage and interval in the row."""
    words = studio.words
    frame = labelled(studio.answers.seizures(selection, "country"), "country", words)
    notes = country_coverage(studio.answers, selection, words)
    frame = frame.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"), *counted(frame))
    frame = frame.sort("value", "label", descending=[True, False], nulls_last=True)
    shown = (
        shortlist(_ranged(studio, frame), MANY, words) if by_value else _listed(frame, words, places=True, most=MANY)
    )
    table = frame if by_value else frame.sort(az("label"))
    order = words.t("by value, with the 95 % interval of a count") if by_value else words.t("A–Z")
    return (
        Card(
            key=key,
            title=words.t("Countries and territories, with years of records"),
            unit=words.t(UNIT),
            drawn=bars(shown, words=words, theme=studio.theme, unit=words.t(UNIT), said=frame, places=True),
            table=worded(table, words),
            columns=worded_columns(words, words.t("Country or territory")),
            codes=coded(table, country="code"),
            selection=selection,
            note=_in_order(order, frame.height, MANY, words),
            caution=words.t(
                "This is not a league table: a place that reports more ranks higher. Read the years with records "
                "first. The interval (Poisson, 95 %) reflects chance only."
            ),
            filters="country",
        ),
    )


def _ranged(studio: Studio, frame: pl.DataFrame) -> pl.DataFrame:
    """With the interval in the note, beside the coverage."""
    words = studio.words
    notes = [
        note if low is None else words.comma([note, f"{words.short(low)}–{words.short(high)}"])
        for note, low, high in frame.select("note", pl.col("low").round(0), pl.col("high").round(0)).iter_rows()
    ]
    return frame.with_columns(pl.Series("note", notes, pl.String))
