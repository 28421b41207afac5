"""Our own figure beside a published one: the same goods, place and year, fiscal where theirs is; null is no zero."""

from pathlib import Path

import pytest

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from tests.asking import here
from tests.data_access.sources.test_template import write

ROWS = (
    "date,country,goods,illicit,quantity,unit",
    "2014-05-14,ESP,cocaine,,3000,kg",
    "2014-06-14,FRA,cocaine,,500,kg",
    "2015-06-14,FRA,cocaine,,900,kg",
    "2009-10-01,USA,clothing,counterfeit,,",  # the US fiscal year 2010 begins
    "2010-09-30,USA,clothing,counterfeit,,",
    "2010-10-01,USA,clothing,counterfeit,,",  # and this is 2011
    "2010-09-30,USA,clothing,,,",
    "2010-03-01,ESP,toys,counterfeit,,",
    "2010-03-01,NGA,toys,counterfeit,,",
)


@pytest.fixture(autouse=True)
def store(tmp_path: Path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))


def own(definition: str, year: int, year_type: str = "calendar"):
    return here().benchmarks.own(definition, year, year_type)


def test_masses_stand_in_tonnes_with_how_many_countries_have_records():
    found = own("wco-cocaine", 2014)
    assert found.value == 3.5 and found.reporters == 2


def test_a_us_fiscal_year_runs_from_october_to_september():
    assert own("us-seizures", 2010, "US fiscal").value == 2
    assert own("us-seizures", 2011, "US fiscal").value == 1


def test_the_eu_is_its_members_alone():
    found = own("eu-border-cases", 2010)
    assert found.value == 1 and found.reporters == 1


def test_nothing_recorded_is_no_zero():
    assert own("wco-heroin", 2014).value is None and own("wco-heroin", 2014).reporters == 2
    assert own("wco-cocaine", 1999).value is None and own("wco-cocaine", 1999).reporters == 0


def test_an_estimate_of_trade_has_no_counterpart():
    assert own("oecd-value", 2013) is None
