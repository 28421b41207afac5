"""What only a server can do: go away, refuse a password, be encoded wrongly."""

import polars as pl
import pytest
import sqlalchemy as sa

from data_access.ingest.loading import import_file, load
from data_access.sources.registry import ADAPTERS
from data_access.store import tables as t
from data_access.store.bulk import bulk
from data_access.store.engine import lock_for_import, open_store
from domain.errors import StoreError
from tests.data_access.old_store import rows_of

IDS_ADAPTER = ADAPTERS["unodc-ids"]


def test_the_server_goes_away_in_the_middle_and_the_next_run_completes(postgres, postgres_url, ids_file):
    engine = open_store(postgres_url)

    def cut():
        yield from IDS_ADAPTER.chunks(ids_file)
        postgres.stop()
        yield from IDS_ADAPTER.chunks(ids_file)

    try:
        with pytest.raises(StoreError, match=r"does not answer.*has left nothing behind"):
            load(engine, IDS_ADAPTER.info, cut(), "x", "")
        with pytest.raises(StoreError, match="does not answer"):
            import_file(engine, IDS_ADAPTER, ids_file)
        with pytest.raises(StoreError, match=r"cannot be opened: .*See that the server runs"):
            open_store(postgres_url)
    finally:
        postgres.start()
    assert rows_of(postgres_url) == {}
    assert import_file(engine, IDS_ADAPTER, ids_file).loaded == 7


def test_the_server_goes_away_during_copy(postgres, postgres_url):
    engine = open_store(postgres_url)
    goods = pl.DataFrame({"goods_set_id": range(5), "members": ["x"] * 5})
    try:
        with (
            pytest.raises(StoreError, match="does not answer"),
            engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            bulk(connection, t.GoodsSet, goods)
            postgres.stop()
            bulk(connection, t.GoodsSet, goods.with_columns(pl.col("goods_set_id") + 5))
    finally:
        postgres.start()
    assert rows_of(postgres_url) == {}


def test_what_the_server_refuses_of_a_copy_is_told_and_leaves_nothing(postgres_url):
    engine = open_store(postgres_url)
    twice = pl.DataFrame({"goods_set_id": [1, 1], "members": ["x", "y"]})
    for frame, words in ((twice, "duplicate key"), (twice.with_columns(members=pl.lit("a\0b")), "0x00")):
        with pytest.raises(sa.exc.DBAPIError, match=words), engine.begin() as connection:
            bulk(connection, t.GoodsSet, frame)
    assert rows_of(postgres_url) == {}


@pytest.mark.parametrize("text", ["postgresql://u:geheim@h:x/y", "postgresql://u:geheim/x@h/d", "geheim"])
def test_a_url_that_cannot_be_read_is_not_repeated(text):
    with pytest.raises(StoreError) as told:
        open_store(text)
    assert "geheim" not in str(told.value) and "ATLAS_DATABASE_URL" in str(told.value)


def test_a_wrong_password_and_a_missing_database_are_told_without_the_password(postgres):
    with pytest.raises(StoreError, match="password authentication failed") as told:
        open_store(postgres.url("postgres", "geheim") + "?sslpassword=geheim")
    assert "geheim" not in str(told.value) and "ATLAS_DATABASE_URL" in str(told.value)
    with pytest.raises(StoreError, match='database "nowhere" does not exist') as told:
        open_store(postgres.url("nowhere").replace("postgresql://", "postgres://"))
    assert postgres.password not in str(told.value)


def test_a_database_that_cannot_hold_every_name_is_refused(postgres):
    with postgres.database(encoding="SQL_ASCII") as url, pytest.raises(StoreError, match="UTF8"):
        open_store(url)


def test_sums_come_as_whole_numbers_and_the_lock_is_held_once_or_twice(postgres_url):
    with open_store(postgres_url).connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        lock_for_import(connection)
        total = connection.exec_driver_sql("SELECT sum(n) FROM (VALUES (9223372036854775807), (1)) AS v(n)").scalar()
        assert (total, type(total)) == (2**63, int)
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "read committed"
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "0"
    with open_store(postgres_url).connect() as connection:
        assert connection.exec_driver_sql("SHOW transaction_isolation").scalar() == "repeatable read"
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "5min"


def test_a_password_in_the_query_is_hidden_like_any_other(postgres, postgres_url):
    engine = open_store(f"{postgres_url.replace(f':{postgres.password}@', '@')}?password={postgres.password}")
    assert postgres.password not in str(engine.url) and ":***@" in str(engine.url)


def test_what_the_url_says_wins(postgres_url):
    with open_store(f"{postgres_url}?application_name=mine").connect() as connection:
        assert connection.exec_driver_sql("SHOW application_name").scalar() == "mine"
