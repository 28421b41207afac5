"""Counts of cases as bars and on a map: each with its counting unit, and whether a case stands in several rows."""

import polars as pl

from charts.bars import bars
from charts.maps.named import named_map
from data_access.casebook.counting import CaseCounts
from data_access.reference import tables as reference
from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES, PLACES
from domain.cases.protection import refuse_terrorism_by_place
from domain.cases.selection import CaseSelection
from domain.cells import CellState
from domain.collation import az
from domain.errors import UsageError
from domain.messages import N_
from domain.words import Words
from reports.card import Card, Column, Report, Text, number
from reports.casebook.wording import UNCHECKED, code_names
from reports.studio import Studio

UNIT = CASE_MEASURES["cases"].counting_unit
"""Marked: said where it is drawn."""
CAUTION = CASE_MEASURES["cases"].caution
NO_MAP = N_(
    "No map and no count by country is shown of links to terrorism: they are stated case by case, with basis and date."
)
_TOP = 12


def caution(words: Words) -> str:
    """How counts of cases are not to be read."""
    return " ".join([words.t(CAUTION), words.t(UNCHECKED)])


def labelled(counts: CaseCounts, dimension: str, words: Words, scheme: str = "m49") -> pl.DataFrame:
    """code, label, value, state and quiet, in the order of the counts. quiet: what is not documented."""
    names = code_names(dimension, words, scheme=scheme)
    return counts.frame.select(
        pl.col(dimension).alias("code"),
        pl.col(dimension).replace_strict(names, default=pl.col(dimension), return_dtype=pl.String).alias("label"),
        pl.col("n").cast(pl.Float64).alias("value"),
        pl.lit(CellState.VALUE.value).alias("state"),
        (pl.col(dimension) == "").alias("quiet"),
    )


def overlap_note(counts: CaseCounts, words: Words) -> str:
    """That the rows do not add up, with the number of cases behind them; '' where they do."""
    if not counts.overlapping:
        return ""
    return words.n(
        "a case may stand in several rows; {n} case in all",
        "a case may stand in several rows; {n} cases in all",
        counts.total,
    )


def bar_card(studio: Studio, selection: CaseSelection, dimension: str, *, key: str, title: str) -> Report:
    """Bars of one dimension, the most cases first, places A–Z; a click filters by it."""
    if not countable(selection, dimension):
        return ()
    words, counts = studio.words, studio.answers.cases.counts(selection, by=(dimension,))
    frame = labelled(counts, dimension, words, selection.scheme)
    if frame.is_empty():
        return ()
    known = frame.sort("quiet", "value", "label", descending=[False, True, False])
    shown = known.head(_TOP).sort(az("label")) if dimension in PLACES else known.head(_TOP)
    left = known.height - shown.height
    more = words.n("{n} more row is in the table", "{n} more rows are in the table", left) if left else ""
    drawn = bars(shown, words=words, theme=studio.theme, unit=words.t(UNIT), said=frame, places=dimension in PLACES)
    return (
        Card(
            key=key,
            title=title,
            unit=words.t(UNIT),
            drawn=drawn,
            table=known.select("label", pl.col("value").cast(pl.Int64)),
            columns=columns(words, words.t(CASE_DIMENSIONS[dimension].label)),
            selection=selection,
            caution=caution(words),
            note=" · ".join(filter(None, [overlap_note(counts, words), more])),
            filters=dimension,
        ),
    )


def columns(words: Words, heading: str) -> dict[str, Column]:
    """The headings of counts."""
    return {"label": Column(heading), "value": number(words.t("Cases"))}


def countable(selection: CaseSelection, *by: str) -> bool:
    """Whether the cases may be counted by these dimensions: links to terrorism are not counted by place."""
    try:
        refuse_terrorism_by_place(by, selection.where)
    except UsageError:
        return False
    return True


def map_card(studio: Studio, selection: CaseSelection) -> Report:
    """In how many cases each country or territory is named, in any role or the one that is filtered by."""
    words = studio.words
    if not countable(selection, "country"):
        return (Text(words.t(NO_MAP), "info"),)
    counts = studio.answers.cases.counts(selection, by=("country",))
    frame = labelled(counts, "country", words).filter(~pl.col("quiet")).sort(az("label"))
    role = words.listed([code_names("role", words)[code] for code in selection.values("role")])
    named = role or words.t("in any role: where the court is, where the goods came from, passed or went")
    return (
        Card(
            key="cases_map",
            title=words.t("Countries and territories named in the cases"),
            unit=words.t(UNIT),
            drawn=named_map(
                frame.drop("quiet"), reference.places(), words=words, theme=studio.theme, unit=words.t(UNIT)
            ),
            table=frame.select("label", pl.col("value").cast(pl.Int64)),
            columns=columns(words, words.t("Country or territory")),
            codes=frame.select(pl.col("code").alias("country")),
            selection=selection,
            caution=caution(words),
            note=" · ".join(filter(None, [named, overlap_note(counts, words)])),
            is_map=True,
            filters="country",
            phone=0.58,
            key_in_words=words.t("● area of a circle: {unit}", unit=words.t(UNIT)),
        ),
    )
