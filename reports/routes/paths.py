"""Routes in columns and in a matrix, and what a country's page shows of routes."""

import itertools

import polars as pl

from analysis import flows, transit
from charts.matrix import matrix
from charts.sankey import sankey
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import az
from domain.messages import N_
from domain.selection import Selection
from reports.card import Card, Column, Report
from reports.routes import legs as flow_legs
from reports.routes import tables as flow_tables
from reports.routes.legs import ROLES
from reports.routes.question import ENDS, Focus
from reports.studio import Studio
from reports.tables import UNIT, coded

MOST_NODES, MOST_CELLS = 7, 14
HEADINGS = {
    "producing": N_("Produced in"),
    "departure": N_("Departed from"),
    "via": N_("Passed through"),
    "country": N_("Seized in"),
    "destination": N_("Destined for"),
}
QUIET = {
    flows.SEVERAL: N_("Several countries"),
    flows.OTHERS: N_("Other countries"),
    flows.NOT_REPORTED: N_("Not reported"),
}


def columns_card(studio: Studio, selection: Selection, focus: Focus, *, key: str) -> Report:
    """From origin to intended destination in columns."""
    words, quiet = studio.words, tuple(QUIET)
    frame, roles = _paths(studio.answers, selection)
    headings = [words.t(HEADINGS[role]) for role in roles]
    if focus.codes:
        frame = frame.filter(pl.any_horizontal(pl.col(r).is_in(focus.codes) for r in roles))
    crossing = flows.across_borders(frame, [r for r in roles if r != "via"])
    links = flows.columns(crossing, roles, most=MOST_NODES, keep=focus.place)
    labels = {**reference.names("places"), **{code: words.t(label) for code, label in QUIET.items()}}
    ordered = _ordered(links, labels)
    return (
        Card(
            key=key,
            scrolls=True,
            title=words.t("From origin to intended destination"),
            unit=words.t(UNIT),
            drawn=sankey(
                links,
                labels,
                headings,
                quiet=quiet,
                words=words,
                theme=studio.theme,
                unit=words.t(UNIT),
                short=words.t("seizures"),
            ),
            table=_links_table(ordered, headings),
            columns={
                "step": Column(words.t("Step")),
                "start": Column(words.p("start of a leg", "From")),
                "end": Column(words.p("end of a leg", "To")),
                "value": Column(words.t("Reported seizures")),
            },
            codes=_links_codes(ordered, roles),
            selection=selection,
            focus=focus.phrase(words),
            note=words.t(
                "{n} of {all} reported seizures: those that name more than one country; in each column the {most} "
                "places with the most, A–Z, the others combined",
                n=flow_legs.total(crossing),
                all=flow_legs.total(frame),
                most=MOST_NODES,
            ),
            caution=words.t(
                "Each column contains every seizure once. Do not add up links across columns: they are the same "
                "seizures."
            ),
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
        known = pl.when(code.is_in(rest) | (code.is_not_null() & (role == "via"))).then(pl.lit("…")).otherwise(code)
        columns.append(known.alias("transit" if role == "via" else role))
    return links.select(columns)


def _links_table(links: pl.DataFrame, headings: list[str]) -> pl.DataFrame:
    """Every link in words: step, start, end, value."""
    steps = {i: f"{a} → {b}" for i, (a, b) in enumerate(itertools.pairwise(headings))}
    return links.select(
        pl.col("step").replace_strict(steps, default="", return_dtype=pl.String),
        pl.col("start_label").alias("start"),
        pl.col("end_label").alias("end"),
        pl.col("value").cast(pl.Int64),
    )


def _paths(answers: Answers, selection: Selection) -> tuple[pl.DataFrame, list[str]]:
    """Seizures by role, and the roles; with the country passed (`via`) where any record reports transit."""
    roles = list(ROLES)
    if not flow_tables.knows_transit(answers):
        return answers.seizures(selection, *roles), roles
    frame = transit.with_via(answers.seizures(selection, *roles, "transit"))
    roles.insert(2, "via")
    return frame, roles


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
    by_place, departed, other = end == "country", words.t("Departed from"), words.t(ENDS[end])
    title = words.t("Departure by place of seizure") if by_place else words.t("Departure by intended destination")
    return (
        Card(
            key=key,
            scrolls=True,
            title=title,
            unit=words.t(UNIT),
            drawn=matrix(
                frame,
                words=words,
                theme=studio.theme,
                unit=words.t(UNIT),
                short=words.t("seizures"),
                rows=departed,
                columns=other,
            ),
            table=legs.select(
                pl.col("start_label").alias("start"), pl.col("end_label").alias("end"), pl.col("value").cast(pl.Int64)
            ),
            columns={
                "start": Column(departed),
                "end": Column(other),
                "value": Column(words.t("Reported seizures")),
            },
            codes=coded(legs, departure="start", **{end: "end"}),
            filters=f"departure,{end}",
            selection=selection,
            note=words.t("the {most} busiest of each, A–Z; an empty cell: none reported", most=MOST_CELLS),
            caution="" if by_place else words.t("Goods that were seized never reached the intended destination."),
        ),
    )


def _busiest(legs: pl.DataFrame) -> pl.DataFrame:
    """The legs between the busiest starts and ends."""
    top = {
        c: legs.group_by(c).agg(pl.col("value").sum()).sort("value", c, descending=[True, False]).head(MOST_CELLS)[c]
        for c in ("start_label", "end_label")
    }
    return legs.filter(*(pl.col(c).is_in(list(busiest)) for c, busiest in top.items()))
