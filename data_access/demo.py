"""Invented seizures, deterministic, for a first look. Nothing here describes a real place or event.

Volumes, hubs and routes come from a seeded random draw, not from what is known of any country.
"""

from datetime import date

import numpy as np
import polars as pl

from data_access.reference import tables as reference
from domain.frames import RECORD_SCHEMA, conform
from domain.units import base_factor

DEMO_SOURCE = "demo"
DEMO_NAME = "Invented demonstration data"
DEMO_AS_OF = date(2026, 1, 31)
FIRST, YEARS = date(2020, 1, 1), 6

NATURAL_UNIT = {
    "tobacco": ("Stick", 9.5),
    "medicines": ("Tablet", 6.5),
    "counterfeit-goods": ("Piece", 4.0),
    "food": ("Kilogram", 6.0),
    "alcohol": ("Litre", 5.5),
    "wildlife": ("Kilogram", 2.5),
    "cultural-property": ("Piece", 1.0),
    "firearms": ("Piece", 1.0),
    "fuel": ("Litre", 7.5),
    "waste": ("Ton", 2.0),
    "pesticides": ("Kilogram", 5.0),
    "drugs": ("Kilogram", 0.5),
}
"""Group → unit as reported, and the mean of the logarithm of the quantity (invented)."""
GROUP_SHARE = {
    "drugs": 0.30,
    "tobacco": 0.16,
    "medicines": 0.13,
    "counterfeit-goods": 0.16,
    "food": 0.05,
    "alcohol": 0.05,
    "wildlife": 0.04,
    "cultural-property": 0.02,
    "firearms": 0.03,
    "fuel": 0.02,
    "waste": 0.02,
    "pesticides": 0.02,
}
MODES = ("road", "maritime", "air", "mail", "rail", "courier", "passenger", "")
Draw = np.random.Generator


def demo_records(seizures: int = 200_000, seed: int = 20260101) -> pl.DataFrame:
    """A frame of RECORD_SCHEMA with about so many seizures (those first seen after the as-of date are left out)."""
    draw = np.random.default_rng(seed)
    frame = _events(draw, seizures)
    frame = _roles(draw, frame)
    lines = pl.concat([_lines(draw, frame, 1), _lines(draw, frame.filter(pl.Series(draw.random(seizures) < 0.08)), 2)])
    known = pl.col("first_seen") <= DEMO_AS_OF
    return conform(lines.filter(known).sort("row", "line"), RECORD_SCHEMA)


def _reporters(draw: Draw) -> tuple[list[str], np.ndarray]:
    """About 150 places that report, with very different volumes; the others never do."""
    places = reference.places().filter(pl.col("kind") == "country")["code"].sort().to_list()
    chosen = sorted(draw.choice(places, size=150, replace=False).tolist())
    weights = draw.lognormal(0, 1.5, len(chosen))
    return chosen, weights / weights.sum()


def _events(draw: Draw, n: int) -> pl.DataFrame:
    countries, weights = _reporters(draw)
    index = draw.choice(len(countries), n, p=weights)
    start_year = draw.choice([2020, 2020, 2020, 2021, 2022], len(countries))
    days = _days(draw, n)
    seized = np.datetime64(FIRST) + days
    years = seized.astype("datetime64[Y]").astype(int) + 1970
    late = np.maximum(start_year[index] - years, 0)  # a country that began later reports its first years
    seized = seized + (late * 365).astype("timedelta64[D]")
    delay = draw.gamma(2.0, 35.0, n) * (1 + (index % 7 == 0))
    precision = draw.choice(["day", "month", "year"], n, p=[0.975, 0.02, 0.005])
    region = draw.integers(1, 9, n)
    kinds = draw.choice(["Port district", "Northern border post", "Airport zone", "Market quarter"], n)
    names = reference.names("places")
    return pl.DataFrame(
        {
            "row": np.arange(2, n + 2),
            "country": [countries[i] for i in index],
            "country_reported": [names[countries[i]] for i in index],
            "seized_on": seized,
            "first_seen": seized + delay.astype("timedelta64[D]"),
            "date_precision": precision,
            "admin1_reported": [f"Province {i}" for i in region],
            "place_reported": [f"{k} {i}" for k, i in zip(kinds, region, strict=True)],
            "mode": draw.choice(MODES, n, p=[0.30, 0.10, 0.16, 0.18, 0.03, 0.08, 0.05, 0.10]),
        },
        schema_overrides={"seized_on": pl.Date, "first_seen": pl.Date},
    ).with_columns(_first_day())


def _first_day() -> pl.Expr:
    """The first day of the period where the day is not known."""
    day, precision = pl.col("seized_on"), pl.col("date_precision")
    month = pl.when(precision == "month").then(day.dt.truncate("1mo"))
    return month.when(precision == "year").then(day.dt.truncate("1y")).otherwise(day).alias("seized_on")


def _days(draw: Draw, n: int) -> np.ndarray:
    """Days with a gentle rise, a season, and a dip in spring 2020."""
    total = 365 * YEARS + 1
    t = np.arange(total)
    weight = 1 + 0.25 * t / total + 0.15 * np.sin(2 * np.pi * (t - 250) / 365.25)
    weight[75:200] *= 0.55
    return draw.choice(total, n, p=weight / weight.sum()).astype("timedelta64[D]")


def _roles(draw: Draw, frame: pl.DataFrame) -> pl.DataFrame:
    n, names = frame.height, reference.names("places")
    hubs = draw.choice(sorted(frame["country"].unique().to_list()), 25, replace=False)
    weights = draw.dirichlet(np.full(len(hubs), 0.6))
    columns = []
    for role, blank in (("producing", 0.7), ("departure", 0.5), ("destination", 0.55)):
        codes = draw.choice(hubs, n, p=weights).astype(object)
        chance = draw.random(n)
        codes[chance < blank] = ""
        codes[(chance >= blank) & (chance < blank + 0.06)] = "unknown"
        words = [names.get(c, "Unknown" if c else "") for c in codes]
        columns += [
            pl.Series(role, codes.tolist(), pl.String),
            pl.Series(f"{role}_reported", words, pl.String),
        ]
    return frame.with_columns(columns)


def _lines(draw: Draw, frame: pl.DataFrame, line: int) -> pl.DataFrame:
    """One goods line for each seizure."""
    n, goods = frame.height, _goods(draw, frame.height)
    groups, names = reference.goods_group(), reference.names("goods")
    units = [NATURAL_UNIT[groups[g]] for g in goods]
    amount = np.round(np.exp(draw.normal([mean for _, mean in units], 1.4)), 2) + 0.01
    amount[draw.random(n) < 0.03 * (line == 1)] = np.nan
    classes = {unit: base_factor(unit) for unit, _ in NATURAL_UNIT.values()}
    known = [classes[u] for u, _ in units]
    base = amount * np.array([float(k[1]) if k else np.nan for k in known])
    modes, empty = reference.names("modes"), pl.lit("")
    return frame.with_columns(
        pl.lit(line).alias("line"),
        pl.Series("goods", goods),
        pl.Series("goods_reported", [names[g] for g in goods]),
        pl.Series("quantity_reported", ["" if np.isnan(a) else f"{a:.2f}" for a in amount]),
        pl.Series("unit_reported", [u for u, _ in units]),
        pl.Series("unit_class", [k[0] if k else "" for k in known]),
        pl.Series("quantity_base", [None if np.isnan(b) else round(b) for b in base], pl.Int64),
        pl.col("mode").replace(modes).alias("mode_reported"),
        pl.lit(False).alias("implausible"),
        *[empty.alias(c) for c in ("concealment_reported", "facility_reported", "routing_reported")],
        # One seizure in a hundred repeats the content of the one before it: an exact copy.
        pl.format("invented {}", pl.col("row") - (pl.col("row") % 100 == 0).cast(pl.Int64)).alias("content"),
    )


def _goods(draw: Draw, n: int) -> list[str]:
    taxonomy = reference.goods()
    leaves = {g: taxonomy.filter(pl.col("parent") == g)["code"].to_list() for g in GROUP_SHARE}
    flat = [(code, share / len(leaves[g])) for g, share in GROUP_SHARE.items() for code in leaves[g]]
    weights = np.array([w for _, w in flat])
    return [str(c) for c in draw.choice([c for c, _ in flat], n, p=weights / weights.sum())]
