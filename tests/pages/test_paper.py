"""A table for paper holds what the page's table shows, in plain HTML; nothing of the data is markup there."""

import polars as pl
import pytest

from domain.words import ENGLISH
from pages.parts import reader
from pages.parts.paper import MOST, html_table
from reports.card import Column, headed, looks
from reports.tables import interval


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(reader, "words", lambda: ENGLISH)
    monkeypatch.setattr(reader, "n", ENGLISH.n)


def test_figures_as_on_the_page_and_an_interval_in_one_column():
    columns = {
        "place": Column("Place"),
        "n": Column("Seizures", format="localized"),
        "share": Column("Share", format="bar"),
        **interval(ENGLISH, look="percent"),
    }
    rows = pl.DataFrame(
        {"place": ["Mali <b>", None], "n": [12345, None], "share": [0.5, None], "low": [0.1, None], "high": [0.9, None]}
    )
    found = html_table(headed(rows, columns), looks(columns))
    assert found.count("<th ") == 4 and "95% interval</th>" in found
    assert "<td>Mali &lt;b&gt;</td>" in found and "<td>10–90%</td>" in found
    assert '<td class="figure">12,345</td>' in found and '<td class="figure">50%</td>' in found
    assert found.count(">–</td>") == 4 and "<caption>" not in found


def test_what_is_not_printed_is_said():
    found = html_table(pl.DataFrame({"a": list(range(MOST + 7))}), {})
    assert found.count("<tr>") == MOST + 1 and "7 more rows in the files of this table." in found
