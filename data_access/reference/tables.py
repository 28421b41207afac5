"""Reads the reference files once per process. Every function returns an immutable Polars frame or dict."""

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path

import polars as pl

from domain.errors import UsageError

HERE = Path(__file__).parent


@cache
def read(name: str) -> pl.DataFrame:
    """A reference file as text columns; an empty field is '' and 'NA' is text, never missing."""
    return pl.read_csv(HERE / f"{name}.csv", infer_schema=False, empty_string_is_null=False)


@cache
def places() -> pl.DataFrame:
    """Countries and territories: code, name, kind, lon, lat, area_km2 (numbers may be null)."""
    numbers = [pl.col(c).cast(pl.Float64, strict=False) for c in ("lon", "lat", "area_km2")]
    return read("places").with_columns(numbers).sort("name")


@cache
def goods() -> pl.DataFrame:
    """The taxonomy of goods: code, parent ('' on the first level), name, hs, chapter, risk area."""
    return read("goods")


@cache
def goods_group() -> dict[str, str]:
    """Code of goods → code of its group (a group is its own group)."""
    return {code: parent or code for code, parent in goods().select("code", "parent").iter_rows()}


@cache
def names(table: str) -> dict[str, str]:
    """Code → name of places, goods or modes."""
    return dict(read(table).select("code", "name").iter_rows())


@cache
def schemes() -> pl.DataFrame:
    """Region schemes in menu order: scheme, name, description, source, note (what to know before reading it)."""
    return read("region_schemes")


def need_scheme(scheme: str) -> None:
    """Raises UsageError for a scheme that there is not, naming those that there are."""
    known = schemes()["scheme"].to_list()
    if scheme not in known:
        raise UsageError(
            "'{scheme}' is not a scheme of regions. Known: {known}.", scheme=scheme[:40], known=", ".join(known)
        )


@cache
def regions(scheme: str) -> pl.DataFrame:
    """Regions of a scheme in its own order: region, name, parent, note."""
    return read("regions").filter(pl.col("scheme") == scheme).drop("scheme")


@cache
def memberships(scheme: str) -> pl.DataFrame:
    """Everything known of who is in which region: region, country, valid_from, valid_to, source, doubt.

    Days are dates and inclusive. No first day: since before 2000, or not found. No last day: still a member.
    `doubt` is '' or a sentence why the row is doubtful.
    """
    days = [
        pl.when(pl.col(c) != "").then(pl.col(c)).str.to_date("%Y-%m-%d").alias(c) for c in ("valid_from", "valid_to")
    ]
    return read("region_membership").filter(pl.col("scheme") == scheme).drop("scheme").with_columns(days)


def membership(scheme: str, *, on: date | None = None) -> pl.DataFrame:
    """Members of the regions of a scheme on a day (default: today, UTC): region, country. Overlaps are allowed."""
    return _members_on(scheme, on or datetime.now(UTC).date())


@lru_cache(maxsize=256)
def _members_on(scheme: str, day: date) -> pl.DataFrame:
    """Cached by day, so that a process that runs for months sees members come and go."""
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= day)
    lasts = pl.col("valid_to").is_null() | (pl.col("valid_to") >= day)
    return memberships(scheme).filter(begun & lasts).select("region", "country").unique(maintain_order=True)


@cache
def series_breaks() -> pl.DataFrame:
    """What sources' own notes say of breaks: source, at ('begin', 'end' or the month of the change), text, cited."""
    return read("series_breaks")


@cache
def imports() -> pl.DataFrame:
    """Imports in millions of US dollars, of two editions that measure unlike things (never mix them): code, edition
    (Int32), year (Int32), usd_million (Float64), basis, source; not of every place. See tools/imports.py.
    """
    whole = [pl.col(c).cast(pl.Int32) for c in ("edition", "year")]
    return read("imports").with_columns(pl.col("usd_million").cast(pl.Float64), *whole)


@cache
def population() -> pl.DataFrame:
    """Inhabitants, an estimate of one year: code, population (Float64), year (Int32), source; not of every place."""
    return read("population").with_columns(pl.col("population").cast(pl.Float64), pl.col("year").cast(pl.Int32))


@cache
def common_names() -> dict[str, tuple[str, ...]]:
    """Code → other names of a place that are in common use in English (Turkey, Ivory Coast): none are of most places.

    Each is in the table that its source names: our aliases, Unicode CLDR or ISO 3166-1.
    """
    grouped = read("place_common_names").group_by("code", maintain_order=True).agg("name")
    return {code: tuple(found) for code, found in grouped.iter_rows()}
