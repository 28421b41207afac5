"""What Compare asks of the records: figures by item and year, and what they are divided by, with its year in words."""

from dataclasses import dataclass

import polars as pl

from analysis import rates
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.selection import Selection
from pages.parts import data
from pages.parts.compare_pick import Choice
from reports.wording import labelled

PER = {"inhabitants": "Inhabitants", "imports": "Imports", "years": "Reporting places and years"}
BILLION = 1000.0
"""Imports are held in millions of US dollars, and a rate is one of a thousand millions."""


@dataclass(frozen=True, kw_only=True)
class Denominator:
    """What figures are divided by: `sizes` (code, population) of places, per so many, in words with its year."""

    sizes: pl.DataFrame
    per: float
    unit: str
    column: str
    source: str


def denominator(per: str, years: list[int]) -> Denominator:
    """Inhabitants, imports of the edition nearest to the period, or nothing but the reporting itself."""
    if per == "imports":
        return _imports(sum(years) / max(len(years), 1))
    if per == "years":
        sizes = pl.DataFrame({"code": list(data.place_names())}).with_columns(pl.lit(1.0).alias("population"))
        return Denominator(
            sizes=sizes,
            per=1.0,
            unit="per reporting place and year",
            column="Reporting places",
            source="no size of a place is taken into account: a large place stands as a small one",
        )
    held = reference.population()
    year = held["year"].to_list()[0]
    return Denominator(
        sizes=held,
        per=rates.PER,
        unit=f"per million inhabitants of reporting places (about {year}) and year",
        column=f"Inhabitants of reporting places, about {year}",
        source=f"inhabitants: Unicode CLDR, estimates for about {year}, used for every year",
    )


def _imports(middle: float) -> Denominator:
    table = reference.imports()
    edition = min(table["edition"].unique().to_list(), key=lambda e: abs(e - middle))
    held = table.filter(pl.col("edition") == edition)
    years = held["year"].to_list()
    basis, source = held["basis"].to_list()[0], held["source"].to_list()[0]
    return Denominator(
        sizes=held.select("code", pl.col("usd_million").alias("population")),
        per=BILLION,
        unit=f"per billion US dollars of imports of {basis} (about {edition}) and year",
        column=f"Imports of reporting places, million US dollars, about {edition}",
        source=f"imports of {basis}: {source}, estimates of {min(years)} to {max(years)}, mostly "
        f"{edition}, used for every year and in current dollars; as a whole, not of these goods",
    )


def years_of(selection: Selection, choice: Choice) -> list[int]:
    """The years asked for; without a filter those since the first figure of any item."""
    first, last = data.gateway().months()
    start = selection.start or f"{_first_year(selection, choice) or first[:4]}-01"
    return list(range(int(start[:4]), int((selection.end or last)[:4]) + 1))


def _first_year(selection: Selection, choice: Choice) -> str:
    found = data.seizures(selection.having(choice.kind, choice.codes), "year")
    return str(found.filter(pl.col("value") > 0)["year"].min() or "")


def figures(selection: Selection, choice: Choice, *by: str, grid: bool = False) -> pl.DataFrame:
    """code, label, the dimensions in `by`, value, state (for quantities more): one question an item, so that groups of
    goods are exact. A–Z.
    """
    parts = []
    for code in choice.codes:
        asked = selection.having(choice.kind, (code,))
        frame = data.answer(asked, choice.measure[0], by, grid=grid, **choice.kinds).frame
        parts.append(frame.with_columns(pl.lit(code).alias(choice.kind)))
    joined = labelled(pl.concat(parts, how="diagonal_relaxed"), choice.kind, selection.scheme)
    return joined.sort(az("label"), *by)


def members(selection: Selection, choice: Choice) -> pl.DataFrame:
    """code, country: each item and the places that can report it; of goods all places that the filters leave."""
    schema = {"code": pl.String, "country": pl.String}
    if choice.kind == "country":
        return pl.DataFrame({"code": choice.codes, "country": choice.codes}, schema=schema)
    if choice.kind == "goods":
        places = data.places_asked(selection) or tuple(data.place_names())
        return pl.DataFrame([(g, c) for g in choice.codes for c in places], schema=schema, orient="row")
    table = data.membership(selection.scheme).rename({"region": "code"}).select("code", "country")
    return table.filter(pl.col("code").is_in(list(choice.codes)))


def told(selection: Selection, choice: Choice, code: str) -> pl.DataFrame:
    """country, year: who has records, from sources that hold such goods: a wildlife source tells no year of heroin."""
    wide = selection.having("region", ()).having("country", ())
    of = wide.having("goods", (code,)) if choice.kind == "goods" else wide
    able = data.gateway().sources_able(of)
    return data.coverage(wide).filter(pl.col("source").is_in(able)).select("country", "year").unique()


def observed(selection: Selection, choice: Choice, sizes: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """What was observed of each item (analysis.rates.EXPOSURE)."""
    every = members(selection, choice)
    parts = [
        rates.exposure(every.filter(pl.col("code") == code), told(selection, choice, code), sizes, years)
        for code in choice.codes
    ]
    return pl.concat(parts)


def rated(selection: Selection, choice: Choice, by: Denominator, years: list[int]) -> pl.DataFrame:
    """Rates of the whole period (analysis.rates.rates) with `label`, A–Z. `low` and `high` are those of a count."""
    found = figures(selection, choice).filter(pl.col("state") != CellState.NOT_REPORTED)
    frame = rates.rates(found, observed(selection, choice, by.sizes, years), per=by.per)
    return frame.with_columns(pl.col("code").replace(choice.names).alias("label")).sort(az("label"))


def rated_by_year(selection: Selection, choice: Choice, by: Denominator, years: list[int]) -> pl.DataFrame:
    """label, year, value (a rate), state: each year by the places that reported in it; without any a gap."""
    frame = figures(selection, choice, "year", grid=True)
    parts = []
    for year in years:
        size = observed(selection, choice, by.sizes, [year]).select("code", "inhabitant_years")
        parts.append(frame.filter(pl.col("year") == str(year)).join(size, on="code", how="left"))
    joined = pl.concat(parts)
    seen = pl.col("inhabitant_years") > 0
    rate = pl.when(seen).then(pl.col("value") * by.per / pl.col("inhabitant_years"))
    state = (
        pl.when(seen | pl.col("value").is_null()).then(pl.col("state")).otherwise(pl.lit(CellState.NOT_REPORTED.value))
    )
    return joined.with_columns(rate.alias("value"), state.alias("state")).sort(az("label"), "year")
