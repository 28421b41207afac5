"""Lists of ties and GraphML; and that no layout lets a person's name in."""

import networkx as nx
import pytest

from data_access.sources.network import Network
from domain.errors import SourceError

NAME = "Pedro Inventado"


def read(path, text, columns=None):
    path.write_text(text, encoding="utf-8")
    (chunk,) = Network().chunks(path, columns)
    return chunk


def test_a_list_of_ties_names_its_nodes_and_sets_bad_rows_aside(tmp_path):
    text = "Source,Target,Weight,Type\nN1,N2,3,alliance\nN2,Los Inventados,,\nN3,,1,x\nN4,N5,-2,x\nN4,N5,much,x\nN1\n"
    chunk = read(tmp_path / "edges.csv", text)
    assert chunk.others["ties"].select("from_code", "to_code", "kind", "weight").rows() == [
        ("N1", "N2", "alliance", 3.0),
        ("N2", "Los Inventados", "contact", 1.0),
    ]
    assert chunk.others["groups"].select("code", "name", "sort").rows() == [
        ("Los Inventados", "Los Inventados", "group"),
        ("N1", "", "actor"),
        ("N2", "", "actor"),
    ]
    assert chunk.refused.select("row", "field", "value").rows() == [
        (4, "Target", ""),
        (5, "Weight", "-2"),
        (6, "Weight", "much"),
        (7, "", ""),
    ]


def test_graphml_with_its_attributes_an_undirected_tie_in_both_directions(tmp_path):
    made = nx.Graph()
    made.add_node("N1", label="Los Inventados", place="Somewhere")
    made.add_node("N2", label=NAME)
    made.add_edge("N1", "N2", weight=2.5, kind="rivalry")
    path = tmp_path / "made.graphml"
    nx.write_graphml(made, path)
    (chunk,) = Network().chunks(path)
    assert chunk.others["groups"].select("code", "name", "place_reported", "sort").rows() == [
        ("N1", "Los Inventados", "Somewhere", "group"),
        ("N2", "", "", "actor"),
    ]
    assert chunk.others["ties"].select("from_code", "to_code", "kind", "weight", "mirrored").rows() == [
        ("N1", "N2", "rivalry", 2.5, True),
        ("N2", "N1", "rivalry", 2.5, True),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no xml", "no GraphML file that can be read"),
        ('<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "b">]><g/>', "DOCTYPE"),
        ('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"/></graphml>', "no node"),
    ],
)
def test_what_is_no_graphml_is_refused_in_words(tmp_path, text, said):
    with pytest.raises(SourceError, match=said):
        read(tmp_path / "bad.graphml", text)


LAYOUTS = {
    "BAD_Nodes.csv": f'Node,Group,State,ShortName\nN1,{NAME},X,Y\nN2,"{NAME}, El Apodo",X,Y\n{NAME},Los B,X,Y\n',
    "BAD_Ties.csv": f"Edge,Node,Group,RNode,RGroup,weight\nE1,N1,{NAME},N2,Los B,1\nE2,{NAME},a,N2,b,1\nE3,N1,{NAME},N2,b,much\nE4,N1,{NAME}\n",
    "matrix.csv": f",{NAME},2\n{NAME},0,1\n2,{NAME},0\n",
    "met.csv": f",Monday,Tuesday\n{NAME},1,0\nA2,1,1\n",
    "edges.csv": f"source,target,weight\n{NAME},N2,1\nN2,{NAME},{NAME}\n",
    "list.csv": f"Active in,Type,Organisation,Aliases,No\nItaly,group,{NAME} group,{NAME}; TI,7\nMalta,group,Traders,{NAME}; TR,8\n",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_layout_lets_the_name_of_a_person_in(tmp_path, name):
    chunk = read(tmp_path / name, LAYOUTS[name])
    every = [*chunk.others.values(), chunk.refused]
    assert not any("Inventado" in str(frame.rows()) or "Apodo" in str(frame.rows()) for frame in every)
    assert sum(frame.height for frame in every)


def test_a_node_that_is_masked_has_one_code_in_all_its_ties(tmp_path):
    text = f",{NAME},Juana Otra,x1\n{NAME},0,4,0\nJuana Otra,0,0,1\nx1,2,0,0\n"
    chunk = read(tmp_path / "matrix.csv", text)
    assert chunk.others["groups"]["code"].to_list() == ["x2", "x3", "x1"]
    assert chunk.others["ties"].select("from_code", "to_code").rows() == [("x2", "x3"), ("x3", "x1"), ("x1", "x2")]


def test_a_name_in_the_place_of_a_code_is_said_with_its_row_and_field(tmp_path):
    chunk = read(tmp_path / "BAD_Nodes.csv", LAYOUTS["BAD_Nodes.csv"])
    assert chunk.refused.select("row", "field").rows() == [(4, "Node")]
    assert chunk.others["groups"].select("code", "name").rows() == [("N1", ""), ("N2", "")]
