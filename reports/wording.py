"""Codes in words: of a selection, of a dimension's values. The same for pages, files and the shell."""

from collections.abc import Mapping, Sequence

import polars as pl

from data_access.places.divisions import division_names
from data_access.reference import tables as reference
from domain.cells import AT_LEAST, LABELS, MAY_BE_HERE, MEANINGS, CellState
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS
from domain.languages import ENGLISH_CODE
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Column

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
_MOST = 4
"""So many names of a filter are listed, then 'and n more'."""
_PLAIN = ("country", "region", "goods", "goods_group", "mode", "year", "month", "division")
"""What is filtered by without a word before it; the other roles of a country would be taken for its seizures."""


def code_names(dimension: str, scheme: str, words: Words) -> dict[str, str]:
    """Code → words of a dimension; {} where the codes are words already."""
    if dimension in WORDED:
        return {code: words.t(label) for code, label in WORDED[dimension].items()}
    if dimension == "region":
        return dict(reference.regions(scheme).select("region", "name").iter_rows())
    if dimension == "division":
        return division_names()
    return reference.names(TABLES[dimension]) if dimension in TABLES else {}


def labelled(frame: pl.DataFrame, dimension: str, words: Words, scheme: str = "m49") -> pl.DataFrame:
    """The frame with `code` and a `label` in words for a dimension."""
    names = code_names(dimension, scheme, words)
    codes = frame[dimension].unique().to_list()
    labels = {c: words.t(PSEUDO_LABELS[c]) if c in PSEUDO_LABELS else names.get(c, c) for c in codes}
    return frame.with_columns(
        pl.col(dimension).alias("code"),
        pl.col(dimension).replace_strict(labels, return_dtype=pl.String).alias("label"),
    )


MORE = "possible"
"""The column of the seizures that may belong to a row too, in every table that has one."""
SIGN = N_("≥ at least")
"""What the sign in bars and cells means, wherever the table has such a column."""


def states(frame: pl.DataFrame, words: Words) -> list[pl.Expr]:
    """The last columns of a table: `state` in words, and `possible`, how many more may belong to a row, if any may.

    frame: state, and possible where it is known. `state_columns` has their headings.
    """
    plain = pl.col("state").replace({state.value: words.t(label) for state, label in LABELS.items()})
    if MORE not in frame.columns or not (frame[MORE].fill_null(0) > 0).any():
        return [plain.alias("state")]
    more = pl.col(MORE).fill_null(0) > 0
    at_least = pl.when(more & (pl.col("state") == CellState.VALUE.value)).then(pl.lit(words.t(AT_LEAST)))
    may = at_least.when(more & (pl.col("state") == CellState.NOT_REPORTED.value)).then(pl.lit(words.t(MAY_BE_HERE)))
    return [may.otherwise(plain).alias("state"), pl.when(more).then(MORE).alias(MORE)]


def state_columns(words: Words) -> dict[str, Column]:
    """The headings of the columns that `states` makes."""
    meanings = [
        words.t("**{state}**: {meaning}.", state=words.t(LABELS[state]), meaning=words.t(meaning))
        for state, meaning in MEANINGS.items()
    ]
    more = words.t("Seizures that may belong here too, because a field of theirs is not known.")
    return {
        "state": Column(words.t("What is known"), help="\n\n".join(meanings)),
        MORE: Column(words.t("May also belong here"), format="localized", help=more),
    }


def may_belong(n: int | None, dimensions: Sequence[str], words: Words) -> str:
    """What must stand beside a figure that is filtered by fields which some records leave open; '' if none does.

    n: how many they are, None where that is not known.
    """
    if n == 0:
        return ""
    fields = _open_fields(dimensions, words)
    if n is None:
        return words.t("At least: more seizures may belong here ({fields} not known)", fields=fields)
    return words.n(
        "At least: up to {n} more seizure may belong here ({fields} not known)",
        "At least: up to {n} more seizures may belong here ({fields} not known)",
        n,
        fields=fields,
    )


def _open_fields(dimensions: Sequence[str], words: Words) -> str:
    """'transport mode or intended destination'."""
    return words.either([field(d, words) for d in dimensions]) or words.t("a field")


def field(dimension: str, words: Words) -> str:
    """A dimension inside a sentence: 'transport mode', 'HS heading or code'."""
    return words.t(DIMENSIONS[dimension].inside)


def inside(name: str, words: Words) -> str:
    """The name of goods or of a mode inside a sentence: 'heroin', 'MDMA'.

    The tables of names are in English, whose common nouns are small there; in other languages a name stays as it is.
    """
    if words.language != ENGLISH_CODE or name[:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def in_words(selection: Selection, words: Words, sources: Mapping[str, str] | None = None) -> str:
    """The filters as a sentence for titles and exports. `sources`: code → name of those that the store holds."""
    parts = []
    if selection.start or selection.end:
        parts.append(_period(selection.start, selection.end, words))
    for dimension, values in selection.where:
        names = (sources or {}) if dimension == "source" else code_names(dimension, selection.scheme, words)
        shown = [names[v] if v in names else words.t(PSEUDO_LABELS[v]) if v in PSEUDO_LABELS else v for v in values]
        listed = words.listed(shown, most=_MOST) if len(shown) > _MOST else words.comma(shown)
        if dimension not in _PLAIN:
            listed = words.t("{dimension}: {names}", dimension=words.t(DIMENSIONS[dimension].label), names=listed)
        parts.append(listed)
    return " · ".join([*parts, copies(selection, words)])


def copies(selection: Selection, words: Words) -> str:
    """Whether exact copies count in a selection."""
    return words.t("exact copies left out") if selection.distinct else words.t("exact copies counted")


def _period(start: str, end: str, words: Words) -> str:
    """'2014 to 2016', 'Mar 2014 to the last month'; whole years without their months."""
    if start.endswith("-01") and end.endswith("-12"):
        return between(start[:4], end[:4], words)
    if not start:
        return words.t("the first month to {last}", last=words.month(end))
    if not end:
        return words.t("{first} to the last month", first=words.month(start))
    return words.t("{first} to {last}", first=words.month(start), last=words.month(end))


def between(first: str, last: str, words: Words) -> str:
    """'2014-01 to 2016-12', '2014' for one period, '' where there is none."""
    return first if first == last else words.t("{first} to {last}", first=first, last=last)


def markdown_safe(text: str) -> str:
    """Text of the data or of a reader inside markdown: nothing of it formats, links or loads (security.md, F5)."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in text.replace("\n", " "))
