"""The invented demo in a store of its own: never in the file that holds imported records."""

from datetime import datetime, time

import polars as pl
from sqlalchemy import Engine, select

from data_access.casebook.shipped import bring
from data_access.demo.incidents import demo_incidents
from data_access.demo.seizures import DEMO_AS_OF, DEMO_NAME, DEMO_SOURCE, SEIZURES, demo_records
from data_access.demo.training import demo_courses
from data_access.entries.importing import as_frame
from data_access.incidents.source import INCIDENTS
from data_access.ingest.loading import load
from data_access.ingest.versions import current_version
from data_access.settings import Settings
from data_access.sources.base import Chunk, SourceInfo
from data_access.store import tables as t
from data_access.store.engine import open_store
from data_access.training.kind import TRAINING
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA

TRAINING_INFO = SourceInfo(
    source_id="demo-training",
    name="Invented training for demonstration",
    publisher="Contraband Atlas",
    kind="invented",
    note="Invented courses for demonstration. None of them was held, and no place or organisation in them is meant.",
)
INFO = SourceInfo(
    source_id=DEMO_SOURCE,
    name=DEMO_NAME,
    publisher="Contraband Atlas",
    kind="invented",
    note="Invented data for demonstration. No figure describes any real place or event.",
)


def make_demo(config: Settings, seizures: int = SEIZURES) -> bool:
    """Make the demo store of about so many seizures unless it is there. True if it was made.

    The cases that ship with the program are real, and stand in it too, as a source of their own; the courses are
    invented.
    """
    engine = open_store(config.demo_url)
    with engine.connect() as connection:
        made = not current_version(connection)
    if made:
        _load(engine, seizures)
    bring(engine)
    _train(engine)
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


def _train(engine: Engine) -> None:
    """The invented courses, unless they are there."""
    mine = select(t.Source.source_id).where(t.Source.source_id == TRAINING_INFO.source_id)
    with engine.connect() as connection:
        if connection.scalar(mine) is not None:
            return
    courses = demo_courses()
    chunk = Chunk(
        records=pl.DataFrame(schema=RECORD_SCHEMA),
        refused=pl.DataFrame(schema=REFUSED_SCHEMA),
        rows=len(courses),
        done=1.0,
        others={TRAINING.name: as_frame(TRAINING, enumerate(courses, 2))},
    )
    load(engine, TRAINING_INFO, [chunk], "invented courses", "", at=datetime.combine(DEMO_AS_OF, time()))
