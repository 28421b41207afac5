"""The work on a foreign file that runs in the child process: read, tidy, map, harmonise, account."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from data_access.sources.auto.account import account
from data_access.sources.auto.fields import named
from data_access.sources.auto.files.raw import RawTable, noted
from data_access.sources.auto.files.reader import read_tables
from data_access.sources.auto.harmonise import Harmonised, harmonise
from data_access.sources.auto.mapping import ROW, Mapping, Proposal, Question, split
from data_access.sources.auto.proposal import fitting, propose, shape_key
from data_access.sources.auto.quality import judge
from data_access.sources.auto.questions import asked
from data_access.sources.auto.tables.layout import prepared
from data_access.sources.isolated import check_file
from domain.errors import SourceError
from domain.messages import joined, message, packed

PREVIEW = 50
_SMALL = ("refused", "skipped", "completeness", "units", "readings", "outliers")
_TELLING = ("date", "year", "country", "goods", "quantity")
"""A table whose headings name two of these may hold seizures."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A table, and how many rows of the file it was made of."""

    table: RawTable
    rows: int


def look(path: str, table_name: str, mapping_json: str) -> Iterator[tuple[dict[str, pl.DataFrame], dict[str, Any]]]:
    """Child: everything about one table of a file. `mapping_json` '' proposes one.

    Frames: preview (first rows, as read), records, trace (which row of the file went into which record), and those of
    the quality report. Data: see `Look`.
    """
    check_file(Path(path))
    yield {}, {"done": 0.1}
    given = Mapping.from_json(mapping_json) if mapping_json else Mapping()
    parts = [p for t in read_tables(Path(path), encoding=given.option("encoding")) for p in _parts(t, given)]
    name = table_name or given.option("table")
    part = _chosen(parts, name, Path(path).name)
    others = {p.table.name: p.rows for p in parts if p is not part and p.rows}
    table = noted(part.table, _unread(others))
    yield {}, {"done": 0.4}
    proposal = propose(table)
    if mapping_json:
        proposal = asked(table, replace(proposal, mapping=_fitting(table, given)))
    if not name and len(rivals := _rivals(parts)) > 1:
        proposal = replace(proposal, questions=(_which(rivals), *proposal.questions))
    done = harmonise(table, proposal.mapping) if not proposal.questions else None
    yield _frames(table, done), _data(table, proposal, done, part, parts, others)


def _parts(raw: RawTable, given: Mapping) -> list[_Part]:
    """The tables that stand in one grid. Together they are made of all its rows."""
    places = pl.concat([raw.frame[ROW], raw.skipped[ROW]])
    found = prepared(raw, given)
    if len(found) == 1:
        return [_Part(table=found[0], rows=places.n_unique())]
    firsts = [min([*t.header_rows, *t.frame[ROW].to_list(), *t.skipped[ROW].to_list()]) for t in found]
    bounds = [0, *firsts[1:], (places.max() or 0) + 1]  # type: ignore[operator]
    return [_between(raw, table, at, end) for table, at, end in zip(found, bounds, bounds[1:], strict=False)]


def _between(raw: RawTable, table: RawTable, first: int, end: int) -> _Part:
    """One of several tables of a grid, with the rows of the file from its first to that before the next one."""
    mine = pl.col(ROW).is_between(first, end, closed="left")
    own = table.skipped.filter(mine)
    blank = raw.skipped.filter(mine).filter(~pl.col(ROW).is_in(own[ROW].implode()))
    rows = pl.concat([raw.frame.select(ROW), raw.skipped.select(ROW)]).filter(mine).n_unique()
    return _Part(table=replace(table, skipped=pl.concat([own, blank])), rows=rows)


def _unread(others: dict[str, int]) -> str:
    if not others:
        return ""
    shown = [message("'{table}' ({n} rows)", table=name, n=rows) for name, rows in list(others.items())[:8]]
    return packed("Other tables of the file, not read now: {tables}.", tables=joined(shown, ", "))


def _rivals(parts: list[_Part]) -> list[str]:
    """Tables that may hold seizures, too."""
    found = []
    for part in parts:
        fields = {name for c in part.table.columns for name, sure in named(c) if sure >= 0.75}
        if part.table.frame.height and len(fields & set(_TELLING)) >= 2:
            found.append(part.table.name)
    return found


def _which(names: list[str]) -> Question:
    text = packed("The file contains {n} tables that may be of seizures: which one is to be read now?", n=len(names))
    return Question(field="table", text=text, answers=tuple(names[:20]))


def _frames(table: RawTable, done: Harmonised | None) -> dict[str, pl.DataFrame]:
    read = done or _nothing()
    quality = judge(table, read, 0)
    frames: dict[str, pl.DataFrame] = {name: getattr(quality, name) for name in _SMALL}
    shown = {"preview": table.frame.head(PREVIEW), "records": read.records, "quarantined": read.refused}
    return frames | shown | {"trace": read.trace}


def _data(
    table: RawTable,
    proposal: Proposal,
    done: Harmonised | None,
    part: _Part,
    parts: list[_Part],
    others: dict[str, int],
) -> dict[str, Any]:
    read = done or _nothing()
    kept = account(table, proposal.mapping, done, rows=sum(p.rows for p in parts), others=others)
    return {
        "done": 1.0,
        "table": table.name,
        "tables": [{"name": p.table.name, "rows": p.table.frame.height} for p in parts],
        "columns": table.columns,
        "shape": shape_key(table),
        "mapping": proposal.mapping.to_json(),
        "confidence": dict(proposal.confidence),
        "questions": [asdict(q) for q in proposal.questions],
        "notes": [*table.notes, *read.notes],
        "copies": judge(table, read, 0).copies,
        "rows": table.frame.height,
        "account": kept.as_dict(),
    }


def _chosen(parts: list[_Part], name: str, file: str) -> _Part:
    """The table of that name, else the one with the most cells."""
    if name:
        found = [p for p in parts if p.table.name == name]
        if not found:
            names = ", ".join(p.table.name for p in parts)
            raise SourceError(
                "{file}: there is no table '{name}'. It contains: {names}.", file=file, name=name[:60], names=names
            )
        return found[0]
    full = [p for p in parts if p.table.frame.height]
    if not full:
        raise SourceError("{file}: no table with rows was found.", file=file)
    return max(full, key=lambda p: p.table.frame.height * p.table.frame.width)


def _fitting(table: RawTable, given: Mapping) -> Mapping:
    """A saved or corrected mapping, if its columns are there."""
    mapping = fitting(given, table)
    missing = [c for _, answer in mapping.columns for c in split(answer, table.columns) if c not in table.columns]
    if missing:
        raise SourceError(
            "{name}: the mapping names columns that are not there: {missing}.",
            name=table.name,
            missing=", ".join(missing),
        )
    return mapping


def _nothing() -> Harmonised:
    """Before the questions are answered nothing is read."""
    from data_access.sources.auto.columns import READINGS
    from data_access.sources.auto.harmonise import TRACE
    from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA

    return Harmonised(
        records=pl.DataFrame(schema=RECORD_SCHEMA),
        refused=pl.DataFrame(schema=REFUSED_SCHEMA),
        readings=pl.DataFrame(schema=READINGS),
        trace=pl.DataFrame(schema=TRACE),
    )
