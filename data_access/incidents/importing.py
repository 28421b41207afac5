"""Incidents that an import brings: what is new or changed becomes a version; taken back, they leave no content."""

import json
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, insert, select, update

from data_access.incidents.tables import Incident
from data_access.ingest.identity import digest
from data_access.ingest.report import Report
from data_access.sources.base import SourceInfo
from data_access.store.bulk import among, parts
from domain.incidents.frames import INCIDENT_SCHEMA
from domain.incidents.ownership import level_of

AT_ONCE = 2_000
_EMPTY: dict[str, Any] = {
    **{
        name: ""
        for name, dtype in INCIDENT_SCHEMA.items()
        if dtype == pl.String and name not in ("incident_id", "goods", "source_type", "funder")
    },
    "found_on": None,
}
"""What is left of an incident that was taken back: nothing but what closes a wave."""


def take_incidents(connection: Connection, info: SourceInfo, report: Report, frame: pl.DataFrame) -> None:
    """Store an import's incidents (INCIDENT_SCHEMA), and count them in its report."""
    new, unchanged, superseded = store_incidents(connection, info, report.run_id, frame)
    report.loaded += new
    report.unchanged += unchanged
    report.superseded += superseded


def store_incidents(connection: Connection, info: SourceInfo, run_id: str, frame: pl.DataFrame) -> tuple[int, int, int]:
    """Store what is new or changed (INCIDENT_SCHEMA); returns how many are new, unchanged, and superseded."""
    rows = [{**row, "handling": level_of(row["company"])} for row in frame.to_dicts()]
    known = _known(connection, rows)
    first = int(connection.scalar(select(func.max(Incident.incident_row))) or 0) + 1
    new: list[dict[str, Any]] = []
    superseded, unchanged = [], 0
    for row in rows:
        number = row.pop("row")
        key = digest(json.dumps(row, default=str, sort_keys=True))
        before = known.get((row["handling"], row["incident_id"]))
        if before and before["is_current"] and before["content_key"] == key:
            unchanged += 1
            continue
        superseded += [before["incident_row"]] if before and before["is_current"] else []
        own = {"incident_row": first + len(new), "content_key": key, "file_row": number, "import_id": run_id}
        version = {"version": before["version"] + 1 if before else 1, "is_current": True, "taken_back": False}
        counted = not (before and before["is_current"])
        new.append({**row, **own, **version, "counted": counted, "source_id": info.source_id})
    for part in parts(superseded, AT_ONCE):
        held = among(connection, Incident.incident_row, part)
        connection.execute(update(Incident).where(held).values(is_current=False))
    if new:
        connection.execute(insert(Incident), new)
    return len(new), unchanged, len(superseded)


def _known(connection: Connection, rows: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Level and id → the newest version of what is stored."""
    i = Incident
    columns = (i.handling, i.incident_id, i.version, i.is_current, i.content_key, i.incident_row)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for level in sorted({row["handling"] for row in rows}):
        for part in parts([row["incident_id"] for row in rows if row["handling"] == level], AT_ONCE):
            mine = select(*columns).where(i.handling == level, among(connection, i.incident_id, part))
            for row in connection.execute(mine.order_by(i.version)):
                found[level, row.incident_id] = dict(row._mapping)
    return found


def forget(connection: Connection, run_id: str) -> int:
    """Empty what an import brought; returns how many. What it superseded is its owner's newest again.

    That an incident was there stays known to the waves (domain.incidents.waves): one that it closed ends with it.
    """
    i = Incident
    mine = (i.import_id == run_id, i.taken_back.is_(False))
    gone = connection.execute(select(i.incident_row, i.handling, i.incident_id).where(*mine)).all()
    connection.execute(update(i).where(*mine).values(is_current=False, taken_back=True, content_key="", **_EMPTY))
    for _, level, incident_id in gone:
        here = (i.handling == level, i.incident_id == incident_id, i.taken_back.is_(False))
        newest = connection.scalar(select(func.max(i.version)).where(*here))
        connection.execute(update(i).where(*here, i.version == newest).values(is_current=True))
    return len(gone)


def later_changes(connection: Connection, run_id: str) -> int:
    """How many incidents of an import have a later version that is still there."""
    i = Incident
    mine = select(i.handling, i.incident_id, i.version).where(i.import_id == run_id).subquery()
    same = (mine.c.handling == i.handling) & (mine.c.incident_id == i.incident_id) & (i.version > mine.c.version)
    return int(connection.scalar(select(func.count()).select_from(i).join(mine, same).where(~i.taken_back)) or 0)
