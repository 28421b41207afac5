"""The sources that a store holds records of, when they were published and loaded, and when it was last changed."""

from datetime import datetime

import polars as pl
from sqlalchemy import Engine, case, func, select

from data_access.store import tables as t


def sources(engine: Engine) -> pl.DataFrame:
    """The sources with records: publisher, note, kind, `loaded` (the last load) and `published`: the newest day of
    publication of their files, as somebody said it at import ('' if nobody did; never guessed).
    """
    runs = (
        select(
            t.IngestRun.source_id,
            func.max(t.IngestRun.finished_at).label("loaded"),
            func.max(case((t.IngestRun.undone_at.is_(None), t.IngestRun.published), else_="")).label("published"),
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
        runs.c.loaded,
        runs.c.published,
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
        "loaded": pl.Datetime,
        "published": pl.String,
        "quarantined": pl.Int64,
    }
    return pl.DataFrame(rows, schema=names, orient="row").sort("source")


def loaded(engine: Engine) -> datetime | None:
    """When the store last changed (UTC): a load, or one taken back."""
    with engine.connect() as connection:
        return connection.scalar(select(func.max(t.DataVersion.changed_at)))
