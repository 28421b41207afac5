"""The sources that a store holds records of, and when it was last changed."""

from datetime import datetime

import polars as pl
from sqlalchemy import Engine, func, select

from data_access import tables as t


def sources(engine: Engine) -> pl.DataFrame:
    """The sources with records, their publisher, note, kind and the date of the last load."""
    runs = (
        select(
            t.IngestRun.source_id,
            func.max(t.IngestRun.finished_at).label("as_of"),
            func.sum(t.IngestRun.quarantined).label("quarantined"),
        )
        .group_by(t.IngestRun.source_id)
        .subquery()
    )
    statement = select(
        t.Source.source_id.label("source"),
        t.Source.name,
        t.Source.publisher,
        t.Source.kind,
        t.Source.note,
        t.Source.handling,
        runs.c.as_of,
        runs.c.quarantined,
    ).join(runs, runs.c.source_id == t.Source.source_id)
    with engine.connect() as connection:
        rows = [tuple(r) for r in connection.execute(statement)]
    names = {
        "source": pl.String,
        "name": pl.String,
        "publisher": pl.String,
        "kind": pl.String,
        "note": pl.String,
        "handling": pl.String,
        "as_of": pl.Datetime,
        "quarantined": pl.Int64,
    }
    return pl.DataFrame(rows, schema=names, orient="row").sort("source")


def as_of(engine: Engine) -> datetime | None:
    """When the data version was loaded (UTC)."""
    with engine.connect() as connection:
        return connection.scalar(select(func.max(t.DataVersion.changed_at)))
