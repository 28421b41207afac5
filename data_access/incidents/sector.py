"""A sector's incidents as others may see them: closed waves of several companies, each protected by itself.

A stratum is what can be left out as a whole: a group of goods, a source type, a funder. Strata and waves have no
incident in common, so that no difference of two answers says more than the answers do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from sqlalchemy import Engine, select

from data_access.incidents.tables import Incident
from data_access.reference import tables as reference
from domain.incidents.frames import SECTOR_SCHEMA
from domain.incidents.vocabulary import BREAKDOWNS
from domain.incidents.waves import Brought, waves
from domain.suppression import CONTRIBUTED, cells_with_total, one_way

Stratum = tuple[str, str, str]
"""Group of goods, source type, funder ('' where the company pays itself)."""


@dataclass(frozen=True, eq=False)
class Sector:
    """What may be shown of the incidents of a group of goods. `total`: those of closed waves, each of which may be
    shown as a whole; what waits is in no figure. `tables`: by breakdown (SECTOR_SCHEMA).
    """

    total: int
    waves: int
    tables: Mapping[str, pl.DataFrame]


@dataclass(frozen=True, eq=False)
class Protected:
    """One wave: its total, and by breakdown each code with its count, or None where it is withheld."""

    total: int
    cells: Mapping[str, Mapping[str, int | None]]


def protected(engine: Engine) -> dict[Stratum, list[Protected]]:
    """Every closed wave of every stratum: made once a data version, and nothing else of it leaves this file."""
    strata: dict[Stratum, list[dict[str, Any]]] = defaultdict(list)
    groups = reference.goods_group()
    with engine.connect() as connection:
        rows = connection.execute(select(Incident.__table__).where(Incident.counted).order_by(Incident.incident_row))
        for row in rows.mappings():
            strata[groups.get(row["goods"], row["goods"]), row["source_type"], row["funder"]].append(dict(row))
    return {stratum: _waves(rows) for stratum, rows in sorted(strata.items())}


def _waves(rows: list[dict[str, Any]]) -> list[Protected]:
    by_run: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_run[row["import_id"]].append(row)
    brought = [
        Brought(
            run,
            tuple(Counter(row["handling"] for row in part).items()),
            whole=not any(row["taken_back"] for row in part),
        )
        for run, part in by_run.items()
    ]
    closed = [wave for wave in waves(brought) if wave.whole]
    return [_wave([row for row in rows if row["import_id"] in wave.runs]) for wave in closed]


def _wave(rows: list[dict[str, Any]]) -> Protected:
    companies = sorted({row["handling"] for row in rows})
    cells = {}
    for breakdown in BREAKDOWNS:
        counted = Counter((code_of(row, breakdown), row["handling"]) for row in rows)
        codes = sorted({code for code, _ in counted})
        parts = [[counted[code, company] for code in codes] for company in companies]
        table = one_way([sum(part[at] for part in parts) for at in range(len(codes))], parts)
        shown = cells_with_total(table, CONTRIBUTED)
        cells[breakdown] = {code: n if seen else None for code, n, seen in zip(codes, table.cells, shown, strict=True)}
    return Protected(len(rows), cells)


def code_of(row: Mapping[str, Any], breakdown: str) -> str:
    """The code of an incident in a breakdown; '' where it is not stated."""
    if breakdown == "route":
        ends = (row["departure"], row["destination"])
        return ">".join(ends) if any(ends) else ""
    if breakdown == "place":
        return str(row["country"])
    if breakdown == "season":
        day = row["found_on"]
        return f"Q{(day.month + 2) // 3}" if day is not None and row["date_precision"] != "year" else ""
    return str(row[breakdown])


def sector(found: Mapping[Stratum, Sequence[Protected]], group: str, without: Iterable[tuple[str, str]] = ()) -> Sector:
    """Of a group of goods, without whole strata: pairs of source_type or funder and what is left out."""
    left_out = set(without)
    kept = [
        wave
        for (of, source_type, funder), closed in found.items()
        for wave in closed
        if of == group and ("source_type", source_type) not in left_out and ("funder", funder) not in left_out
    ]
    return Sector(sum(w.total for w in kept), len(kept), {b: _added(b, kept) for b in BREAKDOWNS})


def _added(breakdown: str, kept: list[Protected]) -> pl.DataFrame:
    shown: Counter[str] = Counter()
    withheld: set[str] = set()
    for wave in kept:
        for code, n in wave.cells[breakdown].items():
            if n is None:
                withheld.add(code)
            else:
                shown[code] += n
    codes = sorted({*shown, *withheld})
    rows = [(code, shown[code], code in withheld) for code in codes]
    return pl.DataFrame(rows, schema=SECTOR_SCHEMA, orient="row")


def own_table(rows: Iterable[Mapping[str, Any]], breakdown: str) -> pl.DataFrame:
    """A company's own incidents by one breakdown: code, n."""
    counted = Counter(code_of(row, breakdown) for row in rows)
    return pl.DataFrame(sorted(counted.items()), schema={"code": pl.String, "n": pl.Int64}, orient="row")
