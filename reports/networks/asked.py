"""What the page of networks is asked: which network, how it is looked at, by which ties, which node stands out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from data_access.answers import Answers
from domain.messages import N_
from domain.words import Words
from reports.card import Text

GOODS = ("goods", "goods_group")
"""The rows of the matrix and the nodes for goods: single goods, or their groups."""
VIEWS = {"matrix": N_("Matrix"), "network": N_("Network")}
ALL_KINDS = "all"
"""All kinds of ties at once."""
MOST_NODES, MOST_TIES = 120, 250
"""Of a larger network the matrix opens first: its picture can no longer be read."""
MOST_DRAWN = 600
"""A larger network is not drawn at all: its layout would take minutes, and nobody could read it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """network: the name of an imported one, '' for the casebook. view: '' until somebody chooses. kind: of ties, of an
    imported network. node: the code of the one that stands out, '' for none. level: see GOODS.
    """

    network: str = ""
    view: str = ""
    kind: str = ""
    node: str = ""
    level: str = GOODS[0]
    notes: tuple[Text, ...] = ()


def read(answers: Answers, own: Callable[[str], str], words: Words) -> Asked:
    """The parameters of an address; in place of what makes no sense stands the usual, and a note says so."""
    notes: list[Text] = []

    def one(key: str, known: Sequence[str]) -> str:
        given = own(key)
        if given and given not in known:
            text = words.t("The link asks for a '{key}' that is not available.", key=key)
            notes.append(Text(text, "error"))
        return given if given in known else known[0]

    listed = answers.networks.listed()
    network = one("network", ("", *listed["network"]))
    kinds = kinds_of(listed, network)
    kind = one("ties", kinds) if network else ""
    view, level = one("view", ("", *VIEWS)), one("rows", GOODS)
    node = own("node")[:200]
    return Asked(network=network, view=view, kind=kind, node=node, level=level, notes=tuple(notes))


def kinds_of(listed: pl.DataFrame, network: str) -> tuple[str, ...]:
    """The kinds of ties of an imported network, and all of them where there are several."""
    named = listed.filter(pl.col("network") == network)["kinds"].to_list()
    kinds = tuple(kind for kind in (named[0].split(", ") if named else []) if kind)
    return (*kinds, ALL_KINDS) if len(kinds) > 1 else kinds or (ALL_KINDS,)


def drawable(nodes: int) -> bool:
    """Whether a picture is drawn when it is asked for."""
    return nodes <= MOST_DRAWN


def readable(nodes: int, ties: int) -> bool:
    """Whether a picture of marks and ties can still be read."""
    return nodes <= MOST_NODES and ties <= MOST_TIES
