"""Whether any route names a country passed: without a look at the records, on both databases."""

import pytest

from data_access.ingest.loading import import_file
from data_access.records.named_transit import any_transit
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write


@pytest.mark.parametrize(("passed", "told"), [("", False), ("SEN>MAR", True)])
def test_only_a_store_with_a_transit_country_is_asked_on(tmp_path, store_url, passed, told):
    engine = open_store(store_url)
    assert not any_transit(engine)
    path = write(tmp_path / "t.csv", "date,country,goods,departure,transit", f"2024-03-01,FRA,cocaine,COL,{passed}")
    import_file(engine, ADAPTERS["template"], path)
    assert any_transit(engine) is told
