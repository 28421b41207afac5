"""Nothing of a record that a viewer may not see is told: no code, no month, no source, no row set aside."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data_access.engine import open_store
from data_access.gateway import Gateway
from data_access.ingest import load
from data_access.settings import settings
from domain.entitlement import PUBLIC, Entitlement
from domain.frames import REFUSED_SCHEMA, conform
from domain.selection import Selection
from reports import exports
from tests.data_access.located import INFO, chunk_of

ALL = Entitlement(handling=("public", "restricted"))
SECRET = replace(INFO, source_id="secret", name="Secret service", handling="restricted")
OPEN = [
    {"country": "NLD", "goods": "heroin", "seized_on": date(2024, 3, 1), "mode": "air"},
    {
        "country": "ESP",
        "goods": "cocaine",
        "seized_on": date(2025, 6, 1),
        "unit_class": "mass",
        "handling": "restricted",
    },
]
HIDDEN = [{"country": "MLT", "goods": "khat", "seized_on": date(2019, 1, 1), "mode": "sea"}]


def refused():
    told = {"row": 9, "field": "date", "value": "someday", "reason": "no date", "content": "someday;MLT"}
    return conform(pl.DataFrame([told]), REFUSED_SCHEMA)


@pytest.fixture
def gateway():
    engine = open_store(settings().database_url)
    load(engine, INFO, [chunk_of(OPEN)], "open", "")
    load(engine, SECRET, [replace(chunk_of(HIDDEN), refused=refused())], "hidden", "")
    return Gateway.open()


@pytest.mark.parametrize(
    ("viewer", "countries", "goods", "modes", "months", "sources"),
    [
        (PUBLIC, ["NLD"], ["heroin"], ["air"], ("2024-03", "2024-03"), [INFO.source_id]),
        (
            ALL,
            ["ESP", "MLT", "NLD"],
            ["cocaine", "heroin", "khat"],
            ["", "air", "sea"],
            ("2019-01", "2025-06"),
            [INFO.source_id, "secret"],
        ),
        (Entitlement(handling=()), [], [], [], ("", ""), []),
    ],
)
def test_codes_months_and_sources_are_those_that_may_be_seen(gateway, viewer, countries, goods, modes, months, sources):
    assert gateway.codes("country", viewer) == countries and gateway.codes("goods", viewer) == goods
    assert gateway.codes("mode", viewer) == modes and gateway.months(viewer) == months
    assert gateway.sources(viewer)["source"].to_list() == sorted(sources)
    assert gateway.sources_able(Selection(), viewer) == sorted(sources)


def test_whose_fields_are_told_is_judged_by_what_may_be_seen(gateway):
    by_sea = Selection(where=(("mode", ("sea",)),))
    assert gateway.sources_able(by_sea, PUBLIC) == [INFO.source_id]  # it tells modes
    assert gateway.sources_able(Selection(where=(("goods", ("cocaine",)),)), PUBLIC) == [INFO.source_id]
    rows = pl.DataFrame({"source": [INFO.source_id, "secret"], "country": ["NLD", "MLT"]})
    assert gateway.able(rows, by_sea, PUBLIC)["source"].to_list() == [INFO.source_id]
    assert gateway.able(rows, by_sea, ALL).height == 2


def test_what_could_not_be_read_of_a_restricted_source_is_for_those_who_may_see_it(gateway):
    assert gateway.quarantine(PUBLIC).is_empty()
    assert gateway.quarantine(ALL)["value"].to_list() == ["someday"]


def test_the_operator_sees_every_level_that_the_store_holds(gateway):
    assert gateway.operator() == ALL


def test_a_file_is_marked_by_the_records_in_it_not_by_the_source_alone(gateway):
    def handling(viewer):
        words = {"title": "T", "unit": "seizures", "caution": "Read."}
        return exports.about(gateway, Selection(where=(("country", ("NLD", "ESP")),)), viewer, **words)

    assert handling(PUBLIC)["handling"] == "public" and "restricted" in handling(ALL)["handling"]
    assert "Secret service" not in str(handling(PUBLIC))
