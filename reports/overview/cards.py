"""The cards that the pages of the world, a region and a country share."""

import polars as pl

from analysis.comparison import merge_spellings
from analysis.shortlist import share_told, shortlist, told
from charts import bars, symbols, trend, world
from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.dimensions import DIMENSIONS, UNASSIGNED
from domain.forms import PLACES
from domain.selection import Selection
from reports.card import Card, Metric, Metrics, Report, Text
from reports.changes import change_words, comparison
from reports.dates import provisional_from
from reports.explore.chart_data import country_coverage, region_coverage
from reports.observed import asked_years
from reports.studio import Studio
from reports.tables import UNIT, coded, counted, worded
from reports.titles import subject
from reports.trends.series import standing
from reports.wording import labelled, markdown_safe, may_belong

TOP, MANY = 12, 25
FEW_LINES = 5
"""Up to so many lines keep a colour and a name each; of more only the one in focus does."""


def headline(studio: Studio, selection: Selection) -> Report:
    """Four figures: seizures, places with records, period, and change where coverage allows it."""
    answers, words = studio.answers, studio.words
    by = answers.seizures(selection, "country", "year")
    found = comparison(answers, selection)
    change = change_words(found, reference.names("places"), words) if found else None
    first, last = answers.months()
    start, end = selection.start or first, selection.end or last
    more = may_belong(*answers.left_open(selection))
    whole = f"{'at least ' if more else ''}{words.short(answers.total(selection))}"
    metrics = [
        Metric(
            label="Reported seizures",
            value=whole,
            help=more or "Each record of a reporter counts once. See 'About the data'.",
        )
    ]
    if len(selection.values("country")) != 1:
        count = words.number(by["country"].n_unique())
        help_ = "Those with at least one record in this selection."
        metrics.append(Metric(label="Places with records", value=count, help=help_))
    metrics.append(Metric(label="Period", value=f"{start[:4]}–{end[:4]}"))
    if change:
        metrics.append(Metric(label=change.label, value=change.figure, note=change.note, help=change.help))
    said = [more, *answers.rules(selection), change.sentence if change else ""]
    return Metrics(tuple(metrics)), *(Text(markdown_safe(rule), "caption") for rule in said if rule)


def share_note(studio: Studio, part: Selection, whole: Selection, members: tuple[str, ...]) -> Report:
    """A region's share of all reports in the same filters, with its coverage beside it."""
    every = studio.answers.total(whole)
    share = studio.words.percent(studio.answers.total(part) / every if every else None)
    heard = studio.answers.coverage(part).filter(pl.col("year").is_in(asked_years(studio.answers, part)))
    held = set(heard["country"].to_list()) & set(members)
    of = subject(whole, studio.answers.months(), studio.answers.source_names())
    said = (
        f"{share} of what was reported of: {of[0].lower()}{of[1:]}. {len(held)} of {len(members)} countries and "
        "territories of the region have records: a share of reports, not of trafficking."
    )
    return (Text(markdown_safe(said), "caption"),)


def map_card(studio: Studio, selection: Selection, *, focus: tuple[str, ...] = (), title: str = "") -> Report:
    """Map of countries, of the world or around `focus` (else the places asked for); a click opens a country's page."""
    words, theme = studio.words, studio.theme
    focus = focus or studio.answers.places_asked(selection)
    frame = labelled(studio.answers.seizures(selection, "country", grid=True), "country").filter(
        pl.col("code") != "ANT"
    )
    fig = symbols.symbol_map(frame, reference.places(), words=words, theme=theme, unit=UNIT, focus=focus)
    frame = frame.filter(pl.col("code").is_in(list(focus))) if focus else frame
    return (
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
        ),
    )


def trend_card(studio: Studio, selection: Selection, *, key: str, title: str, monthly: bool = False) -> Report:
    """Reported seizures over time; gaps where nobody reported."""
    words, period = studio.words, "month" if monthly else "year"
    frame = (
        studio.answers.seizures(selection, period, grid=True).filter(pl.col(period) != "").rename({period: "period"})
    )
    told = frame.filter(pl.col("state") != CellState.NOT_REPORTED)["period"]
    frame = frame.filter(pl.col("period") >= told.min()) if monthly and len(told) else frame
    since = provisional_from(studio.answers, monthly=monthly)
    marks, below = standing(studio.answers, selection, frame["period"].to_list())
    return (
        Card(
            key=key,
            title=title,
            unit=UNIT,
            drawn=Drawn(
                trend.trend(frame, words=words, theme=studio.theme, unit=UNIT, provisional_from=since, marks=marks),
                " ".join(
                    [trend.describe(frame, words=words, unit=UNIT, provisional_from=since, additive=True), *below]
                ),
            ),
            table=worded(frame, period.title()),
            codes=coded(frame, **{period: "period"}),
            selection=selection,
            caution="This line shows reports: it changes with enforcement and with who reported. Reports for recent "
            "periods arrive late.",
            below=below,
        ),
    )


def bar_card(studio: Studio, selection: Selection, dimension: str, *, key: str, title: str) -> Report:
    """Bars of one dimension, largest first, places A–Z; the rest in one bar, what was not reported last and grey."""
    words, places = studio.words, dimension in PLACES
    frame = studio.answers.seizures(selection, dimension)
    if DIMENSIONS[dimension].detail:
        frame = merge_spellings(frame, dimension)
    frame = labelled(frame, dimension, selection.scheme)
    frame = frame.sort("value", "label", descending=[True, False], nulls_last=True)
    if frame.is_empty():
        return (Text(f"{markdown_safe(title)}: nothing was reported in this selection.", "info"),)
    listed = frame.sort(az("label")) if places else frame.head(500)
    return (
        Card(
            key=key,
            title=title,
            unit=UNIT,
            drawn=Drawn(
                bars.bars(_listed(frame, places=places), words=words, theme=studio.theme, unit=UNIT),
                bars.describe(told(frame), words=words, unit=UNIT, places=places),
            ),
            table=worded(listed, DIMENSIONS[dimension].label),
            codes=None if DIMENSIONS[dimension].detail else coded(listed, **{dimension: "code"}),
            selection=selection,
            note=" · ".join(
                filter(None, [_which(told(frame)) if places else "", _share_told(studio, frame, dimension)])
            ),
            filters="" if DIMENSIONS[dimension].detail else dimension,
        ),
    )


def _listed(frame: pl.DataFrame, *, places: bool, most: int = TOP) -> pl.DataFrame:
    """The largest, the rest in one bar, what was not reported; places are chosen by size and shown A–Z."""
    short = shortlist(frame, most)
    if not places:
        return short
    return pl.concat([short.filter(~pl.col("quiet")).sort(az("label")), short.filter("quiet")])


def _which(frame: pl.DataFrame, most: int = TOP) -> str:
    """Which places of a list are shown, and in which order: frame holds those that are known."""
    more = frame.height - most
    return f"A–Z; showing the {most} with the most records, {more} more in one bar" if more > 0 else "A–Z"


def _share_told(studio: Studio, frame: pl.DataFrame, dimension: str) -> str:
    """How much of the list is known, in words: a list of few known ends must say so."""
    share, label = share_told(frame), DIMENSIONS[dimension].label
    return "" if share is None else f"{label}: reported for {studio.words.percent(share)} of these seizures."


def goods_card(studio: Studio, selection: Selection, *, key: str, title: str) -> Report:
    """By group of goods; by kind where the selection holds a single group."""
    single = studio.answers.seizures(selection, "goods_group").height < 2
    return bar_card(studio, selection, "goods" if single else "goods_group", key=key, title=title)


def siblings_cards(studio: Studio, selection: Selection, focus: str, label: str) -> Report:
    """A region beside the other regions of its scheme: lines over time, and sums with coverage. A–Z."""
    words = studio.words
    frame = labelled(studio.answers.seizures(selection, "region", "year", grid=True), "region", selection.scheme)
    told = frame.filter(pl.col("state") == CellState.VALUE)["code"].unique().to_list()
    frame = frame.filter(pl.col("code").is_in([*told, focus]) & (pl.col("code") != UNASSIGNED))
    frame = frame.rename({"label": "series", "year": "period"}).sort(pl.col("code") == focus, az("series"), "period")
    marks, below = standing(studio.answers, selection, frame["period"].unique().sort().to_list())
    since = provisional_from(studio.answers)
    one = frame.filter(pl.col("series") == label)
    lines = (
        Card(
            key="siblings_trend",
            title=f"{label} and the other regions of the scheme",
            unit=UNIT,
            drawn=Drawn(
                trend.trend(
                    frame,
                    words=words,
                    theme=studio.theme,
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
        ),
    )
    return (*lines, *regions_card(studio, selection, key="siblings", clicks=False))


def _bars(studio: Studio, shown: pl.DataFrame, frame: pl.DataFrame) -> Drawn:
    """Bars of places: `shown` is drawn, the whole `frame` is said."""
    fig = bars.bars(shown, words=studio.words, theme=studio.theme, unit=UNIT)
    return Drawn(fig, bars.describe(frame, words=studio.words, unit=UNIT, places=True))


def regions_card(studio: Studio, selection: Selection, *, key: str, clicks: bool = True) -> Report:
    """The regions of the scheme, A–Z, each with how many of its members have records; a click filters by one."""
    sums = labelled(studio.answers.seizures(selection, "region"), "region", selection.scheme).sort(az("label"))
    notes = region_coverage(studio.answers, selection)
    sums = sums.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"))
    return (
        Card(
            key=key,
            title="Regions of the scheme, with how many of their members have records",
            unit=UNIT,
            drawn=_bars(studio, sums, sums),
            table=worded(sums, "Region"),
            codes=coded(sums, region="code") if clicks else None,
            selection=selection,
            filters="region" if clicks else "",
        ),
    )


def countries_card(studio: Studio, selection: Selection, *, key: str, by_value: bool = False) -> Report:
    """Countries A–Z with their coverage beside the figure; by value if asked, with coverage and interval in the row."""
    frame = labelled(studio.answers.seizures(selection, "country"), "country")
    notes = country_coverage(studio.answers, selection)
    frame = frame.with_columns(pl.col("code").replace_strict(notes, default="").alias("note"), *counted(frame))
    frame = frame.sort("value", "label", descending=[True, False], nulls_last=True)
    shown = shortlist(_ranged(studio, frame), MANY) if by_value else _listed(frame, places=True, most=MANY)
    table = frame if by_value else frame.sort(az("label"))
    order = "by value, with the 95 % interval of a count" if by_value else "A–Z"
    more = frame.height - MANY
    return (
        Card(
            key=key,
            title="Countries and territories, with the years they have records for",
            unit=UNIT,
            drawn=_bars(studio, shown, frame),
            table=worded(table, "Country or territory"),
            codes=coded(table, country="code"),
            selection=selection,
            note=f"{order}; showing the {MANY} with the most records, {more} more in one bar" if more > 0 else order,
            caution="This is not a league table: a place that reports more ranks higher. Read the years with records "
            "first. The interval (Poisson, 95 %) reflects chance only.",
            filters="country",
        ),
    )


def _ranged(studio: Studio, frame: pl.DataFrame) -> pl.DataFrame:
    """With the interval in the note, beside the coverage."""
    short = studio.words.short
    said = [
        note if low is None else f"{note}, {short(low)}–{short(high)}"
        for note, low, high in frame.select("note", pl.col("low").round(0), pl.col("high").round(0)).iter_rows()
    ]
    return frame.with_columns(pl.Series("note", said, pl.String))
