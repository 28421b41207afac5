"""Each format of a network is opened again and says the same; nothing breaks a file."""

import csv
import io
import json
import math
from dataclasses import replace

import networkx as nx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.selection import CaseSelection
from domain.selection import Selection
from domain.words import ENGLISH
from reports.networks import casebook, files
from reports.networks.measures import About
from reports.networks.net import NODES, TIES, Net
from reports.networks.worded import labels
from tests.asking import studio

TOBACCO = CaseSelection(where=(("goods", ("tobacco",)),))
ASKED = {
    "caution": "Careful.",
    "prefix": "networks",
    "among": None,
    "ranked": True,
    "selection": Selection(),
    "rest": {},
}


@pytest.fixture
def about():
    return casebook.about_of(studio(), TOBACCO, "goods")


def content(about, form):
    return files.file_of(studio(), about, "A network", form, "http://localhost/networks")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_file_for_other_programs_reads_back_equal(about, form):
    made, facts = content(about, form)
    read = nx.read_graphml(io.BytesIO(made)) if form == "graphml" else nx.read_gexf(io.BytesIO(made))
    net = about.net
    assert set(read.nodes) == set(net.nodes["code"])
    assert {frozenset(edge[:2]) for edge in read.edges} == {
        frozenset(t) for t in net.ties.select("start", "end").rows()
    }
    for code, told in read.nodes(data=True):
        assert told["label"] == about.labels[code] and told["ties"] == net.graph.degrees[code]
        assert told["betweenness"] == pytest.approx(net.between[code])
    kinds = {(row["start"], row["end"]): row["kind"] or "goods" for row in net.ties.iter_rows(named=True)}
    for start, end, told in read.edges(data=True):
        assert told["kind"] == kinds.get((start, end), kinds.get((end, start)))
    text = made.decode()
    for said in (facts["how_not_to_read"], facts["downloaded_at"], "handling", "http://localhost/networks"):
        assert said in text
    assert "<creator>NetworkX" not in text


def test_graphml_carries_what_must_be_said_as_attributes_of_the_graph(about):
    made, facts = content(about, "graphml")
    graph = nx.read_graphml(io.BytesIO(made)).graph
    assert graph["how_not_to_read"] == facts["how_not_to_read"] and graph["title"] == facts["title"]
    assert json.loads(graph["sources"])[0]["source"] == "casebook" and graph["data_version"] == facts["data_version"]


def test_gexf_has_places_upwards_and_sizes(about):
    made, _ = content(about, "gexf")
    read = nx.read_gexf(io.BytesIO(made))
    views = [told["viz"] for _, told in read.nodes(data=True)]
    assert all(view["position"]["y"] <= 0 and view["size"] > 4 for view in views)
    assert len({(v["position"]["x"], v["position"]["y"]) for v in views}) == len(views)


def test_tables_read_back(about):
    made, facts = content(about, "csv")
    rows = list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"))))
    assert len(rows) == facts["ties"] and {"start_code", "end_code", "kind"} <= set(rows[0])
    document = json.loads(content(about, "json")[0])
    assert [len(document[part]) for part in ("nodes", "ties")] == [facts["nodes"], facts["ties"]]
    assert document["about"]["how_not_to_read"] == facts["how_not_to_read"]
    assert {node["id"] for node in document["nodes"]} == set(about.net.nodes["code"])


def made_up(name: str, place: str, weight: float) -> About:
    rows = [(c, "group", c, n, p, None, "", None) for c, n, p in (("a", name, place), ("b", "", ""))]
    nodes = pl.DataFrame(rows, schema=NODES, orient="row")
    ties = pl.DataFrame([("a", "b", "contact", weight, False)], schema=TIES, orient="row")
    net = Net(nodes, ties, two_mode=False)
    return About(net=net, labels=labels(net, ENGLISH), words=ENGLISH, **ASKED)


@given(st.text(max_size=12), st.text(max_size=6), st.floats())
def test_no_text_and_no_number_breaks_a_file(name, place, weight):
    about = made_up(name, place, weight)
    facts = {"title": name, "link": None, "none": [None, name], "odd": math.nan}
    for made, read in (
        (files.graphml_bytes(about, facts), nx.read_graphml),
        (files.gexf_bytes(about, facts), nx.read_gexf),
    ):
        found = read(io.BytesIO(made))
        assert set(found.nodes) == {"a", "b"} and found.number_of_edges() == 1
        assert math.isfinite(found.edges["a", "b"].get("weight", 1.0))


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1fb", "\uffff", "a\x08"])
def test_what_no_xml_holds_goes(bad):
    made = files.graphml_bytes(made_up(f"Los {bad}", "", 1.0), {"title": bad})
    label = nx.read_graphml(io.BytesIO(made)).nodes["a"]["label"]
    assert label.startswith("Los") and not set(label) & set("\x00\x08\x1f\uffff")


def test_nothing_and_what_is_no_number_is_left_out():
    assert [files.plain(v) for v in (None, math.inf, math.nan, True, 3, "x", ["y"])] == [
        *(None, None, None), True, 3, "x", '["y"]',
    ]  # fmt: skip


def test_a_large_network_has_no_places(about, monkeypatch):
    monkeypatch.setattr(files, "PLACED", 3)
    made, _ = content(replace(about), "gexf")
    assert b"viz:position" not in made
