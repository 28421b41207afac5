"""The work on a foreign file that runs in the child process: read, tidy, map, harmonise."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl

from data_access.sources.auto.harmonise import Harmonised, harmonise
from data_access.sources.auto.layout import long_form, tidy
from data_access.sources.auto.mapping import ROW, Mapping, Proposal, asked, propose, shape_key
from data_access.sources.auto.quality import judge
from data_access.sources.auto.reader import RawTable, read_tables
from data_access.sources.isolated import check_file
from domain.errors import SourceError

PREVIEW = 50
_SMALL = ("refused", "skipped", "completeness", "units", "readings", "outliers")


def look(path: str, table_name: str, mapping_json: str) -> Iterator[tuple[dict[str, pl.DataFrame], dict[str, Any]]]:
    """Child: everything about one table of a file. `mapping_json` '' proposes one.

    Frames: preview (first rows, as read), records, and those of the quality report. Data: see `Look`.
    """
    check_file(Path(path))
    yield {}, {"done": 0.1}
    keep = bool(mapping_json) and Mapping.from_json(mapping_json).option("totals") == "keep"
    tables = [long_form(tidy(t, keep_totals=keep)) for t in read_tables(Path(path))]
    table = _chosen(tables, table_name, Path(path).name)
    yield {}, {"done": 0.4}
    proposal = propose(table)
    if mapping_json:
        proposal = asked(table, Proposal(mapping=_fitting(table, mapping_json), confidence=proposal.confidence))
    ready = not proposal.questions
    done = harmonise(table, proposal.mapping) if ready else _nothing()
    quality = judge(table, done, 0)
    frames = {name: getattr(quality, name) for name in _SMALL}
    frames |= {"preview": table.frame.head(PREVIEW), "records": done.records, "quarantined": done.refused}
    yield (
        frames,
        {
            "done": 1.0,
            "table": table.name,
            "tables": [{"name": t.name, "rows": t.frame.height} for t in tables],
            "columns": [c for c in table.frame.columns if c != ROW],
            "shape": shape_key(table),
            "mapping": proposal.mapping.to_json(),
            "confidence": dict(proposal.confidence),
            "questions": [asdict(q) for q in proposal.questions],
            "notes": list(table.notes),
            "copies": quality.copies,
            "rows": table.frame.height,
        },
    )


def _chosen(tables: list[RawTable], name: str, file: str) -> RawTable:
    """The table of that name, else the one with the most cells."""
    if name:
        found = [t for t in tables if t.name == name]
        if not found:
            raise SourceError(
                f"{file}: there is no table '{name[:60]}'. It holds: {', '.join(t.name for t in tables)}."
            )
        return found[0]
    full = [t for t in tables if t.frame.height]
    if not full:
        raise SourceError(f"{file}: no table with rows was found.")
    return max(full, key=lambda t: t.frame.height * t.frame.width)


def _fitting(table: RawTable, mapping_json: str) -> Mapping:
    """A saved or corrected mapping, if its columns are there."""
    mapping = Mapping.from_json(mapping_json)
    missing = [c for _, c in mapping.columns if c not in table.frame.columns]
    if missing:
        raise SourceError(f"{table.name}: the mapping names columns that are not there: {', '.join(missing)}.")
    return mapping


def _nothing() -> Harmonised:
    """Before the questions are answered nothing is read."""
    from data_access.sources.auto.columns import READINGS
    from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA

    return Harmonised(
        records=pl.DataFrame(schema=RECORD_SCHEMA),
        refused=pl.DataFrame(schema=REFUSED_SCHEMA),
        readings=pl.DataFrame(schema=READINGS),
    )
