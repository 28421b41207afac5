"""Which recorded fields a source tells: on both databases, and nothing of what a viewer may not see."""

from data_access.ingest.loading import import_file
from data_access.records.available_fields import MOST_RECORDS, SCHEMA, fields_reported
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.dimensions import DIMENSIONS
from domain.entitlement import PUBLIC, Entitlement
from tests.data_access.sources.test_template import write


def test_fields_that_are_told_and_none_else(tmp_path, store_url):
    path = write(
        tmp_path / "t.csv",
        "date,country,goods,hs,concealment,detection",
        "2024-03-05,ESP,cocaine,,in a car,",
        "2024-03-06,FRA,cocaine,,,dog",
    )
    engine = open_store(store_url)
    import_file(engine, ADAPTERS["template"], path)
    told = fields_reported(engine, 2, PUBLIC)
    assert told is not None and told.columns == list(SCHEMA)
    held = set(told["dimension"])
    assert {"concealment", "detection", "goods_reported"} <= held and not {"hs", "species", "agency", "transit"} & held
    assert all(DIMENSIONS[d].detail for d in held)
    hidden = fields_reported(engine, 2, Entitlement(handling=("nobody",)))
    assert hidden is not None and hidden.is_empty()


def test_a_large_store_is_not_looked_through(tmp_path):
    assert fields_reported(open_store(f"sqlite:///{tmp_path / 's.sqlite'}"), MOST_RECORDS + 1, PUBLIC) is None
