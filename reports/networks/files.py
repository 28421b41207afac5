"""A network as GraphML, GEXF, CSV and JSON, with everything that must be said with it."""

import io
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx  # type: ignore[import-untyped]
import polars as pl

from charts.networks.layout import boxes, places
from domain.words import Words
from reports.exported import exported
from reports.exports import MAKER, csv_text
from reports.networks.measures import About
from reports.networks.net import Net
from reports.networks.tables import node_table, tie_table, ties_card
from reports.networks.worded import shown
from reports.studio import Studio

FORMATS = ("graphml", "gexf", "csv", "json")
PLACED = 400
"""In a larger network no places of nodes are given: whoever opens it lays it out."""
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]")
"""What no XML file can hold: the writers put it in without a word, and nobody can open the file."""
_GEXF = "http://www.gexf.net/1.2draft"  # untranslated
ET.register_namespace("", _GEXF)


def plain(value: object) -> str | float | int | bool | None:
    """A value that a file of a network can hold; null for what is left out: nothing, and what is no number."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    return _CONTROL.sub("", json.dumps(value, ensure_ascii=False, default=str))


def _given(values: Mapping[str, object]) -> dict[str, Any]:
    """The values that a file can hold."""
    found = {key: plain(value) for key, value in values.items()}
    return {key: value for key, value in found.items() if value is not None and value != ""}


def document(about: About, facts: Mapping[str, Any]) -> Any:
    """The network with its attributes (networkx): names and measures of nodes, what ties them, and what must be said.

    In a file each node has `code`, `label`, `sort`, `ties`, and where they are known `title`, `kind_of_group`, `year`,
    `place`, `proven`, `community`, `betweenness`, `x` and `y` (pixels, upwards); each tie `kind`, `weight`
    and `both_sides`.
    """
    net, labels = about.net, about.labels
    made = nx.Graph()
    made.graph.update(_given(facts))
    at = _placed(net, about.words)
    of = net.communities.of() if net.measured else {}
    between = net.between if net.measured else {}
    ids = {code: plain(code) for code in net.graph.nodes}
    for row in net.nodes.iter_rows(named=True):
        code = row["code"]
        told = {
            "code": row["ref"],
            "label": labels[code],
            "sort": row["sort"],
            "title": row["name"] if row["sort"] == "case" else "",
            "kind_of_group": row["group_kind"],
            "year": row["year"],
            "place": row["place"],
            "proven": row["proven"],
            "ties": net.graph.degrees[code],
            "community": labels.get(of.get(code, ""), ""),
            "betweenness": between.get(code),
            **at.get(code, {}),
        }
        made.add_node(ids[code], **_given(told))
    for row in net.ties.iter_rows(named=True):
        told = {"kind": row["kind"] or "goods", "weight": row["weight"], "both_sides": row["both"]}
        made.add_edge(ids[row["start"]], ids[row["end"]], **_given(told))
    return made


def _placed(net: Net, words: Words) -> dict[str, dict[str, float]]:
    """Where the nodes stand on the picture, y upwards as other programs have it."""
    nodes = shown(net, words)
    if not nodes.height or nodes.height > PLACED:
        return {}
    size = boxes([label[:28] for label in nodes["label"]], nodes["degree"].to_list())
    at = places(nodes["code"].to_list(), net.ties.select("start", "end").rows(), size)
    return {
        code: {"x": round(float(x), 1), "y": round(float(-y), 1)}
        for code, (x, y) in zip(nodes["code"], at, strict=True)
    }


def graphml_bytes(about: About, facts: Mapping[str, Any]) -> bytes:
    """GraphML: caution, sources, date and handling are attributes of the graph."""
    target = io.BytesIO()
    nx.write_graphml_xml(document(about, facts), target)
    return target.getvalue()


def gexf_bytes(about: About, facts: Mapping[str, Any]) -> bytes:
    """GEXF for Gephi, with places and sizes; what must be said stands in its description."""
    made = document(about, facts)
    for _, told in made.nodes(data=True):
        x, y = told.pop("x", None), told.pop("y", None)
        if x is not None:
            told["viz"] = {"position": {"x": x, "y": y, "z": 0.0}, "size": 4 + 2.2 * math.sqrt(told["ties"])}
    said = dict(made.graph)
    made.graph.clear()
    root = ET.fromstring("".join(nx.generate_gexf(made)))  # noqa: S314 - written a line above
    meta = root.find(f"{{{_GEXF}}}meta")
    if meta is None:
        meta = ET.SubElement(root, f"{{{_GEXF}}}meta")
    for old in meta:
        if old.tag.endswith("}creator"):
            old.text = str(said.get("made_by", ""))
    ET.SubElement(meta, f"{{{_GEXF}}}description").text = "\n".join(f"{key}: {value}" for key, value in said.items())
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def csv_bytes(about: About, facts: Mapping[str, Any]) -> bytes:
    """The ties, a row each, with the names of both ends; what must be said stands in the JSON beside it."""
    ends = about.net.ties.select(pl.col("start").alias("start_code"), pl.col("end").alias("end_code"))
    table = tie_table(about.net, about.labels, about.words)
    return csv_text(pl.concat([ends, table], how="horizontal"), include_bom=True).encode()


def json_bytes(about: About, facts: Mapping[str, Any]) -> bytes:
    """Nodes and ties with codes and names, and what must be said with them."""
    net = about.net
    table = node_table(net, about.labels, about.words, every=True)
    nodes = [{"id": code, **row} for code, row in zip(net.nodes["code"], table.to_dicts(), strict=True)]
    told = tie_table(net, about.labels, about.words).rename({"start": "start_name", "end": "end_name"})
    ties = [{"start": a, "end": b, **row} for (a, b), row in zip(_ends(net), told.to_dicts(), strict=True)]
    content = {"about": dict(facts), "nodes": nodes, "ties": ties}
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _ends(net: Net) -> list[tuple[str, str]]:
    return net.ties.select("start", "end").rows()


MAKERS: Mapping[str, Callable[[About, Mapping[str, Any]], bytes]] = {
    "graphml": graphml_bytes,
    "gexf": gexf_bytes,
    "csv": csv_bytes,
    "json": json_bytes,
}


def file_of(studio: Studio, about: About, title: str, form: str, link: str = "") -> tuple[bytes, dict[str, Any]]:
    """The content of a file (FORMATS), and what must be said with it. link: what shows the network again."""
    card = replace(ties_card(about), title=title)
    export, _ = exported(studio, card, link=link, name="")
    facts = {**export.about, "nodes": about.net.nodes.height, "ties": about.net.ties.height, "made_by": MAKER}
    return MAKERS[form](about, facts), facts
