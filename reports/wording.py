"""Codes in words: of a selection, of a dimension's values. The same for pages, files and the shell."""

import polars as pl

from data_access.divisions import division_names
from data_access.reference import tables as reference
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS
from domain.selection import Selection

TABLES = {
    "country": "places",
    "producing": "places",
    "departure": "places",
    "destination": "places",
    "goods": "goods",
    "goods_group": "goods",
    "mode": "modes",
}
"""Dimension → the table that names its codes."""
WORDED = {"illicit": ILLICIT_REASONS, "agency_kind": AGENCY_KINDS}
"""Dimensions whose codes are few and fixed."""
_PLAIN = ("country", "region", "goods", "goods_group", "mode", "year", "month", "division")
"""What is filtered by without a word before it; the other roles of a country would be taken for its seizures."""


def code_names(dimension: str, scheme: str) -> dict[str, str]:
    """Code → words of a dimension; {} where the codes are words already."""
    if dimension in WORDED:
        return dict(WORDED[dimension])
    if dimension == "region":
        return dict(reference.regions(scheme).select("region", "name").iter_rows())
    if dimension == "division":
        return division_names()
    return reference.names(TABLES[dimension]) if dimension in TABLES else {}


def labelled(frame: pl.DataFrame, dimension: str, scheme: str = "m49") -> pl.DataFrame:
    """The frame with `code` and a `label` in words for a dimension."""
    names = code_names(dimension, scheme)
    codes = frame[dimension].unique().to_list()
    words = {c: PSEUDO_LABELS[c] if c in PSEUDO_LABELS else names.get(c, c) for c in codes}
    return frame.with_columns(
        pl.col(dimension).alias("code"),
        pl.col(dimension).replace_strict(words, return_dtype=pl.String).alias("label"),
    )


def in_words(selection: Selection) -> str:
    """The filters as a sentence for titles and exports."""
    parts = []
    if selection.start or selection.end:
        parts.append(f"{selection.start or 'first'} to {selection.end or 'last month'}")
    for dimension, values in selection.where:
        names = code_names(dimension, selection.scheme)
        shown = [names.get(v, PSEUDO_LABELS.get(v, v)) for v in values]
        listed = ", ".join(shown[:4]) + (f" and {len(shown) - 4} more" if len(shown) > 4 else "")
        parts.append(listed if dimension in _PLAIN else f"{DIMENSIONS[dimension].label}: {listed}")
    parts.append("exact copies left out" if selection.distinct else "exact copies counted")
    return " · ".join(parts)


def markdown_safe(text: str) -> str:
    """Text of the data or of a reader inside markdown: nothing of it formats, links or loads (security.md, F5)."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in text.replace("\n", " "))
