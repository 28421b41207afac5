"""The frames that a map is drawn of: every place once, its figure, its state and what the hover says."""

from dataclasses import replace
from functools import lru_cache

import polars as pl

from analysis import map_classes, rates
from analysis.flows import interval
from analysis.panel import KNOWN_STATES
from analysis.place_change import changes
from charts.text import cell_text, seizures
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.messages import N_
from domain.question import Question
from domain.selection import Selection
from reports.maps.periods import span, whole_years_reported
from reports.maps.question import NAMED, MapView
from reports.observed import asked_years, length, parts, years_by_reporter
from reports.studio import Studio

_NO_CHANGE = {
    "few": N_("Too few to say"),
    "unsure": N_("Up or down not certain"),
    "incomparable": N_("Not comparable (no source with both periods complete)"),
    "not_reported": N_("Not reported in either period"),
}
"""Class of a place without a change → why there is none."""


def every_place() -> pl.DataFrame:
    """code, label of all countries and territories of today, A–Z by name."""
    named = {code: name for code, name in reference.names("places").items() if code != "ANT"}
    return pl.DataFrame(list(named.items()), schema=dict.fromkeys(("code", "label"), pl.String), orient="row")


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    """All places; those without a row did not report."""
    joined = every_place().join(frame, on="code", how="left", maintain_order="left")
    return joined.with_columns(pl.col("state").fill_null(CellState.NOT_REPORTED.value))


def whole(studio: Studio, view: MapView) -> pl.DataFrame:
    """code, label, value, state, text and what the table says beside, for the whole period."""
    if view.show == "share":
        return _complete(_share_text(studio, _shares(studio.answers, view.selection, view.share, ())))
    if view.show in ("rate", "coverage"):
        return _complete(_rate(studio, view.selection))
    return _complete(_sums(studio.answers, view, ()))


def by_year(studio: Studio, view: MapView) -> dict[str, pl.DataFrame]:
    """Year → as `whole`, of that year alone; the states change with the year."""
    if view.show == "share":
        frame = _share_text(studio, _shares(studio.answers, view.selection, view.share, ("year",)))
    elif view.show == "rate":
        frame = _yearly_rate(studio, view.selection)
    else:
        frame = _sums(studio.answers, view, ("year",))
    parts = {str(y[0]): part.drop("year") for y, part in frame.group_by("year")}
    return {y: _complete(parts[y]) if y in parts else _complete(frame.drop("year").clear()) for y in view.years}


def _counts(answers: Answers, selection: Selection, *by: str) -> pl.DataFrame:
    frame = answers.seizures(selection, "country", *by, grid=True)
    return frame.rename({"country": "code"}).filter(pl.col("code") != "ANT")


def _sums(answers: Answers, view: MapView, by: tuple[str, ...]) -> pl.DataFrame:
    """Numbers of seizures, or a quantity of one unit class with how many seizures report it."""
    if view.show != "quantity":
        return _counts(answers, view.selection, *by).with_columns(pl.col("value").alias("seizures"))
    question = Question(selection=view.selection, measure="quantity", kind=(view.unit_class,), by=("country", *by))
    frame = answers.answer(question, grid=True).frame
    return frame.rename({"country": "code"}).filter(pl.col("code") != "ANT")


def _rate(studio: Studio, selection: Selection) -> pl.DataFrame:
    """The rate of each place over the years that it reported, with its exact interval and how many years that is."""
    counts = _counts(studio.answers, selection).rename({"state": "counted"})
    places = counts.select("code", pl.col("code").alias("country"))
    years = asked_years(studio.answers, selection)
    seen = rates.exposure(
        places,
        _observed(studio.answers, selection),
        reference.population(),
        years,
        length(studio.answers, selection, years),
    )
    heard = counts.filter(pl.col("counted").is_in(KNOWN_STATES)).select("code", "value")
    frame = rates.rates(heard, seen).join(counts.select("code", "counted"), on="code", how="left")
    frame = frame.with_columns(pl.col("value").alias("seizures")).drop("value").rename({"rate": "value"})
    silent = pl.col("value").is_null() & pl.col("counted").is_in(KNOWN_STATES)
    state = pl.when(silent).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("counted")
    share = (pl.col("place_years") / pl.col("asked_years")).alias("share")
    frame = frame.with_columns(state.alias("state"), share)
    frame = frame.with_columns(pl.when(pl.col("state").is_in(KNOWN_STATES)).then("value").alias("value"))
    return frame.with_columns(pl.Series("text", [_rate_words(studio, r) for r in frame.to_dicts()], pl.String))


def _observed(answers: Answers, selection: Selection, *by: str) -> pl.DataFrame:
    """country, year, part: what the rates of places stand on, over all years or weighed in each year."""
    counts = answers.seizures(selection, "country", "source", *by)
    if by:
        counts = counts.filter(pl.col("year") != "").with_columns(pl.col("year").cast(pl.Int32))
    return parts(answers, selection, years_by_reporter(answers, selection), counts, asked_years(answers, selection))


def _rate_words(studio: Studio, row: dict[str, object]) -> str:
    words = studio.words
    if row["state"] not in KNOWN_STATES:
        return cell_text(None, str(row["state"]), "", words)
    figures = {key: words.number(float(str(row[key]))) for key in ("value", "low", "high")}
    rate = words.t(
        "{value} per million and year<br>{seizures} in {span} with reports<br>95% interval {low} to {high}",
        seizures=seizures(float(str(row["seizures"])), words),
        span=rates.span_reported(row),
        **figures,
    )
    few = words.t("few seizures: chance alone can change this a lot")
    return f"{rate}<br>{few}" if row["few"] else rate


def _yearly_rate(studio: Studio, selection: Selection) -> pl.DataFrame:
    frame = rates.yearly(
        _counts(studio.answers, selection, "year"), reference.population(), _observed(studio.answers, selection, "year")
    )
    frame = frame.with_columns(pl.col("value").alias("seizures")).drop("value").rename({"rate": "value"})
    lost = pl.col("value").is_null() & pl.col("state").is_in(KNOWN_STATES)
    state = pl.when(lost).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state")
    frame = frame.with_columns(state.alias("state"))
    words = studio.words
    text = [
        words.t("{value} per million<br>{seizures}", value=words.number(v), seizures=seizures(n, words))
        if s == CellState.VALUE
        else cell_text(v, s, "", words)
        for v, n, s in frame.select("value", "seizures", "state").iter_rows()
    ]
    return frame.with_columns(pl.Series("text", text, pl.String))


def frozen(answers: Answers, view: MapView) -> list[float]:
    """The figures of every place and year of the selection: what classes are made of, whatever years are shown."""
    if view.show == "share":
        return [v for v in _shares(answers, view.selection, view.share, ("year",))["value"] if v is not None]
    frame = rates.yearly(
        _counts(answers, view.selection, "year"), reference.population(), _observed(answers, view.selection, "year")
    )
    return [v for v in frame.filter(pl.col("state") == CellState.VALUE)["rate"] if v is not None]


def limits(answers: Answers, view: MapView) -> tuple[float, ...]:
    """The upper limits of the classes; of shares that are zero everywhere even steps: all are in the lowest."""
    found = map_classes.breaks(frozen(answers, view), view.scale)
    return found or (map_classes.EVEN if view.show == "share" else ())


def _shares(answers: Answers, selection: Selection, share: str, by: tuple[str, ...]) -> pl.DataFrame:
    """Per cent of each place's seizures: those that name a field, or are of a group or (of those named) of a mode."""
    kind, _, code = share.partition(":")
    dimension = code if kind == NAMED else kind
    keys = ["code", *by]
    parts = answers.seizures(selection, "country", dimension, *by).rename({"country": "code"}).drop_nulls("value")
    known = ~pl.col(dimension).is_in(["", "unknown"])
    n = parts.filter(known if kind == NAMED else pl.col(dimension) == code)
    n = n.group_by(keys).agg(pl.col("value").sum().alias("n"))
    frame = _counts(answers, selection, *by).rename({"value": "seizures"}).join(n, on=keys, how="left")
    if kind == "mode":
        of = parts.filter(known).group_by(keys).agg(pl.col("value").sum().alias("seizures"))
        frame = frame.drop("seizures").join(of, on=keys, how="left")
    some = (pl.col("state") == CellState.VALUE) & (pl.col("seizures") > 0)
    hits = pl.min_horizontal(pl.col("n").fill_null(0.0), "seizures")
    silent = (pl.col("state") == CellState.VALUE) & ~some.fill_null(False)
    return frame.with_columns(
        pl.when(some).then(hits).alias("n"),
        pl.when(some).then(hits / pl.col("seizures") * 100).alias("value"),
        pl.when(silent).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state"),
    )


def _share_text(studio: Studio, frame: pl.DataFrame) -> pl.DataFrame:
    """With the Wilson interval (per cent) and the words."""
    words = studio.words
    text: list[str] = []
    ends: list[tuple[float | None, float | None]] = []
    for value, n, of, state in frame.select("value", "n", "seizures", "state").iter_rows():
        if value is None:
            ends.append((None, None))
            none = words.t("No such seizures: no share")
            text.append(none if state == CellState.ZERO else cell_text(None, state, "", words))
            continue
        _, low, high = _interval(int(n), int(of))
        ends.append((low * 100, high * 100))
        text.append(
            words.n(
                "{percent}: {hits} of {n} seizure<br>95% interval {low} to {high}",
                "{percent}: {hits} of {n} seizures<br>95% interval {low} to {high}",
                int(of),
                percent=words.percent(value / 100),
                hits=n,
                low=words.percent(low),
                high=words.percent(high),
            )
        )
    return frame.with_columns(
        pl.Series("text", text, pl.String),
        pl.Series("low", [e[0] for e in ends], dtype=pl.Float64),
        pl.Series("high", [e[1] for e in ends], dtype=pl.Float64),
    )


@lru_cache(maxsize=10_000)
def _interval(hits: int, tries: int) -> tuple[float, float, float]:
    """Of at least one try: the share and its interval."""
    share, low, high = interval(hits, tries)
    return share or 0.0, low or 0.0, high or 0.0


def change(studio: Studio, view: MapView) -> pl.DataFrame:
    """code, label, class, text and CHANGES: the same reporters and sources in both periods, whole years only."""
    by = ["country", "source", "year"]
    counts = studio.answers.seizures(view.selection, *by).filter(pl.col("value").is_not_null(), pl.col("year") != "")
    less = studio.answers.seizures(replace(view.selection, distinct=True), *by).select(
        *by, pl.col("value").alias("distinct")
    )
    counts = counts.join(less, on=by, how="left").with_columns(pl.col("year").cast(pl.Int32))
    now = view.periods
    found = changes(counts, whole_years_reported(studio.answers, view.selection), span(now.earlier), span(now.later))
    frame = every_place().join(found, on="code", how="left", maintain_order="left")
    years = [*span(now.earlier), *span(now.later)]
    heard = counts.filter(pl.col("year").is_in(years))["country"].unique().to_list()  # though no year as a whole
    silent = pl.when(pl.col("code").is_in(heard)).then(pl.lit("incomparable")).otherwise(pl.lit("not_reported"))
    frame = frame.with_columns(pl.col("class").fill_null(silent))
    return frame.with_columns(pl.Series("text", [_change_words(studio, r, view) for r in frame.to_dicts()], pl.String))


def _change_words(studio: Studio, row: dict[str, object], view: MapView) -> str:
    kind, words = str(row["class"]), studio.words
    if row["later"] is None:
        return words.t(_NO_CHANGE[kind])
    facts = {
        "before": words.number(float(str(row["earlier"]))),
        "earlier": view.periods.earlier,
        "after": words.number(float(str(row["later"]))),
        "later": view.periods.later,
    }
    sums = words.t("{before} in {earlier}, {after} in {later}", **facts)
    if "-" in view.periods.earlier:
        sums = words.t("{before} a year in {earlier}, {after} in {later}", **facts)
    if kind in _NO_CHANGE:
        return f"{words.t(_NO_CHANGE[kind])}<br>{sums}"
    return f"{words.change(float(str(row['change'])))}<br>{sums}"
