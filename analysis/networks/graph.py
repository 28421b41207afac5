"""A network as a value: who is in it, and which pairs are tied; all in order, so that it is drawn the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Graph:
    """Nodes and ties without direction, each once and sorted (see `graph`).

    A tie that only one side reports is a tie. Weights are not used: they count states, calls or cases, which are no
    distances.
    """

    nodes: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]

    @cached_property
    def at(self) -> dict[str, int]:
        """Node → its place in `nodes`."""
        return {node: i for i, node in enumerate(self.nodes)}

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """The ties by the places of their ends."""
        return [(self.at[a], self.at[b]) for a, b in self.ties]

    @cached_property
    def adjacency(self) -> csr_matrix:
        """1 where two nodes are tied, in both directions."""
        n, pairs = len(self.nodes), self.pairs
        rows = [a for a, _ in pairs] + [b for _, b in pairs]
        columns = [b for _, b in pairs] + [a for a, _ in pairs]
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))

    @cached_property
    def rx(self) -> "rx.PyGraph[int, None]":
        """For rustworkx: the node at a place has that number."""
        made: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
        made.add_nodes_from(range(len(self.nodes)))
        made.add_edges_from_no_data(self.pairs)
        return made

    @cached_property
    def degrees(self) -> dict[str, int]:
        """Node → how many others it is tied to."""
        found = dict.fromkeys(self.nodes, 0)
        for a, b in self.ties:
            found[a] += 1
            found[b] += 1
        return found

    @cached_property
    def neighbours(self) -> dict[str, tuple[str, ...]]:
        """Node → those it is tied to, in order."""
        found: dict[str, list[str]] = {node: [] for node in self.nodes}
        for a, b in self.ties:
            found[a].append(b)
            found[b].append(a)
        return {node: tuple(sorted(others)) for node, others in found.items()}

    def without(self, gone: Iterable[str]) -> "Graph":
        """What is left when some nodes are taken out, and their ties with them."""
        left = set(gone)
        return Graph(
            tuple(n for n in self.nodes if n not in left),
            tuple(t for t in self.ties if t[0] not in left and t[1] not in left),
        )

    def of(self, nodes: Iterable[str]) -> "Graph":
        """Some nodes and the ties between them."""
        kept = set(nodes)
        return self.without(node for node in self.nodes if node not in kept)

    @cached_property
    def components(self) -> tuple[tuple[str, ...], ...]:
        """What hangs together, the largest first, then by name; a node without a tie is a component of its own."""
        parts = [tuple(self.nodes[i] for i in sorted(part)) for part in rx.connected_components(self.rx)]
        return tuple(sorted(parts, key=lambda part: (-len(part), part)))

    @cached_property
    def distances(self) -> NDArray[np.float64]:
        """Steps between two nodes; infinite where no way leads from one to the other."""
        return np.asarray(rx.distance_matrix(self.rx, parallel_threshold=10**6, null_value=np.inf))


def graph(nodes: Iterable[str], ties: Iterable[tuple[str, str]]) -> Graph:
    """A network of nodes and of pairs, in any order and direction; ends that are not among the nodes are added.

    A tie of a node with itself is left out.
    """
    pairs = {(min(a, b), max(a, b)) for a, b in ties if a != b}
    every = {*nodes, *(end for pair in pairs for end in pair)}
    return Graph(tuple(sorted(every)), tuple(sorted(pairs)))
