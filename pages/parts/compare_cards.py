"""Up to six places, regions or goods side by side: trends on one scale, rates with intervals, and what is not known."""

import polars as pl
import streamlit as st

from analysis import rates
from charts import dots, trend
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.selection import Selection
from pages.parts import data, reader
from pages.parts.cards import UNIT, coded, worded
from pages.parts.observed import asked_years, told
from pages.parts.show import show
from reports.wording import code_names, labelled

MOST = 6
KINDS = {"country": "Countries and territories", "region": "Regions", "goods": "Goods"}
RATE = "reported seizures per million inhabitants of reporting places and year"


def pick(selection: Selection) -> tuple[str, tuple[str, ...]]:
    """Draw the choice of what is compared; its dimension and the codes, A–Z by name."""
    asked = reader.own("by")
    kind = asked if asked in KINDS else "region"
    st.segmented_control(
        "Compare",
        list(KINDS),
        format_func=KINDS.__getitem__,
        key=reader.widget("compare_kind", kind),
        on_change=_kind_chosen,
    )
    names = _names(kind, selection)
    codes = [c for c in reader.own("against").split(",") if c in names]
    if len(codes) < len(list(filter(None, reader.own("against").split(",")))):
        st.error("The link names something that we do not know; it was left out.")
    st.multiselect(
        f"Up to {MOST} to set side by side",
        sorted(names, key=lambda c: names[c]),
        format_func=names.__getitem__,
        key=reader.widget("compare_codes", codes[:MOST]),
        max_selections=MOST,
        placeholder="Choose two or more",
        on_change=lambda: reader.set_or_drop("against", ",".join(_chosen())),
    )
    return kind, tuple(sorted(codes[:MOST], key=lambda c: names[c]))


def _chosen() -> list[str]:
    held = reader.widget_value("compare_codes")
    return [str(c) for c in held] if isinstance(held, list) else []


def _kind_chosen() -> None:
    reader.drop_own("against")
    reader.set_own("by", str(reader.widget_value("compare_kind") or "region"))


def _names(kind: str, selection: Selection) -> dict[str, str]:
    names = code_names(kind, selection.scheme)
    held = set(data.gateway().codes(kind)) if kind != "region" else set(names)
    if kind == "goods":
        held |= {g for c, g in reference.goods_group().items() if c in held}
    return {c: n for c, n in names.items() if c in held}


def _counts(selection: Selection, kind: str, codes: tuple[str, ...], *by: str, grid: bool = False) -> pl.DataFrame:
    """code, label, the dimensions in `by`, value, state: one question an item, so that groups of goods are exact."""
    parts = []
    for code in codes:
        frame = data.seizures(selection.having(kind, (code,)), *by, grid=grid)
        parts.append(frame.with_columns(pl.lit(code).alias(kind)))
    return labelled(pl.concat(parts, how="vertical_relaxed"), kind, selection.scheme)


def trend_card(selection: Selection, kind: str, codes: tuple[str, ...]) -> None:
    """All on one scale, by year; a year that was not reported is a gap."""
    words = reader.words()
    frame = _counts(selection, kind, codes, "year", grid=True).rename({"label": "series", "year": "period"})
    frame = frame.sort("series", "period")
    show(
        trend.trend(frame, words=words, theme=reader.theme(), unit=UNIT, provisional_from=data.provisional_from()),
        key="compare_trend",
        title="Reported seizures by year, on one scale",
        unit=UNIT,
        alt=trend.describe(frame, words=words, unit=UNIT, provisional_from=data.provisional_from()),
        table=worded(frame, "Year"),
        codes=coded(frame, year="period"),
        selection=selection,
        caution="Lines of reports: they differ by who reported, how much was looked for, and how much there was.",
    )


def _members(selection: Selection, kind: str, codes: tuple[str, ...]) -> pl.DataFrame:
    """code, country: each item and the places in it. Goods were seized somewhere: all places that the filters leave."""
    if kind == "country":
        return pl.DataFrame({"code": codes, "country": codes}, schema={"code": pl.String, "country": pl.String})
    table = data.membership(selection.scheme).rename({"region": "code"}).select("code", "country")
    return table.filter(pl.col("code").is_in(list(codes)))


def _observed(selection: Selection, kind: str, codes: tuple[str, ...]) -> pl.DataFrame:
    members = _members(selection, kind, codes)
    return rates.exposure(members, told(selection), reference.population(), asked_years(selection))


def rates_card(selection: Selection, kind: str, codes: tuple[str, ...]) -> None:
    """Rates with intervals and coverage in the same row, A–Z."""
    words, names = reader.words(), _names(kind, selection)
    counts = _counts(selection, kind, codes)
    frame = rates.rates(counts.filter(pl.col("state") != CellState.NOT_REPORTED), _observed(selection, kind, codes))
    frame = frame.with_columns(pl.col("code").replace(names).alias("label")).sort("label")
    notes = [_note(row) for row in frame.to_dicts()]
    shown = frame.select("label", pl.col("rate").alias("value"), "low", "high", pl.Series("note", notes, pl.String))
    year = reference.population()["year"].to_list()[0]
    show(
        dots.dots(shown, words=words, theme=reader.theme(), unit="per million and year"),
        key="compare_rates",
        title="Per head: reported seizures by inhabitants of the places that reported, A–Z",
        unit=RATE,
        alt=dots.describe(shown, words=words, unit=RATE),
        table=_table(frame),
        codes=coded(frame, against="code"),
        selection=selection,
        note=f"inhabitants: Unicode CLDR, estimates for about {year}, used for every year",
        caution="The bar is the 95 % interval of a Poisson count: it holds chance only, not who looked or reported. "
        "Where intervals overlap, places cannot be told apart. Rates by trade or imports are not shown: no such "
        "denominator is shipped.",
        column_config={n: st.column_config.NumberColumn(format="localized") for n in _NUMBERS},
    )


_NUMBERS = ("Reported seizures", "Rate", "from", "to", "Inhabitants of reporting places")


def _note(row: dict[str, object]) -> str:
    some = f"{row['reporting']} of {row['members']} report, " if row["members"] != 1 else ""
    few = " · few seizures" if row["few"] else ""
    return f"{some}{row['place_years']} of {row['asked_years']} years told{few}"


def _table(frame: pl.DataFrame) -> pl.DataFrame:
    ranks = pl.format("{}–{}", "rank_low", "rank_high")
    return frame.select(
        pl.col("label").alias("Name"),
        pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        pl.col("rate").round(3).alias("Rate"),
        pl.col("low").round(3).alias("from"),
        pl.col("high").round(3).alias("to"),
        pl.when(pl.col("rank_low").is_not_null()).then(ranks).alias("Rank left open"),
        pl.format("{} of {}", "reporting", "members").alias("Members that report"),
        pl.format("{} of {}", "place_years", "asked_years").alias("Years told"),
        pl.col("inhabitants").cast(pl.Int64).alias("Inhabitants of reporting places"),
        pl.col("without_population").alias("Without a known population"),
    )


def unknown_card(selection: Selection, kind: str, codes: tuple[str, ...]) -> None:
    """What is not known, in words: who is silent, which years are missing, what has no goods."""
    names, places = _names(kind, selection), data.place_names()
    years = asked_years(selection)
    reported = told(selection).filter(pl.col("year").is_in(years)).select("country", "year").unique()
    st.header("What we do not know")
    for code in codes:
        members = sorted(_members(selection, kind, (code,))["country"].to_list(), key=lambda c: places.get(c, c))
        heard = {c: set(reported.filter(pl.col("country") == c)["year"]) for c in members}
        silent = [places.get(c, c) for c in members if not heard[c]]
        partly = [
            f"{places.get(c, c)} ({len(heard[c])} of {len(years)} years)"
            for c in members
            if 0 < len(heard[c]) < len(years)
        ]
        lines = [f"no record from {', '.join(silent)}"] if silent else []
        lines += [f"gaps: {', '.join(partly)}"] if partly else []
        st.markdown(f"**{names[code]}**: " + ("; ".join(lines) or "records for every year") + ".")
    first, last = years[0], years[-1]
    st.caption(
        f"Years {first}–{last}, by the sources that hold such goods at all. No record is not nought: nobody may have "
        "looked, or nobody reported. Records of goods "
        "that are not classified, or told only as 'medicines', do not appear under a narrower kind of goods."
    )


def counts_card(selection: Selection, codes: tuple[str, ...]) -> None:
    """Goods: counts, each with how many places report it."""
    words = reader.words()
    by_place = _counts(selection, "goods", codes, "country")
    held = by_place.group_by("code").agg(pl.col("country").n_unique().alias("n"))
    frame = _counts(selection, "goods", codes).join(held, on="code", how="left").sort("label")
    value = pl.col("value").fill_null(0)
    ends = [rates.poisson_interval(int(v)) for v in frame.select(value).to_series()]
    shown = frame.with_columns(
        pl.Series("low", [e[0] for e in ends]),
        pl.Series("high", [e[1] for e in ends]),
        pl.format("reported by {} places", pl.col("n").fill_null(0)).alias("note"),
    ).select("code", "label", "value", "low", "high", "note")
    show(
        dots.dots(shown, words=words, theme=reader.theme(), unit=UNIT),
        key="compare_counts",
        title="Reported seizures by goods, A–Z",
        unit=UNIT,
        alt=dots.describe(shown, words=words, unit=UNIT),
        table=shown.select(
            pl.col("label").alias("Goods"),
            pl.col("value").cast(pl.Int64).alias("Reported seizures"),
            pl.col("note").alias("Coverage"),
        ),
        codes=coded(shown, against="code"),
        selection=selection,
        caution="A seizure with several goods counts under each of them: the figures need not add up.",
    )
