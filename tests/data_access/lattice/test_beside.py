"""The second connection reads what the first one reads, or is not used."""

from data_access.ingest.versions import new_version
from data_access.lattice.beside import connections, threads
from data_access.store.engine import open_store


def test_two_connections_to_one_version(store_url):
    with open_store(store_url).connect() as first, connections(first) as found:
        assert found[0] is first and len(found) == 2


def test_one_where_a_load_ended_in_between(store_url):
    engine = open_store(store_url)
    with engine.connect() as first:
        first.exec_driver_sql("select count(*) from data_version").all()
        with engine.begin() as connection:
            new_version(connection, "", [])
        with connections(first) as found:
            assert found == [first]


def test_one_where_no_other_is_to_be_had(store_url, monkeypatch):
    from sqlalchemy import Engine
    from sqlalchemy.exc import TimeoutError as NoneLeft

    with open_store(store_url).connect() as first:

        def none_left(_):
            raise NoneLeft

        monkeypatch.setattr(Engine, "connect", none_left)
        with connections(first) as found:
            assert found == [first]


def test_nobody_uses_what_another_one_uses():
    with threads([[0], [0]]) as started:

        def once(counter):
            counter[0] += 1
            assert counter[0] == 1
            counter[0] -= 1

        for done in [started(once) for _ in range(200)]:
            done.result()
