"""The page of operations as a report: figures that say what they are of, no line across a break, every caveat."""

import polars as pl
import pytest

from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.words import ENGLISH
from reports.asked import strict
from reports.card import Card, Metrics, Text, cards
from reports.operations.listing import editions, entries, figures, pages, report
from reports.operations.multiples import SHOWN, multiples
from tests.asking import studio


def of(**query: str) -> OperationSelection:
    return OperationSelection.from_query({k: [v] for k, v in query.items()})


def metrics(selection: OperationSelection) -> dict[str, tuple[str, str]]:
    (found,) = [part for part in figures(studio(), selection) if isinstance(part, Metrics)]
    return {m.label: (m.value, m.note) for m in found.metrics}


def test_the_figures_are_of_goods_and_of_one_basis():
    shown = metrics(OperationSelection())
    assert shown["Announced operations"][0] == "137" and "13 rows stand apart" in shown["Announced operations"][1]
    assert "of the 60 of 137 operations" in shown["Arrests"][1]


def test_no_arrests_announced_is_no_zero():
    assert metrics(of(series="Demeter"))["Arrests"][0] == "–"


def test_of_a_country_it_is_said_how_many_do_not_name_theirs():
    (said,) = [
        p.text for p in figures(studio(), of(country="NER", goods="ivory")) if isinstance(p, Text) and "name" in p.text
    ]
    assert "more operations of these filters do not name their countries" in said


def test_where_no_operation_names_a_country_those_that_name_none_are_said():
    info, said = report(studio(), Question.of_page("operations", {"country": ["ESP"], "series": ["Pangea"]}))
    assert info.kind == "info" and "16 more operations" in said.text


def test_a_break_begins_a_new_chart_and_is_said():
    (card,) = multiples(studio(), OperationSelection(), "countries")
    names = card.table["series"].unique().to_list()
    assert "Opson, 2011–2021" in names and "Pangea, 2008–2023" in names
    assert card.table.filter(pl.col("series") == "Pangea, 2008–2023")["period"].max() == "2023"
    assert any("Break at Pangea XVII (2025)" in text for text in card.below)


def test_combined_totals_and_other_bases_are_in_no_chart():
    (card,) = multiples(studio(), of(series="Opson"), "arrests")
    known = card.table.filter(pl.col("value").is_not_null())
    assert known["value"].to_list() == [96.0, 749.0, 672.0], "warrants are none of them"
    (pandora,) = multiples(studio(), of(series="Pandora"), "countries")
    assert not set(pandora.table["period"]) & {"2017", "2019"}


@pytest.mark.parametrize("figure", SHOWN)
def test_every_figure_can_be_drawn_and_one_edition_is_no_course(figure):
    assert isinstance(multiples(studio(), OperationSelection(), figure)[0], Card)
    assert multiples(studio(), of(series="Atlantic"), figure) == ()


def test_people_and_totals_stand_behind_and_are_marked():
    last = pages(150)
    (card,) = entries(studio(), OperationSelection(), last)
    assert all(entry.quiet for entry in card.entries)
    assert {entry.mark for entry in card.entries} == {"On people, not on goods", "Combined total"}
    assert card.table.height == 150 and entries(studio(), OperationSelection(), 99)[0].entries == card.entries


def test_caveats_stand_with_the_operation():
    (card,) = entries(studio(), of(operation="OP-014"), 1)
    assert "never added to its parts" in " ".join(card.entries[0].lines)
    (early,) = entries(studio(), of(operation="OP-105"), 1)
    assert early.entries[0].mark == "Early figures" and "interim" in early.table["caveats"][0]


def test_one_series_is_compared_edition_by_edition():
    (card,) = editions(studio(), of(series="Pangea"))
    assert card.table.height == 16 and "arrests_basis" in card.table.columns
    assert editions(studio(), OperationSelection()) == ()


def test_a_wrong_figure_is_said_and_nothing_found_too():
    shown = report(studio(), Question.of_page("operations", {"show": ["nonsense"]}))
    with pytest.raises(Exception, match="not known"):
        strict(shown)
    (nothing,) = report(
        studio(), Question.of_page("operations", {"series": ["Pangea"], "year": ["2012"], "goods": ["food"]})
    )
    assert nothing.kind == "info" and cards((nothing,)) == ()
    assert ENGLISH.t(nothing.text)
