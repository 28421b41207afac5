"""Seizures beside an operation: counted by the same goods and months, worded as a coincidence."""

from pathlib import Path

from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from reports.card import Metrics, Text
from reports.operations.same_period import seizures_beside
from tests.asking import studio
from tests.data_access.sources.test_template import write

ROWS = ("date,country,goods", "2014-05-14,ESP,medicines", "2014-05-30,FRA,medicines", "2014-06-01,FRA,medicines")


def test_only_seizures_of_its_months_and_goods_coincided(tmp_path: Path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    shown, said = seizures_beside(studio(), "OP-098")
    assert isinstance(shown, Metrics) and shown.metrics[0].value == "2"
    assert shown.metrics[0].label.startswith("Coincided with") and shown.metrics[0].way
    assert isinstance(said, Text) and "nothing to do with the operation" in said.text


def test_none_at_hand_is_said(tmp_path: Path):
    import_file(open_store(settings().database_url), ADAPTERS["template"], write(tmp_path / "t.csv", *ROWS))
    (said,) = seizures_beside(studio(), "OP-141")
    assert isinstance(said, Text) and "says nothing of what was seized" in said.text
