"""Networks that somebody brings: looked at before they are loaded, and a source of their own where they are named."""

from pathlib import Path

import polars as pl
from sqlalchemy import Engine

from data_access.ingest.auto_import import own_source
from data_access.ingest.loading import import_safely
from data_access.ingest.report import Report
from data_access.sources.base import SourceInfo
from data_access.sources.network import INFO
from domain.errors import UsageError
from domain.messages import N_

KINDS = ("csv", "json", "graphml", "xml")
"""Endings of files of networks."""


def network_source(name: str, publisher: str, *, owner: str) -> SourceInfo:
    """The source of a network that somebody names. Raises UsageError for a name that cannot be one, or none."""
    if not name.strip():
        raise UsageError("Say who made this network: the name of its source stands beside every figure.")
    note = N_("A network that somebody brought. A tie stands as reported: the other direction is never assumed.")
    return own_source(name, publisher, owner=owner, shape=INFO.source_id, file="", note=note)


def looked_at(engine: Engine, path: Path) -> tuple[Report, pl.DataFrame]:
    """What an import would do, and what it would set aside: row, field, value, reason. Raises SourceError."""
    refused: list[pl.DataFrame] = []
    report = import_safely(engine, "network", path, refused=refused, dry=True)
    return report, pl.concat(refused).select("row", "field", "value", "reason").sort("row")
