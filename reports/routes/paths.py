"""Routes in columns and in a matrix, and what a country's page shows of routes."""

import itertools

import polars as pl

from analysis import flows, transit
from charts import matrix, sankey
from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import az
from domain.selection import Selection
from reports.card import Card, Report
from reports.routes import legs as flow_legs
from reports.routes import tables as flow_tables
from reports.routes.legs import ROLES
from reports.routes.question import ENDS, Focus
from reports.studio import Studio
from reports.tables import UNIT, coded

MOST_NODES, MOST_CELLS = 7, 18
HEADINGS = ("Produced in", "Departed from", "Seized in", "Destined for")
QUIET = {flows.SEVERAL: "Several countries", flows.OTHERS: "Other countries", flows.NOT_TOLD: "Not reported"}


def columns_card(studio: Studio, selection: Selection, focus: Focus, *, key: str) -> Report:
    """From origin to intended destination in columns."""
    words = studio.words
    frame, roles, headings = _paths(studio.answers, selection)
    if focus.codes:
        frame = frame.filter(pl.any_horizontal(pl.col(r).is_in(focus.codes) for r in roles))
    told = flows.across_borders(frame, [r for r in roles if r != "via"])
    links = flows.columns(told, roles, most=MOST_NODES, keep=focus.place)
    shown = flow_legs.of(studio, flow_legs.total(told), flow_legs.total(frame))
    labels = {**reference.names("places"), **QUIET}
    ordered = _ordered(links, labels)
    return (
        Card(
            key=key,
            scrolls=True,
            title="From origin to intended destination",
            unit=UNIT,
            drawn=Drawn(
                sankey.sankey(
                    links, labels, headings, quiet=tuple(QUIET), words=words, theme=studio.theme, unit="seizures"
                ),
                sankey.describe(links, labels, quiet=tuple(QUIET), words=words, unit=UNIT),
            ),
            table=_links_table(ordered, labels, headings),
            codes=_links_codes(ordered, roles),
            selection=selection,
            focus=focus.words,
            note=f"{shown[:-1]}: those that name more than one country; in each column the {MOST_NODES} places with "
            "the most, A–Z, the others combined",
            caution="Each column contains every seizure once. Do not add up links across columns: they are the same "
            "seizures.",
        ),
    )


def _ordered(links: pl.DataFrame, labels: dict[str, str]) -> pl.DataFrame:
    """Every link, step by step, A–Z, with the names of its ends (start_label, end_label)."""
    named = links.with_columns(pl.col(c).replace(labels).alias(f"{c}_label") for c in ("start", "end"))
    return named.sort("step", az("start_label"), az("end_label"))


def _links_codes(links: pl.DataFrame, roles: list[str]) -> pl.DataFrame:
    """What a row of the links filters by: a code in two columns; nothing at an end that is no single country, or one
    passed, which is no filter.
    """
    rest = [*QUIET]
    columns = []
    for at, role in enumerate(roles):
        code = pl.when(pl.col("step") == at).then("start").when(pl.col("step") == at - 1).then("end")
        told = pl.when(code.is_in(rest) | (code.is_not_null() & (role == "via"))).then(pl.lit("…")).otherwise(code)
        columns.append(told.alias("transit" if role == "via" else role))
    return links.select(columns)


def _links_table(links: pl.DataFrame, labels: dict[str, str], headings: list[str]) -> pl.DataFrame:
    """Every link in words."""
    steps = {i: f"{a} → {b}" for i, (a, b) in enumerate(itertools.pairwise(headings))}
    return links.select(
        pl.col("step").replace_strict(steps, default="").alias("Step"),
        pl.col("start_label").alias("From"),
        pl.col("end_label").alias("To"),
        pl.col("value").cast(pl.Int64).alias("Reported seizures"),
    )


def _paths(answers: Answers, selection: Selection) -> tuple[pl.DataFrame, list[str], list[str]]:
    """Seizures by role, the roles and their headings; with the country passed where any record tells transit."""
    roles, headings = list(ROLES), list(HEADINGS)
    if not flow_tables.knows_transit(answers):
        return answers.seizures(selection, *roles), roles, headings
    frame = transit.with_via(answers.seizures(selection, *roles, "transit"))
    roles.insert(2, "via")
    headings.insert(2, "Passed through")
    return frame, roles, headings


def matrix_card(studio: Studio, selection: Selection, end: str, *, key: str) -> Report:
    """Departure by place of seizure or intended destination, A–Z; the busiest of each, whatever the threshold."""
    words = studio.words
    legs = flow_legs.legs(studio.answers, selection, "departure", end, Focus())
    legs = legs.group_by("start_label", "end_label", "start", "end").agg(pl.col("value").sum())
    legs = legs.sort(az("start_label"), az("end_label"))
    frame = _busiest(legs).rename(
        {"start_label": "row", "end_label": "column", "start": "row_code", "end": "column_code"}
    )
    if frame.is_empty():
        return ()
    return (
        Card(
            key=key,
            scrolls=True,
            title=f"Departure by {'place of seizure' if end == 'country' else 'intended destination'}",
            unit=UNIT,
            drawn=Drawn(
                matrix.matrix(
                    frame, words=words, theme=studio.theme, unit="seizures", rows="Departed from", columns=ENDS[end]
                ),
                matrix.describe(frame, words=words, unit=UNIT),
            ),
            table=legs.select(
                pl.col("start_label").alias("Departed from"),
                pl.col("end_label").alias(ENDS[end]),
                pl.col("value").cast(pl.Int64).alias("Reported seizures"),
            ),
            codes=coded(legs, departure="start", **{end: "end"}),
            filters=f"departure,{end}",
            selection=selection,
            note=f"the {MOST_CELLS} busiest of each, A–Z; an empty cell: none reported",
            caution="" if end == "country" else "Goods that were seized never reached the intended destination.",
        ),
    )


def _busiest(legs: pl.DataFrame) -> pl.DataFrame:
    """The legs between the busiest starts and ends."""
    top = {
        c: legs.group_by(c).agg(pl.col("value").sum()).sort("value", c, descending=[True, False]).head(MOST_CELLS)[c]
        for c in ("start_label", "end_label")
    }
    return legs.filter(*(pl.col(c).is_in(list(held)) for c, held in top.items()))
