"""The network of the casebook: what links the cases, and what is not counted."""

import itertools

import polars as pl
import pytest

from domain.cases.selection import CaseSelection
from domain.question import Question
from domain.words import ENGLISH
from reports.card import Card, Metrics, Text, cards
from reports.networks import casebook
from reports.networks.net import of_cases, places_may_be_shown
from reports.networks.page import report
from tests.asking import here, studio

ALL = CaseSelection(proof="all")
TOBACCO = CaseSelection(where=(("goods", ("tobacco",)),))
TERRORISM = CaseSelection(where=(("terrorism", ("proven",)),))


def texts(shown):
    return [part.text for part in shown if isinstance(part, Text)]


def test_the_network_is_that_of_plain_python():
    frames, net = here().cases.parts(CaseSelection()), of_cases(here(), CaseSelection())
    plain = {(f"case:{c}", f"goods:{g}") for c, g in frames.parts["goods"].select("case_id", "goods").rows()}
    for case, place, role in frames.parts["places"].select("case_id", "place", "role").iter_rows():
        if role != "jurisdiction":
            plain.add((f"case:{case}", f"place:{place}"))
    assert set(net.ties.select("start", "end").rows()) == plain and net.ties.height == len(plain)
    assert len(net.sorts("case")) == 44 and net.two_mode
    assert "group_kind" not in set(net.nodes["sort"]), "the kind of group is no node"


def test_courts_are_shown_only_where_they_are_asked_for():
    courts = of_cases(here(), CaseSelection(where=(("role", ("jurisdiction",)),)))
    assert set(courts.ties["kind"]) == {"", "jurisdiction"}


def test_a_cell_counts_each_case_once_and_names_it():
    cells = casebook.cells_of(studio(), CaseSelection(), "goods")
    plain = {}
    net = of_cases(here(), CaseSelection())
    of = {case: set(net.graph.neighbours[case]) for case in net.sorts("case")}
    for case, others in of.items():
        goods, places = ({o for o in others if o.startswith(p)} for p in ("goods:", "place:"))
        for a, b in itertools.product(goods, places):
            plain.setdefault((a[6:], b[6:]), set()).add(case[5:])
    found = {(r, c): set(ids.split(", ")) for r, c, _, ids in cells.select("row", "column", "n", "ids").iter_rows()}
    assert found == plain and all(len(ids) == n for n, ids in zip(cells["n"], found.values(), strict=True))


def test_shared_routes_are_pairs_of_origin_and_destination_in_one_case():
    found = casebook.routes_of(studio(), ALL)
    frames, plain = here().cases.parts(ALL), {}
    places = frames.parts["places"]
    for case in frames.cases["case_id"]:
        own = places.filter(case_id=case)
        ends = [set(own.filter(role=role)["place"]) for role in ("origin", "destination")]
        for pair in itertools.product(*ends):
            if pair[0] != pair[1]:
                plain[pair] = plain.get(pair, 0) + 1
    assert dict(zip(found.select("origin", "destination").rows(), found["n"], strict=True)) == plain
    assert found["n"].is_sorted(descending=True)


def test_the_matrix_opens_first_for_the_whole_casebook_and_says_why_where_a_picture_is_a_tangle():
    whole = casebook.first_screen(studio(), CaseSelection(), "", "", "goods")
    assert [card.key for card in cards(whole)] == ["networks_matrix", "networks_cells"]
    every = casebook.first_screen(studio(), ALL, "", "", "goods")
    assert any("its picture is a tangle, so the matrix comes first" in text for text in texts(every))
    asked = casebook.first_screen(studio(), ALL, "network", "", "goods")
    assert any("cannot be read as a picture" in text for text in texts(asked))
    some = casebook.first_screen(studio(), TOBACCO, "", "", "goods")
    assert [card.key for card in cards(some)] == ["networks_marks", "networks_arcs"]
    assert [card.only for card in cards(some)] == ["wide", "narrow"]


def test_no_place_stands_beside_links_to_terrorism():
    assert not places_may_be_shown(TERRORISM)
    shown = casebook.report(studio(), TERRORISM)
    assert any("No place is shown beside links to terrorism" in text for text in texts(shown))
    net = of_cases(here(), TERRORISM)
    assert net.sorts("place") == [] and net.sorts("case")
    assert "networks_matrix" not in {card.key for card in cards(shown)}
    assert "networks_routes" not in {card.key for card in cards(shown)}


def test_what_is_measured_says_of_how_much_and_how_sure_it_is():
    shown = {card.key: card for card in cards(casebook.below(studio(), CaseSelection(), "goods"))}
    between = shown["networks_between"]
    assert "of 103 nodes with a tie" in between.note and "200 draws" in between.note
    assert between.table["steady"].is_between(0, 1).all() and "no sample" in between.caution
    assert "not stable" in shown["networks_communities"].note
    assert "Modularity is not given" in shown["networks_communities"].caution
    removed = set(shown["networks_removals"].table["label"])
    assert not any(name.startswith("CB-") for name in removed), "a case is a document: it is not taken out"
    assert shown["networks_nodes"].table.height == 103 and shown["networks_ties"].table.height == 174


def test_a_small_part_is_not_taken_apart_and_says_from_which_size_on():
    few = casebook.below(studio(), CaseSelection(where=(("goods", ("fuel",)),)), "goods")
    assert any("from 20 linked nodes on" in text for text in texts(few))
    assert "networks_removals" not in {card.key for card in cards(few)}


def test_proven_and_unproven_cases_differ_in_the_legend():
    net = of_cases(here(), ALL)
    from reports.networks.worded import shown

    assert set(shown(net, ENGLISH)["kind"]) == {
        "Cases, proven",
        "Cases, not proven",
        "Goods",
        "Countries and territories",
    }


def test_cases_keep_their_own_metadata():
    from reports.exported import exported

    (card,) = [c for c in cards(casebook.first_screen(studio(), TOBACCO, "matrix", "", "goods")) if c.only == "wide"]
    export, figure = exported(studio(), card, link="", name="")
    assert figure is not None and export.about["invented"] is False
    assert export.about["filters"] == {"goods": ["tobacco"]} and export.about["handling"] == "public"
    assert "no sample" in export.about["how_not_to_read"]


@pytest.mark.parametrize("level", ["goods", "goods_group"])
def test_the_page_as_a_subject(level):
    question = Question(measure="cases", cases=TOBACCO, options=(("rows", level), ("node", "goods:tobacco")))
    shown = report(studio(), question)
    assert isinstance(shown[0], Metrics) and any(isinstance(part, Card) for part in shown)
    wrong = report(studio(), Question(measure="cases", options=(("network", "nobody"), ("view", "cloud"))))
    assert [text for text in texts(wrong) if "that is not available" in text] == [
        "The link asks for a 'network' that is not available.",
        "The link asks for a 'view' that is not available.",
    ]


def test_nothing_is_drawn_of_no_case():
    nothing = CaseSelection(
        where=(("goods", ("tobacco",)), ("linked_crime", ("human_trafficking",)), ("country", ("ISL",)))
    )
    assert casebook.first_screen(studio(), nothing, "", "", "goods") == ()
    assert isinstance(of_cases(here(), nothing).nodes, pl.DataFrame)
