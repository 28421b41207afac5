"""What every adapter keeps, whatever its file: the contract, the counts, idempotence, damage without loss."""

import importlib

import polars as pl
import pytest

from data_access.entries.importing import DOCUMENT_SCHEMA
from data_access.entries.registry import KINDS
from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.reference import tables as reference
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS, VALUATIONS
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.entitlement import PUBLIC
from domain.errors import SourceError
from domain.frames import GROUP_SCHEMA, OBSERVATION_SCHEMA, RECORD_SCHEMA, REFUSED_SCHEMA, TIE_SCHEMA
from domain.incidents.frames import INCIDENT_SCHEMA
from domain.selection import Selection
from domain.units import UNIT_CLASSES
from tests.asking import answered

CONCRETE = sorted(set(ADAPTERS) - {"auto"})
OTHERS = {
    "observations": OBSERVATION_SCHEMA, "groups": GROUP_SCHEMA, "ties": TIE_SCHEMA, **dict.fromkeys(KINDS, DOCUMENT_SCHEMA),
    "incidents": INCIDENT_SCHEMA,
}  # fmt: skip


def sample(name, folder):
    module = importlib.import_module(f"tests.data_access.sources.test_{name.replace('-', '_')}")
    return module.write_sample(folder)


@pytest.fixture(params=CONCRETE)
def adapter(request):
    return request.param


def read(name, path):
    return list(ADAPTERS[name].chunks(path))


def test_the_frames_honour_their_contracts_and_the_counts_add_up(adapter, tmp_path):
    chunks = read(adapter, sample(adapter, tmp_path))
    assert chunks
    for chunk in chunks:
        assert dict(chunk.records.schema) == RECORD_SCHEMA
        told = {name: dtype for name, dtype in chunk.refused.schema.items() if name != "handling"}
        assert told == REFUSED_SCHEMA
        told = chunk.records["row"].n_unique() + chunk.refused.height
        for kind, frame in chunk.others.items():
            assert dict(frame.schema) == OTHERS[kind]
            told += frame.height
        assert chunk.rows == told and chunk.skipped >= 0
    assert chunks[-1].done == 1.0


def test_every_code_is_known(adapter, tmp_path):
    records = pl.concat([c.records for c in read(adapter, sample(adapter, tmp_path))])
    places = set(reference.names("places")) | {UNKNOWN}
    roles = places | {EMPTY, OTHER, MULTIPLE}
    assert set(records["country"]) <= places
    for role in ("producing", "departure", "destination"):
        assert set(records[role]) <= roles, role
    assert set(">".join(records["transit"]).split(">")) <= roles
    assert set(records["goods"]) <= set(reference.names("goods"))
    assert set(records["mode"]) <= set(reference.names("modes")) | {EMPTY, UNKNOWN}
    assert set(records["unit_class"]) <= set(UNIT_CLASSES) | {""}
    assert set(records["illicit"]) <= set(ILLICIT_REASONS)
    assert set(records["agency_kind"]) <= set(AGENCY_KINDS)
    assert set(records["valuation"]) <= set(VALUATIONS)
    assert set(records["date_precision"]) <= {"day", "month", "year"}
    harmonised = records.filter(pl.col("quantity_base").is_not_null())
    assert (harmonised["unit_class"] != "").all() and (harmonised["quantity_base"] >= 0).all()


def test_what_is_refused_names_row_and_reason(adapter, tmp_path):
    refused = pl.concat([c.refused for c in read(adapter, sample(adapter, tmp_path))])
    assert (refused["row"] >= 1).all() and (refused["reason"] != "").all()


def test_the_import_counts_and_the_same_file_again_changes_nothing(adapter, tmp_path):
    path, engine = sample(adapter, tmp_path), open_store(settings().database_url)
    first = import_file(engine, ADAPTERS[adapter], path)
    assert first.loaded > 0 and first.data_version == 1
    assert first.read == first.loaded + first.quarantined + first.unchanged
    again = import_file(engine, ADAPTERS[adapter], path)
    assert (again.loaded, again.superseded, again.data_version) == (0, 0, 1)
    assert again.read == first.read == again.quarantined + again.unchanged


def test_the_store_answers_with_what_the_adapter_read(adapter, tmp_path):
    path = sample(adapter, tmp_path)
    records = pl.concat([c.records for c in read(adapter, path)]).unique("row", keep="first", maintain_order=True)
    if records.is_empty():
        pytest.skip("this source holds no seizures")
    if (records["record_id"] != "").any():
        records = records.unique("record_id", keep="last", maintain_order=True)
    import_file(open_store(settings().database_url), ADAPTERS[adapter], path)
    total = answered(Gateway.open(), Selection(), "seizures", (), PUBLIC).total
    told = records["events"].drop_nulls()
    assert total == (float(told.sum()) if len(told) else None)


def test_an_empty_file_and_a_foreign_one_are_refused_whole(adapter, tmp_path):
    good = sample(adapter, tmp_path)
    for name, content in (("empty", b""), ("foreign", b"a,b\n1,2\n"), ("binary", bytes(range(256)) * 40)):
        path = tmp_path / f"{name}{good.suffix}"
        path.write_bytes(content)
        with pytest.raises(SourceError) as told:
            read(adapter, path)
        assert path.name in str(told.value)


def test_a_file_cut_in_the_middle_loses_nothing_silently(adapter, tmp_path):
    good = sample(adapter, tmp_path)
    whole = sum(c.rows + c.skipped for c in read(adapter, good))
    data = good.read_bytes()
    for share in (0.3, 0.6, 0.9):
        cut = tmp_path / f"cut{good.suffix}"
        cut.write_bytes(data[: int(len(data) * share)])
        try:
            rows = sum(c.rows + c.skipped for c in read(adapter, cut))
        except SourceError:
            continue
        assert rows <= whole
