"""What a page found, in a sentence or two below its title: derived from its figures; where they say too little, none.

No place is ranked here: what a place reported is said beside its coverage, in the figures and the lists.
"""

from collections.abc import Iterator

import polars as pl

from data_access.reference import tables as reference
from domain.dimensions import KIND_NOT_KNOWN, NOT_KNOWN
from domain.selection import Selection
from reports.card import Report, Text, records
from reports.studio import Studio
from reports.wording import code_names, inside, markdown_safe

MOSTLY = 0.5
"""What more than this share of the seizures has in common is worth a sentence."""
_UNNAMED = {*NOT_KNOWN["goods"], *KIND_NOT_KNOWN.values()}


def finding(studio: Studio, selection: Selection) -> Report:
    """What most seizures include; then of many places the year with the most, of one place how goods were moved."""
    one_place = len(selection.values("country")) == 1
    found = [*_goods(studio, selection), *(_mode if one_place else _year)(studio, selection)]
    said = markdown_safe(" ".join(sentence for sentence, _, _ in found))
    return (Text(said, ways=tuple((figure, records(behind)) for _, figure, behind in found)),) if found else ()


def of_goods(studio: Studio, selection: Selection) -> str:
    """What most of the seizures include, '' where no goods are in most of them."""
    return _sentence(_goods(studio, selection))


def of_year(studio: Studio, selection: Selection) -> str:
    """The year with the most seizures of several places, '' where no single year has the most."""
    return "" if len(selection.values("country")) == 1 else _sentence(_year(studio, selection))


def of_mode(studio: Studio, selection: Selection) -> str:
    """How most of the goods were moved, '' where too few records name it."""
    return _sentence(_mode(studio, selection))


def _sentence(found: "Iterator[Found]") -> str:
    return next((sentence for sentence, _, _ in found), "")


Found = tuple[str, str, Selection]
"""A sentence, its figure, and the selection whose records are behind that."""


def _goods(studio: Studio, selection: Selection) -> Iterator[Found]:
    """A seizure of several goods includes each of them, so that shares of unlike goods may add up to more than all."""
    words, whole = studio.words, studio.answers.total(selection)
    if selection.values("goods"):
        return  # what was asked for is no finding
    for dimension in ("goods", "goods_group"):
        frame = studio.answers.seizures(selection, dimension)
        named = frame.filter(~pl.col(dimension).is_in(list(_UNNAMED)) & (pl.col("value") > MOSTLY * whole))
        if named.height == 1:
            break
    else:
        return
    code, value, more = named.select(dimension, "value", "possible").row(0)
    fields = {"share": words.percent(value / whole), "goods": inside(reference.names("goods")[code], words)}
    if more:
        said = words.t("At least {share} of the reported seizures include {goods}.", **fields)
    else:
        said = words.t("{share} of the reported seizures include {goods}.", **fields)
    yield said, fields["share"], selection.having("goods", (code,))


def _year(studio: Studio, selection: Selection) -> Iterator[Found]:
    """The year with the most, with how many places have records for it, of those with any."""
    words = studio.words
    frame = studio.answers.seizures(selection, "country", "year").filter(pl.col("value") > 0)
    sums = frame.group_by("year").agg(pl.col("value").sum(), pl.col("country").n_unique().alias("places"))
    sums = sums.sort("value", descending=True)
    if sums.height < 2 or sums["value"][0] == sums["value"][1]:
        return
    year, value, places = sums.row(0)
    said = words.n(
        "The year with the most is {year}: {value}, from {n} of {all} places with records.",
        "The year with the most is {year}: {value}, from {n} of {all} places with records.",
        places,
        year=year,
        value=words.number(value),
        all=frame["country"].n_unique(),
    )
    yield said, words.number(value), selection.having("year", (year,))


def _mode(studio: Studio, selection: Selection) -> Iterator[Found]:
    """How goods were moved, where most records name it and most of these the same."""
    words = studio.words
    frame = studio.answers.seizures(selection, "mode").filter(pl.col("value") > 0)
    known = frame.filter(~pl.col("mode").is_in(list(NOT_KNOWN["mode"])))
    reported, whole = float(known["value"].sum() or 0), float(frame["value"].sum() or 0)
    most = known.filter(pl.col("value") > MOSTLY * reported)
    if selection.values("mode") or most.is_empty() or reported <= MOSTLY * whole:
        return
    code, value = most.select("mode", "value").row(0)
    share = words.percent(value / reported)
    said = words.t(
        "Transport mode where it is known: {mode} in {share}.",
        mode=inside(code_names("mode", selection.scheme, words)[code], words),
        share=share,
    )
    yield said, share, selection.having("mode", (code,))
