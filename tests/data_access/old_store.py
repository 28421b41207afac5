"""A store of the first schema, as the first release left it, and what a store holds."""

from datetime import date

import sqlalchemy as sa
from alembic import command

from data_access.store import engine as engines
from data_access.store import tables as t
from data_access.store.engine import open_store

KG = 10**9
SEIZURE = {
    "source_id": "s", "run_id": "r", "ordinal": 0, "is_copy": False, "seized_on": date(2014, 3, 5), "year": 2014,
    "date_precision": "day", "month": "2014-03", "route_id": 1, "goods_set_id": 1, "handling": "public",
    "first_seen": date(2026, 1, 1), "country": "NAM", "country_reported": "Namibia", "mode": "",
    **dict.fromkeys(("admin1_reported", "place_reported", "mode_reported", "concealment_reported"), ""),
    **dict.fromkeys(("facility_reported", "routing_reported"), ""),
}  # fmt: skip
ITEM = {"goods_reported": "", "quantity_reported": "", "unit_reported": "", "implausible": False}
OLD_ROWS = [
    ("source", {"source_id": "s", "handling": "public", **dict.fromkeys(("name", "publisher", "kind", "note"), "x")}),
    ("ingest_run", {"run_id": "r", "source_id": "s", "file_name": "f", "file_sha256": "", "finished_at": sa.func.now(),
                    **dict.fromkeys(("read", "loaded", "exact_copies", "quarantined", "unchanged"), 2)}),
    ("data_version", {"version": 1, "changed_at": sa.func.now(), "run_id": "r", "touched_from": "", "touched_to": ""}),
    ("route", {"route_id": 1, **dict.fromkeys(("producing", "producing_reported", "departure"), ""),
               **dict.fromkeys(("departure_reported", "destination", "destination_reported"), "")}),
    ("goods_set", {"goods_set_id": 1, "members": "heroin"}),
    ("goods_set", {"goods_set_id": 2, "members": "cocaine|heroin"}),
    ("seizure", {**SEIZURE, "seizure_id": 1, "record_key": "k1", "file_row": 2}),
    ("seizure", {**SEIZURE, "seizure_id": 2, "record_key": "k2", "file_row": 3, "goods_set_id": 2}),
    ("seizure_item", {**ITEM, "seizure_id": 1, "line": 1, "goods": "heroin", "unit_class": "mass",
                      "quantity_base": 3 * KG}),
    ("seizure_item", {**ITEM, "seizure_id": 2, "line": 1, "goods": "heroin", "unit_class": "", "quantity_base": None}),
    ("seizure_item", {**ITEM, "seizure_id": 2, "line": 2, "goods": "cocaine", "unit_class": "mass",
                      "quantity_base": KG}),
]  # fmt: skip


def old_store(url):
    """A store of the first schema with two seizures of two goods, as the first release left it."""
    engine = engines._engine(engines._parsed(url))
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, engines._rebuilding(connection):
        command.upgrade(engines._alembic(connection), "0001")
        old = sa.MetaData()
        old.reflect(connection)
        for name, values in OLD_ROWS:
            connection.execute(old.tables[name].insert().values(**values))
    engine.dispose()


def rows_of(url):
    """How many rows each table holds, the store's identity aside."""
    with open_store(url).connect() as connection:
        counted = {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in t.Base.metadata.sorted_tables
        }
    return {name: n for name, n in counted.items() if n and name != "store"}


def older(engine, revision):
    """Take a store back to an older schema, as a release before left it."""
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, engines._rebuilding(connection):
        command.downgrade(engines._alembic(connection), revision)
