"""A seizure counts once: which source counts where several may hold the same seizures.

Two rules, both published: sources of one overlap group count by precedence (the smallest number), and a record that
an operator linked to another one counts as that one. Both look only at the sources that a viewer may see and asks for:
whoever asks for the second source alone gets its records.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data_access.lattice.conditions import Condition, OneOf
from data_access.lattice.lattice import Lattice
from data_access.records import linked
from data_access.store import tables as t
from domain.entitlement import Entitlement
from domain.messages import packed


@dataclass(frozen=True)
class Ranks:
    """source → (overlap group, precedence, name)."""

    of_source: dict[str, tuple[str, int, str]]

    @classmethod
    def of(cls, connection: Connection) -> "Ranks":
        """Read them from the store."""
        s = t.Source
        rows = connection.execute(select(s.source_id, s.overlap_group, s.precedence, s.name))
        return cls({str(r[0]): (str(r[1]), int(r[2]), str(r[3])) for r in rows})


@dataclass(frozen=True)
class Scope:
    """The sources of a question, those left out of it, and what each of these gave way to.

    `hiding`: the values of `hidden_by` whose records give way, as the viewer sees and asks for what counts.
    """

    sources: frozenset[str]
    left_out: dict[str, str]
    ranks: Ranks
    hiding: tuple[str, ...]

    def conditions(self) -> list[Condition]:
        """What cells and records must meet."""
        found: list[Condition] = []
        if self.left_out:
            found.append(OneOf("source", frozenset(self.left_out), negated=True))
        if self.hiding:
            found.append(OneOf("hidden_by", frozenset(self.hiding), negated=True))
        return found

    def sentences(self) -> list[str]:
        """The rule in words for the reader (packed messages)."""
        name = {source: rank[2] for source, rank in self.ranks.of_source.items()}
        return [
            packed(
                "{source} is left out: it may include the same seizures as {other}. Filter by this source to see it.",
                source=name[out],
                other=name[kept],
            )
            for out, kept in sorted(self.left_out.items())
        ]


def scope_of(lattice: Lattice, ranks: Ranks, asked: Collection[str], entitlement: Entitlement) -> Scope:
    """The sources with records that the viewer may see, of those asked for (empty: all), and those that give way."""
    visible = lattice.sources_of(entitlement.handling)
    sources = frozenset(visible & set(asked) if asked else visible)
    left_out: dict[str, str] = {}
    for group in {ranks.of_source[s][0] for s in sources if s in ranks.of_source} - {""}:
        members = sorted((s for s in sources if ranks.of_source[s][0] == group), key=lambda s: ranks.of_source[s][1:])
        left_out |= dict.fromkeys(members[1:], members[0])
    hiding = tuple(h for h in lattice.hidden_by if linked.hides(h, sources, entitlement))
    return Scope(sources, left_out, ranks, hiding)
