"""Generated seizures in chunks of bounded memory: complete records and their goods lines, deterministic by seed.

A chunk holds months of one year that follow each other, at most CHUNK records. Each has a random generator of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from domain.units import UNIT_CLASSES
from tools.bench.catalogue import (
    CLASSES,
    COUNTRIES,
    CURRENCIES,
    FIRST_YEAR,
    LEVELS,
    MODES,
    PLACES,
    VALUATIONS,
    YEARS,
    Catalogue,
    Draw,
    Numbers,
    catalogue,
    each,
    ends_of,
    one,
    ranks,
    zipf,
)

CHUNK = 600_000
COPIES, YEAR_ONLY, UNTOLD, MORE, LINKED = 0.03, 0.02, 0.05, 0.06, 0.004
"""Shares: exact copies; dated only by their year; without a number of seizures; standing for several; of those beside
a record of another source, linked to it."""
STRAY_ROUTES, STRAY, WITH_DIVISION, WITH_PLACE, WITH_VALUE = 0.10, 0.04, 0.7, 0.7, 0.3
ABSURD = 2e-5
MONTHS = ["", *(f"{FIRST_YEAR + m // 12}-{m % 12 + 1:02d}" for m in range(12 * YEARS))]
MEDIANS = {"mass": 10**9, "pieces": 50_000, "volume": 10**7}
"""The middle quantity in base units: a kilogram, fifty pieces, ten litres."""
WHOLE = {"mass": 1_000_000, "pieces": 1000, "volume": 1000}
"""Quantities are whole numbers of this: a gram, a piece, a millilitre."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """Records and lines of some months of a year.

    records: seizure_id, ordinal (0, or which copy it is), is_copy, source, handling, hidden_by ('' or 'source~level'
    of the record that counts), kept_id (its seizure_id, else null), country, mode, route_id, producing, departure,
    destination, goods_set_id, members, admin1, admin1_code, division, place, seized_on, date_precision, year, month
    ('' if only the year is known), events (null: not told). lines: seizure_id, line (from 1), goods, illicit,
    unit_class, quantity_base (null: none), implausible, currency ('': no value), valuation, value_milli.
    """

    year: int
    records: pl.DataFrame
    lines: pl.DataFrame


def facts(kind: str, rows: int, seed: int) -> Iterator[Chunk]:
    """`rows` seizures of 25 years, in order of months. Raises ValueError for a kind that there is not."""
    known, first = catalogue(kind, seed), 1
    for months, counts in _plan(known, rows):
        yield _chunk(known, first, months, counts)
        first += int(counts.sum())


def _plan(known: Catalogue, rows: int) -> Iterator[tuple[Numbers, Numbers]]:
    """The months (counted from the first) of each chunk and how many records each has: more of them every year."""
    draw, month = known.draw(20), np.arange(12 * YEARS)
    weights = (1 + month / len(month)) * (1 + 0.2 * np.cos(month * np.pi / 6)) * draw.lognormal(0, 0.1, len(month))
    counts = draw.multinomial(rows, weights / weights.sum())
    for year in range(YEARS):
        parts = [(m, size) for m in range(12 * year, 12 * year + 12) for size in _sizes(int(counts[m]))]
        open_months: list[tuple[int, int]] = []
        for part in parts:
            if sum(size for _, size in open_months) + part[1] > CHUNK:
                yield _columns(open_months)
                open_months = []
            open_months.append(part)
        yield _columns(open_months)


def _sizes(count: int) -> list[int]:
    return [CHUNK] * (count // CHUNK) + [count % CHUNK]


def _columns(parts: list[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    return np.array([m for m, _ in parts]), np.array([size for _, size in parts])


def _chunk(known: Catalogue, first: int, months: Numbers, counts: Numbers) -> Chunk:
    draw, n = known.draw(21, first), int(counts.sum())
    year = int(months[0]) // 12
    origin = _origins(draw, n)
    drawn = _drawn(known, draw, year, np.repeat(months, counts))
    drawn = {name: values[origin] for name, values in drawn.items()}
    ids = np.arange(first, first + n)
    lines = _lines(known, draw, drawn["goods_set"], origin, ids)
    return Chunk(FIRST_YEAR + year, _records(known, FIRST_YEAR + year, drawn, origin, ids), lines)


def _origins(draw: Draw, n: int) -> Numbers:
    """The record behind each: itself, or of a copy the last one before it that is none."""
    own = draw.random(n) >= COPIES
    own[:1] = True
    found: Numbers = np.maximum.accumulate(np.where(own, np.arange(n), 0))
    return found


def _drawn(known: Catalogue, draw: Draw, year: int, month: Numbers) -> dict[str, Numbers]:
    """The numbers of the members of every dimension, one a record."""
    n = len(month)
    reporter = one(draw, known.reporting[year], n)
    source, country = reporter // COUNTRIES, reporter % COUNTRIES
    undated = draw.random(n) < YEAR_ONLY
    return {
        "source": source,
        "country": country,
        "handling": each(draw, known.levels, source),
        **(_joint(known, draw, country) if known.kind == "joint" else _independent(known, draw, n)),
        "spelling": _spellings(known, draw, country),
        "place": np.where(draw.random(n) < WITH_PLACE, country * PLACES + ranks(draw, np.full(n, PLACES)) + 1, 0),
        "month": np.where(undated, -1, month % 12),
        "day": np.where(undated, 0, draw.integers(0, 28, n)),
        "events": _events(draw, n),
        "linked": draw.random(n) < LINKED,
    }


def _independent(known: Catalogue, draw: Draw, n: int) -> dict[str, Numbers]:
    """Mode, route and set of goods, none of which says anything of another."""
    return {
        "mode": one(draw, zipf(len(MODES)), n),
        "route": known.any_route(draw, n),
        "goods_set": one(draw, known.set_shares, n),
    }


def _joint(known: Catalogue, draw: Draw, country: Numbers) -> dict[str, Numbers]:
    """Mode, route and set of goods: mostly a pattern of the country, at times one of the three is another."""
    start, size, *pattern = known.patterns
    n, chosen = len(country), start[country] + ranks(draw, size[country])
    mode, route, goods_set = (values[chosen] for values in pattern)
    first, frequent, routes = known.frequent
    often = routes[first[country] + ranks(draw, frequent[country])]
    chance = draw.random(n)
    route = np.where(chance < STRAY_ROUTES, known.any_route(draw, n), route)
    route = np.where((chance >= STRAY_ROUTES) & (chance < STRAY_ROUTES + STRAY), often, route)
    return {
        "mode": np.where(draw.random(n) < STRAY, one(draw, zipf(len(MODES)), n), mode),
        "route": route,
        "goods_set": np.where(draw.random(n) < STRAY, each(draw, known.taste, country), goods_set),
    }


def _spellings(known: Catalogue, draw: Draw, country: Numbers) -> Numbers:
    """How the division is reported, by number; 0 in countries where none is."""
    found = np.zeros(len(country), dtype=np.int64)
    told = draw.random(len(country)) < WITH_DIVISION
    for code, spellings in known.spelled.items():
        at = np.flatnonzero(told & (country == code))
        found[at] = spellings[ranks(draw, np.full(len(at), len(spellings)))]
    return found


def _events(draw: Draw, n: int) -> Numbers:
    """How many seizures a record stands for; -1 where it is not told."""
    chance = draw.random(n)
    found: Numbers = np.where(chance < UNTOLD, -1, np.where(chance < UNTOLD + MORE, 1 + draw.geometric(0.2, n), 1))
    return found


def _named(name: str, codes: list[str], numbers: Numbers) -> pl.Series:
    """Numbers as codes (an Enum of all of them)."""
    return pl.Series(name, numbers.astype(np.uint32)).cat.to(pl.Enum(codes))


def _records(known: Catalogue, year: int, drawn: dict[str, Numbers], origin: Numbers, ids: Numbers) -> pl.DataFrame:
    producing, departure, destination = ends_of(drawn["route"])
    spellings, sources = known.spellings, known.sources["source_id"].to_list()
    ordinal = np.arange(len(ids)) - origin
    frame = pl.DataFrame(
        {
            "seizure_id": ids,
            "ordinal": ordinal,
            "is_copy": ordinal > 0,
            "source": _named("source", sources, drawn["source"]),
            "handling": _named("handling", list(LEVELS), drawn["handling"]),
            **_links(drawn, ordinal, ids, sources),
            "country": _named("country", known.countries, drawn["country"]),
            "mode": _named("mode", list(MODES), drawn["mode"]),
            "route_id": drawn["route"],
            "producing": _named("producing", known.ends, producing),
            "departure": _named("departure", known.ends, departure),
            "destination": _named("destination", known.ends, destination),
            "goods_set_id": (drawn["goods_set"] + 1).astype(np.int32),
            "members": _named("members", known.goods_sets["members"].to_list(), drawn["goods_set"]),
            "place": known.places.gather(drawn["place"]),
        }
    )
    reported = spellings.select("admin1", "admin1_code", "division")[drawn["spelling"]]
    return pl.concat([frame, reported, _dates(year, drawn)], how="horizontal")


def _dates(year: int, drawn: dict[str, Numbers]) -> pl.DataFrame:
    """seized_on, date_precision, year, month and events of each record."""
    month, events = drawn["month"], drawn["events"]
    start = np.datetime64(f"{year}-01", "M") + np.maximum(month, 0)
    day = start.astype("datetime64[D]") + drawn["day"]
    return pl.DataFrame(
        {
            "seized_on": pl.Series(day).cast(pl.Date),
            "date_precision": _named("date_precision", ["day", "year"], month < 0),
            "month": _named("month", MONTHS, np.where(month < 0, 0, (year - FIRST_YEAR) * 12 + month + 1)),
            "events": pl.Series(events),
        }
    ).with_columns(
        pl.lit(year, dtype=pl.Int32).alias("year"),
        pl.when(pl.col("events") >= 0).then("events"),
    )


def _links(drawn: dict[str, Numbers], ordinal: Numbers, ids: Numbers, sources: list[str]) -> dict[str, pl.Series]:
    """hidden_by and kept_id: a record with an odd number may give way to the one before it, of another source."""
    before = np.maximum(np.arange(len(ids)) - 1, 0)
    source, level = drawn["source"], drawn["handling"]
    hidden = drawn["linked"] & (ids % 2 == 1) & (ordinal == 0) & (source != source[before]) & (ids > ids[:1])
    marks = ["", *(f"{s}~{level}" for s in sources for level in LEVELS)]
    number = np.where(hidden, source[before] * len(LEVELS) + level[before] + 1, 0)
    kept = pl.Series("kept_id", ids[before]).to_frame().select(pl.when(pl.Series(hidden)).then("kept_id"))
    return {"hidden_by": _named("hidden_by", marks, number), "kept_id": kept.to_series()}


def _lines(known: Catalogue, draw: Draw, goods_set: Numbers, origin: Numbers, ids: Numbers) -> pl.DataFrame:
    """The goods lines: a copy has those of its original to the letter."""
    start, size, members = known.in_sets
    length = size[goods_set]
    begin = np.cumsum(length) - length
    row = np.repeat(np.arange(len(ids)), length)
    line = np.arange(len(row)) - begin[row]
    member = members[start[goods_set[row]] + line]
    same = begin[origin[row]] + line
    head = pl.DataFrame({"seizure_id": ids[row], "line": (line + 1).astype(np.int32)})
    amounts: pl.DataFrame = _amounts(known, draw, member)[same]
    return pl.concat([head, amounts], how="horizontal")


def _amounts(known: Catalogue, draw: Draw, member: Numbers) -> pl.DataFrame:
    """What a line says of its goods, by the number of the member of its set.

    A member without a quantity has no unit either, or a unit and no number.
    """
    n, units = len(member), ["", *CLASSES]
    codes, reasons = ([*dict.fromkeys(m[i] for m in known.members)] for i in (0, 1))
    columns = [[codes.index(g), reasons.index(why), units.index(unit)] for g, why, unit in known.members]
    goods, illicit, unit = np.array(columns)[member].T
    given = unit > 0
    unit = np.where(given, unit, draw.integers(0, 2, n))
    quantity, absurd = _quantities(draw, unit)
    valued = draw.random(n) < WITH_VALUE
    value = np.round(np.exp(draw.standard_normal(n) * 1.8) * 500_000).astype(np.int64) + 1
    return pl.DataFrame(
        {
            "goods": _named("goods", codes, goods),
            "illicit": _named("illicit", reasons, illicit),
            "unit_class": _named("unit_class", units, unit),
            "quantity_base": pl.Series(quantity),
            "implausible": absurd & given,
            "currency": _named("currency", ["", *CURRENCIES], np.where(valued, 1 + one(draw, zipf(3), n), 0)),
            "valuation": _named("valuation", ["", *VALUATIONS], np.where(valued, draw.integers(1, 3, n), 0)),
            "value_milli": pl.Series(value),
        }
    ).with_columns(
        pl.when(pl.Series(given)).then("quantity_base"),
        pl.when(pl.Series(valued)).then("value_milli"),
    )


def _quantities(draw: Draw, unit: Numbers) -> tuple[Numbers, Numbers]:
    """Base units by class (0: none), log-normal below half of what is plausible; and which are absurd: far above it."""
    ceilings = np.array([1, *(UNIT_CLASSES[c].ceiling * UNIT_CLASSES[c].base_per_unit for c in CLASSES)])
    medians, whole = np.array([1, *(MEDIANS[c] for c in CLASSES)]), np.array([1, *(WHOLE[c] for c in CLASSES)])
    size = np.minimum(medians[unit] * np.exp(draw.standard_normal(len(unit)) * 2), ceilings[unit] / 2)
    rounded = np.maximum((size / whole[unit]).astype(np.int64), 1) * whole[unit]
    absurd = (draw.random(len(unit)) < ABSURD) & (unit > 0)
    return np.where(absurd, ceilings[unit] * 20, rounded), absurd
