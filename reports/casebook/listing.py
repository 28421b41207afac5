"""The casebook as a page: figures, map and bars of a selection, and its cases as a list that reads well."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from data_access.reference import tables as reference
from domain.cases import vocabulary as v
from domain.cases.dimensions import CASE_DIMENSIONS
from domain.cases.selection import CaseSelection
from domain.messages import N_
from domain.question import Question
from domain.words import Words
from reports.card import Card, Column, Entry, Metric, Metrics, Part, Report, Text, Way
from reports.casebook import counted
from reports.casebook.counted import UNIT, caution
from reports.casebook.said import years
from reports.casebook.wording import code_names, criteria
from reports.studio import Studio

SIZE = 10
"""Cases of one page of the list."""
UPHELD = "final_or_upheld"
_UNFOLLOWED = ("not_checked", "plea_not_checked")
_MOST_NAMES = 4


def report(studio: Studio, question: Question) -> Report:
    """Everything the page of the casebook shows; option `page`: of the list."""
    selection = question.cases
    if studio.answers.cases.listed(selection).is_empty():
        return (Text(studio.words.t("No case fits these filters."), "info"),)
    parts = (figures, where, of_what)
    shown = [part for report in parts for part in report(studio, selection)]
    return (*shown, *list_cards(studio, selection, _page(question.own("page"))))


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def figures(studio: Studio, selection: CaseSelection) -> Report:
    """What the cases are, in figures and words; nothing where there is none."""
    found = studio.answers.cases.listed(selection)
    if found.is_empty():
        return ()
    if not counted.countable(selection):
        return (Text(criteria(selection, studio.words), "caption"),)
    return (Metrics(_figures(studio, selection, found)), Text(criteria(selection, studio.words), "caption"))


def where(studio: Studio, selection: CaseSelection) -> Report:
    """The map of the places that they name."""
    return counted.map_card(studio, selection)


def of_what(studio: Studio, selection: CaseSelection) -> Report:
    """Of which goods they are, with which crimes, by which kinds of group."""
    titles = {
        "goods_group": N_("Cases by group of goods"),
        "linked_crime": N_("Crimes linked to the trade"),
        "group_kind": N_("Cases by kind of group"),
    }
    report: list[Part] = []
    for dimension, title in titles.items():
        report += counted.bar_card(studio, selection, dimension, key=f"cases_{dimension}", title=studio.words.t(title))
    return tuple(report)


def _figures(studio: Studio, selection: CaseSelection, found: pl.DataFrame) -> tuple[Metric, ...]:
    words, n = studio.words, found.height
    every = studio.answers.cases.listed(selection.of_all())
    proven = int(every["proven"].sum())
    upheld, unfollowed = (int(found["finality"].is_in(codes).sum()) for codes in ((UPHELD,), _UNFOLLOWED))
    groups = studio.answers.cases.counts(selection, by=("goods_group",)).frame.filter(pl.col("goods_group") != "")
    shown = [
        Metric(
            label=words.t("Proven cases"),
            value=words.number(proven),
            note=words.t("of {all} documented cases in this selection", all=every.height),
            part=proven / every.height,
        ),
        Metric(
            label=words.t("Final, or upheld on appeal"),
            value=words.number(upheld),
            note=words.t("of the {n} shown; {unfollowed} were not followed further", n=n, unfollowed=unfollowed),
        ),
        Metric(
            label=words.t("Groups of goods"),
            value=words.number(groups.height),
            note=words.t("in the {n} cases shown", n=n),
        ),
    ]
    if counted.countable(selection, "country"):
        places = studio.answers.cases.counts(selection, by=("country",)).frame.filter(pl.col("country") != "")
        shown.append(
            Metric(
                label=words.t("Countries and territories"),
                value=words.number(places.height),
                note=years(found, words) or words.t("named in any role"),
            )
        )
    return tuple(shown)


def list_cards(studio: Studio, selection: CaseSelection, page: int) -> tuple[Part, ...]:
    """One page of the list, with a table of all its cases for files; nothing where there is no case."""
    words, found = studio.words, studio.answers.cases.listed(selection)
    if found.is_empty():
        return ()
    first = SIZE * (min(max(page, 1), pages(found.height)) - 1)
    shown = found.slice(first, SIZE)
    order = words.t("proven ones first, then by year of judgment, newest first")
    span = words.t("{first}–{last} of {n}", first=first + 1, last=first + shown.height, n=found.height)
    return (
        Card(
            key="cases_list",
            title=words.t("The cases"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A list of {n} case.", "A list of {n} cases.", found.height)),
            table=table(found, words),
            columns=columns(words),
            selection=selection,
            caution=caution(words),
            note=" · ".join([span, order]) if found.height > SIZE else order,
            entries=tuple(entry(row, words) for row in shown.iter_rows(named=True)),
        ),
    )


def pages(n: int) -> int:
    """How many pages a list of n cases has."""
    return max(1, -(-n // SIZE))


def entry(row: dict[str, Any], words: Words) -> Entry:
    """A case of LIST_SCHEMA in a list: title, standing, what and where, how the link was established."""
    return Entry(
        title=row["title"],
        way=Way("case", Question(options=(("id", row["case_id"]),))),
        mark=standing(row, words),
        lines=(" · ".join(filter(None, _facts(row, words))), row["link_how"], labels(row, words)),
        quiet=not row["proven"],
    )


def standing(row: dict[str, Any], words: Words) -> str:
    """'Proven', or what the case rests on and how far its link to organised crime goes."""
    if row["proven"]:
        return words.t("Proven")
    return words.t(
        "Not proven as organised crime: {evidence}; {link}",
        evidence=words.t(v.EVIDENCE[row["evidence_standard"]]),
        link=words.t(v.LINK[row["oc_link_standard"]]),
    )


def labels(row: dict[str, Any], words: Words) -> str:
    """What must stand beside a case wherever it is shown: later stages, sentences in absence, death sentences."""
    said = [words.t(v.FINALITY[row["finality"]])]
    said += [words.t("At least one sentence was passed in absence")] if row["in_absence"] else []
    said += [words.t("A death sentence is recorded")] if row["death_sentence"] else []
    return " · ".join(said)


def _facts(row: dict[str, Any], words: Words) -> list[str]:
    goods, places = reference.names("goods"), reference.names("places")
    roles = [row["origin"], row["transit"], row["destination"]]
    way = [words.comma(_short([places.get(c, c) for c in codes])) for codes in roles if codes]
    year = row["judgment_year"]
    return [
        words.comma(_short([goods.get(c, c) for c in row["goods"]])),
        " → ".join(way),
        words.t("judgment of {year}", year=str(year)) if year else words.t("no date of a judgment"),
    ]


def _short(names: list[str]) -> list[str]:
    return names if len(names) <= _MOST_NAMES else [*names[:_MOST_NAMES], "…"]


_LISTED = {"goods": "goods", "linked_crime": "crimes", "jurisdiction": "jurisdiction", "departure": "origin"}
_LISTED |= {"transit": "transit", "destination": "destination"}
_CODED = {
    "evidence": "evidence_standard",
    "link": "oc_link_standard",
    "finality": "finality",
    "group_kind": "group_kind",
    "trade_region": "region",
    "grade": "source_grade",
}
"""Dimension → the column of the list that holds its codes."""


def table(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The cases, worded; `columns` has the headings."""
    named = [
        pl.col(column)
        .list.eval(pl.element().replace_strict(code_names(d, words), default=pl.element(), return_dtype=pl.String))
        .list.join("; ")
        .alias(d)
        for d, column in _LISTED.items()
    ]
    coded = [
        pl.col(column).replace_strict(code_names(d, words), default=pl.col(column), return_dtype=pl.String).alias(d)
        for d, column in _CODED.items()
    ]
    yes_no = {True: words.t("Yes"), False: words.t("No")}
    proven = pl.col("proven").replace_strict(yes_no, return_dtype=pl.String)
    absence = pl.col("in_absence").replace_strict(yes_no, default=words.t("Not stated"), return_dtype=pl.String)
    first = ("case_id", "title", proven)
    return found.select(*first, "judgment_year", *named, *coded, absence, "checked_on")


def columns(words: Words) -> dict[str, Column]:
    """The headings of `table`."""
    dimensions = {d: Column(words.t(CASE_DIMENSIONS[d].label)) for d in (*_LISTED, *_CODED)}
    return {
        "case_id": Column(words.t("Case")),
        "title": Column(words.t("Title"), width=280),
        "proven": Column(words.t("Proven")),
        "judgment_year": Column(words.t("Year of judgment")),
        **dimensions,
        "in_absence": Column(words.t("Sentence in absence")),
        "checked_on": Column(words.t("Checked on")),
    }
