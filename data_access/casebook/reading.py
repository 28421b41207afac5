"""Versions of cases from the store, as frames: columns as they are asked elsewhere, what is proven said once."""

from collections.abc import Iterable
from typing import Any

import polars as pl
from sqlalchemy import Connection, Engine, Select, select

from data_access.casebook.kind import CASES
from data_access.casebook.rows import CaseFrames, parts, plain
from data_access.casebook.tables import PARTS, CaseVersion
from data_access.entries import versions
from data_access.entries.versions import PUBLISHED, Which
from data_access.sources.base import SourceInfo
from domain.cases.case import Case
from domain.cases.frames import CASE_SCHEMA, HISTORY_SCHEMA, PART_SCHEMAS
from domain.cases.proof import counts_in_matrix, proven, rests_on_conviction
from domain.entitlement import Entitlement

_DERIVED = ("proven", "convicted", "in_matrix")


def published() -> Which:
    """The cases that are shown: the newest version, unless it was withdrawn."""
    return versions.published(CASES)


def of_case(case_id: str) -> Which:
    """Versions of one case."""
    return versions.of_entry(CASES, case_id)


def of_version(case_id: str, number: int) -> Which:
    """One version of one case."""
    return versions.of_version(CASES, case_id, number)


def current_draft() -> Which:
    """The drafts, apart from what is published."""
    return versions.current_draft(CASES)


def read(connection: Connection, which: Which, names: Iterable[str] = tuple(PARTS)) -> CaseFrames:
    """The versions that a condition passes (one row a case, if it passes one of each), with these of their parts.

    By id, and the parts in their order.
    """
    c = CaseVersion
    named = {"source": "source_id"}
    columns = [name for name in CASE_SCHEMA if name not in _DERIVED]
    heads = _frame(
        connection,
        select(c.case_row, *[getattr(c, named.get(n, n)) for n in columns]).where(which),
        {"case_row": pl.Int64, **{name: CASE_SCHEMA[name] for name in columns}},
    ).sort("case_id")
    keys = heads.select("case_row", "case_id")
    return CaseFrames(with_proof(heads), {name: _part(connection, name, which, keys) for name in names})


def _part(connection: Connection, name: str, which: Which, keys: pl.DataFrame) -> pl.DataFrame:
    """Ids are joined here: as text in each of a hundred thousand rows they took most of the time."""
    table: Any = PARTS[name].__table__
    schema = {column: dtype for column, dtype in PART_SCHEMAS[name].items() if column != "case_id"}
    mine = table.c.case_row.in_(select(CaseVersion.case_row).where(which))
    statement = select(table.c.case_row, *[table.c[column] for column in schema]).where(mine)
    frame = _frame(connection, statement, {"case_row": pl.Int64, **schema}).join(keys, on="case_row")
    order = ["case_id", "line", "goods"] if name == "goods" else ["case_id", "line"]
    return frame.sort(order).select(list(PART_SCHEMAS[name]))


def _frame(connection: Connection, statement: Select[Any], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    rows = [tuple(row) for row in connection.execute(statement).all()]
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    return pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)


def with_proof(cases: pl.DataFrame) -> pl.DataFrame:
    """With what domain.cases.proof says of each case (CASE_SCHEMA). Asked once for each combination of standards."""
    standards = ["evidence_standard", "oc_link_standard", "count_in_goods_matrix"]
    distinct = cases.select(standards).unique()
    said = [
        (e, link, counts, proven(e, link), rests_on_conviction(e), counts_in_matrix(e, link, counts))
        for e, link, counts in distinct.iter_rows()
    ]
    schema = {name: CASE_SCHEMA[name] for name in (*standards, *_DERIVED)}
    table = pl.DataFrame(said, schema=schema, orient="row")
    return cases.join(table, on=standards, how="left", maintain_order="left").select(list(CASE_SCHEMA))


def frames_of(cases: Iterable[Case], info: SourceInfo) -> CaseFrames:
    """Cases that are in no store, as `read` would give them."""
    listed = list(cases)
    known = {"source": info.source_id, "version": 1, "state": PUBLISHED, "saved_by": info.owner, "reason": ""}
    rows = [plain(case) | known | {"handling": case.handling or info.handling} for case in listed]
    schema = {name: dtype for name, dtype in CASE_SCHEMA.items() if name not in _DERIVED}
    heads = with_proof(pl.DataFrame(rows, schema=schema))
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in PARTS}
    for case in listed:
        for name, some in parts(case).items():
            found[name] += [row | {"case_id": case.case_id} for row in some]
    return CaseFrames(heads, {name: pl.DataFrame(found[name], schema=PART_SCHEMAS[name]) for name in PARTS})


def history(engine: Engine, case_id: str, entitlement: Entitlement) -> pl.DataFrame:
    """The versions of a case that may be seen, newest first (HISTORY_SCHEMA)."""
    rows = versions.history_of(engine, CASES, case_id, entitlement, HISTORY_SCHEMA)
    return pl.DataFrame(rows, schema=HISTORY_SCHEMA, orient="row")
