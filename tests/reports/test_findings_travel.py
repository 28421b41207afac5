"""The sentence that a page derives stands in the alt text of the chart it belongs to, and in every file of it."""

import io
import json
from datetime import date

import openpyxl
import pyarrow.parquet as pq
import pytest

from domain.selection import Selection
from reports.card import cards
from reports.exported import exported
from reports.exports import json_bytes, parquet_bytes, xlsx_bytes
from reports.overview.cards import bar_card, countries_card, goods_card, trend_card
from reports.page_files import page_files
from tests.asking import studio
from tests.data_access.records.test_records import put, record

GOODS = "100% of the reported seizures include heroin."
YEAR = "The year with the most is 2020: 2, from 1 of 2 places with records."
MODE = "Transport mode where it is known: air in 100%."
EVERY = Selection()


@pytest.fixture(autouse=True)
def three():
    told = {"goods": "heroin", "mode": "air"}
    put(
        [
            record(2, seized_on=date(2020, 1, 5), country="FRA", **told),
            record(3, seized_on=date(2020, 2, 5), country="FRA", **told),
            record(4, seized_on=date(2019, 1, 5), country="ESP", **told),
        ]
    )


def export_of(make, *more, **look):
    (card,) = cards(make(studio(), EVERY, *more, key="a", **look))
    return exported(studio(), card, link="", name=card.key)[0]


@pytest.mark.parametrize(
    ("make", "more", "look", "sentence"),
    [
        (goods_card, (), {"title": "By goods"}, GOODS),
        (trend_card, (), {"title": "By year"}, YEAR),
        (bar_card, ("mode",), {"title": "By transport mode"}, MODE),
    ],
)
def test_of_the_chart_it_belongs_to(make, more, look, sentence):
    export = export_of(make, *more, **look)
    assert sentence in export.alt and export.about["finding"] == sentence


@pytest.mark.parametrize(
    ("make", "more", "look"),
    [
        (bar_card, ("departure",), {"title": "From"}),
        (countries_card, (), {"by_value": False}),
        (trend_card, (), {"title": "By month", "monthly": True}),
    ],
)
def test_of_no_other(make, more, look):
    export = export_of(make, *more, **look)
    assert "finding" not in export.about and not {GOODS, YEAR, MODE} & {export.alt}


def test_in_every_file():
    export = export_of(goods_card, title="By goods")
    assert json.loads(json_bytes(export))["finding"] == GOODS
    stored = pq.read_metadata(io.BytesIO(parquet_bytes(export))).metadata[b"contraband_atlas"]
    assert json.loads(stored)["finding"] == GOODS
    about = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(export)))["About"]
    assert ("finding", GOODS) in list(about.iter_rows(values_only=True))
    readme = dict(page_files([export]))["README.txt"].decode("utf-8-sig")
    assert GOODS in readme
