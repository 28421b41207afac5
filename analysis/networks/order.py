"""The order of the rows and columns of a matrix: like beside like, so that blocks are seen."""

import numpy as np
import polars as pl
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering  # type: ignore[import-untyped]
from scipy.spatial.distance import pdist  # type: ignore[import-untyped]

from analysis.networks.graph import Graph


def ordered(cells: pl.DataFrame, rows: str, columns: str) -> tuple[list[str], list[str]]:
    """The codes of both sides in optimal leaf order of their cosine distance (Bar-Joseph and others 2001).

    cells: rows, columns (codes), n; a pair that is not there is 0. Codes are taken in their own order first, so that
    the answer does not hang on the order of the cells.
    """
    down, across = (cells[name].unique().sort().to_list() for name in (rows, columns))
    table = np.zeros((len(down), len(across)))
    at = {code: i for i, code in enumerate(down)}, {code: i for i, code in enumerate(across)}
    for row, column, n in cells.select(rows, columns, "n").iter_rows():
        table[at[0][row], at[1][column]] = n
    return [down[i] for i in _leaves(table)], [across[i] for i in _leaves(table.T)]


def _leaves(table: np.ndarray) -> list[int]:
    """The places of the rows of a table, none of which is empty."""
    if len(table) < 3:
        return list(range(len(table)))
    distances = np.maximum(pdist(table, "cosine"), 0)  # rounding gives less than nothing
    tree = linkage(distances, "average")
    return [int(i) for i in leaves_list(optimal_leaf_ordering(tree, distances))]


def in_a_row(network: Graph) -> tuple[str, ...]:
    """The nodes in one row, neighbours near each other: part by part, each in the order of its Fiedler vector (1973).

    A part of one or two stands in the order of its names.
    """
    row: list[str] = []
    for part in network.components:
        row += part if len(part) < 3 else _by_fiedler(network.of(part))
    return tuple(row)


def _by_fiedler(part: Graph) -> list[str]:
    table = part.adjacency.toarray()
    spread = np.diag(table.sum(axis=1)) - table
    _, vectors = np.linalg.eigh(spread)
    vector = np.round(vectors[:, 1], 9)
    first = vector[np.flatnonzero(vector)[0]]
    ranked = zip(vector * np.sign(first), part.nodes, strict=True)  # the sign of a vector is nobody's choice
    return [node for _, node in sorted(ranked)]
