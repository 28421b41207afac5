"""How much was seized: beside the reported figure, and only if the reader asks, what it comes to otherwise."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.data_access.sources.test_template import write


@pytest.fixture
def world(tmp_path: Path) -> AppTest:
    path = write(
        tmp_path / "t.csv",
        "date,country,goods,quantity,unit,value,currency,valuation",
        "2024-03-05,ESP,cocaine,2,kg,1000,USD,street",
        "2024-03-06,ESP,ecstasy,1000,tablets,500,EUR,msrp",
        "2024-03-07,FRA,cocaine,3,kg,250,USD,street",
    )
    import_file(open_store(settings().database_url), ADAPTERS["template"], path)
    app = AppTest.from_file(str(Path(__file__).parents[2] / "pages" / "explore" / "world.py"), default_timeout=60)
    return app.run()


def table(app: AppTest, column: str):
    return next(d.value for d in app.dataframe if column in d.value.columns)


def test_values_stand_by_currency_and_basis_and_are_converted_only_on_request(world):
    shown = table(world, "Valuation basis")
    assert shown["Currency"].to_list() == ["EUR", "USD"] and shown["Reported value"].to_list() == [500, 1250]
    assert not [c for c in shown.columns if c.startswith("In ")]
    world.query_params["into"] = "EUR"
    told = table(world.run(), "In EUR")
    assert told["In EUR"].to_list() == [500, 1150]  # 1,250 USD at the mean of the ECB's rates of March 2024, 1.0872
    assert told["Reported value"].to_list() == [500, 1250] and told["Without a rate"].to_list() == [0, 0]


def test_an_estimate_is_off_until_asked_for_and_marked(world):
    assert not [d for d in world.dataframe if "Basis" in d.value.columns]
    world.query_params["estimate"] = "mass"
    told = table(world.run(), "Basis")
    assert told["Basis"].to_list() == ["as reported", "ESTIMATED"]
    assert told["As reported"].to_list() == [5, 1000] and told["Central estimate, kg"].to_list() == [5.0, 0.25]
    assert told["Source of the factor"].to_list()[1].startswith("Range: UNODC")


def test_a_parameter_that_means_nothing_changes_nothing(world):
    before = [list(d.value.columns) for d in world.dataframe]
    world.query_params["into"] = "XXX"
    world.query_params["estimate"] = "lies"
    assert [list(d.value.columns) for d in world.run().dataframe] == before and not world.exception
