"""Where seizures came from and were bound to: legs, columns of a flow chart, and what was seized where.

A seizure is one reported path: departure → place of seizure → intended destination, each end reported or not. Goods
that were seized never arrived: the last leg was not travelled. Legs of unlike columns are never summed.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import polars as pl
from scipy.stats import binomtest  # type: ignore[import-untyped]

from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN

UNREPORTED = (EMPTY, UNKNOWN, OTHER, MULTIPLE)
"""What names no country: not reported, reported as unknown, another, several."""
NOT_REPORTED, OTHERS, SEVERAL = "not-reported", "others", "several"
"""Blocks of a column that are no country: not reported, those too small to be named, more than one country at once."""
CONFIDENCE = 0.95
LEAST_OWN = 10
"""A place with fewer own seizures with a known departure has no share seized before export: it would be chance."""


def legs(frame: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    """start, end, mode, value: seizures whose two ends are known and differ, the most first.

    frame: columns `start` and `end` (codes), mode, value.
    """
    counted = frame.drop_nulls("value")  # aggregates whose number is not reported are no leg of zero
    reported = counted.filter(
        ~pl.col(start).is_in(UNREPORTED), ~pl.col(end).is_in(UNREPORTED), pl.col(start) != pl.col(end)
    )
    grouped = reported.group_by(pl.col(start).alias("start"), pl.col(end).alias("end"), "mode").agg(
        pl.col("value").sum()
    )
    return grouped.sort("value", "start", "end", "mode", descending=[True, False, False, False])


def known_share(frame: pl.DataFrame, role: str) -> tuple[float, float]:
    """How many seizures report this role, and of how many."""
    reported = frame.filter(~pl.col(role).is_in(UNREPORTED))["value"].sum()
    return float(reported or 0), float(frame["value"].sum() or 0)


def across_borders(frame: pl.DataFrame, roles: Sequence[str]) -> pl.DataFrame:
    """The seizures whose known roles name more than one country."""
    reported = pl.concat_list(pl.when(~pl.col(r).is_in(UNREPORTED)).then(pl.col(r)) for r in roles)
    return frame.filter(reported.list.drop_nulls().list.n_unique() > 1)


def columns(frame: pl.DataFrame, roles: Sequence[str], *, most: int, keep: str = "") -> pl.DataFrame:
    """Links of a flow chart: step, start, end, value. Every column holds every seizure once.

    frame: the roles (codes) and value. Of each column the `most` largest are named (and `keep` always), the rest is
    OTHERS; what names no country is NOT_REPORTED. Links join neighbouring columns only: never sum them across steps.
    """
    frame = frame.drop_nulls("value")
    named = frame.with_columns(_named(frame, role, most, keep).alias(role) for role in roles)
    steps = []
    for step, (one, two) in enumerate(pairwise(roles)):
        pairs = named.group_by(pl.col(one).alias("start"), pl.col(two).alias("end")).agg(pl.col("value").sum())
        steps.append(pairs.with_columns(pl.lit(step, dtype=pl.Int64).alias("step")))
    schema = {"step": pl.Int64, "start": pl.String, "end": pl.String, "value": pl.Float64}
    joined = pl.concat(steps) if steps else pl.DataFrame(schema=schema)
    return joined.select(pl.col(c).cast(t) for c, t in schema.items()).sort("step", "start", "end")


def _named(frame: pl.DataFrame, role: str, most: int, keep: str) -> pl.Expr:
    reported = frame.filter(~pl.col(role).is_in((*UNREPORTED, SEVERAL))).group_by(role).agg(pl.col("value").sum())
    largest = reported.sort("value", role, descending=[True, False]).head(most)[role].to_list()
    code = pl.col(role)
    return (
        pl.when(code.is_in(UNREPORTED))
        .then(pl.lit(NOT_REPORTED))
        .when(code.is_in([*largest, SEVERAL, *filter(None, [keep])]))
        .then(code)
        .otherwise(pl.lit(OTHERS))
    )


def partners(frame: pl.DataFrame, place: str, *, outward: bool) -> pl.DataFrame:
    """Who is at the other end of the known legs of a place: code, value, reported, every, share, low, high. By code.

    frame: departure, country (of seizure), value. `outward`: departed from the place, seized in `code`; else departed
    from `code`, seized in the place. `reported`: seizures of the seizing country that report where they departed
    from, of `every`; share: value / reported with its Wilson interval (95 %).
    """
    frame = frame.drop_nulls("value").filter(~pl.col("country").is_in(UNREPORTED))
    known = frame.filter(~pl.col("departure").is_in(UNREPORTED))
    own, other = ("departure", "country") if outward else ("country", "departure")
    legs_here = known.filter(pl.col(own) == place, pl.col(other) != place)
    found = legs_here.group_by(pl.col(other).alias("code"), "country").agg(pl.col("value").sum())
    for name, part in (("reported", known), ("every", frame)):
        found = found.join(part.group_by("country").agg(pl.col("value").sum().alias(name)), on="country", how="left")
    found = found.drop("country").sort("code")
    shares = _ratio(found["value"].to_list(), found["reported"].to_list())
    return found.with_columns(s.alias("share" if s.name == "ratio" else s.name) for s in shares)


def balance(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a country or territory with a known leg, A–Z by code.

    frame: departure, country (of seizure), destination, value. Columns: code; `inward`: seized here, departed
    elsewhere; `outward`: departed here, seized elsewhere; `before`: departed here for elsewhere and seized before it
    left; `onward`: seized here on the way to a third country; `reported_of`: seizures of this country, and how many of
    them report where they departed from (`reported`); `home`: those that departed here, and how many of them do not
    report where they were bound for (`unbound`); ratio, low, high: before / (before + outward), the share of what left
    or was to leave that was seized before export, with its Wilson interval (95 %).

    Missing is not zero: without a report of its own that names a departure, inward, before and onward are null;
    `before` also where no seizure at home reports where it was bound for. The ratio is null there, where half of the
    seizures at home or more do not report it, of fewer than LEAST_OWN seizures with a known departure, and where all
    are of one place of seizure.
    """
    start, place, bound = (pl.col(c) for c in ("departure", "country", "destination"))
    frame = frame.drop_nulls("value")
    reported = frame.filter(~start.is_in(UNREPORTED))
    home = reported.filter(start == place)
    parts = [
        _sum(reported.filter(start != place), "country", "inward"),
        _sum(reported.filter((start != place) & ~place.is_in(UNREPORTED)), "departure", "outward"),
        _sum(home.filter(~bound.is_in(UNREPORTED) & (bound != place)), "departure", "before"),
        _sum(reported.filter((start != place) & ~bound.is_in(UNREPORTED) & (bound != place)), "country", "onward"),
        _sum(reported, "country", "reported"),
        _sum(frame, "country", "reported_of"),
        _sum(home, "country", "home"),
        _sum(home.filter(bound.is_in(UNREPORTED)), "country", "unbound"),
    ]
    every = pl.concat([p.select("code") for p in (*parts[:4], parts[6])]).unique()
    every = every.filter(~pl.col("code").is_in(UNREPORTED))
    for part in parts:
        every = every.join(part, on="code", how="left")
    filled = every.with_columns(pl.exclude("code").fill_null(0.0)).sort("code")
    rated = filled.with_columns(*_ratio(filled["before"].to_list(), (filled["before"] + filled["outward"]).to_list()))
    own, several = pl.col("reported") > 0, frame.filter(~place.is_in(UNREPORTED))["country"].n_unique() > 1
    sure = (pl.col("unbound") * 2 < pl.col("home")) & (pl.col("reported") >= LEAST_OWN) & several
    silent = (pl.col("home") > 0) & (pl.col("unbound") == pl.col("home"))
    return rated.with_columns(
        pl.when(own).then(pl.col("inward", "onward", "home", "unbound")),
        pl.when(own & ~silent).then("before").alias("before"),
        pl.when(sure).then(pl.col("ratio", "low", "high")),
    )


def _sum(frame: pl.DataFrame, by: str, name: str) -> pl.DataFrame:
    return frame.group_by(pl.col(by).alias("code")).agg(pl.col("value").sum().alias(name))


def _ratio(hits: list[float], tries: list[float]) -> list[pl.Series]:
    found = [interval(int(h), int(n)) for h, n in zip(hits, tries, strict=True)]
    return [pl.Series(name, [f[i] for f in found], dtype=pl.Float64) for i, name in enumerate(("ratio", "low", "high"))]


@lru_cache(maxsize=50_000)
def interval(hits: int, tries: int) -> tuple[float | None, float | None, float | None]:
    """A share with its Wilson interval (E. B. Wilson 1927; 95 %), None where nothing was tried."""
    if tries <= 0:
        return None, None, None
    found = binomtest(hits, tries).proportion_ci(CONFIDENCE, method="wilson")
    return hits / tries, float(found.low), float(found.high)
