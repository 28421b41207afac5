"""What stands around a sector's figures: published benchmarks, cases in which it was hit, what right holders can do."""

import polars as pl

from charts.drawn import Drawn
from data_access.facts.steps import steps
from domain.benchmarks.selection import BenchmarkSelection
from domain.cases.selection import CaseSelection
from reports.benchmarks.rows import columns as benchmark_columns
from reports.benchmarks.rows import table as benchmark_table
from reports.benchmarks.wording import UNIT as BENCHMARK_UNIT
from reports.benchmarks.wording import caution as benchmark_caution
from reports.card import Card, Report, Text, Way
from reports.casebook import listing
from reports.casebook.counted import UNIT as CASE_UNIT
from reports.casebook.counted import caution as case_caution
from reports.sector.asked import Shown
from reports.studio import Studio
from reports.wording import markdown_safe

_SHOWN = 6
FAKES = "counterfeit-goods"
"""Whose benchmarks stand where a sector has none of its own: they are of fakes of every kind of goods."""


def benchmarks(studio: Studio, shown: Shown, key: str = "sector_benchmarks") -> Report:
    """Published figures of the sector's goods, else those of fakes of every kind."""
    words = studio.words
    own = BenchmarkSelection(where=(("goods", (shown.group,)),))
    there = not studio.answers.benchmarks.listed(own).is_empty()
    selection = own if there else BenchmarkSelection(where=(("goods", (FAKES,)),))
    found = studio.answers.benchmarks.listed(selection).sort("year", descending=True)
    note = (
        "" if there else words.t("none is published for these goods alone: these are of fakes of every kind of goods")
    )
    return (
        Card(
            key=key,
            title=words.t("Published benchmarks"),
            unit=words.t(BENCHMARK_UNIT),
            drawn=Drawn(None, words.n("A table of {n} figure.", "A table of {n} figures.", found.height)),
            table=benchmark_table(found, words).drop("kind", "value", "unit", "qualifier"),
            columns=benchmark_columns(words),
            selection=selection,
            caution=benchmark_caution(words),
            note=note,
        ),
        Text(
            markdown_safe(words.t("Year by year and beside our own figures: see all benchmarks.")),
            "caption",
            ((words.t("see all benchmarks"), Way("benchmarks", selection)),),
        ),
    )


def cases(studio: Studio, shown: Shown) -> Report:
    """Cases with the sector's goods whose record names a part of the private sector; proven ones stand first."""
    words, answers = studio.words, studio.answers.cases
    selection = CaseSelection(where=(("goods_group", (shown.group,)),), proof="all")
    every = answers.frames(selection)
    hit = every.parts["texts"].filter(pl.col("kind") == "private_sector")["case_id"].unique()
    found = answers.listed(selection).filter(pl.col("case_id").is_in(hit.to_list()))
    if found.is_empty():
        text = words.t("No case of the casebook with these goods names a part of the private sector.")
        return (Text(text, "caption"),)
    n = words.n("{n} case", "{n} cases", found.height)
    return (
        Card(
            key="sector_cases",
            title=words.t("Cases in which the sector was hit"),
            unit=words.t(CASE_UNIT),
            drawn=Drawn(None, words.n("A list of {n} case.", "A list of {n} cases.", found.height)),
            table=listing.table(found, words),
            columns=listing.columns(words),
            selection=selection,
            caution=case_caution(words),
            note=words.t("{n} whose record names a part of the private sector; proven ones first", n=n),
            entries=tuple(listing.entry(row, words) for row in found.head(_SHOWN).iter_rows(named=True)),
        ),
    )


def what_to_do(studio: Studio, shown: Shown) -> Report:
    """What right holders can do, each with its source. No advice in a single case."""
    words = studio.words
    parts = [Text(words.t("What right holders can do"), "heading")]
    for row in steps(shown.group):
        source = words.comma([part for part in (row["publisher"], row["title"], row["address"]) if part])
        texts = {name: markdown_safe(row[name]) for name in ("step", "what", "where_it_holds")}
        said = words.t("**{step}** ({where_it_holds}). {what}", **texts)
        parts.append(Text(said))
        parts.append(Text(markdown_safe(words.t("Source: {source}", source=source)), "caption"))
    return tuple(parts)
