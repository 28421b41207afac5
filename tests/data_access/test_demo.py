import polars as pl
import pytest

from data_access.demo import DEMO_AS_OF, demo_records
from data_access.demo_store import make_demo
from data_access.gateway import Gateway
from data_access.reference import tables as reference
from data_access.settings import settings
from domain.entitlement import PUBLIC
from domain.frames import RECORD_SCHEMA
from domain.selection import Selection


@pytest.fixture(scope="module")
def records():
    return demo_records(20_000)


def test_the_same_seed_gives_the_same_records(records):
    assert records.equals(demo_records(20_000))
    assert dict(records.schema) == RECORD_SCHEMA


def test_the_shape_is_plausible(records):
    groups = records["goods"].replace_strict(reference.goods_group())
    assert groups.n_unique() == 12
    assert 120 <= records["country"].n_unique() <= 150
    assert records["first_seen"].max() <= DEMO_AS_OF
    assert records["quantity_base"].null_count() > 0
    assert (records["departure"] == "").mean() > 0.3
    assert records.filter(pl.col("line") == 2).height > 0


def test_the_demo_has_a_store_of_its_own_and_is_made_once(monkeypatch):
    monkeypatch.setattr("data_access.demo_store.demo_records", lambda: demo_records(2_000))
    assert make_demo(settings()) and not make_demo(settings())
    assert Gateway.open().cube.is_empty
    demo = Gateway.open(url=settings().demo_url)
    assert demo.sources()["kind"].to_list() == ["invented"]
    by_goods = demo.answer(Selection(), "seizures", ("goods",), PUBLIC)
    assert by_goods.overlapping and by_goods.frame["value"].sum() > by_goods.total
