"""A flow in columns. Each column holds every seizure once; what was not reported is a grey block of its own."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import NOTHING, amount, from_to, halo, largest, shortened
from charts.theme import Theme, as_figure, blank
from domain.collation import key
from domain.words import Words


def sankey(
    links: pl.DataFrame,
    labels: dict[str, str],
    headings: Sequence[str],
    *,
    quiet: Sequence[str],
    words: Words,
    theme: Theme,
    unit: str,
    short: str = "",
) -> Drawn:
    """links: step, start, end, value (see analysis.flows.columns). headings: the name of each column.

    `quiet` codes (not reported, others) are grey and stand last in their column. `short`: the unit as it stands beside
    a figure.
    """
    alt = _words(links, labels, quiet=quiet, words=words, unit=unit)
    if links.is_empty() or not links["value"].sum():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    nodes = _nodes(links, labels, len(headings), quiet)
    place = {node: i for i, node in enumerate(nodes)}
    sums = _sums(links, len(headings))
    grey = [code in quiet for _, code in nodes]
    names = [shortened(labels.get(code, code), 42) for _, code in nodes]
    beside = short or unit
    texts = [f"<b>{labels.get(c, c)}</b><br>{headings[s]}: {amount(sums[s, c], beside, words)}" for s, c in nodes]
    node = {
        "label": names,
        "customdata": texts,
        "hovertemplate": "%{customdata}<extra></extra>",
        "color": [theme.not_reported if g else theme.accent for g in grey],
        "line": {"color": theme.outline, "width": 0.6},
        "pad": 14,
        "thickness": 16,
        "x": [0.001 + 0.998 * s / (len(headings) - 1) for s, _ in nodes],
        "y": _heights(nodes, sums),
    }
    rows = list(links.iter_rows(named=True))
    link = {
        "source": [place[r["step"], r["start"]] for r in rows],
        "target": [place[r["step"] + 1, r["end"]] for r in rows],
        "value": [r["value"] for r in rows],
        "color": [_tint(theme, r["start"] in quiet or r["end"] in quiet) for r in rows],
        "hovertemplate": "%{source.label} → %{target.label}<br>"
        + words.t("{n} {unit}", n="%{value:,}", unit=beside)
        + "<extra></extra>",
    }
    trace = {"type": "sankey", "arrangement": "fixed", "node": node, "link": link, "valueformat": ",.0f"}
    trace["textfont"] = {"color": theme.text, "size": 12, "shadow": halo(theme.paper)}
    heads = [_heading(text, i, len(headings), theme) for i, text in enumerate(headings)]
    margin = {"l": 8, "r": 8, "t": 34, "b": 12}
    return Drawn(as_figure(theme, [trace], {"annotations": heads, "margin": margin}, height=500), alt)


def _nodes(links: pl.DataFrame, labels: dict[str, str], count: int, quiet: Sequence[str]) -> list[tuple[int, str]]:
    """(column, code): A–Z by name, no league table of places; the quiet ones last."""
    last = list(quiet)
    return sorted(
        _sums(links, count),
        key=lambda n: (n[0], last.index(n[1]) if n[1] in last else -1, key(labels.get(n[1], n[1])), n[1]),
    )


def _sums(links: pl.DataFrame, count: int) -> dict[tuple[int, str], float]:
    found: dict[tuple[int, str], float] = {}
    for step, start, end, value in links.select("step", "start", "end", "value").iter_rows():
        found[step, start] = found.get((step, start), 0) + value
        if step == count - 2:
            found[step + 1, end] = found.get((step + 1, end), 0) + value
    return found


def _heights(nodes: list[tuple[int, str]], sums: dict[tuple[int, str], float]) -> list[float]:
    """The middle of each block from top to bottom, so that the order of the list is the order on the page."""
    heights = []
    for step in sorted({s for s, _ in nodes}):
        column = [node for node in nodes if node[0] == step]
        whole, done = sum(sums[node] for node in column) or 1, 0.02
        gap = 0.25 / max(len(column), 1)
        for node in column:
            share = 0.72 * sums[node] / whole
            heights.append(min(max(done + share / 2, 0.001), 0.999))
            done += share + gap
    return heights


def _tint(theme: Theme, quiet: bool) -> str:
    colour = theme.muted if quiet else theme.accent
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.14 if quiet else 0.34})"


def _heading(text: str, index: int, count: int, theme: Theme) -> dict[str, Any]:
    anchor = "left" if index == 0 else "right" if index == count - 1 else "center"
    place = {"x": index / (count - 1), "y": 1, "xref": "paper", "yref": "paper", "xanchor": anchor, "yanchor": "bottom"}
    return {"text": f"<b>{text}</b>", "showarrow": False, "font": {"size": 13, "color": theme.muted}, **place}


def _words(links: pl.DataFrame, labels: dict[str, str], *, quiet: Sequence[str], words: Words, unit: str) -> str:
    """The largest known links of each step, in words, A–Z."""
    known = links.filter(~pl.col("start").is_in(list(quiet)), ~pl.col("end").is_in(list(quiet)))
    if known.is_empty():
        return words.t("No link between two known places was reported in this selection.")
    starts, ends = (known[c].replace(labels) for c in ("start", "end"))
    named = known.with_columns(pl.Series("label", from_to(starts, ends, words), pl.String))
    first = words.t("Flow in columns of {unit}, each containing every seizure once.", unit=unit)
    steps = [
        words.t(
            "Of the known links of step {step}, {largest}.",
            step=str(step + 1),
            largest=largest(named.filter(pl.col("step") == step), words, most=2),
        )
        for step in sorted(known["step"].unique().to_list())
    ]
    return " ".join([first, *steps])
