"""What Compare asks of the records: figures by item and year, and what they are divided by, with its year in words."""

from dataclasses import dataclass

import polars as pl

from analysis import rates
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import az
from domain.messages import N_, Message, message
from domain.selection import Selection
from domain.words import Words
from reports.compare.question import Choice
from reports.observed import length, parts
from reports.wording import labelled

BILLION = 1000.0
"""Imports are kept in millions of US dollars, and a rate is one of a thousand millions."""


@dataclass(frozen=True, kw_only=True)
class Denominator:
    """What figures are divided by: `sizes` (code, population) of places, per so many, in words with its year.

    `short`: the unit without its year, for titles. `column`: the heading of the sizes. `source`: where they come from,
    inside a sentence, and `sentence`, the same as one.
    """

    sizes: pl.DataFrame
    per: float
    unit: Message
    short: Message
    column: Message
    source: Message
    sentence: Message


def denominator(per: str, years: list[int]) -> Denominator:
    """Inhabitants, imports of the edition nearest to the period, or nothing but the reporting itself."""
    if per == "imports":
        return _imports(sum(years) / max(len(years), 1))
    return _reporting() if per == "years" else _inhabitants()


def _reporting() -> Denominator:
    sizes = pl.DataFrame({"code": list(reference.names("places"))}).with_columns(pl.lit(1.0).alias("population"))
    return Denominator(
        sizes=sizes,
        per=1.0,
        unit=message("per reporting place and year"),
        short=message("per reporting place and year"),
        column=message("Reporting places"),
        source=message("the size of a place is not taken into account: a large place counts the same as a small one"),
        sentence=message(
            "The size of a place is not taken into account: a large place counts the same as a small one."
        ),
    )


def _inhabitants() -> Denominator:
    sizes = reference.population()
    year = str(sizes["year"].to_list()[0])
    return Denominator(
        sizes=sizes,
        per=rates.PER,
        unit=message("per million inhabitants of reporting places (about {year}) and year", year=year),
        short=message("per million inhabitants"),
        column=message("Inhabitants of reporting places, about {year}", year=year),
        source=message("inhabitants: Unicode CLDR, estimates for about {year}, used for every year", year=year),
        sentence=message("Inhabitants: Unicode CLDR, estimates for about {year}, used for every year.", year=year),
    )


_BASES = {"goods": N_("goods"), "goods and services": N_("goods and services")}  # untranslated
"""What the editions of imports count (a word of the table) → the same for readers."""


def _imports(middle: float) -> Denominator:
    table = reference.imports()
    edition = min(table["edition"].unique().to_list(), key=lambda e: abs(e - middle))
    sizes = table.filter(pl.col("edition") == edition)
    years = sizes["year"].to_list()
    basis, source = message(_BASES[sizes["basis"].to_list()[0]]), sizes["source"].to_list()[0]
    about, first, last = str(edition), str(min(years)), str(max(years))
    origin = {"basis": basis, "source": source, "first": first, "last": last, "edition": about}
    return Denominator(
        sizes=sizes.select("code", pl.col("usd_million").alias("population")),
        per=BILLION,
        unit=message(
            "per billion US dollars of imports of {basis} (about {edition}) and year", basis=basis, edition=about
        ),
        short=message("per billion US dollars of imports of {basis}", basis=basis),
        column=message("Imports of reporting places, million US dollars, about {edition}", edition=about),
        source=message(
            "imports of {basis}: {source}, estimates of {first} to {last}, mostly {edition}, used for every year and "
            "in current dollars; as a whole, not of these goods",
            **origin,
        ),
        sentence=message(
            "Imports of {basis}: {source}, estimates of {first} to {last}, mostly {edition}, used for every year and "
            "in current dollars; as a whole, not of these goods.",
            **origin,
        ),
    )


def years_of(answers: Answers, choice: Choice) -> list[int]:
    """The years asked for; without a filter from the first figure of any item to the last that any source reports."""
    first, last = (int(month[:4] or 0) for month in answers.months())
    heard = [y for code in choice.codes for y in reported(answers, choice, code)["year"]]
    start = int(choice.selection.start[:4]) if choice.selection.start else _first_year(answers, choice) or first
    end = int(choice.selection.end[:4]) if choice.selection.end else max([y for y in heard if y >= start], default=last)
    named = choice.selection.values("year") or tuple(sorted({month[:4] for month in choice.selection.values("month")}))
    return [year for year in range(start, end + 1) if not named or str(year) in named] or [start]


def _first_year(answers: Answers, choice: Choice) -> int:
    found = answers.seizures(choice.inside, "year")
    return int(str(found.filter(pl.col("value") > 0)["year"].min() or 0))


def figures(answers: Answers, words: Words, choice: Choice, *by: str, grid: bool = False) -> pl.DataFrame:
    """code, label, the dimensions in `by`, value, state (for quantities more): one question an item, so that groups of
    goods are exact. A–Z.
    """
    parts = []
    for code in choice.codes:
        one = choice.selection.having(choice.kind, (code,))
        frame = answers.answer(choice.question(one, *by), grid).frame
        parts.append(frame.with_columns(pl.lit(code).alias(choice.kind)))
    joined = labelled(pl.concat(parts, how="diagonal_relaxed"), choice.kind, words, choice.selection.scheme)
    return joined.sort(az("label"), *by)


def members(answers: Answers, choice: Choice) -> pl.DataFrame:
    """code, country: each item and the places that can report it; of goods all places that the filters leave."""
    schema = {"code": pl.String, "country": pl.String}
    if choice.kind == "country":
        return pl.DataFrame({"code": choice.codes, "country": choice.codes}, schema=schema)
    if choice.kind == "goods":
        places = answers.places_asked(choice.selection) or tuple(reference.names("places"))
        return pl.DataFrame([(g, c) for g in choice.codes for c in places], schema=schema, orient="row")
    table = reference.membership(choice.selection.scheme).rename({"region": "code"}).select("code", "country")
    return table.filter(pl.col("code").is_in(list(choice.codes)))


def reported(answers: Answers, choice: Choice, code: str) -> pl.DataFrame:
    """country, source, year: who has records, from sources that hold such goods (a wildlife source reports no year of
    heroin) and that report this measure at all: a source of weights reports no number of seizures. Years whose records
    of the item leave the figure not reported are not among them: missing is not zero.
    """
    wide = choice.selection.having("region", ()).having("country", ())
    wide = wide.having("goods", (code,)) if choice.kind == "goods" else wide
    able = answers.capable(answers.coverage(wide), wide).filter(
        pl.col("source").is_in(capable_sources(answers, wide, choice))
    )
    with_records = able.select("country", "source", "year").unique()
    found = answers.answer(choice.question(wide, "country", "year")).frame
    silent = found.filter(pl.col("state") == CellState.NOT_REPORTED).select("country", pl.col("year").cast(pl.Int32))
    return with_records.join(silent, on=["country", "year"], how="anti")


def capable_sources(answers: Answers, selection: Selection, choice: Choice) -> list[str]:
    """The sources that have such goods, report the fields filtered by and report this measure, sorted."""
    every = Selection(distinct=selection.distinct)
    by_source = answers.answer(choice.question(every, "source")).frame
    able = set(by_source.filter(pl.col("state") == CellState.VALUE)["source"])
    return [source for source in answers.capable_sources(selection) if source in able]


def observed(answers: Answers, choice: Choice, sizes: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """What was observed of each item (analysis.rates.EXPOSURE), of that the sources behind its figure reported."""
    every, span = members(answers, choice), length(answers, choice.selection, years)
    found = []
    for code in choice.codes:
        of = every.filter(pl.col("code") == code)
        heard = parts(
            answers, choice.selection, reported(answers, choice, code), _behind(answers, choice, code, years), years
        )
        found.append(rates.exposure(of, heard, sizes, years, span))
    return pl.concat(found)


def _behind(answers: Answers, choice: Choice, code: str, years: list[int]) -> pl.DataFrame:
    """country, source, value: where an item's figure of these years comes from."""
    one = choice.selection.having(choice.kind, (code,))
    frame = answers.answer(choice.question(one, "country", "source", "year")).frame
    inside = frame.filter(pl.col("year").is_in([str(year) for year in years]))
    return inside.group_by("country", "source").agg(pl.col("value").sum())


def _unsized(answers: Answers, choice: Choice, sizes: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """code, unsized: how much of an item's figure is of places without a known size."""
    known = sizes.drop_nulls("population")["code"].to_list()
    lost = [
        _behind(answers, choice, code, years).filter(~pl.col("country").is_in(known))["value"].sum()
        for code in choice.codes
    ]
    return pl.DataFrame({"code": choice.codes, "unsized": lost}, schema={"code": pl.String, "unsized": pl.Float64})


def rated(answers: Answers, words: Words, choice: Choice, by: Denominator, years: list[int]) -> pl.DataFrame:
    """Rates of the whole period (analysis.rates.rates) with `label`, A–Z. `low` and `high` are those of a count."""
    found = figures(answers, words, choice).filter(pl.col("state") != CellState.NOT_REPORTED)
    found = found.join(_unsized(answers, choice, by.sizes, years), on="code", how="left")
    frame = rates.rates(found, observed(answers, choice, by.sizes, years), per=by.per)
    return frame.with_columns(pl.col("code").replace(choice.names).alias("label")).sort(az("label"))


def rated_by_year(answers: Answers, words: Words, choice: Choice, by: Denominator, years: list[int]) -> pl.DataFrame:
    """label, year, value (a rate), state: each year by the places that reported in it; without any a gap."""
    frame = figures(answers, words, choice, "year", grid=True)
    parts = []
    for year in years:
        size = observed(answers, choice, by.sizes, [year]).select("code", "inhabitant_years")
        size = size.join(_unsized(answers, choice, by.sizes, [year]), on="code", how="left")
        parts.append(frame.filter(pl.col("year") == str(year)).join(size, on="code", how="left"))
    joined = pl.concat(parts)
    seen = pl.col("inhabitant_years") > 0
    rate = pl.when(seen).then((pl.col("value") - pl.col("unsized")) * by.per / pl.col("inhabitant_years"))
    state = (
        pl.when(seen | pl.col("value").is_null()).then(pl.col("state")).otherwise(pl.lit(CellState.NOT_REPORTED.value))
    )
    return joined.with_columns(rate.alias("value"), state.alias("state")).sort(az("label"), "year")
