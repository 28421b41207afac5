"""The page of benchmarks as a report: no line across definitions, breaks or missing years; 'up to' stays 'up to'."""

from itertools import pairwise

import polars as pl
import pytest

from data_access.facts.benchmarks import benchmarks
from domain.benchmarks.selection import BenchmarkSelection
from domain.question import Question
from domain.words import ENGLISH
from reports.asked import strict
from reports.benchmarks.beside import own_beside
from reports.benchmarks.listing import every, report
from reports.benchmarks.panels import UNITS, available, by_year
from reports.benchmarks.wording import QUALIFIERS, caveats, figure
from reports.card import Card, Text, cards
from tests.asking import studio

ALL = BenchmarkSelection()


def lines(name: str, selection: BenchmarkSelection = ALL):
    """The stretches of points that a line joins: each a list of years, by the name of their chart."""
    (card,) = by_year(studio(), selection, name)
    found = []
    for trace in card.drawn.figure.data:
        stretch = []
        for x, y in zip(trace.x, [*trace.y, None], strict=False):
            if y is not None:
                stretch.append(int(x))
            elif stretch:
                found.append(stretch)
                stretch = []
        found += [stretch] if stretch else []
    return card, found


@pytest.mark.parametrize("name", UNITS)
def test_a_line_joins_only_years_that_follow_one_another_in_one_definition(name):
    card, stretches = lines(name)
    assert all(b - a == 1 for years in stretches for a, b in pairwise(years))
    points = sum(map(len, stretches))
    assert points == benchmarks().filter((pl.col("figure") == name) & pl.col("value").is_not_null()).height
    assert card.table.height >= points


def test_what_was_counted_otherwise_stands_in_charts_of_its_own():
    (items,) = by_year(studio(), ALL, "items")
    names = {annotation.text.replace("<br>", " ") for annotation in items.drawn.figure.layout.annotations}
    assert any("border and inner market" in n for n in names) and any(
        n.startswith("EU border: items det") for n in names
    )
    (shares,) = by_year(studio(), ALL, "share")
    assert any("Break in World: share of trade, estimated at 2013" in text for text in shares.below)
    assert any("Upper bounds" in text for text in shares.below)


def test_what_stands_before_a_figure_stays_there():
    rows = {row["bench_id"]: row for row in benchmarks().to_dicts()}
    assert figure(rows["BM-081"], ENGLISH) == "up to 467,000,000,000 USD"
    assert figure(rows["BM-079"], ENGLISH) == "not documented"
    assert {row["qualifier"] for row in rows.values()} - {""} <= set(QUALIFIERS)


def test_every_caveat_of_the_file_is_said():
    for row in benchmarks().to_dicts():
        said = " ".join(caveats(row, ENGLISH)).casefold()
        assert row["note"].rstrip(".").casefold() in said and (row["verified"] or "not read in a source" in said)


def test_the_table_has_every_figure_and_files_have_their_parts():
    (card,) = every(studio(), ALL)
    assert card.table.height == 90 and {"value", "unit", "qualifier", "source_url", "caveats"} <= set(
        card.table.columns
    )


def test_a_store_without_records_has_nothing_to_compare_and_says_so():
    (card,) = own_beside(studio(), ALL)
    assert set(card.table["ours"]) == {"no records of that year and place"} and "67 other" in card.note
    (said,) = own_beside(studio(), BenchmarkSelection(where=(("kind", ("estimate",)),)))
    assert isinstance(said, Text)


def test_the_report_is_what_the_link_asks():
    strict(report(studio(), Question.of_page("benchmarks", {"show": ["usd"]})))
    found = report(studio(), Question.of_page("benchmarks", {"goods": ["cocaine"], "show": ["eur"]}))
    assert any(isinstance(p, Text) and p.kind == "error" for p in found)
    assert {c.key for c in cards(found)} == {"benchmarks_by_year", "benchmarks_beside", "benchmarks_list"}
    (nothing,) = report(studio(), Question.of_page("benchmarks", {"goods": ["toys"]}))
    assert not isinstance(nothing, Card)
    assert available(studio(), BenchmarkSelection(where=(("goods", ("cocaine",)),))) == ("mass",)
    assert by_year(studio(), ALL, "other") == ()
