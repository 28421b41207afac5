"""Small records of our own with places, divisions and coordinates, as an adapter would yield them."""

from datetime import date

import polars as pl

from data_access.sources.base import Chunk, SourceInfo
from domain.frames import REFUSED_SCHEMA, completed

INFO = SourceInfo(source_id="own", name="Own rows", publisher="Tests", kind="official", note="")


def records_of(rows):
    """rows: dictionaries with whatever a row tells; the rest is as plain as can be."""
    plain = {"seized_on": date(2014, 3, 5), "date_precision": "day", "country": "ESP", "goods": "cocaine", "events": 1}
    texts = ("admin1", "admin1_reported", "place_reported", "place_precision", "handling")
    told = [
        {"row": i, "content": str(i), **plain, **dict.fromkeys(texts, ""), "latitude": None, "longitude": None, **row}
        for i, row in enumerate(rows, start=2)
    ]
    return completed(pl.DataFrame(told, schema_overrides={"latitude": pl.Float64, "longitude": pl.Float64}))


def chunk_of(rows):
    records = records_of(rows)
    return Chunk(records=records, refused=pl.DataFrame(schema=REFUSED_SCHEMA), rows=len(rows), done=1.0)
