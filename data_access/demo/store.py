"""The invented demo in a store of its own: never in the file that holds imported records."""

from datetime import datetime, time

import polars as pl
from sqlalchemy import Engine

from data_access.casebook.shipped import bring
from data_access.demo.incidents import demo_incidents
from data_access.demo.seizures import DEMO_AS_OF, DEMO_NAME, DEMO_SOURCE, SEIZURES, demo_records
from data_access.incidents.source import INCIDENTS
from data_access.ingest.loading import current_version, load
from data_access.settings import Settings
from data_access.sources.base import Chunk, SourceInfo
from data_access.store.engine import open_store
from domain.frames import REFUSED_SCHEMA

INFO = SourceInfo(
    source_id=DEMO_SOURCE,
    name=DEMO_NAME,
    publisher="Contraband Atlas",
    kind="invented",
    note="Invented data for demonstration. No figure describes any real place or event.",
)


def make_demo(config: Settings, seizures: int = SEIZURES) -> bool:
    """Make the demo store of about so many seizures unless it is there. True if it was made.

    The cases that ship with the program are real, and stand in it too, as a source of their own.
    """
    engine = open_store(config.demo_url)
    with engine.connect() as connection:
        made = not current_version(connection)
    if made:
        _load(engine, seizures)
    bring(engine)
    return made


def _load(engine: Engine, seizures: int) -> None:
    records = demo_records(seizures)
    incidents = demo_incidents()
    chunk = Chunk(
        records=records,
        refused=pl.DataFrame(schema=REFUSED_SCHEMA),
        rows=records["row"].n_unique() + incidents.height,
        done=1.0,
        others={INCIDENTS: incidents},
    )
    load(engine, INFO, [chunk], "invented", "", at=datetime.combine(DEMO_AS_OF, time()))
