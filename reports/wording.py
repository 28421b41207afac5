"""Codes in words: of a selection, of a dimension's values. The same for pages, files and the shell."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_access.places.divisions import division_names
from data_access.reference import tables as reference
from domain.cells import AT_LEAST, LABELS, MAY_BE_HERE, CellState
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS
from domain.selection import Selection
from domain.words import ENGLISH

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


MORE = "May also belong here"
"""The heading of the seizures that may belong to a row too."""
SIGN = "≥ at least: more may belong here, because one of their fields is not known"
"""What the sign in bars and cells means, wherever the table has such a column."""


def states(frame: pl.DataFrame) -> list[pl.Expr]:
    """The last columns of a table: the state of each row in words, and how many more may belong to it, if any may.

    frame: state, and possible where it is known.
    """
    labels = {state.value: label for state, label in LABELS.items()}
    plain = pl.col("state").replace(labels)
    if "possible" not in frame.columns or not (frame["possible"].fill_null(0) > 0).any():
        return [plain.alias("State")]
    more = pl.col("possible").fill_null(0) > 0
    at_least = pl.when(more & (pl.col("state") == CellState.VALUE.value)).then(pl.lit(AT_LEAST))
    may = at_least.when(more & (pl.col("state") == CellState.NOT_REPORTED.value)).then(pl.lit(MAY_BE_HERE))
    return [may.otherwise(plain).alias("State"), pl.when(more).then("possible").alias(MORE)]


def may_belong(n: int | None, dimensions: Sequence[str]) -> str:
    """What must stand beside a figure that is filtered by fields which some records leave open; '' if none does."""
    if n == 0:
        return ""
    named = [field(d) for d in dimensions]
    fields = " or ".join(filter(None, [", ".join(named[:-1]), *named[-1:]])) or "a field"
    some = "more seizures" if n is None else f"up to {ENGLISH.number(n)} more {'seizure' if n == 1 else 'seizures'}"
    return f"At least: {some} may belong here ({fields} not known)"


def field(dimension: str) -> str:
    """A dimension inside a sentence: 'transport mode', 'HS heading or code'."""
    label = DIMENSIONS[dimension].label
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def in_words(selection: Selection, sources: Mapping[str, str] | None = None) -> str:
    """The filters as a sentence for titles and exports. `sources`: code → name of those that the store holds."""
    parts = []
    if selection.start or selection.end:
        parts.append(_period(selection.start, selection.end))
    for dimension, values in selection.where:
        names = (sources or {}) if dimension == "source" else code_names(dimension, selection.scheme)
        shown = [names.get(v, PSEUDO_LABELS.get(v, v)) for v in values]
        listed = ", ".join(shown[:4]) + (f" and {len(shown) - 4} more" if len(shown) > 4 else "")
        parts.append(listed if dimension in _PLAIN else f"{DIMENSIONS[dimension].label}: {listed}")
    parts.append("exact copies left out" if selection.distinct else "exact copies counted")
    return " · ".join(parts)


def _period(start: str, end: str) -> str:
    """'2014 to 2016', 'Mar 2014 to the last month'; whole years without their months."""
    if start.endswith("-01") and end.endswith("-12"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]} to {end[:4]}"
    first = ENGLISH.month(start) if start else "the first month"
    return f"{first} to {ENGLISH.month(end) if end else 'the last month'}"


def markdown_safe(text: str) -> str:
    """Text of the data or of a reader inside markdown: nothing of it formats, links or loads (security.md, F5)."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in text.replace("\n", " "))
