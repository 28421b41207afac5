"""Legs of routes: whose, how much is known of them, on a map, and those that are new."""

from dataclasses import replace

import polars as pl

from analysis import emergence, flows
from charts import flow_map
from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.places.paths import LAND, SEA, paths
from data_access.reference import tables as reference
from domain.collation import az
from domain.selection import Selection
from reports.card import Card, Metric, Metrics, Report, Text
from reports.routes.question import LEAST, Focus
from reports.studio import Studio
from reports.tables import UNIT, coded, counted
from reports.wording import markdown_safe

MOST_LEGS, EASY = 150, 60
"""Legs that are drawn at most, and of which the threshold is raised by itself unless the reader sets it."""
AIR = ("air", "mail", "courier", "passenger", "on-person")
ROLES = ("producing", "departure", "country", "destination")
DIRECTION = "Lines grow wider and darker in the direction in which the goods moved, and arrows point that way. "
SCHEMATIC = (
    DIRECTION
    + "Schematic: reports give the two ends and the mode of transport, not the path. Sea routes follow shipping lanes, "
    "land routes neighbouring countries (dashed where they lead through a third one), others the great circle. A "
    "country that a line crosses is not part of the report."
)
CLICK = "Click a line to filter the page by its leg, and again to remove the filter; rows of the table do the same."


def least(values: pl.Series, asked: str) -> int:
    """The smallest number of seizures of a leg that is drawn: the one asked for, else so that a picture is left."""
    return int(asked) if asked else next((n for n in LEAST if (values >= n).sum() <= EASY), LEAST[-1])


def headline(studio: Studio, selection: Selection, focus: Focus) -> Report:
    """How much of the routes is known at all, of the whole or of a place: before any line is drawn."""
    words = studio.words
    frame = studio.answers.seizures(selection, *ROLES)
    if focus.codes:
        frame = frame.filter(pl.col("country").is_in(focus.codes) | pl.col("departure").is_in(focus.codes))
    told, every = flows.known_share(frame, "departure")
    bound, _ = flows.known_share(frame, "destination")
    found = legs(studio.answers, selection, "departure", "country", focus)
    abroad, pairs = total(found), found.select("start", "end").n_unique()
    crossed = (
        f"{words.number(abroad)} of {words.number(told)} reported seizures with a known departure were made in another "
        f"country than that of departure, between {words.number(pairs)} pairs. The others, seized in the country of "
        "departure, are not drawn."
    )
    metrics = (
        Metric(
            label="Departure known", value=words.percent(told / every if every else None), help=of(studio, told, every)
        ),
        Metric(
            label="Destination known",
            value=words.percent(bound / every if every else None),
            help=of(studio, bound, every),
        ),
        Metric(label="Reported seizures", value=words.short(every)),
        Metric(label="Seized abroad", value=words.short(abroad), help=crossed),
    )
    said = (
        f"{words.number(told)} of {words.number(every)} reported seizures name the country of departure. Everything "
        "below shows only these: reporters that record routes in detail stand out, whatever the traffic elsewhere. A "
        "leg is a reported pair of places: from the country of departure to the country of seizure, or from there to "
        "the intended destination."
    )
    return Metrics(metrics), Text(said, "caption")


def of(studio: Studio, told: float, every: float) -> str:
    """'3 of 10 reported seizures.'"""
    words = studio.words
    return f"{words.number(told)} of {words.number(every)} reported seizures."


def total(frame: pl.DataFrame) -> float:
    """The sum of the figures that are known."""
    return float(sum(v for v in frame["value"] if v is not None))


def legs(answers: Answers, selection: Selection, start: str, end: str, focus: Focus, fewest: int = 1) -> pl.DataFrame:
    """The legs by mode with at least so many seizures, the most first; with labels and kind of mode."""
    found = flows.legs(answers.seizures(selection, start, end, "mode"), start, end)
    if focus.codes:
        found = found.filter(pl.col("start").is_in(focus.codes) | pl.col("end").is_in(focus.codes))
    kind = {**dict.fromkeys(SEA, "sea"), **dict.fromkeys(AIR, "air"), **dict.fromkeys(LAND, "land")}
    kinds = pl.col("mode").replace_strict(kind, default="unknown", return_dtype=pl.String)
    named = [pl.col(c).replace(reference.names("places")).alias(f"{c}_label") for c in ("start", "end")]
    return found.filter(pl.col("value") >= fewest).with_columns(kinds.alias("kind"), *named)


def map_card(
    studio: Studio, selection: Selection, focus: Focus, *, key: str, fewest: str = "", bound: bool = False
) -> Report:
    """Legs to the place of seizure; with `bound` those that were still to come, dotted."""
    words = studio.words
    start, end = ("country", "destination") if bound else ("departure", "country")
    every = legs(studio.answers, selection, start, end, focus)
    smallest = least(every["value"], fewest)
    listed = every.sort(az("start_label"), az("end_label"), "mode")
    shown = every.filter(pl.col("value") >= smallest).head(MOST_LEGS)
    title = "intended destination of seized goods" if bound else "where seized goods had departed from"
    title = f"Routes {focus.words}: {title}" if focus.codes else title[0].upper() + title[1:]
    if shown.is_empty():
        few = f" with {smallest} seizures or more" if smallest > 1 else ""
        return (Text(f"{markdown_safe(title)}: no leg across a border{few} was reported in this selection.", "info"),)
    drawn = shown.join(paths(tuple(shown.select("start", "end", "mode").rows())), on=["start", "end", "mode"])
    fig = flow_map.flow_map(
        drawn,
        reference.places(),
        words=words,
        theme=studio.theme,
        unit="seizures",
        dashed=bound,
        focus=focus.codes,
    )
    caution = SCHEMATIC + (" Dotted: the goods were seized and never reached it." if bound else "")
    return (
        Card(
            key=key,
            title=title,
            unit=UNIT,
            drawn=Drawn(fig, flow_map.describe(every, words=words, unit=UNIT)),
            table=_table(studio.answers, selection, listed, bound=bound),
            codes=coded(listed, **{start: "start", end: "end"}, mode="mode"),
            selection=selection,
            note=_how_many(studio, shown, drawn, every, smallest),
            focus=focus.words,
            caution=f"{caution} The interval (Poisson, 95 %) reflects chance only, neither effort nor reporting.",
            is_map=True,
            phone=0.64,
            clickable=True,
            filters=f"{start},{end},mode",
        ),
        Text(f"{CLICK} {SCHEMATIC}" + (" Dotted: never travelled." if bound else ""), "caption"),
    )


def _table(answers: Answers, selection: Selection, found: pl.DataFrame, *, bound: bool) -> pl.DataFrame:
    """The legs as they stand, with the interval of its count and how much its place of seizure tells of routes."""
    role, seized = ("destination", "start") if bound else ("departure", "end")
    wide = answers.seizures(selection, "country", role)
    told = pl.col("value").filter(~pl.col(role).is_in(flows.UNREPORTED)).sum() / pl.col("value").sum()
    known = wide.group_by(pl.col("country").alias(seized)).agg(told.alias("told"))
    frame = found.with_columns(counted(found)).join(known, on=seized, how="left", maintain_order="left")
    return frame.select(
        pl.col("start_label").alias("Seized in" if bound else "Departed from"),
        pl.col("end_label").alias("Intended destination" if bound else "Seized in"),
        pl.col("mode").replace(reference.names("modes")).replace("", "Not reported").alias("Transport mode"),
        pl.col("value").cast(pl.Int64).alias("Reported seizures"),
        pl.col("low").alias("from"),
        pl.col("high").alias("to"),
        pl.col("told").alias(f"{role.title()} known, by place of seizure"),
    )


def _how_many(studio: Studio, shown: pl.DataFrame, drawn: pl.DataFrame, every: pl.DataFrame, fewest: int) -> str:
    words = studio.words
    one = every.height == 1
    counted_as = "1 leg, a pair" if one else f"{words.number(every.height)} legs, each a pair"
    counted_as += " of countries and a mode"
    said = []
    if shown.height < every.height:
        left_out = total(every) - total(shown)
        said.append(
            f"drawn: {shown.height} of {counted_as}, those with {fewest} seizures or more; not drawn: "
            f"{words.number(left_out)} seizures"
        )
    else:
        said.append(counted_as)
    if missing := shown.height - drawn.height:
        said.append(f"{missing} with an end that the map cannot show")
    return "; ".join(said)


def new_card(studio: Studio, selection: Selection, focus: Focus, *, key: str) -> Report:
    """Pairs first seen in the last 24 months of the data, A–Z."""
    words, names = studio.words, reference.names("places")
    frame = studio.answers.seizures(replace(selection, distinct=True), "departure", "country", "year", "month")
    start, end = emergence.window(frame)
    found = emergence.new_legs(frame)
    if focus.codes:
        found = found.filter(pl.col("start").is_in(focus.codes) | pl.col("end").is_in(focus.codes))
    if found.is_empty():
        return ()
    named = found.with_columns(pl.col(c).replace(names).alias(f"{c}_label") for c in ("start", "end"))
    named = named.with_columns(counted(named)).sort(az("start_label"), az("end_label"))
    return (
        Card(
            key=key,
            title="New legs: first seen in the last 24 months of the data",
            unit=UNIT,
            drawn=Drawn(
                None,
                f"{words.number(found.height)} pairs of countries and territories are new between "
                f"{words.month(start)} and {words.month(end)}, A–Z.",
            ),
            table=named.select(
                pl.col("start_label").alias("Departed from"),
                pl.col("end_label").alias("Seized in"),
                pl.col("value").cast(pl.Int64).alias("Reported seizures"),
                pl.col("low").alias("from"),
                pl.col("high").alias("to"),
                pl.col("first").replace_strict({m: words.month(m) for m in named["first"]}).alias("First seen"),
                pl.col("before").cast(pl.Int64).alias("Reported before by the place of seizure"),
            ),
            codes=coded(named, departure="start", country="end"),
            selection=selection,
            focus=focus.words,
            note=f"{words.month(start)} to {words.month(end)}; {emergence.LEAST} seizures or more, exact copies left "
            "out, by places of seizure that reported departures before",
            caution="New in the reports, not necessarily in the world: a leg may have been used undetected, or "
            "reported without its departure. The more seizures with a departure a place reported before, the more a "
            "new leg means. The 24 months are the last of all sources together: a source that ended earlier can show "
            "no new leg, and a source that begins shows many. Filter by one source to see its own.",
        ),
    )
