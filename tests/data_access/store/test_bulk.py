"""What goes into a table comes out of it, to the last bit, on both databases."""

import math
from datetime import date, timedelta

import polars as pl
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from data_access.store import tables as t
from data_access.store.bulk import bulk
from data_access.store.engine import open_store
from tests.data_access.old_store import OLD_ROWS, SEIZURE

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
NUMBER = st.integers(-(2**63), 2**63 - 1)
DAY = st.integers(0, 200_000).map(lambda n: date(1900, 1, 1) + timedelta(days=n % 60_000))
FLOAT = st.none() | st.floats(allow_nan=False)
PLACE = st.fixed_dictionaries({"place_reported": TEXT, "seized_on": DAY, "is_copy": st.booleans(), "file_row": NUMBER})
DETAIL = st.fixed_dictionaries({"case_id": TEXT, "latitude": FLOAT, "persons": st.none() | st.integers(0, 2**31 - 1)})


def frames(rows):
    """Two frames of the store's tables that hold these values."""
    ids = pl.DataFrame({"seizure_id": range(1, len(rows) + 1)}, schema={"seizure_id": pl.Int64})
    texts = [c.name for c in t.SeizureDetail.__table__.columns if isinstance(c.type, sa.String)]
    details = pl.DataFrame(
        [d for _, d in rows], schema={"case_id": pl.String, "latitude": pl.Float64, "persons": pl.Int64}
    )
    blank = [pl.lit("").alias(c) for c in texts if c != "case_id"]
    heads = pl.DataFrame([h for h, _ in rows], infer_schema_length=None).hstack(ids)
    keys = pl.col("seizure_id").cast(pl.String).alias("record_key")
    known = {k: v for k, v in SEIZURE.items() if k not in heads.columns}
    more = {"version": 1, "is_current": True, "content_key": "", "events": None, "hidden_by": ""}
    heads = heads.with_columns(keys, *[pl.lit(v).alias(k) for k, v in (known | more).items()])
    return heads, details.hstack(ids).with_columns(*blank, pl.lit(None, pl.Float64).alias("longitude"))


def read_back(connection):
    s, d = t.Seizure, t.SeizureDetail
    columns = (s.place_reported, s.seized_on, s.is_copy, s.file_row, d.case_id, d.latitude, d.persons)
    joined = sa.select(*columns).join(d, d.seizure_id == s.seizure_id).order_by(s.seizure_id)
    return [tuple(r) for r in connection.execute(joined)]


def test_bulk_keeps_every_value_exactly(store_url):
    engine = open_store(store_url)
    with engine.begin() as connection:
        for name, values in [r for r in OLD_ROWS if r[0] in ("source", "ingest_run", "route", "goods_set")]:
            connection.execute(t.Base.metadata.tables[name].insert().values(**values))

    @limits(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(PLACE, DETAIL), min_size=1, max_size=8))
    @example(
        [
            (
                {"place_reported": "\\.", "seized_on": date(2000, 2, 29), "is_copy": True, "file_row": -(2**63)},
                {"case_id": "\\N\t\r\n\"'\ufeff\\", "latitude": 5e-324, "persons": None},
            )
        ]
    )
    @example([({"place_reported": "NA", "seized_on": date(1, 1, 1), "is_copy": False, "file_row": 2**63 - 1},
               {"case_id": "", "latitude": math.inf, "persons": 0})])  # fmt: skip
    @example([({"place_reported": "it's \\N \"%s\" :x ?\n", "seized_on": date(2000, 2, 29), "is_copy": True,
                "file_row": -(2**63)}, {"case_id": "'';--", "latitude": math.inf, "persons": None})] * 3)  # fmt: skip
    def kept(rows):
        heads, details = frames(rows)
        with engine.connect() as connection, connection.begin() as transaction:
            bulk(connection, t.Seizure, heads)
            bulk(connection, t.SeizureDetail, details)
            found = read_back(connection)
            transaction.rollback()
        names = ("place_reported", "seized_on", "is_copy", "file_row", "case_id", "latitude", "persons")
        assert found == [tuple((h | d)[n] for n in names) for h, d in rows]

    kept()
