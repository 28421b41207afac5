"""The benchmarks that come with the program (data_access/facts/benchmarks.csv; the README here binds).

Nothing is guessed, converted, joined or added: what is not documented stays empty.
"""

import csv
from collections import defaultdict
from functools import cache

import polars as pl

from data_access.facts.operations import FACTS
from domain.benchmarks.frames import BENCHMARK_SCHEMA
from domain.errors import AtlasError
from domain.frames import conform


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def definitions() -> dict[str, dict[str, str]]:
    """Definition → its row of benchmark_definitions.csv: what can be compared, and with which figures of ours."""
    return {row["definition"]: row for row in _rows("benchmark_definitions.csv")}


@cache
def benchmarks() -> pl.DataFrame:
    """All of them (BENCHMARK_SCHEMA), in the order of the file. Raises AtlasError for one without a definition."""
    known = {(row["series"], row["metric"], row["unit"]): row for row in definitions().values()}
    breaks = _breaks()
    rows = []
    for row in _rows("benchmarks.csv"):
        found = known.get((row["series"], row["metric"], row["unit"]))
        if found is None:
            raise AtlasError("A benchmark has no definition: {bench_id}.", bench_id=row["bench_id"])
        rows.append(_typed(row, found, breaks[found["definition"]]))
    return conform(pl.DataFrame(rows, infer_schema_length=None), BENCHMARK_SCHEMA)


def _typed(row: dict[str, str], found: dict[str, str], breaks: dict[int, str]) -> dict[str, object]:
    year = int(row["year"])
    own = {name: found[name] for name in ("definition", "label", "kind", "figure", "caveat")}
    return {
        **row,
        **own,
        "year": year,
        "value": float(row["value"]) if row["value"] else None,
        "verified": row["verified"] == "true",
        "stretch": sum(year >= first for first in breaks),
        "break_why": breaks.get(year, ""),
        "goods": [code for code in found["goods"].split(";") if code],
    }


def _breaks() -> dict[str, dict[int, str]]:
    """Definition → first year behind a break → why."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in _rows("benchmark_breaks.csv"):
        found[row["definition"]][int(row["year"])] = row["reason"]
    return found
