"""Organised-crime sets: groups and the ties between them, or an adjacency matrix of pseudonymous actors.

Seven layouts: nodes (Node, Group, State, ShortName), ties (Edge, Node, Group, RNode, RGroup, weight), a square matrix
whose first column and first row hold the same labels, a matrix of actors and meetings, a list of organisations by
headings in any order (network_lists.py), a list of ties (source, target) and GraphML (network_edges.py). The network is
named after the file. What may name a person is left out before anything is stored (network_masks.py).
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from data_access.sources.base import Chunk, SourceInfo
from data_access.sources.network_edges import edge_columns, edges, graphml, weight_of, wrong_length
from data_access.sources.network_lists import given_columns, json_rows, list_columns, organisations, two_modes
from data_access.sources.network_masks import GROUP, NAMED_BY_CODE, Codes, Refused, code_may_stand, name_of, refusal
from domain.errors import SourceError
from domain.frames import GROUP_SCHEMA, RECORD_SCHEMA, REFUSED_SCHEMA, TIE_SCHEMA
from domain.messages import N_

INFO = SourceInfo(
    source_id="network",
    name=N_("Organised-crime groups and ties"),
    publisher=N_("See the file"),
    kind="statistics",
    note=N_(
        "Published sets of criminal groups or pseudonymous actors. A tie stands as reported: the other direction is "
        "never assumed."
    ),
)
NODES = ("Node", "Group", "State")
TIES = ("Node", "Group", "RNode", "RGroup", "weight")
GRAPHML = (".graphml", ".xml")
KINDS = {"alliance": "alliance", "rival": "rivalry"}
Rows = list[tuple[int, list[str]]]


class Network:
    """The adapter: `atlas import network FILE`."""

    info = INFO

    def chunks(self, path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Chunk]:
        """One chunk. Raises SourceError where the file has none of the layouts.

        columns: of a list of organisations, which part stands under which heading.
        """
        network, skipped = path.stem, 0
        header, rows = _read(path)
        refused: Refused = []
        if path.suffix.lower() in GRAPHML:
            groups, ties, refused = graphml(path, network, _kind(network))
        elif columns:
            groups, ties, skipped = organisations(given_columns(header, columns), rows, network)
        elif set(TIES) <= set(header):
            groups, ties, refused = _ties(header, rows, network.split("_")[0], _kind(path.stem))
        elif set(NODES) <= set(header):
            groups, ties, refused = _nodes(header, rows, network.split("_")[0])
        elif at := list_columns(header):
            groups, ties, skipped = organisations(at, rows, network)
        elif ends := edge_columns(header):
            groups, ties, refused = edges(ends, header, rows, network, _kind(network))
        elif both := two_modes(header, rows, network):
            groups, ties = both
        else:
            groups, ties, refused = _matrix(path.name, header, rows, network)
        yield Chunk(
            records=pl.DataFrame(schema=RECORD_SCHEMA),
            refused=pl.DataFrame(refused, schema=REFUSED_SCHEMA, orient="row"),
            rows=len(groups) + len(ties) + len(refused),
            done=1.0,
            skipped=skipped,
            others={
                "groups": pl.DataFrame(groups, schema=GROUP_SCHEMA, orient="row"),
                "ties": _mirrored(pl.DataFrame(ties, schema=_BARE, orient="row")),
            },
        )


_BARE = {name: dtype for name, dtype in TIE_SCHEMA.items() if name != "mirrored"}
Parts = tuple[list[tuple[object, ...]], list[tuple[object, ...]], Refused]


def _read(path: Path) -> tuple[list[str], Rows]:
    """Headings and rows; none of GraphML, which is no table."""
    ending = path.suffix.lower()
    if ending in GRAPHML:
        return [], []
    return json_rows(path) if ending == ".json" else _table(path)


def _table(path: Path) -> tuple[list[str], Rows]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            rows = [(reader.line_num, [c.strip() for c in r]) for r in reader if any(r)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError("{name}: the file cannot be read ({error}).", name=path.name, error=error) from error
    if not rows:
        raise SourceError("{name}: the file is empty.", name=path.name)
    return rows[0][1], rows[1:]


def _kind(name: str) -> str:
    return next((kind for word, kind in KINDS.items() if word in name.casefold()), "contact")


def _cells(header: list[str], number: int, cells: list[str], refused: Refused) -> dict[str, str] | None:
    """The cells by heading; null where the row is set aside: of another length, or with a name in place of a code."""
    if len(cells) != len(header):
        refused.append(refusal(number, "", "", wrong_length(cells, header), cells))
        return None
    fields = dict(zip(header, cells, strict=True))
    for heading in ("Node", "RNode"):
        if heading in fields and not code_may_stand(fields[heading]):
            refused.append(refusal(number, heading, "", NAMED_BY_CODE, cells))
            return None
    return fields


def _nodes(header: list[str], rows: Rows, network: str) -> Parts:
    refused: Refused = []
    read = [(n, _cells(header, n, c, refused)) for n, c in rows]
    groups: list[tuple[object, ...]] = [
        (n, network, c["Node"], name_of(c["Group"]), c["State"], GROUP) for n, c in read if c is not None
    ]
    return groups, [], refused


def _ties(header: list[str], rows: Rows, network: str, kind: str) -> Parts:
    refused: Refused = []
    ties: list[tuple[object, ...]] = []
    for number, cells in rows:
        fields = _cells(header, number, cells, refused)
        if fields is None:
            continue
        weight = weight_of(fields["weight"])
        if weight is None:
            refused.append(refusal(number, "weight", fields["weight"], NO_WEIGHT, cells))
        else:
            ties.append((number, network, fields["Node"], fields["RNode"], kind, weight))
    return [], ties, refused


def _matrix(name: str, header: list[str], rows: Rows, network: str) -> Parts:
    labels = header[1:]
    square = len(labels) == len(rows) > 1 and [c[0] for _, c in rows] == labels
    if not square:
        raise SourceError(
            "{name}: this is no list of groups ({nodes}), no list of ties ({ties}; or source, target), no list of "
            "organisations (Organisation, Country, Alias), no square matrix with the same labels on both sides and no "
            "matrix of actors and meetings with other labels on each side. If it is a list of organisations, say which "
            "column holds what: --set name=COLUMN, and where there are such columns --set countries=COLUMN, --set "
            "aliases=COLUMN, --set code=COLUMN and --set type=COLUMN. The file has: {header}.",
            name=name,
            nodes=", ".join(NODES),
            ties=", ".join(TIES),
            header=", ".join(header)[:300],
        )
    codes = Codes(labels)
    groups: list[tuple[object, ...]] = [codes.node(n, network, c[0]) for n, c in rows]
    ties: list[tuple[object, ...]] = []
    refused: Refused = []
    for number, cells in rows:
        if len(cells) != len(header):
            refused.append(refusal(number, "", "", wrong_length(cells, header), cells))
            continue
        for label, text in zip(labels, cells[1:], strict=True):
            weight = weight_of(text or "0")
            if weight is None:
                refused.append(refusal(number, codes.of(label), text, NO_WEIGHT, (cells[0], label, text)))
            elif weight:
                ties.append((number, network, codes.of(cells[0]), codes.of(label), "contact", weight))
    return groups, ties, refused


NO_WEIGHT = N_("the weight is not a number")


def _mirrored(ties: pl.DataFrame) -> pl.DataFrame:
    """With `mirrored`: the other direction is reported too."""
    back = ties.select(
        "network",
        "kind",
        pl.col("to_code").alias("from_code"),
        pl.col("from_code").alias("to_code"),
        pl.lit(True).alias("mirrored"),
    ).unique()
    joined = ties.join(back, on=["network", "kind", "from_code", "to_code"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("mirrored").fill_null(False)).select(list(TIE_SCHEMA))
