"""Courses as rows of a table, worded; participants as numbers by country and kind of agency."""

import polars as pl

from data_access.reference import tables as reference
from domain.cases.vocabulary import GRADES
from domain.training import vocabulary as v
from domain.words import Words
from reports.card import Column, number
from reports.operations.dates import dates


def taking_part(groups: pl.DataFrame, words: Words) -> dict[str, str]:
    """course_id → 'Ghana, customs: 12; Togo: number not stated' of its groups (GROUP_SCHEMA)."""
    places, agencies = reference.names("places"), {code: words.t(label) for code, label in v.AGENCIES.items()}
    said: dict[str, list[str]] = {}
    for course, country, agency, n in groups.iter_rows():
        named = [places.get(country, country), agencies.get(agency, agency)]
        who = words.comma([text for text in named if text]) or words.t("countries not stated")
        told = words.number(n) if n is not None else words.t("number not stated")
        said.setdefault(course, []).append(words.t("{who}: {n}", who=who, n=told))
    return {course: "; ".join(texts) for course, texts in said.items()}


def table(found: pl.DataFrame, groups: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The courses (COURSE_SCHEMA), worded; `columns` has the headings."""
    goods, places, who = reference.names("goods"), reference.names("places"), taking_part(groups, words)
    lists = {"kind": v.KINDS, "level": v.LEVELS, "mode": v.MODES, "source_grade": GRADES}
    worded = [
        pl.col(name).replace_strict({c: words.t(t) for c, t in codes.items()}, default="", return_dtype=pl.String)
        for name, codes in lists.items()
    ]
    named = pl.col("goods").list.eval(pl.element().replace_strict(goods, default=pl.element(), return_dtype=pl.String))
    return found.with_columns(
        *worded,
        named.list.join(", ").alias("goods"),
        pl.col("place").replace_strict(places, default="", return_dtype=pl.String),
        pl.col("organisers").list.join(", "),
        pl.col("funders").list.join(", "),
        pl.Series("dates", dates(found, words), dtype=pl.String),
        pl.Series("who", [who.get(one, "") for one in found["course_id"]], dtype=pl.String),
    ).select(list(columns(words)))


def columns(words: Words) -> dict[str, Column]:
    """The headings of `table`."""
    return {
        "title": Column(words.t("Course"), width=240),
        "dates": Column(words.t("Dates"), width=180),
        "kind": Column(words.t("Kind of training")),
        "level": Column(words.t("Level")),
        "mode": Column(words.t("In person or online")),
        "goods": Column(words.t("Goods"), width=180),
        "academy": Column(words.t("Academy")),
        "place": Column(words.t("Where it was held")),
        "organisers": Column(words.t("Held by"), width=180),
        "funders": Column(words.t("Paid for by")),
        "participants": number(words.t("Participants, as recorded")),
        "who": Column(words.t("Participants by country and kind of agency"), width=280),
        "participants_note": Column(words.t("Note on the participants")),
        "series": Column(words.t("Series of operations it prepared")),
        "source_grade": Column(words.t("Grade of the source")),
        "note": Column(words.t("Note"), width=220),
        "course_id": Column(words.t("Number in this list")),
    }
