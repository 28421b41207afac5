"""Two more layouts of networks: a list of ties by headings (source, target), and GraphML."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data_access.sources.network_masks import GROUP, Codes, Refused, Row, name_of, refusal
from domain.errors import SourceError
from domain.messages import N_, packed

ENDS = (("source", "target"), ("from", "to"))
"""Headings of the two ends of a tie, in small letters."""
CONTACT = "contact"
"""The kind of a tie of which the file says nothing else."""
NO_NUMBER = N_("the weight is not a number above zero")
_KIND = 20
"""Letters of a kind of tie that the store holds."""
_HEAD = 4096
Rows = list[tuple[int, list[str]]]
Parts = tuple[list[Row], list[Row], Refused]


def weight_of(text: str) -> float | None:
    """A weight as it is written; null for what is no finite number."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def edge_columns(header: list[str]) -> dict[str, int]:
    """Which column holds what of a list of ties; {} where this is none."""
    plain = [heading.strip().casefold() for heading in header]
    for start, end in ENDS:
        if start in plain and end in plain:
            more = {name: plain.index(name) for name in ("weight", "kind", "type") if name in plain}
            return {"start": plain.index(start), "end": plain.index(end)} | more
    return {}


def edges(at: dict[str, int], header: list[str], rows: Rows, network: str, kind: str) -> Parts:
    """Nodes and ties of a list of ties. A row without an end, or with a weight that is none, is set aside."""
    refused: Refused = []
    good: list[tuple[int, str, str, str, float]] = []
    for number, cells in rows:
        if len(cells) != len(header):
            refused.append(refusal(number, "", "", wrong_length(cells, header), cells))
            continue
        told = {part: cells[column].strip() for part, column in at.items()}
        weight = weight_of(told.get("weight") or "1")
        if not told["start"] or not told["end"]:
            missing = "start" if not told["start"] else "end"
            refused.append(refusal(number, header[at[missing]], "", N_("one end of the tie is missing"), cells))
        elif weight is None or weight <= 0:
            refused.append(refusal(number, header[at["weight"]], told["weight"], NO_NUMBER, cells))
        else:
            of = (told.get("kind") or told.get("type") or kind)[:_KIND]
            good.append((number, told["start"], told["end"], of, weight))
    codes = Codes(label for _, start, end, *_ in good for label in (start, end))
    groups = {codes.of(label): (row, label) for row, start, end, *_ in reversed(good) for label in (start, end)}
    nodes = [codes.node(row, network, label) for row, label in groups.values()]
    ties: list[Row] = [(row, network, codes.of(a), codes.of(b), of, weight) for row, a, b, of, weight in good]
    return sorted(nodes, key=lambda node: str(node[2])), ties, refused


def wrong_length(cells: list[str], header: list[str]) -> str:
    """Why a row of another length is set aside."""
    return packed("the row has {n} fields, the header {n_2}", n=len(cells), n_2=len(header))


def graphml(path: Path, network: str, kind: str) -> Parts:
    """Nodes and ties of a GraphML file; an undirected tie stands in both directions. Raises SourceError.

    Read of a node: its id, `label` or `name`, `place` or `state`; of a tie: `weight`, `kind` or `type`.
    """
    import networkx as nx  # type: ignore[import-untyped]

    with path.open("rb") as stream:
        head = stream.read(_HEAD).upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise SourceError("{name}: GraphML with definitions of its own (DOCTYPE) is not read.", name=path.name)
    try:
        found = nx.read_graphml(path)
    except Exception as error:  # the parser and networkx raise what they like
        raise SourceError(
            "{name}: this is no GraphML file that can be read ({error}).", name=path.name, error=type(error).__name__
        ) from error
    if not found.number_of_nodes():
        raise SourceError("{name}: the file holds no node.", name=path.name)
    codes = Codes(str(node) for node in found.nodes)
    nodes: list[Row] = []
    for number, (node, told) in enumerate(found.nodes(data=True), 1):
        row = codes.node(number, network, str(node))
        label = name_of(_text(told, "label", "name"))
        place = _text(told, "place", "state")
        nodes.append((*row[:3], label or row[3], place, GROUP if label else row[5]))
    ties: list[Row] = []
    refused: Refused = []
    for number, (start, end, told) in enumerate(found.edges(data=True), 1):
        weight = weight_of(str(told.get("weight", 1)))
        if weight is None or weight <= 0:
            refused.append(refusal(number, "weight", str(told.get("weight")), NO_NUMBER, (str(start), str(end))))
            continue
        of = (_text(told, "kind", "type") or kind)[:_KIND]
        ties += [
            (number, network, a, b, of, weight) for a, b in _directions(found, codes.of(str(start)), codes.of(str(end)))
        ]
    return nodes, ties, refused


def _directions(found: Any, start: str, end: str) -> Iterator[tuple[str, str]]:
    yield start, end
    if not found.is_directed():
        yield end, start


def _text(told: dict[str, Any], *names: str) -> str:
    """The first of some attributes that says something."""
    return next((" ".join(str(told[name]).split()) for name in names if told.get(name)), "")
