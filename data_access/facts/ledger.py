"""The operations with their figures: what the file tells, and what follows from it (data_access/facts/README.md binds).

Nothing is guessed, converted or added: a rate is there only where both of its figures are.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from data_access.facts.operations import rows_of, typed
from data_access.reference import tables as reference
from domain.frames import conform
from domain.operations.dimensions import REGIONS
from domain.operations.frames import LEDGER_SCHEMA, LISTS, QUANTITY_SCHEMA

_WHOLE = ("arrests",)
_FIGURES = (
    "seizures_count",
    "value_amount",
    "inspections",
    "websites_closed",
    "organised_groups",
    "investigations_opened",
)
_UNITS = {"kg": (1.0, "kg"), "tonnes": (1000.0, "kg"), "litres": (1.0, "litres")}
"""Unit as reported → factor and normalised unit. 'tons' is not among them: the texts do not say which ton is meant."""
MOST = 20
"""Quantities of one operation."""
MARKS = ("combined", "preliminary", "break", "conflict")


@dataclass(frozen=True, eq=False)
class OperationFrames:
    """Operations: `ledger` (LEDGER_SCHEMA) and `quantities` (QUANTITY_SCHEMA).

    `codes`: op_id and the codes of each dimension of which an operation may have several, as lists.
    """

    ledger: pl.DataFrame
    codes: pl.DataFrame
    quantities: pl.DataFrame


Rows = Sequence[dict[str, str]]


@cache
def shipped() -> OperationFrames:
    """Those that come with the program, in the order of the file."""
    marks: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows_of("operation_marks.csv"):
        marks[row["op_id"]][f"{row['mark']}_why"] = row["reason"]
        if row["mark"] == "break":
            marks[row["op_id"]]["break_figures"] = row["figures"]
    return frames_of([row | marks[row["op_id"]] for row in rows_of("operations.csv")])


def frames_of(rows: Rows) -> OperationFrames:
    """Operations as frames. `rows`: in the columns of operations.csv, with what is said against their figures.

    That is '<mark>_why' for each of MARKS, and of a break the figures that it is of.
    """
    heads = typed(rows)
    schema: dict[str, Any] = {"op_id": pl.String, **{n: t for n, t in LEDGER_SCHEMA.items() if n not in heads.columns}}
    figures = pl.DataFrame([_figures(row) for row in rows], schema=schema)
    frame = heads.join(figures, on="op_id", how="left", maintain_order="left", validate="1:1")
    return OperationFrames(conform(_rates(frame).with_columns(_marked()), LEDGER_SCHEMA), _codes(heads), _amounts(rows))


def both(first: OperationFrames, second: OperationFrames) -> OperationFrames:
    """The operations of two sets as one."""
    pairs = ((first.ledger, second.ledger), (first.codes, second.codes), (first.quantities, second.quantities))
    return OperationFrames(*(pl.concat(pair) for pair in pairs))


def _figures(row: dict[str, str]) -> dict[str, object]:
    numbers = {name: float(row[name]) if row[name] else None for name in _FIGURES}
    whole = {name: int(row[name]) if row[name] else None for name in _WHOLE}
    texts = {name: row[name] for name in LEDGER_SCHEMA if name in row and name not in numbers}
    listed = [f"{float(q['value']):,.10g} {q['unit']}: {q['what']}" for q in _quantities(row)]
    return texts | numbers | whole | {"op_id": row["op_id"], "quantities": listed}


def _quantities(row: dict[str, str]) -> list[dict[str, str]]:
    found = [{part: row.get(f"qty{i}_{part}", "") for part in ("value", "unit", "what")} for i in range(1, MOST + 1)]
    return [one for one in found if one["value"]]


def _amounts(given: Rows) -> pl.DataFrame:
    """Each quantity of each operation (QUANTITY_SCHEMA), as reported and in kg or litres where the unit tells."""
    rows = []
    for row in given:
        for one in _quantities(row):
            factor, unit = _UNITS.get(one["unit"], (None, None))
            value = float(one["value"])
            normal = {"normal_value": value * factor if factor else None, "normal_unit": unit}
            rows.append({"op_id": row["op_id"], "value": value, "unit": one["unit"], "what": one["what"], **normal})
    return pl.DataFrame(rows, schema=QUANTITY_SCHEMA)


def _marked() -> list[pl.Expr]:
    texts = [pl.col(name).fill_null("") for name in (*(f"{mark}_why" for mark in MARKS), "break_figures")]
    return [*texts, *((pl.col(f"{mark}_why").fill_null("") != "").alias(mark) for mark in ("combined", "preliminary"))]


def _rates(frame: pl.DataFrame) -> pl.DataFrame:
    """Days, and figures per day and per country that took part."""
    exact = pl.col("date_precision") == "day"
    days = pl.when(exact).then((pl.col("last_day") - pl.col("first_day")).dt.total_days() + 1)
    frame = frame.with_columns(days.alias("days"))
    told = pl.when(~pl.col("arrests_basis").is_in(["", "unknown"])).then(pl.col("arrests"))
    rates = {
        f"{name}_per_{what}": figure / pl.when(pl.col(by) > 0).then(pl.col(by))
        for name, figure in (("arrests", told), ("value", pl.col("value_amount")))
        for what, by in (("day", "days"), ("country", "participating_countries"))
    }
    return frame.with_columns(**rates)


def _codes(heads: pl.DataFrame) -> pl.DataFrame:
    groups, regions = reference.goods_group(), {name: code for code, name in REGIONS.items()} | {"global": "global"}
    rows = []
    for row in heads.iter_rows(named=True):
        goods = _split(row["goods"])
        rows.append(
            {
                "op_id": row["op_id"],
                "goods": goods,
                "goods_group": list(dict.fromkeys(groups[code] for code in goods)),
                "category": _split(row["goods_categories"]),
                "country": _split(row["countries_iso3"]),
                "region": [regions[name] for name in _split(row["regions"])],
                "organisation": list(
                    dict.fromkeys([*_split(row["lead_organisations"]), *_split(row["partner_organisations"])])
                ),
            }
        )
    schema: dict[str, Any] = {"op_id": pl.String, **{name: pl.List(pl.String) for name in LISTS}}
    return pl.DataFrame(rows, schema=schema)


def _split(joined: str) -> list[str]:
    return [part for part in joined.split(";") if part]
